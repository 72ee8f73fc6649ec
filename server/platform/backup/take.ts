import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import { type Databases, tablesOf } from '../db.ts'
import { exists } from '../folder.ts'
import { type CopiedFiles, filesOf, prune } from './files.ts'
import { beginBackup, finishBackup, placesIn, saltIn } from './folder.ts'
import { BackupKeys } from './key.ts'
import { type Manifest, writeManifest } from './manifest.ts'
import { emptyStream, writeStream } from './streams.ts'
import {
  type CopiedTable,
  copiedTables,
  jobsOf,
  ledgerOf,
  plainWriting,
  rowsOf,
  sequencesOf,
  workspacesOf,
} from './tables.ts'

/** What a backup is taken of, and where it goes. */
export interface BackupOrder {
  /** A connection of the serving role: a backup reads what the desk itself may read, workspace by workspace. */
  readonly connect: () => Promise<pg.Client>
  readonly dataFolder: string
  /** The installation's secret. */
  readonly secret: string
  readonly folder: string
  readonly backupSecret: string
  /** How many backups stay. */
  readonly keep: number
  readonly program: string
  readonly now: () => Date
  readonly say?: (line: string) => void
}

/** What was made. */
export interface MadeBackup {
  readonly name: string
  readonly at: string
  readonly seconds: number
  readonly tables: number
  readonly rows: number
  /** of the tables, before they were compressed */
  readonly tableBytes: number
  readonly files: number
  readonly newFiles: number
  /** what this backup has added to the folder */
  readonly storedBytes: number
  /** stored files of the desk whose bytes are no longer those they were stored as */
  readonly broken: readonly string[]
  readonly removed: number
}

/** Any number will do, as long as it stays the same: who holds it takes a backup. */
export const backupLock = 732_460_119
/** Connections that copy at the same time; on one snapshot, so that all see the same moment. */
const lanes = 2
const progressMs = 2_000

