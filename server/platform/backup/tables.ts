import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** A table as it is copied: names are quoted already. */
export interface CopiedTable {
  readonly name: string
  readonly columns: readonly string[]
  /** What its rows are sorted by: the same rows give the same bytes, wherever they lie. */
  readonly order: readonly string[]
  readonly bytes: number
}

/** Values must be written the same by each server and session, for the hashes to be equal. */
export const plainWriting = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
  set bytea_output = 'hex'; set extra_float_digits = 1; set client_encoding = 'UTF8'`

/** The tables of the product, largest first; what the migrations themselves keep is made again by them. */
export async function copiedTables(client: pg.Client): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable & { walled: boolean }>(
    `select quote_ident(c.relname) as name, pg_table_size(c.oid)::float8 as bytes,
       (select array_agg(quote_ident(attname) order by attnum) from pg_attribute
         where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
       (select array_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end order by k.place)
         from pg_index i cross join unnest(i.indkey) with ordinality as k (attnum, place)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
         where i.indrelid = c.oid and i.indisprimary) as "order",
       exists (select from pg_attribute where attrelid = c.oid and attname = 'workspace_id') as walled
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
     order by 2 desc, 1`,
  )
  for (const { name, order, walled } of rows)
    if (!walled || order === null) throw new Error(`${name} cannot be backed up: it lacks a workspace or a primary key`)
  return rows.map(({ walled: _, ...table }) => table)
}

/** The rows of a table, one workspace after the other, each in the order of its key. Counts them into `count`. */
export async function* rowsOf(
  client: pg.Client,
  { name, columns, order }: CopiedTable,
  workspaces: readonly string[],
  count: (rows: number) => void,
): AsyncGenerator<Buffer> {
  for (const workspaceId of workspaces) {
    await client.query(`select set_config('amends.workspace', $1, true)`, [workspaceId])
    const query = copyTo(
      `copy (select ${columns.join(', ')} from ${name} where workspace_id = ${client.escapeLiteral(workspaceId)}
         order by ${order.join(', ')}) to stdout`,
    )
    yield* client.query(query)
    count(query.rowCount)
  }
}

/** Sequences that the tables count by. */
export async function sequencesOf(client: pg.Client): Promise<{ name: string; last: string }[]> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select quote_ident(sequencename) as name, last_value::text as last from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`,
  )
  return rows
}

/** The migrations that the database has taken. */
export async function ledgerOf(client: pg.Client): Promise<{ file: string; checksum: string }[]> {
  const { rows } = await client.query<{ file: string; checksum: string }>(
    'select file, checksum from schema_migrations order by number',
  )
  return rows
}

/** All workspaces, in an order that does not change. */
export async function workspacesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ workspace_id: string }>('select workspace_id from workspace_directory()')
  return rows.map(({ workspace_id }) => workspace_id).sort()
}

/** Work that waits in the queue or is being done, a line of base64 each, so that no letter in it ends the line. */
export async function* jobsOf(client: pg.Client, count: (rows: number) => void): AsyncGenerator<Buffer> {
  const queue = await client.query<{ exists: boolean }>(`select to_regclass('pgboss.job') is not null as exists`)
  if (!queue.rows[0]?.exists) return
  const query = copyTo(
    `copy (select translate(encode(convert_to(json_build_object('name', name, 'data', data, 'key', singleton_key,
         'start_after', start_after)::text, 'UTF8'), 'base64'), E'\\n', '')
       from pgboss.job where state in ('created', 'retry', 'active') order by id) to stdout`,
  )
  yield* client.query(query)
  count(query.rowCount)
}
