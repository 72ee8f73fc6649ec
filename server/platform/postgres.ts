import { chmod } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { openFolder, reasonOf } from './folder.ts'
import { type Binaries, openBinaries } from './postgres.binaries.ts'
import { openCluster } from './postgres.cluster.ts'
import { ELSEWHERE, type Site, settle, systemUsers, type UserLookup } from './postgres.place.ts'
import {
  disownLockFile,
  isPostmasterOf,
  lastPort,
  type Postmaster,
  readPidFile,
  signal,
  startPostmaster,
  stopPostmaster,
  waitForEnd,
} from './postgres.postmaster.ts'
import { APP, connectAs, DATABASE, holderOf, OWNER, prepare, tryToHold } from './postgres.roles.ts'

export interface EmbeddedOptions {
  /** absolute path of the data folder; made when missing */
  readonly folder: string
  /** takes progress in plain words */
  readonly log?: (line: string) => void
  /** join a database that another process of this folder already runs, instead of refusing (command line beside a server) */
  readonly share?: boolean
  /** how long to wait for another process to let go of the folder, in milliseconds; 60 000 unless told */
  readonly patienceMs?: number
  /** for tests: faster by giving up durability, and always inside the folder, which the caller removes after stop() */
  readonly throwaway?: boolean
  /** for tests: who may run PostgreSQL for root, and where it may live */
  readonly users?: UserLookup
  readonly elsewhere?: readonly string[]
}

export interface Embedded {
  /** owner of the database `amends`: for migrations and making databases; not a superuser */
  readonly url: string
  /** role `amends_app`: owns nothing, cannot bypass row-level security */
  readonly servingUrl: string
  /** Stops the database, unless another process runs it. May be called twice. Within 12 s. */
  stop(): Promise<void>
}

/** What this process holds of a running cluster; `postmaster` is null when another process runs it. */
interface Tenure {
  readonly postmaster: Postmaster | null
  readonly port: number
  readonly hold: pg.Client | null
}

/**
 * Starts the PostgreSQL that npm brought, in the data folder, on 127.0.0.1 and a free port, and keeps it running: a
 * postmaster that dies is started again on the same port. One process at a time owns a folder (an advisory lock held
 * by a connection, which no kill -9 can leave behind); what a killed process left running is stopped first.
 * @throws CannotStart with the mend when it cannot
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { folder, log = () => undefined, share = false, patienceMs = 60_000, throwaway = false } = options
  await openFolder(folder)
  // A folder of mkdtemp is closed to the database's user; what is thrown away may as well be passed through.
  if (throwaway) await chmod(folder, 0o711)
  const { users = systemUsers, elsewhere = ELSEWHERE } = options
  const site = await settle({ folder, log, users, elsewhere, asRoot: process.getuid?.() === 0 })
  const binaries = await openBinaries(site.home, site.user, log)
  await openCluster(site, binaries, log, !throwaway)

  let stopping = false
  let tenure = await occupy({ site, binaries, log, share, patienceMs })
  const { port } = tenure
  const onExit = () => {
    // process.exit without stop(): better a fast shutdown by the database itself than a server nobody owns.
    if (tenure.postmaster !== null) signal(tenure.postmaster.pid, 'SIGINT')
  }
  process.once('exit', onExit)

  const guard = async (postmaster: Postmaster): Promise<void> => {
    await postmaster.ended
    if (stopping) return
    log('The database ended by itself; starting it again')
    tenure = await occupy({ site, binaries, log, share: false, patienceMs, port })
    if (tenure.postmaster !== null) void guard(tenure.postmaster).catch(giveUp)
  }
  const giveUp = (error: unknown) => log(`The database could not be started again: ${reasonOf(error)}`)
  if (tenure.postmaster !== null) void guard(tenure.postmaster).catch(giveUp)

  return {
    url: urlOf(OWNER, site.place.passwords.owner, port),
    servingUrl: urlOf(APP, site.place.passwords.app, port),
    stop: async () => {
      stopping = true
      process.removeListener('exit', onExit)
      // The lock is held until the database itself cuts the connection, so that no other start comes in between.
      if (tenure.postmaster !== null) await stopPostmaster(site, binaries, tenure.postmaster.pid)
      await tenure.hold?.end().catch(() => undefined)
    },
  }
}

interface Claim {
  readonly site: Site
  readonly binaries: Binaries
  readonly log: (line: string) => void
  readonly share: boolean
  readonly patienceMs: number
  /** the port that must be used, since pools know it */
  readonly port?: number
}

