import { sql } from 'kysely'
import { type Database, type Databases, tablesOf } from './db.ts'

/** One key for each workspace; PostgreSQL gives the lock back when the connection that holds it ends, however it ends. */
const keyOf = (workspaceId: string) => `amends.filling ${workspaceId}`

/**
 * Fills a workspace with its past: as long as that takes, nothing sweeps it, so that no clock rings for what the next step of
 * the past answers.
 */
export async function whileFilling<Result>(
  databases: Databases,
  workspaceId: string,
  fill: () => Promise<Result>,
): Promise<Result> {
  const client = await databases.listener()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 13))', [keyOf(workspaceId)])
    return await fill()
  } finally {
    await client.end()
  }
}

/** Whether somebody is filling a workspace now. */
export async function isBeingFilled(outside: Database, workspaceId: string): Promise<boolean> {
  const { rows } = await sql<{ isFree: boolean }>`
    select pg_try_advisory_xact_lock_shared(hashtextextended(${keyOf(workspaceId)}, 13)) as "isFree"`.execute(
    tablesOf(outside),
  )
  return rows[0]?.isFree === false
}
