import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { batchHeadings } from './rules.comings-back.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** How often one SKU, of one batch where the reports name one, was sent on the orders of a day, and what came back of it. */
export interface SalesOfDay {
  readonly sku: string
  /** Empty where no report names one. */
  readonly batch: string
  /** The day of the order in the zone asked for, `2026-01-26`. */
  readonly day: string
  /** Orders that were sent with this SKU. However many pieces an order has of it, it comes back for one reason. */
  readonly sent: number
  /** Of those that came back, in how many days after the order (never below zero), and why in the source's words. */
  readonly ages: number[]
  readonly reasons: string[]
}

/** What the pieces of a range of orders came to; orders by their day, which has an index, so that only these are read. */
export async function salesBetween(db: Database, from: Date, before: Date, zone: string): Promise<SalesOfDay[]> {
  const found = await sql<SalesOfDay>`
    with sold as (
      select o.number, o.store_id, o.ordered_at, l.sku, coalesce(max(named.batch), '') as batch
      from orders o
      join order_lines l on l.workspace_id = o.workspace_id and l.order_id = o.id
      left join lateral (select value as batch from jsonb_each_text(l.others)
        where lower(key) = any(${[...batchHeadings]}::text[]) and value <> '' limit 1) named on l.others is not null
      where o.ordered_at >= ${from}::timestamptz and o.ordered_at < ${before}::timestamptz
        and o.status not in ('pending', 'unshipped', 'cancelled') and l.quantity > 0
      group by o.number, o.store_id, o.ordered_at, l.sku
    )
    select sku, batch, to_char(ordered_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as sent,
      coalesce(array_agg(greatest(0, (back.returned_at at time zone ${zone})::date - (ordered_at at time zone ${zone})::date))
        filter (where back.returned_at is not null), '{}')::int[] as ages,
      coalesce(array_agg(back.reason) filter (where back.returned_at is not null), '{}') as reasons
    from sold left join lateral (
      select r.returned_at, r.reason from returned_units r
      where r.workspace_id = (select current_workspace()) and r.order_number = sold.number
        and r.store_id = sold.store_id and r.sku = sold.sku and r.quantity > 0
      order by r.returned_at limit 1
    ) back on true
    group by 1, 2, 3`.execute(own(db))
  return found.rows
}

/**
 * The oldest order of which anything was recorded from a moment on: its own lines, or what came back of it. Ids are
 * UUIDv7, so that what was recorded since is the end of the primary key, whatever days it is about.
 */
export async function oldestRecordedSince(db: Database, since: Date): Promise<Date | null> {
  const first = `${since
    .getTime()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2')}-7000-8000-000000000000`
  const found = await sql<{ at: Date | null }>`
    select least(
      (select min(o.ordered_at) from orders o where o.id >= ${first}::uuid),
      (select min(o.ordered_at) from returned_units r
        join orders o on o.workspace_id = r.workspace_id and o.number = r.order_number and o.store_id = r.store_id
        where r.id >= ${first}::uuid)) as at`.execute(own(db))
  return found.rows[0]?.at ?? null
}

/** What came back of one SKU, of orders from a day on. */
export interface CameBack {
  readonly id: string
  readonly orderNumber: string
  readonly orderedAt: Date
  readonly returnedAt: Date
  readonly quantity: number
  readonly reason: string
  readonly comments: string
  readonly buyerName: string
  /** Minor units of the currency; null where no report says. */
  readonly refunded: number | null
  readonly labelCost: number | null
  readonly currency: string | null
}

/** Which returned units are wanted: of a SKU, of orders from a moment on, of one batch, of some stores. */
export interface CameBackFilter {
  readonly sku: string
  readonly orderedFrom: Date
  readonly batch: string | null
  /** Undefined for all stores. */
  readonly storeIds: readonly string[] | undefined
  readonly limit: number
}

/** Returned units with what the reports say they cost, the newest first. */
export async function cameBackOf(db: Database, filter: CameBackFilter): Promise<CameBack[]> {
  const { sku, orderedFrom, batch, storeIds, limit } = filter
  const ofBatch =
    batch === null
      ? sql``
      : sql`and exists (select from order_lines l cross join lateral jsonb_each_text(l.others) named
          where l.workspace_id = o.workspace_id and l.order_id = o.id and l.sku = r.sku
            and lower(named.key) = any(${[...batchHeadings]}::text[]) and named.value = ${batch})`
  const ofStores = storeIds === undefined ? sql`` : sql`and r.store_id = any(${[...storeIds]}::uuid[])`
  const found = await sql<CameBack>`
    select r.id, r.order_number as "orderNumber", o.ordered_at as "orderedAt", r.returned_at as "returnedAt", r.quantity,
      r.reason, r.comments, o.buyer_name as "buyerName", r.refunded::float8 as refunded, r.label_cost::float8 as "labelCost", r.currency
    from returned_units r
    join orders o on o.workspace_id = r.workspace_id and o.number = r.order_number and o.store_id = r.store_id
    where r.sku = ${sku} and r.returned_at >= ${orderedFrom}::timestamptz and o.ordered_at >= ${orderedFrom}::timestamptz
      ${ofBatch} ${ofStores}
    order by r.returned_at desc, r.id desc limit ${limit}`.execute(own(db))
  return found.rows
}

/** What buyers wrote of these returned units, with the names of those whose orders are known. */
export async function commentsOf(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; comments: string; buyerName: string }[]> {
  const found = await sql<{ id: string; comments: string; buyerName: string }>`
    select r.id, r.comments, coalesce(o.buyer_name, '') as "buyerName"
    from returned_units r
    left join orders o on o.workspace_id = r.workspace_id and o.number = r.order_number and o.store_id = r.store_id
    where r.id = any(${[...ids]}::uuid[])`.execute(own(db))
  return found.rows
}
