import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { LossTables } from './tables.ts'

const own = (db: Database) => tablesOf<LossTables>(db)

/** Something that is to be gone over: see `loss_dues` in `migrations/0053_losses_dues.sql`. */
export interface Due {
  readonly id: number
  readonly kind: 'orders' | 'skus' | 'rates'
  readonly storeId: string | null
  readonly names: readonly string[]
}

/** Has these orders of a store gone over once more. */
export async function leaveDue(
  db: Database,
  { storeId, numbers }: { readonly storeId: string; readonly numbers: readonly string[] },
): Promise<void> {
  await own(db)
    .insertInto('loss_dues')
    .values({ kind: 'orders', store_id: storeId, names: [...numbers] })
    .execute()
}

/** Takes the ledger of the workspace to work on; false where another hand has it. */
export async function takeWork(db: Database): Promise<boolean> {
  await sql`insert into loss_work default values on conflict do nothing`.execute(own(db))
  const found = await sql`select 1 from loss_work for update skip locked`.execute(own(db))
  return found.rows.length > 0
}

export async function workDone(db: Database, now: Date): Promise<void> {
  await own(db).updateTable('loss_work').set({ done_at: now }).execute()
}

/** Of so many that are due the names are counted; a transaction seldom takes more. */
const mostDues = 16

/**
 * The earliest of what is due, with no more than so many orders, but one at the least. The names come as JSON: to read them
 * out of PostgreSQL's own writing of arrays takes five times as long.
 */
export async function firstDues(db: Database, mostOrders: number): Promise<Due[]> {
  const found = await sql<Due>`
    select id, kind, store_id as "storeId", to_json(names) as names from (
      select *, row_number() over (order by id) as place,
        sum(cardinality(names)) filter (where kind = 'orders') over (order by id) as orders
      from (select * from loss_dues where workspace_id = current_workspace() order by id limit ${mostDues}::int) earliest) counted
    where place = 1 or orders is null or orders <= ${mostOrders}::int
    order by id`.execute(own(db))
  return found.rows
}

export async function endDues(db: Database, ids: readonly number[]): Promise<void> {
  await own(db)
    .deleteFrom('loss_dues')
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute()
}

/** Whether something waits to be gone over, or to be added to the figures. */
export async function isWaiting(db: Database): Promise<boolean> {
  const found = await sql<{ waits: boolean }>`
    select exists (select from loss_dues) or exists (select from loss_deltas) as waits`.execute(own(db))
  return found.rows[0]?.waits ?? false
}

/** Whether something waits to be gone over, and when it was done last. */
export async function workState(db: Database): Promise<{ waiting: boolean; doneAt: Date | null }> {
  const found = await sql<{ waiting: boolean; doneAt: Date | null }>`
    select exists (select from loss_dues) as waiting, (select done_at from loss_work) as "doneAt"`.execute(own(db))
  return found.rows[0] ?? { waiting: false, doneAt: null }
}

/** How many orders are due at once when those of a SKU are. */
const ordersAtOnce = 400

/** Has every order gone over in which something of these SKUs was sent or lost. */
export async function leaveDuesOfSkus(db: Database, skus: readonly string[]): Promise<void> {
  await sql`
    insert into loss_dues (kind, store_id, names)
    select 'orders', store_id, array_agg(order_number) from (
      select store_id, order_number, row_number() over (partition by store_id order by order_number) / ${ordersAtOnce}::int as part
      from (
        select store_id, order_number from shipped_costs where sku = any(${[...skus]}::text[])
        union
        select b.store_id, b.order_number from loss_lines l
        join loss_bookings b on b.workspace_id = l.workspace_id and b.id = l.booking_id
        where l.sku = any(${[...skus]}::text[]) and b.order_number is not null) known) parts
    group by store_id, part`.execute(own(db))
}
