import { type Database, tablesOf } from '../../platform/db.ts'
import type { ReplayResult, State } from './schema.ts'
import type { ReplayTables } from './tables.ts'

const own = (db: Database) => tablesOf<ReplayTables>(db)

/** A replay as it lies in its row. */
export interface ReplayRecord {
  readonly id: string
  readonly policyId: string
  readonly versionId: string
  readonly fromDay: string
  readonly toDay: string
  readonly fromAt: Date
  readonly toAt: Date
  readonly state: State
  readonly seen: number
  readonly reachedAt: Date | null
  readonly askedBy: string
  readonly askedAt: Date
  readonly endedAt: Date | null
}

const columns = [
  'id',
  'policy_id as policyId',
  'version_id as versionId',
  'from_day as fromDay',
  'to_day as toDay',
  'from_at as fromAt',
  'to_at as toAt',
  'state',
  'seen',
  'reached_at as reachedAt',
  'asked_by as askedBy',
  'asked_at as askedAt',
  'ended_at as endedAt',
] as const

export const readReplay = (db: Database, id: string): Promise<ReplayRecord | undefined> =>
  own(db).selectFrom('replays').select(columns).where('id', '=', id).executeTakeFirst()

/** As `readReplay`; nobody else changes it until the transaction ends. */
export const lockReplay = (db: Database, id: string): Promise<ReplayRecord | undefined> =>
  own(db).selectFrom('replays').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()

export async function readResult(db: Database, id: string): Promise<ReplayResult | null> {
  const row = await own(db).selectFrom('replays').select('result').where('id', '=', id).executeTakeFirst()
  return row?.result ?? null
}

/** Replays, the newest first. */
export function listReplays(
  db: Database,
  page: { readonly versionId?: string | undefined; readonly after?: string; readonly limit: number },
): Promise<ReplayRecord[]> {
  let query = own(db).selectFrom('replays').select(columns)
  if (page.versionId !== undefined) query = query.where('version_id', '=', page.versionId)
  if (page.after !== undefined) query = query.where('id', '<', page.after)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}

type NewRow = Omit<ReplayRecord, 'state' | 'seen' | 'reachedAt' | 'endedAt'>

/** Adds a replay; false where the same is being worked at. */
export async function insertReplay(db: Database, row: NewRow): Promise<boolean> {
  const added = await own(db)
    .insertInto('replays')
    .values({
      id: row.id,
      policy_id: row.policyId,
      version_id: row.versionId,
      from_day: row.fromDay,
      to_day: row.toDay,
      from_at: row.fromAt,
      to_at: row.toAt,
      asked_by: row.askedBy,
      asked_at: row.askedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Says how far a replay is; false where it is not worked at any more. */
export async function noteProgress(db: Database, id: string, seen: number, reachedAt: Date): Promise<boolean> {
  const noted = await own(db)
    .updateTable('replays')
    .set({ state: 'running', seen, reached_at: reachedAt })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('id')
    .executeTakeFirst()
  return noted !== undefined
}

export async function endReplay(
  db: Database,
  id: string,
  end: { readonly state: State; readonly at: Date; readonly seen?: number; readonly result?: ReplayResult },
): Promise<void> {
  await own(db)
    .updateTable('replays')
    .set({
      state: end.state,
      ended_at: end.at,
      ...(end.seen !== undefined && { seen: end.seen }),
      ...(end.result && { result: JSON.stringify(end.result) }),
    })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .execute()
}