/** Looks at the cluster again and again until it is ours, shared, or plainly somebody else's. */
async function occupy(claim: Claim): Promise<Tenure> {
  const { site, binaries, log } = claim
  for (const begin = Date.now(); Date.now() - begin < claim.patienceMs; await pause(100)) {
    const found = await readPidFile(site.cluster)
    if (found !== null) {
      const state = await examine(site, found.port, found.pid)
      if (state.kind === 'wait') continue
      if (state.kind === 'held') {
        if (claim.share) return { postmaster: null, port: found.port, hold: null }
        throw new CannotStart(
          `The data folder ${site.folder} is in use by another Amends (${state.holder}).`,
          'Stop that one first (Ctrl-C, or kill its number), or give this one a folder of its own with AMENDS_DATA.',
        )
      }
      if (state.kind === 'left') {
        log('Stopping the database that a killed Amends left running')
        await stopPostmaster(site, binaries, found.pid)
        await state.hold.end().catch(() => undefined)
        continue
      }
      if (state.kind === 'stale') await disownLockFile(site.cluster)
    }
    const port = claim.port ?? (await lastPort(site.cluster))
    const postmaster = await startPostmaster(site, binaries, port, log)
    if (postmaster === null) continue
    const hold = await holdOwn(site, postmaster)
    if (hold) {
      await prepare(hold, site)
      return { postmaster, port: postmaster.port, hold }
    }
  }
  throw new CannotStart(
    `The database in ${site.cluster} is held by a process that neither answers nor ends.`,
    'See which "postgres" processes of this folder still run, end them, and start again.',
  )
}

/**
 * The lock on what we have just started; null when someone came in between, took it for a database left behind and stops
 * it, maybe in the middle of our asking: then one looks again.
 */
async function holdOwn(site: Site, postmaster: Postmaster): Promise<pg.Client | null> {
  let failure: unknown
  try {
    const hold = await connectAs(site, postmaster.port)
    if (await tryToHold(hold)) return hold
    await hold.end().catch(() => undefined)
  } catch (error) {
    failure = error
  }
  await waitForEnd(postmaster.pid, 5_000, site.cluster)
  if (failure !== undefined && (await isPostmasterOf(site.cluster, postmaster.pid))) throw failure
  return null
}

type State =
  /** another living process owns it */
  | { kind: 'held'; holder: string }
  /** it runs, and its owner is dead; the lock is ours */
  | { kind: 'left'; hold: pg.Client }
  /** starting or stopping: ask again */
  | { kind: 'wait' }
  /** the number in the lock file now belongs to some other program */
  | { kind: 'stale' }
  /** nothing runs: PostgreSQL removes its lock file itself */
  | { kind: 'dead' }

async function examine(site: Site, port: number, pid: number): Promise<State> {
  let client: pg.Client
  try {
    client = await connectAs(site, port)
  } catch (error) {
    if (await isPostmasterOf(site.cluster, pid)) return { kind: 'wait' }
    return { kind: reasonOf(error) !== 'ENOENT' && isNumberTaken(pid) ? 'stale' : 'dead' }
  }
  if (await tryToHold(client)) return { kind: 'left', hold: client }
  const holder = await holderOf(client)
  await client.end()
  return holder === null ? { kind: 'wait' } : { kind: 'held', holder }
}

function isNumberTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function urlOf(role: string, password: string, port: number): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${DATABASE}`
}
