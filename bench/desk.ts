import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '../server/platform/config.ts'

/** One process of the desk, started with the command that its users type. */
export interface DeskProcess {
  readonly role: 'all' | 'api' | 'worker'
  readonly url: string
  readonly lmtpPort: number
  /** from the call to the line that says it is ready */
  readonly readyMs: number
  /** Resident megabytes of each process it consists of. */
  memory(): Resident[]
  /** Ends it as Ctrl-C would. */
  stop(): Promise<void>
}

export interface Resident {
  readonly part: 'starter' | 'server' | 'mail-reader'
  readonly megabytes: number
}

interface Ready {
  readonly url: string
  readonly lmtpPort: number | null
}

/** The environment of every process of one desk: where its database and files are. */
export interface Place {
  /** null: the built-in database in the data folder */
  readonly databaseUrl: string | null
  readonly dataFolder: string
}

/** Starts `amends serve --role …` and waits until it says that it is ready. */
export async function startProcess(role: DeskProcess['role'], place: Place): Promise<DeskProcess> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['run.mjs', 'serve', '--role', role, '--json'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: place.databaseUrl ?? '',
      AMENDS_DATA: place.dataFolder,
      PORT: '0',
      AMENDS_SMTP_PORT: 'off',
      AMENDS_LMTP_PORT: '0',
      // All clients of a measurement come from one address and ask for one workspace.
      AMENDS_REQUESTS_PER_MINUTE: '1000000',
      AMENDS_WORKSPACE_REQUESTS_PER_SECOND: '100000',
    },
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  })
  const ready = await readyLine(child).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw new Error(`${String(error)}\n${said}`)
  })
  return {
    role,
    url: ready.url,
    lmtpPort: ready.lmtpPort ?? 0,
    readyMs: performance.now() - begun,
    memory: () => residentOf(child.pid ?? 0),
    stop: () => stop(child),
  }
}

function readyLine(child: ChildProcess): Promise<Ready> {
  return new Promise((done, fail) => {
    if (!child.stdout) throw new Error('the process has no output')
    // Goes on reading to the end: a full pipe would stop the process that logs into it.
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{"ready":true')) done(JSON.parse(line) as Ready)
    })
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`the desk ended with ${code}`)))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  await Promise.race([ended, pause(20_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))])
}

/** The Node processes that descend from one, by what `ps` says. */
function residentOf(root: number): Resident[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8', maxBuffer: 16e6 })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, kilobytes, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return pid ? [{ pid: Number(pid), parent: Number(parent), megabytes: Number(kilobytes) / 1024, command }] : []
    })
  const within = (pid: number): typeof rows =>
    rows.filter(({ parent }) => parent === pid).flatMap((row) => [row, ...within(row.pid)])
  const partOf = (command: string) =>
    command.includes('reader.child') ? 'mail-reader' : command.includes('cli.ts') ? 'server' : 'starter'
  return [...rows.filter(({ pid }) => pid === root), ...within(root)]
    .filter(({ command }) => command.includes('node'))
    .map(({ command, megabytes }) => ({ part: partOf(command), megabytes: Math.round(megabytes) }))
}