/** Whether some process takes a backup of this database at this moment. */
export async function isBackupUnderWay(databases: Databases): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select exists (
      select from pg_locks where locktype = 'advisory' and objid = ${backupLock} and granted
        and database = (select oid from pg_database where datname = current_database())) as held`.execute(
    tablesOf<Record<never, never>>(databases.outside),
  )
  return rows[0]?.held === true
}

/** The lock's holder is another process: its backup will do. */
export class BackupUnderWay extends Error {}

/**
 * Takes a backup of a desk that goes on working: every table as it stood at one moment (one repeatable-read snapshot),
 * then the stored files that the folder lacks; compressed, sealed, and whole or not there. Memory does not grow with it.
 * @throws BackupUnderWay
 */
export async function takeBackup(order: BackupOrder): Promise<MadeBackup> {
  const client = await order.connect()
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [backupLock])
    if (rows[0]?.taken !== true) throw new BackupUnderWay('A backup is under way already.')
    await mkdir(order.folder, { recursive: true, mode: 0o700 })
    const keys = new BackupKeys(order.backupSecret)
    const salt = await saltIn(order.folder)
    const begun = await beginBackup(order.folder, order.now())
    try {
      return await fill(order, client, keys, salt, begun)
    } catch (error) {
      await rm(join(order.folder, begun), { recursive: true, force: true })
      throw error
    }
  } finally {
    await client.end()
  }
}

async function fill(
  order: BackupOrder,
  client: pg.Client,
  keys: BackupKeys,
  salt: Buffer,
  begun: string,
): Promise<MadeBackup> {
  const beganMs = performance.now()
  const at = order.now().toISOString()
  const places = placesIn(order.folder, begun)
  await client.query(plainWriting)
  await client.query('begin transaction isolation level repeatable read read only')
  const workspaces = await workspacesOf(client)
  const tables = await copiedTables(client)
  const schema = await ledgerOf(client)
  const sequences = await sequencesOf(client)
  const copied = await copyTables(order, client, { tables, workspaces, folder: places.tables, keys, salt })
  let waiting = 0
  const jobs = await writeStream(
    places.jobs,
    keys,
    salt,
    jobsOf(client, (rows) => (waiting += rows)),
  )
  await client.query('commit')
  order.say?.(`${tables.length} tables are copied; now the files`)
  const files: CopiedFiles = { rows: 0, stored: 0, added: 0, broken: [] }
  const { dataFolder, folder, secret } = order
  const list = await writeStream(places.files, keys, salt, filesOf({ dataFolder, folder, keys, salt }, files))
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  const manifest: Manifest = {
    format: 1,
    madeAt: at,
    program: order.program,
    schema,
    workspaces,
    tables: copied.map(({ stored: _, ...table }) => table),
    sequences,
    jobs: { rows: waiting, bytes: jobs.bytes, sha256: jobs.sha256 },
    files: { rows: files.rows, bytes: list.bytes, sha256: list.sha256, stored: files.stored },
    secret: (await exists(join(dataFolder, 'secret'))) ? secret : null,
    secretMark: secretMarkOf(secret),
  }
  await writeManifest(places.manifest, keys, salt, manifest)
  const name = await finishBackup(folder, begun)
  return {
    name,
    at,
    seconds: (performance.now() - beganMs) / 1_000,
    tables: tables.length,
    rows: sum(copied.map(({ rows }) => rows)),
    tableBytes: sum(copied.map(({ bytes }) => bytes)),
    files: files.rows,
    newFiles: files.added,
    storedBytes: sum(copied.map(({ stored }) => stored)) + jobs.stored + list.stored + files.stored,
    broken: files.broken,
    removed: await prune(folder, keys, order.keep),
  }
}

/** Says whether a secret is the one that was, without telling it. */
export const secretMarkOf = (secret: string): string =>
  createHash('sha256').update(`amends backup ${secret}`).digest('hex')

interface Copying {
  readonly tables: readonly CopiedTable[]
  readonly workspaces: readonly string[]
  readonly folder: string
  readonly keys: BackupKeys
  readonly salt: Buffer
}

type CopiedStream = Manifest['tables'][number] & { stored: number }

/** Copies the tables over several connections of one snapshot, each taking the largest that is left. */
async function copyTables(order: BackupOrder, leader: pg.Client, what: Copying): Promise<CopiedStream[]> {
  const { rows } = await leader.query<{ id: string }>('select pg_export_snapshot() as id')
  const left = [...what.tables]
  const copied: CopiedStream[] = []
  let [bytes, toldMs] = [0, performance.now()]
  const copyLeft = async (client: pg.Client) => {
    for (let table = left.shift(); table; table = left.shift()) {
      const stream = await copyTable(client, table, what)
      bytes += stream.bytes
      copied.push(stream)
      if (performance.now() - toldMs < progressMs) continue
      toldMs = performance.now()
      order.say?.(`${copied.length} of ${what.tables.length} tables, ${Math.round(bytes / 1e6)} MB`)
    }
  }
  const others = await Promise.all(Array.from({ length: lanes - 1 }, order.connect))
  try {
    const joined = others.map(async (client) => {
      await client.query(plainWriting)
      await client.query('begin transaction isolation level repeatable read read only')
      await client.query(`set transaction snapshot ${client.escapeLiteral(rows[0]?.id ?? '')}`)
      await copyLeft(client)
    })
    const ended = await Promise.allSettled([copyLeft(leader), ...joined])
    for (const each of ended) if (each.status === 'rejected') throw each.reason
  } finally {
    await Promise.all(others.map((client) => client.end()))
  }
  return copied.sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Copies one table; an empty one has no file. */
async function copyTable(
  client: pg.Client,
  table: CopiedTable,
  { workspaces, folder, keys, salt }: Copying,
): Promise<CopiedStream> {
  let rows = 0
  const source = rowsOf(client, table, workspaces, (count) => {
    rows += count
  })
  const { value: first, done } = await source.next()
  const stream = done
    ? { ...emptyStream, stored: 0 }
    : await writeStream(join(folder, table.name), keys, salt, after(first, source))
  return { ...stream, name: table.name, columns: [...table.columns], rows }
}

async function* after(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}
