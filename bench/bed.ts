import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type OpenDatabase, openDatabase } from '../server/main.database.ts'
import { type Caller, callerAt, signIn } from './caller.ts'
import { type DeskProcess, type Place, startProcess } from './desk.ts'
import type { Figure } from './figure.ts'
import { benchPassword } from './load.stage.ts'
import { type Loaded, load } from './load.ts'

/** What every measurement is given: a loaded desk, and the means to start its processes. */
export interface Bed {
  readonly size: number
  readonly database: OpenDatabase
  readonly place: Place
  readonly workspaceId: string
  /** As the owner of the tables, inside the workspace. */
  readonly owner: pg.Client
  /** Figures of the loading itself. */
  readonly loaded: readonly Figure[]
  /** The processes that run now, in the order of their start; those of a role are started when they are first asked for. */
  api(count: number): Promise<readonly DeskProcess[]>
  workers(count: number): Promise<readonly DeskProcess[]>
  stopWorkers(): Promise<void>
  /** Resolves when the workers, if any run, have done what earlier measurements left, which is no part of the next one. */
  atRest(): Promise<void>
  running(): readonly DeskProcess[]
  /** A member signed in at one of the API processes. */
  member(number: number, at?: number): Promise<Caller>
  say(line: string): void
  close(): Promise<void>
}

/** A program that measures one thing on the bed. */
export interface Measurement {
  readonly name: string
  readonly measure: (bed: Bed) => Promise<readonly Figure[]>
}

/**
 * Makes a bed: an embedded PostgreSQL of its own, durable as in life, and a desk of `size` tickets in it.
 * @param options.folder kept and used again when it is given; a temporary one is removed with the bed
 */
export async function makeBed(size: number, options: { folder?: string; say: (line: string) => void }): Promise<Bed> {
  const { say } = options
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'amends-bench-')))
  // Who starts this as root has PostgreSQL run by another user, who must be able to pass.
  if (!options.folder) await chmod(folder, 0o711)
  const loading = await loadOnce(folder, size, say)
  const database = await openDatabase({ databaseUrl: null, dataFolder: folder }, { share: false, say })
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  owner.on('error', () => undefined)
  await owner.connect()
  const place = { databaseUrl: database.ownerUrl, dataFolder: folder }
  const workspaceId = (await workspaceOf(owner)) ?? ''
  await owner.query(`select set_config('amends.workspace', $1, false)`, [workspaceId])
  const running: DeskProcess[] = []
  const atLeast = async (role: DeskProcess['role'], count: number): Promise<readonly DeskProcess[]> => {
    const ofRole = () => running.filter((each) => each.role === role)
    while (ofRole().length < count) running.push(await startProcess(role, place))
    return ofRole().slice(0, count)
  }
  const callers: Caller[] = []
  return {
    size,
    database,
    place,
    workspaceId,
    owner,
    loaded: loading,
    say,
    api: (count) => atLeast('api', count),
    workers: (count) => atLeast('worker', count),
    running: () => running,
    async stopWorkers() {
      const workers = running.filter(({ role }) => role === 'worker')
      running.splice(0, running.length, ...running.filter((each) => !workers.includes(each)))
      await Promise.all(workers.map((each) => each.stop()))
    },
    async atRest() {
      if (running.some(({ role }) => role === 'worker')) await nothingLeft(owner)
    },
    async member(number, at = 0) {
      const processes = await atLeast('api', at + 1)
      const url = processes[at]?.url ?? ''
      const caller = await signIn(url, { email: `member${number}@bench.example`, password: benchPassword })
      callers.push(caller)
      return caller
    },
    async close() {
      for (const caller of callers) caller.close()
      await Promise.all(running.map((each) => each.stop()))
      await owner.end()
      await database.stop()
      if (!options.folder) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Workers that take longer are stuck. */
const patienceMs = 600_000

/** Waits until no job is left whose time has come. */
async function nothingLeft(owner: pg.Client): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < patienceMs; await pause(200)) {
    const { rows } = await owner.query<{ left: number }>(
      `select count(*)::int as left from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now()
         and name <> 'dead-letters' and name not like '\\_\\_pgboss%'`,
    )
    if (rows[0]?.left === 0) return
  }
  throw new Error('the workers did not come to rest')
}

/** The same member at another process. */
export const sameMemberAt = (caller: Caller, { url }: DeskProcess, connections?: number): Caller =>
  callerAt(url, caller.cookie, connections)

/** Fills an empty folder; the figures of that. One that holds a desk already is left as it is. */
async function loadOnce(folder: string, size: number, say: (line: string) => void): Promise<Figure[]> {
  const begun = performance.now()
  // Until it is loaded nothing here must outlive a crash: each row is written once, and nobody waits for the disk.
  const database = await openDatabase({ databaseUrl: null, dataFolder: folder }, { share: false, throwaway: true, say })
  const made = await fill(database, folder, size, say).finally(() => database.stop())
  if (!made) {
    say('the folder holds a loaded desk already: it is measured as it is')
    return []
  }
  // What the disk has not taken yet would be written while the desk is measured.
  execFileSync('sync')
  return [
    { name: 'load.rate', value: Math.round(made.ticketsPerSecond), unit: '/s', note: `${made.messages} messages` },
    {
      name: 'load.time',
      value: Math.round((performance.now() - begun) / 1_000),
      unit: 's',
      note: 'database made, patterns played, rows, indexes, vacuum, all on the disk',
    },
  ]
}

async function fill(
  { ownerUrl, serving }: OpenDatabase,
  folder: string,
  size: number,
  say: (line: string) => void,
): Promise<Loaded | undefined> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const known = await workspaceOf(owner).finally(() => owner.end())
  return known === undefined ? load({ ownerUrl, servingUrl: serving.url, dataFolder: folder }, size, say) : undefined
}

async function workspaceOf(owner: pg.Client): Promise<string | undefined> {
  const { rows } = await owner.query<{ workspace_id: string }>('select workspace_id from workspace_directory()')
  return rows[0]?.workspace_id
}

/** Runs something again and again in so many places at once until the time is up; the milliseconds of each. */
export async function during(
  milliseconds: number,
  atOnce: number,
  work: (place: number) => Promise<{ readonly ms: number }>,
): Promise<{ times: number[]; perSecond: number }> {
  const begun = performance.now()
  const times: number[] = []
  await Promise.all(
    Array.from({ length: atOnce }, async (_, place) => {
      while (performance.now() - begun < milliseconds) times.push((await work(place)).ms)
    }),
  )
  return { times, perSecond: times.length / ((performance.now() - begun) / 1_000) }
}
