import { execFile, spawn } from 'node:child_process'
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { CannotStart } from './cannot-start.ts'
import type { Binaries } from './postgres.binaries.ts'
import { isAlive, lastReason, plainEnvironment } from './postgres.cluster.ts'
import type { Site } from './postgres.place.ts'

const run = promisify(execFile)

/** What a running or crashed postmaster left in `postmaster.pid`. */
export interface PidFile {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/** A postmaster that we started. `ended` settles when it is gone, for whatever reason. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ended: Promise<void>
}

const START_LIMIT_MS = 10 * 60_000
const LOG_LIMIT_BYTES = 10 * 2 ** 20

export async function readPidFile(cluster: string): Promise<PidFile | null> {
  const lines = (await readFile(pidFileOf(cluster), 'utf8').catch(() => '')).split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  const port = Number.parseInt(lines[3] ?? '', 10)
  if (Number.isNaN(pid) || Number.isNaN(port)) return null
  return { pid, port, ready: lines[7]?.trim() === 'ready' }
}

/** The port of the last start, which PostgreSQL keeps beside its lock file: others of this folder may still know it. */
export async function lastPort(cluster: string): Promise<number> {
  const line = await readFile(join(cluster, 'postmaster.opts'), 'utf8').catch(() => '')
  const port = Number(/"?-p"? "?(\d+)/.exec(line)?.[1] ?? 0)
  return port !== 0 && (await isFree(port)) ? port : 0
}

/**
 * Starts PostgreSQL on the cluster and waits until it takes connections, however long crash recovery takes.
 * It runs in a session of its own: Ctrl-C in the terminal reaches us alone, and we stop it when our work is done.
 * @param port the port to use; 0 for any free one
 * @returns null when another postmaster, living or just dying, still holds the cluster: look again and retry
 * @throws CannotStart when PostgreSQL says why it cannot start
 */
export async function startPostmaster(
  site: Site,
  binaries: Binaries,
  port: number,
  log: (line: string) => void,
): Promise<Postmaster | null> {
  const chosen = port === 0 ? await freePort() : port
  const logFile = join(site.home, 'postgres.log')
  if (((await stat(logFile).catch(() => null))?.size ?? 0) > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`)
  const out = await open(logFile, 'a', 0o600)
  const from = (await out.stat()).size
  const ended = Promise.withResolvers<void>()
  let pid: number | undefined
  try {
    const windows = platform() === 'win32'
    const identity = site.user === null ? {} : { uid: site.user.uid, gid: site.user.gid }
    const flags = ['-D', site.cluster, '-p', String(chosen)]
    // On Windows only pg_ctl can drop an administrator's rights, which PostgreSQL refuses to run with.
    const child = windows
      ? spawn(binaries.pgCtl, ['start', '-W', '-D', site.cluster, '-o', `-p ${chosen}`], {
          stdio: ['ignore', out.fd, out.fd],
          env: plainEnvironment(),
          windowsHide: true,
        })
      : spawn(binaries.postgres, flags, {
          ...identity,
          stdio: ['ignore', out.fd, out.fd],
          env: plainEnvironment(),
          cwd: '/',
          detached: true,
        })
    let failed: Error | undefined
    child.once('error', (error) => {
      failed = error
      ended.resolve()
    })
    child.once('exit', (code) => {
      if (!windows || code !== 0) ended.resolve()
    })
    child.unref()
    let over = false
    void ended.promise.then(() => {
      over = true
    })
    const begin = Date.now()
    for (let told = begin; !over && Date.now() - begin < START_LIMIT_MS; await pause(15)) {
      const file = await readPidFile(site.cluster)
      if (file?.ready && file.port === chosen && (windows || file.pid === child.pid)) {
        pid = file.pid
        break
      }
      if (Date.now() - told > 5_000) {
        told = Date.now()
        log('The database is still starting (after a crash it first reads its journal)')
      }
    }
    if (pid !== undefined) {
      if (windows) void waitForEnd(pid, Number.POSITIVE_INFINITY, site.cluster).then(() => ended.resolve())
      return { pid, port: chosen, ended: ended.promise }
    }
    const said = failed?.message ?? (await readFile(logFile, 'utf8')).slice(from)
    // A killed postmaster leaves children that hold the cluster's memory for a moment, and a stopping one its lock.
    if (/lock file .* already exists|shared memory block .* still in use|is already in use/i.test(said)) return null
    if (/could not bind|address already in use/i.test(said)) return null
    throw new CannotStart(
      `The built-in database does not start: ${lastReason(said) || 'it gave no reason'}`,
      `Its own words are in ${logFile}. See that the disk has free space; if the files are damaged, put a backup in place of ${site.cluster}.`,
    )
  } finally {
    await out.close()
  }
}

/** Fast shutdown: open statements are cut, everything committed is kept. When that takes too long, as after a crash. */
export async function stopPostmaster(site: Site, binaries: Binaries, pid: number, limitMs = 6_000): Promise<void> {
  if (platform() === 'win32') {
    await run(binaries.pgCtl, [
      'stop',
      '-D',
      site.cluster,
      '-m',
      'fast',
      '-t',
      String(Math.ceil(limitMs / 1000)),
    ]).catch(() => run(binaries.pgCtl, ['stop', '-D', site.cluster, '-m', 'immediate']).catch(() => undefined))
    return
  }
  signal(pid, 'SIGINT')
  if (await waitForEnd(pid, limitMs, site.cluster)) return
  signal(pid, 'SIGQUIT')
  if (await waitForEnd(pid, 5_000, site.cluster)) return
  signal(pid, 'SIGKILL')
  await waitForEnd(pid, 1_000, site.cluster)
}

/** True when the process really is the postmaster of this cluster and not one that got its number by chance. */
export async function isPostmasterOf(cluster: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (platform() === 'win32') return true
  const command =
    platform() === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : await run('ps', ['-o', 'command=', '-p', String(pid)]).then(
          (ps) => ps.stdout,
          () => '',
        )
  return command.includes(cluster)
}

/**
 * The number in a dead postmaster's lock file now belongs to some other process (usual in containers), and PostgreSQL
 * would refuse to start for ever. Our own number makes it go on: it never takes its parent for a rival. The rest of
 * the file must stay, because by it PostgreSQL recognises surviving children of the dead one.
 */
export async function disownLockFile(cluster: string): Promise<void> {
  const path = pidFileOf(cluster)
  const content = await readFile(path, 'utf8').catch(() => '')
  if (content !== '') await writeFile(path, content.replace(/^\d+/, String(process.pid)))
}

/**
 * True when the postmaster is gone within the time. Its last act is to remove its lock file; the process itself may
 * stay in the table as a zombie, for ever where process 1 of a container does not collect its orphans.
 */
export async function waitForEnd(pid: number, limitMs: number, cluster: string): Promise<boolean> {
  const gone = async () => !isAlive(pid) || (await readPidFile(cluster))?.pid !== pid
  for (const begin = Date.now(); Date.now() - begin < limitMs; await pause(20)) if (await gone()) return true
  return gone()
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone, or not ours: the caller waits and then decides.
  }
}

function pidFileOf(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

/** A port of 127.0.0.1 that nobody listens on now; PostgreSQL tells us when someone was faster. */
async function freePort(): Promise<number> {
  return (await listenOnce(0)) ?? freePort()
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null
}

/** The port that could be listened on; null when it is taken. */
function listenOnce(port: number): Promise<number | null> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' ? (address?.port ?? null) : null))
    })
  })
}
