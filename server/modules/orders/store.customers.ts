import { type RawBuilder, sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** A buyer by their addresses, or, for orders that name nobody any more, as whose they stay counted; and the only stores that the reader may see. */
export interface BuyersOrders {
  readonly customerId: string
  readonly contacts: readonly { readonly address: string; readonly storeId: string | null }[]
  readonly storeIds?: readonly string[] | undefined
}

/** Before which (moment, id), and how many; all of a history go by one. */
export interface Cut {
  readonly before: readonly [string, string] | null
  readonly limit: number
}

const inStores = (storeIds: readonly string[] | undefined): RawBuilder<boolean> =>
  storeIds ? sql`o.store_id = any(${[...storeIds]}::uuid[])` : sql`true`

/**
 * The orders of a buyer, found by each of their addresses in turn; an alias counts in its own store only. With those
 * that were emptied since: none of them is found both ways.
 */
export const ofBuyer = (
  { customerId, contacts, storeIds }: BuyersOrders,
  columns: RawBuilder<unknown>,
  rest: RawBuilder<unknown>,
) => sql`
  select found.* from jsonb_to_recordset(${asRecords(contacts)}::jsonb) as known(address text, "storeId" uuid)
  cross join lateral (
    select ${columns} from orders o
    where o.workspace_id = current_workspace() and o.buyer_address = known.address
      and (known."storeId" is null or o.store_id = known."storeId") and ${inStores(storeIds)} ${rest}) found
  union all (
    select ${columns} from orders o
    where o.workspace_id = current_workspace() and o.customer_id = ${customerId}::uuid and o.buyer_address is null
      and ${inStores(storeIds)} ${rest})`

/** An order of a buyer as a line of their history; money in minor units of its currency. */
export interface BuyersOrder {
  readonly id: string
  readonly number: string
  readonly storeId: string
  readonly status: string
  readonly fulfilment: string | null
  readonly orderedAt: Date
  readonly currency: string
  readonly titles: string
  readonly units: number
  readonly total: number
}

/** A buyer's orders, newest first. */
export async function buyersOrders(db: Database, whose: BuyersOrders, cut: Cut): Promise<BuyersOrder[]> {
  const newest = sql`${before(cut, sql`o.ordered_at`, sql`o.id`)}
    order by o.ordered_at desc, o.id desc limit ${cut.limit}`
  const found = await sql<BuyersOrder>`
    with theirs as materialized (
      select * from (${ofBuyer(whose, sql`o.id, o.ordered_at`, newest)}) newest
      order by ordered_at desc, id desc limit ${cut.limit})
    select o.id, o.number, o.store_id as "storeId", o.status, o.fulfilment, o.ordered_at as "orderedAt", o.currency,
      lines.titles, lines.units, lines.total
    from theirs cross join lateral (
      select * from orders o where o.workspace_id = current_workspace() and o.id = theirs.id limit 1) o
    cross join lateral (
      select coalesce(string_agg(coalesce(nullif(l.title, ''), l.sku), ', ' order by l.line_key), '') as titles,
        coalesce(sum(l.quantity), 0)::bigint as units,
        coalesce(sum(${paid}), 0)::bigint as total
      from order_lines l where l.workspace_id = current_workspace() and l.order_id = theirs.id) lines
    order by theirs.ordered_at desc, theirs.id desc`.execute(own(db))
  return found.rows
}

const paid = sql`l.price + l.tax + l.shipping + l.shipping_tax + l.gift_wrap + l.gift_wrap_tax - l.discount - l.shipping_discount`

export const before = ({ before }: Cut, at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
  before ? sql`and (${at}, ${id}) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : sql``

export interface BuyersUnit {
  readonly id: string
  readonly orderId: string
  readonly orderNumber: string
  readonly storeId: string
  readonly title: string
  readonly reason: string
  readonly status: string
  readonly quantity: number
  readonly returnedAt: Date
  readonly refunded: number | null
  readonly currency: string | null
}

/** The units that a buyer sent back, newest first, by the numbers of their orders. */
export async function buyersUnits(db: Database, whose: BuyersOrders, cut: Cut): Promise<BuyersUnit[]> {
  const found = await sql<BuyersUnit>`
    with theirs as materialized (${ofBuyer(whose, sql`o.id, o.number, o.store_id`, sql``)})
    select r.id, theirs.id as "orderId", r.order_number as "orderNumber", r.store_id as "storeId",
      coalesce(nullif(r.title, ''), r.sku) as title, r.reason, r.status, r.quantity, r.returned_at as "returnedAt",
      r.refunded, r.currency
    from theirs cross join lateral (
      select * from returned_units r
      where r.workspace_id = current_workspace() and r.order_number = theirs.number collate "default" and r.store_id = theirs.store_id
        ${before(cut, sql`r.returned_at`, sql`r.id`)}
      order by r.returned_at desc, r.id desc limit ${cut.limit}) r
    order by r.returned_at desc, r.id desc limit ${cut.limit}`.execute(own(db))
  return found.rows
}

/** What a buyer bought since a day, by currency; cancelled orders are none. */
export async function boughtSince(
  db: Database,
  whose: BuyersOrders,
  since: Date,
): Promise<{ currency: string; orders: number; units: number; total: number }[]> {
  const found = await sql<{ currency: string; orders: number; units: number; total: number }>`
    select theirs.currency, count(*)::int as orders, sum(lines.units)::bigint as units, sum(lines.total)::bigint as total
    from (${recent(whose, since)}) theirs
    cross join lateral (
      select coalesce(sum(l.quantity), 0) as units, coalesce(sum(${paid}), 0) as total
      from order_lines l where l.workspace_id = current_workspace() and l.order_id = theirs.id) lines
    group by theirs.currency order by total desc`.execute(own(db))
  return found.rows
}

/** What of these orders came back, by reason. */
export async function sentBackSince(
  db: Database,
  whose: BuyersOrders,
  since: Date,
): Promise<{ reason: string; units: number; outsidePolicy: number }[]> {
  const found = await sql<{ reason: string; units: number; outsidePolicy: number }>`
    select back.reason, sum(back.units)::bigint as units, sum(back.outside)::bigint as "outsidePolicy"
    from (${recent(whose, since)}) theirs
    cross join lateral (
      select r.reason, sum(r.quantity) as units, coalesce(sum(r.quantity) filter (where r.in_policy is false), 0) as outside
      from returned_units r
      where r.workspace_id = current_workspace() and r.order_number = theirs.number collate "default" and r.store_id = theirs.store_id
      group by r.reason) back
    group by back.reason`.execute(own(db))
  return found.rows
}

/** Of a buyer's orders the newest so many are looked at, and of each place so many. */
const mostPlaces = 20
const mostNeighbours = 20

/** Other addresses to which somebody of the same name at the same postal code has ordered, each with its store. */
export async function alikeBuyers(db: Database, whose: BuyersOrders): Promise<{ address: string; storeId: string }[]> {
  const columns = sql`o.buyer_key, o.country, ${place} as place, o.ordered_at`
  const named = sql`and o.buyer_key <> '' and o.postal_code <> '' order by o.ordered_at desc limit ${sql.lit(mostPlaces)}`
  const found = await sql<{ address: string; storeId: string }>`
    with theirs as materialized (
      select distinct buyer_key, country, place from (${ofBuyer(whose, columns, named)}) newest)
    select distinct other.buyer_address as address, other.store_id as "storeId"
    from theirs cross join lateral (
      select o.buyer_address, o.store_id from orders o
      where o.workspace_id = current_workspace() and o.buyer_key = theirs.buyer_key and o.buyer_key <> ''
        and ${place} = theirs.place and o.country is not distinct from theirs.country and o.buyer_address is not null
        and ${inStores(whose.storeIds)}
      order by o.ordered_at desc limit ${sql.lit(mostNeighbours)}) other`.execute(own(db))
  return found.rows
}

/** A postal code however it is spaced and written. */
const place = sql`upper(regexp_replace(o.postal_code, '[^0-9A-Za-z]', '', 'g'))`

const recent = (whose: BuyersOrders, since: Date) =>
  ofBuyer(
    whose,
    sql`o.id, o.number, o.store_id, o.currency`,
    sql`and o.ordered_at >= ${since}::timestamptz and o.status <> 'cancelled'`,
  )
