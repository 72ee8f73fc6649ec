import { type Database, tablesOf } from '../../platform/db.ts'
import type { TaskLimit } from './schema.limits.ts'
import type { ProcedureTables } from './tables.ts'

const own = (db: Database) => tablesOf<ProcedureTables>(db)

/** The limits that somebody has set; a kind without one goes by what ships. */
export const readLimits = (db: Database): Promise<TaskLimit[]> =>
  own(db)
    .selectFrom('order_task_limits')
    .select(['kind', 'limit_seconds as limitSeconds', 'calendar_id as calendarId'])
    .execute()

export async function saveLimit(db: Database, { kind, limitSeconds, calendarId }: TaskLimit): Promise<void> {
  const set = { limit_seconds: limitSeconds, calendar_id: calendarId }
  await own(db)
    .insertInto('order_task_limits')
    .values({ kind, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind']).doUpdateSet(set))
    .execute()
}
