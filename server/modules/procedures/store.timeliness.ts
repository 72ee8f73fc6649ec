import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Counted } from './rules.timeliness.ts'
import type { TaskReach } from './store.ts'
import type { ProcedureTables } from './tables.ts'

const own = (db: Database) => tablesOf<ProcedureTables>(db)

const reached = ({ storeIds, memberId }: TaskReach) =>
  storeIds === undefined && memberId === undefined
    ? sql`true`
    : sql`(store_id = any(${[...(storeIds ?? [])]}::uuid[]) or assignee_id = ${memberId ?? null}::uuid)`

const ofStore = (storeId: string | undefined) => (storeId ? sql`store_id = ${storeId}::uuid` : sql`true`)

/** Ended tasks of a period by day of a zone, store and agent, without those that were withdrawn. */
export async function endedOf(
  db: Database,
  period: TaskReach & {
    readonly from: Date
    readonly before: Date
    readonly zone: string
    readonly storeId?: string | undefined
  },
): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select to_char(ended_at at time zone ${period.zone}, 'YYYY-MM-DD') as day, store_id as "storeId",
      assignee_id as "assigneeId", count(*)::int as ended, count(*) filter (where in_time)::int as "inTime"
    from order_tasks
    where ended_at >= ${period.from} and ended_at < ${period.before} and in_time is not null
      and ${reached(period)} and ${ofStore(period.storeId)}
    group by 1, 2, 3 order by 1, 2, 3`.execute(own(db))
  return rows
}

/** How many tasks are open, and how many of them past their due time. */
export async function countOpen(
  db: Database,
  asked: TaskReach & { readonly now: Date; readonly storeId?: string | undefined },
): Promise<{ open: number; overdue: number }> {
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*)::int as open, count(*) filter (where due_at < ${asked.now})::int as overdue
    from order_tasks where ended_at is null and ${reached(asked)} and ${ofStore(asked.storeId)}`.execute(own(db))
  return rows[0] ?? { open: 0, overdue: 0 }
}
