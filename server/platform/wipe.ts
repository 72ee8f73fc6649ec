import pg from 'pg'

/**
 * Removes workspaces with all that belongs to them, and nothing else: every delete runs inside the one workspace, where
 * row-level security shows no other row. Needs the owner's connection, as the serving role may not delete from a
 * timeline. Returns how many rows went.
 */
export async function wipeWorkspaces(ownerUrl: string, workspaceIds: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'amends-wipe' })
  await client.connect()
  try {
    let removed = 0
    for (const workspaceId of workspaceIds) removed += await wipeWorkspace(client, workspaceId)
    return removed
  } finally {
    await client.end()
  }
}

async function wipeWorkspace(client: pg.Client, workspaceId: string): Promise<number> {
  await client.query('begin')
  try {
    await client.query(`select set_config('amends.workspace', $1, true)`, [workspaceId])
    let removed = 0
    for (const table of await tablesChildrenFirst(client)) {
      const result = await client.query(`delete from ${client.escapeIdentifier(table)} where workspace_id = $1`, [
        workspaceId,
      ])
      removed += result.rowCount ?? 0
    }
    // The queue makes its tables when it is first opened; a desk that never ran has none.
    const queue = await client.query<{ exists: boolean }>(`select to_regclass('pgboss.job') is not null as exists`)
    if (queue.rows[0]?.exists)
      await client.query(`delete from pgboss.job where data->>'workspaceId' = $1`, [workspaceId])
    await client.query('commit')
    return removed
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Tables with a workspace, those that refer to others before the ones they refer to. */
async function tablesChildrenFirst(client: pg.Client): Promise<string[]> {
  const tables = await client.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id'
       and table_name in (select tablename from pg_tables where schemaname = 'public')`,
  )
  const references = await client.query<{ child: string; parent: string }>(
    `select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint
     where contype = 'f' and conrelid <> confrelid and connamespace = 'public'::regnamespace`,
  )
  const left = new Set(tables.rows.map(({ name }) => name))
  const ordered: string[] = []
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !references.rows.some(({ child, parent }) => parent === table && left.has(child)),
    )
    if (free.length === 0) throw new Error(`tables refer to one another in a circle: ${[...left].join(', ')}`)
    for (const table of free) left.delete(table)
    ordered.push(...free)
  }
  return ordered
}
