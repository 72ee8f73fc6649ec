import type pg from 'pg'
import { PrimaryClient } from './db.primary.ts'

/** Tells how many of a workspace's tables are empty already. */
export type WipeProgress = (done: number, all: number) => void

/**
 * Removes workspaces with all that belongs to them, and nothing else: every delete runs inside the one workspace, where
 * row-level security shows no other row. All of a workspace goes at once or nothing does. Needs the owner's connection,
 * as the serving role may not delete from a timeline. Returns how many rows went.
 */
export async function wipeWorkspaces(
  ownerUrl: string,
  workspaceIds: readonly string[],
  progress: WipeProgress = () => undefined,
): Promise<number> {
  const client = new PrimaryClient({ connectionString: ownerUrl, application_name: 'amends-wipe' })
  await client.connect()
  try {
    let removed = 0
    for (const workspaceId of workspaceIds) removed += await wipeWorkspace(client, workspaceId, progress, 3)
    return removed
  } finally {
    await client.end()
  }
}

/** A job that was at work may have added to what was emptied already, or wait for us while we wait for it. */
const isCrossed = (error: unknown): boolean => ['23503', '40P01'].includes((error as { code?: string }).code ?? '')

async function wipeWorkspace(
  client: pg.Client,
  workspaceId: string,
  progress: WipeProgress,
  tries: number,
): Promise<number> {
  await client.query('begin')
  try {
    const removed = await emptyTables(client, workspaceId, progress)
    await client.query('commit')
    return removed
  } catch (error) {
    await client.query('rollback')
    if (!isCrossed(error) || tries <= 1) throw error
    return wipeWorkspace(client, workspaceId, progress, tries - 1)
  }
}

async function emptyTables(client: pg.Client, workspaceId: string, progress: WipeProgress): Promise<number> {
  await client.query(`select set_config('amends.workspace', $1, true)`, [workspaceId])
  // Requests that are under way end first, and whoever comes later waits until there is nothing left to add to.
  await client.query('select 1 from workspaces where workspace_id = $1 for update', [workspaceId])
  // Not all that belongs together is told by foreign keys: at the end all of it is gone.
  await client.query('set constraints all deferred')
  const tables = await tablesChildrenFirst(client)
  let removed = 0
  for (const [index, table] of tables.entries()) {
    progress(index, tables.length)
    const result = await client.query(`delete from ${client.escapeIdentifier(table)} where workspace_id = $1`, [
      workspaceId,
    ])
    removed += result.rowCount ?? 0
  }
  // The queue makes its tables when it is first opened; a desk that never ran has none.
  const queue = await client.query<{ exists: boolean }>(`select to_regclass('pgboss.job') is not null as exists`)
  if (queue.rows[0]?.exists) await client.query(`delete from pgboss.job where data->>'workspaceId' = $1`, [workspaceId])
  progress(tables.length, tables.length)
  return removed
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
