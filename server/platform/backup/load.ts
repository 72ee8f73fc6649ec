import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { PrimaryClient } from '../db.primary.ts'
import { bondsOf } from './bonds.ts'
import type { BackupKeys } from './key.ts'
import type { Manifest } from './manifest.ts'
import { measured, readStream } from './streams.ts'
import { type CopiedTable, copiedTables, plainWriting, rowsOf } from './tables.ts'

const progressMs = 2_000

/** What was loaded is not what was backed up; the transaction is undone. */
export class NotEqual extends Error {}

/**
 * Fills the tables of an empty desk, which stands at the backup's own step of the schema, in one transaction: rows in,
 * indexes and references made (which proves each reference), then every table read again and compared with the hash it
 * had when it was backed up.
 */
export async function loadTables(
  ownerUrl: string,
  folder: string,
  manifest: Manifest,
  keys: BackupKeys,
  say: (line: string) => void,
): Promise<void> {
  const client = new PrimaryClient({ connectionString: ownerUrl, application_name: 'amends-restore' })
  await client.connect()
  try {
    await client.query(plainWriting)
    await client.query('begin')
    const tables = await sameTables(client, manifest)
    const names = tables.map(({ name }) => name)
    const bonds = await bondsOf(client, names)
    for (const words of bonds.drop) await client.query(words)
    await client.query(`truncate ${names.join(', ')}`)
    // The owner is bound by the walls between workspaces too, and may open them where no desk runs yet.
    for (const name of names)
      await client.query(`alter table ${name} no force row level security, disable trigger user`)
    let toldMs = performance.now()
    for (const [index, table] of manifest.tables.entries()) {
      await fill(client, join(folder, table.name), table, keys)
      if (performance.now() - toldMs < progressMs) continue
      toldMs = performance.now()
      say(`${index + 1} of ${names.length} tables are in`)
    }
    say('making indexes and references')
    for (const words of bonds.make) await client.query(words)
    for (const { name, last } of manifest.sequences) await client.query('select setval($1::regclass, $2)', [name, last])
    say('comparing every table with its hash')
    for (const table of tables) await compare(client, table, manifest)
    for (const name of names) await client.query(`alter table ${name} force row level security, enable trigger user`)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

/** The tables of the database, which must be those of the backup. */
async function sameTables(client: pg.Client, { tables }: Manifest): Promise<CopiedTable[]> {
  const found = await copiedTables(client)
  const shape = (all: readonly { name: string; columns: readonly string[] }[]) =>
    all
      .map(({ name, columns }) => `${name}(${columns.join()})`)
      .sort()
      .join('\n')
  if (shape(found) !== shape(tables)) throw new NotEqual('The tables of the backup are not those of its schema.')
  return found
}

async function fill(
  client: pg.Client,
  path: string,
  table: Manifest['tables'][number],
  keys: BackupKeys,
): Promise<void> {
  if (table.bytes === 0) return
  const words = `copy ${table.name} (${table.columns.join(', ')}) from stdin (freeze)`
  await readStream(path, `tables/${table.name}`, keys, table, async (bytes) => {
    await pipeline(bytes, client.query(copyFrom(words)))
  })
}

async function compare(client: pg.Client, table: CopiedTable, { tables, workspaces }: Manifest): Promise<void> {
  const expected = tables.find(({ name }) => name === table.name)
  let count = 0
  const { sha256 } = await measured(rowsOf(client, table, workspaces, (rows) => (count += rows)))
  if (sha256 !== expected?.sha256 || count !== expected.rows)
    throw new NotEqual(
      `The table ${table.name} is not what it was: ${count} rows instead of ${expected?.rows}, or other words in them.`,
    )
}

/** Whether no desk was ever set up in a database that has its tables. */
export async function isEmptyDatabase(ownerUrl: string): Promise<boolean> {
  const client = new PrimaryClient({ connectionString: ownerUrl, application_name: 'amends-restore' })
  await client.connect()
  try {
    return (await client.query('select from workspace_directory() limit 1')).rowCount === 0
  } finally {
    await client.end()
  }
}
