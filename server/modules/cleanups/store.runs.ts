import { sql } from 'kysely'
import type { CleanupRestore } from '../../platform/cleanups.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { KindName, Status } from './schema.ts'
import type { CleanupTables } from './tables.ts'

const own = (db: Database) => tablesOf<CleanupTables>(db)

/** A run as it lies in its row. */
export interface RunRecord {
  readonly id: string
  readonly kind: KindName
  readonly status: Status
  readonly days: number
  readonly before: Date
  readonly keys: string[] | null
  readonly chosen: number
  readonly cleaned: number
  readonly kept: number
  readonly files: string[]
  readonly askedBy: string
  readonly askedAt: Date
  readonly endedAt: Date | null
  readonly undoStatus: Status | null
  readonly undone: number
  readonly undoneBy: string | null
  readonly undoEndedAt: Date | null
  /** Whether anything is kept for the way back. */
  readonly hasRestores: boolean
}

const runs = (db: Database) =>
  own(db)
    .selectFrom('cleanup_runs')
    .select(['id', 'kind', 'status', 'days', 'before', 'keys', 'chosen', 'cleaned', 'kept', 'files'])
    .select(['asked_by as askedBy', 'asked_at as askedAt', 'ended_at as endedAt', 'undo_status as undoStatus'])
    .select(['undone', 'undone_by as undoneBy', 'undo_ended_at as undoEndedAt'])
    .select(
      sql<boolean>`exists (select from cleanup_restores r
        where r.workspace_id = cleanup_runs.workspace_id and r.run_id = cleanup_runs.id)`.as('hasRestores'),
    )

export const readRun = (db: Database, id: string): Promise<RunRecord | undefined> =>
  runs(db).where('id', '=', id).executeTakeFirst()

/** As `readRun`; nobody else changes it until the transaction ends. */
export const lockRun = (db: Database, id: string): Promise<RunRecord | undefined> =>
  runs(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** Runs, the newest first, older than the given id. */
export function listRuns(
  db: Database,
  page: { readonly after?: string; readonly limit: number },
): Promise<RunRecord[]> {
  let query = runs(db)
  if (page.after) query = query.where('id', '<', page.after)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}

/** The last run of each of these kinds. */
export const lastRuns = (db: Database, kinds: readonly KindName[]): Promise<RunRecord[]> =>
  runs(db)
    .where(
      sql<boolean>`id in (select last.id from unnest(${[...kinds]}::text[]) as wanted (kind) cross join lateral (
        select r.id from cleanup_runs r where r.workspace_id = current_workspace() and r.kind = wanted.kind
        order by r.id desc limit 1) last)`,
    )
    .execute()

/** Whether a kind is being cleaned up or brought back at this moment. */
export const openRun = (db: Database, kind: KindName): Promise<{ id: string } | undefined> =>
  own(db)
    .selectFrom('cleanup_runs')
    .select('id')
    .where('kind', '=', kind)
    .where(sql<boolean>`(status in ('waiting', 'running') or undo_status in ('waiting', 'running'))`)
    .executeTakeFirst()

export async function insertRun(
  db: Database,
  run: Pick<RunRecord, 'id' | 'kind' | 'days' | 'before' | 'keys' | 'chosen' | 'askedBy' | 'askedAt'>,
): Promise<void> {
  const { askedBy: asked_by, askedAt: asked_at, ...rest } = run
  await own(db)
    .insertInto('cleanup_runs')
    .values({ ...rest, asked_by, asked_at })
    .execute()
}

type RunChange = Partial<
  Pick<RunRecord, 'status' | 'keys' | 'cleaned' | 'kept' | 'files' | 'endedAt' | 'undoStatus' | 'undone'> &
    Pick<RunRecord, 'undoneBy' | 'undoEndedAt'>
>

export async function updateRun(db: Database, id: string, change: RunChange): Promise<void> {
  const { endedAt, undoStatus, undoneBy, undoEndedAt, ...rest } = change
  await own(db)
    .updateTable('cleanup_runs')
    .set({
      ...rest,
      ...(endedAt !== undefined && { ended_at: endedAt }),
      ...(undoStatus !== undefined && { undo_status: undoStatus }),
      ...(undoneBy !== undefined && { undone_by: undoneBy }),
      ...(undoEndedAt !== undefined && { undo_ended_at: undoEndedAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** Keeps what the way back needs, from a place on. */
export async function addRestores(
  db: Database,
  runId: string,
  from: number,
  restores: readonly CleanupRestore[],
): Promise<void> {
  if (restores.length === 0) return
  await own(db)
    .insertInto('cleanup_restores')
    .values(restores.map((restore, at) => ({ run_id: runId, place: from + at, restore: JSON.stringify(restore) })))
    .execute()
}

/** Takes what is kept for the way back, the last first, so many. */
export async function takeRestores(db: Database, runId: string, limit: number): Promise<CleanupRestore[]> {
  const rows = await own(db)
    .selectFrom('cleanup_restores')
    .select(['place', 'restore'])
    .where('run_id', '=', runId)
    .orderBy('place', 'desc')
    .limit(limit)
    .execute()
  const last = rows.at(-1)
  if (last)
    await own(db).deleteFrom('cleanup_restores').where('run_id', '=', runId).where('place', '>=', last.place).execute()
  return rows.map(({ restore }) => restore)
}

/** Forgets the way back of runs that ended before a moment. */
export async function dropRestores(db: Database, before: Date): Promise<void> {
  await sql`delete from cleanup_restores r using cleanup_runs run
    where run.workspace_id = current_workspace() and run.ended_at < ${before}::timestamptz
      and r.workspace_id = current_workspace() and r.run_id = run.id`.execute(own(db))
}
