import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Stage } from './schema.ts'
import type { ReturnTables } from './tables.ts'

const own = (db: Database) => tablesOf<ReturnTables>(db)

/** What narrows the open returns, on the board and in the list alike; absent narrows nothing. */
export interface OpenFilter {
  /** Only those of these stores. */
  readonly storeIds?: readonly string[]
  readonly storeId?: string | undefined
  readonly needsApproval?: boolean | undefined
  /** From this moment on. */
  readonly dueFrom?: Date | undefined
  /** Before this moment. */
  readonly dueBefore?: Date | undefined
}

/** The conditions of a filter. */
export const narrowed =
  (filter: OpenFilter) =>
  ({ and, eb }: ExpressionBuilder<ReturnTables, 'return_requests'>) =>
    and([
      ...(filter.storeIds ? [sql<SqlBool>`store_id = any(${[...filter.storeIds]}::uuid[])`] : []),
      ...(filter.storeId ? [eb('store_id', '=', filter.storeId)] : []),
      ...(filter.needsApproval ? [sql<SqlBool>`approval ->> 'state' = 'asked'`] : []),
      ...(filter.dueFrom ? [eb('due_at', '>=', filter.dueFrom)] : []),
      ...(filter.dueBefore ? [eb('due_at', '<', filter.dueBefore)] : []),
    ])

/** How many open returns stand where, for the columns of the board. */
export const countByStage = (
  db: Database,
  filter: OpenFilter,
): Promise<{ stage: Stage; letters: number; count: number }[]> =>
  own(db)
    .selectFrom('return_requests')
    .where('ended_at', 'is', null)
    .where(narrowed(filter))
    .select(['stage', 'letters'])
    .select(sql<number>`count(*)::int`.as('count'))
    .groupBy(['stage', 'letters'])
    .execute()

/** How many open returns are due on which day of a zone; `silent`: of these, by the end of a wait. */
export const countByDay = (
  db: Database,
  zone: string,
  filter: OpenFilter,
): Promise<{ day: string; count: number; silent: number }[]> =>
  own(db)
    .selectFrom('return_requests')
    .where('ended_at', 'is', null)
    .where(narrowed(filter))
    .select(sql<string>`(due_at at time zone ${zone})::date::text`.as('day'))
    .select(sql<number>`count(*)::int`.as('count'))
    .select(sql<number>`(count(*) filter (where due_at = wait_until))::int`.as('silent'))
    .groupBy('day')
    .orderBy('day')
    .execute()

/** How many open returns are due in a span. */
export async function countDue(db: Database, filter: OpenFilter): Promise<number> {
  const found = await own(db)
    .selectFrom('return_requests')
    .where('ended_at', 'is', null)
    .where(narrowed(filter))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return found.count
}

/** How many refunds of each store no file has told the marketplace of yet. */
export async function countUnfed(
  db: Database,
  within: readonly string[] | undefined,
): Promise<{ storeId: string; waiting: number }[]> {
  const { rows } = await sql<{ storeId: string; waiting: number }>`
    select r.store_id as "storeId", count(*)::int as waiting
    from return_refunds f join return_requests r on r.workspace_id = f.workspace_id and r.id = f.request_id
    where f.method = 'feed' and f.fed_at is null and f.reversed_at is null and r.order_number is not null
      ${within ? sql`and r.store_id = any(${[...within]}::uuid[])` : sql``}
    group by 1`.execute(own(db))
  return rows
}
