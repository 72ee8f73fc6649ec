import type pg from 'pg'

/** A table that tickets fill, with the columns that a row of it is written by. */
export interface FilledTable {
  readonly name: string
  readonly columns: readonly string[]
}

/** What one played ticket left in one table: its rows, each value as PostgreSQL writes it. */
export interface LeftRows {
  readonly table: FilledTable
  readonly rows: readonly (readonly (string | null)[])[]
}

/** Tables that are empty before any ticket: whatever stands in one of them after a ticket, the ticket left there. */
export async function emptyTables(owner: pg.Client): Promise<FilledTable[]> {
  const found = await owner.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array(select attname::text from pg_attribute a
      where a.attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      -- One row a workspace is the state of the workspace, such as when it was last looked through, and not one ticket's.
      and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1
        and pg_get_indexdef(i.indexrelid, 1, true) = 'workspace_id')
    order by c.relname`)
  const empty: FilledTable[] = []
  for (const table of found.rows) {
    // Who signed in, what was audited and what is counted by the month is not one ticket's.
    if (/^(sessions|audit\w*|template_counts|schema_migrations)$/.test(table.name)) continue
    const { rowCount } = await owner.query(`select from ${table.name} limit 1`)
    if (rowCount === 0) empty.push(table)
  }
  return empty
}

/** Takes what one ticket left out of the tables, which are empty again after it. */
export async function takeRows(owner: pg.Client, tables: readonly FilledTable[]): Promise<LeftRows[]> {
  const left: LeftRows[] = []
  for (const table of tables) {
    const columns = table.columns.map((column) => `"${column}"::text`).join(', ')
    const { rows } = await owner.query({ text: `select ${columns} from ${table.name}`, rowMode: 'array' })
    if (rows.length > 0) left.push({ table, rows })
  }
  await owner.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
  return left
}
