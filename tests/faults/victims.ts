import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A process of the desk that is killed again and again, and started anew each time. */
export interface Victim {
  readonly name: string
  /** Kills it with SIGKILL; resolves when it has been started anew. */
  kill(): Promise<void>
  /** Ends it for good, as Ctrl-C would. */
  stop(): Promise<void>
}

/** One that can also be left dead. */
export interface MortalVictim extends Victim {
  /** Of the process that runs now. */
  readonly pid: number
  /** Kills it with SIGKILL; it is not started anew. */
  killForGood(): Promise<void>
  isAlive(): boolean
}

/** Starts a part of the desk by its own command and keeps it running until it is stopped. Resolves when it is ready. */
export async function startVictim(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<MortalVictim> {
  let child = launch(args, env)
  await ready(child, name)
  return {
    name,
    get pid() {
      return child.pid ?? 0
    },
    async kill() {
      const gone = ended(child)
      child.kill('SIGKILL')
      await gone
      child = launch(args, env)
      await ready(child, name)
    },
    async killForGood() {
      const gone = ended(child)
      child.kill('SIGKILL')
      await gone
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      const gone = ended(child)
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** As the starter starts it (run.mjs): with bounds to its memory. */
const asStarted = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=320', '--max-semi-space-size=16']

/** The program itself, not the starter before it: what is killed must be what works. */
const launch = (args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [...asStarted, join(root, 'server/cli.ts'), ...args, '--json'], {
    cwd: root,
    env: { ...process.env, AMENDS_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', () => done()))

/** Its first line says that it is ready. */
function ready(child: ChildProcess, name: string): Promise<void> {
  return new Promise((done, fail) => {
    child.stdout?.once('data', (line: Buffer) => {
      if (JSON.parse(String(line).split('\n')[0] ?? '').ready === true) done()
      else fail(new Error(`${name} cannot start: ${String(line)}`))
    })
    child.once('exit', (code) => fail(new Error(`${name} ended (${code}) before it was ready`)))
  })
}
