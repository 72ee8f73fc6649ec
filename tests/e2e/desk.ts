import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The product itself, running as its users run it: a process of its own with its own data folder and ports. */
export interface RunningDesk {
  readonly url: string
  readonly smtpPort: number
  readonly lmtpPort: number
  readonly dataFolder: string
  /** Milliseconds from the call to the first page served. */
  readonly readyMs: number
  readonly process: ChildProcess
  /** What it printed so far. */
  printed(): string
  /** Ends it as Ctrl-C would. The data folder stays unless it was made here. */
  stop(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** A port that nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))))
    })
  })
}

/** Starts `npm start` of a checkout (this one unless told) and waits until its page is served. */
export async function startDesk(
  options: { folder?: string; dataFolder?: string; env?: Record<string, string>; patienceMs?: number } = {},
): Promise<RunningDesk> {
  const begun = performance.now()
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'amends-desk-')))
  const [port, smtpPort, lmtpPort] = await Promise.all([freePort(), freePort(), freePort()])
  const env = {
    ...process.env,
    AMENDS_LOG_LEVEL: 'warn',
    ...options.env,
    PORT: String(port),
    AMENDS_DATA: dataFolder,
    AMENDS_SMTP_PORT: String(smtpPort),
    AMENDS_LMTP_PORT: String(lmtpPort),
  }
  const child = spawn('node', ['run.mjs', 'serve'], {
    cwd: options.folder ?? root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const url = `http://127.0.0.1:${port}`
  const readyMs = await untilServed(url, child, begun, options.patienceMs ?? 120_000).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw new Error(`${String(error)}\n${printed.slice(-4_000)}`)
  })
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGINT')
      await Promise.race([ended, pause(20_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))])
    }
    if (!options.dataFolder) await rm(dataFolder, { recursive: true, force: true })
  }
  return { url, smtpPort, lmtpPort, dataFolder, readyMs, process: child, printed: () => printed, stop }
}

async function untilServed(url: string, child: ChildProcess, begun: number, patienceMs: number): Promise<number> {
  while (performance.now() - begun < patienceMs) {
    if (child.exitCode !== null) throw new Error(`the desk ended with ${child.exitCode}`)
    const reply = await fetch(url).catch(() => null)
    if (reply?.ok && (await reply.text()).includes('<div id="root">')) return performance.now() - begun
    await pause(50)
  }
  throw new Error(`the desk was not ready in ${patienceMs} ms`)
}
