import { type RawBuilder, sql } from 'kysely'
import { asArray } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { KnownOrderLine, PlannedLine } from './rules.plan.ts'
import type { OrderRow } from './schema.rows.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** What became of rows that were written; those that told nothing new are neither. */
export interface Written {
  readonly added: number
  readonly changed: number
}

/**
 * The orders of a store with these numbers, line by line. Number by number, each by the unique index: on a table that
 * grew by a hundred thousand rows in a few seconds the planner knows nothing yet, and would read all of the store's.
 */
export async function knownOrders(
  db: Database,
  storeId: string,
  numbers: readonly string[],
): Promise<KnownOrderLine[]> {
  const found = await sql<KnownOrderLine>`
    select o.id as "orderId", o.number as "orderNumber", o.changed_at as "changedAt", o.redacted_at is not null as "isRedacted", l.line_key as "lineKey",
      l.line_id as "lineId", l.sku, l.told
    from unnest(${asArray(numbers)}::text[]) as wanted (number)
    cross join lateral (
      select id, number, changed_at, redacted_at from orders
      where workspace_id = current_workspace() and orders.number = wanted.number and store_id = ${storeId}::uuid limit 1) o
    left join lateral (
      select line_key, line_id, sku, told from order_lines
      where workspace_id = current_workspace() and order_id = o.id limit 10000) l on true`.execute(own(db))
  return found.rows
}

/**
 * Lets one transaction at a time add orders and returned units to a store: who comes next sees all of it, and need not look
 * with each row whether somebody has added the same meanwhile, which costs as much as two more indexes.
 */
export async function holdStore(db: Database, storeId: string): Promise<void> {
  await sql`select ${storeHeld(sql`${storeId}::text`)}`.execute(own(db))
}

/** The lock itself, for who takes orders away; of several stores in the order of their ids. */
export const storeHeld = (storeId: RawBuilder<unknown>) =>
  sql`pg_advisory_xact_lock(hashtextextended('orders of store ' || ${storeId}, 0))`

/** Has the tables counted for the planner as long as it takes them for small; see 0026_orders.sql. */
export async function countEarly(db: Database): Promise<void> {
  await sql`select count_orders_early()`.execute(own(db))
}

/** What a row says of its order, under the keys by which it is found. */
export interface OrderToWrite {
  readonly id: string
  readonly numberFolded: string
  readonly buyerAddress: string | null
  readonly buyerKey: string
  readonly row: OrderRow
}

/** Rows in the writing in which they are sent, made while others are on their way. */
export interface Given {
  readonly count: number
  readonly values: RawBuilder<unknown>
}

/**
 * Orders as a source for `insert`. Values come as arrays: to read them out of JSON costs five times as much. Unnested one
 * beside the other, and not by one `unnest` of all in `from`, which keeps each value twice.
 */
export function givenOrders(storeId: string, orders: readonly OrderToWrite[]): Given {
  const all = <Field extends Exclude<keyof OrderRow, 'others'>>(field: Field) =>
    asArray(orders.map(({ row }) => row[field]))
  const values = sql`unnest(${asArray(orders.map(({ id }) => id))}::uuid[]), unnest(${all('orderNumber')}::text[]),
      unnest(${asArray(orders.map(({ numberFolded }) => numberFolded))}::text[]), unnest(${all('orderStatus')}::text[]),
      unnest(${all('fulfilment')}::text[]), unnest(${all('orderedAt')}::timestamptz[]),
      unnest(${all('changedAt')}::timestamptz[]), unnest(${all('currency')}::text[]), unnest(${all('buyerName')}::text[]),
      unnest(${asArray(orders.map(({ buyerAddress }) => buyerAddress))}::text[]), unnest(${all('country')}::text[]),
      unnest(${all('region')}::text[]), unnest(${all('city')}::text[]), unnest(${all('postalCode')}::text[]),
      unnest(${asArray(orders.map(({ buyerKey }) => buyerKey))}::text[]), ${storeId}::uuid`
  return { count: orders.length, values }
}

const insertedOrders = (
  { values }: Given,
  now: Date,
) => sql`(workspace_id, id, number, number_folded, status, fulfilment, ordered_at,
    changed_at, currency, buyer_name, buyer_address, country, region, city, postal_code, buyer_key, store_id, recorded_at)
  select (select current_workspace()), ${values}, ${now}::timestamptz`

/** Adds orders that the store has not; see `holdStore`. */
export async function insertOrders(db: Database, orders: Given, now: Date): Promise<void> {
  if (orders.count > 0) await sql`insert into orders ${insertedOrders(orders, now)}`.execute(own(db))
}

/**
 * Writes what is new of orders that the store has, each given once; resolves with the numbers of those that changed. What a
 * row does not say is left as it was known; a row that is older than what is known changes nothing.
 */
export async function updateOrders(db: Database, orders: Given, now: Date): Promise<string[]> {
  if (orders.count === 0) return []
  const written = await sql<{ number: string }>`
    insert into orders as known ${insertedOrders(orders, now)}
    on conflict (workspace_id, number, store_id) do update set
      (status, fulfilment, changed_at, buyer_name, buyer_address, country, region, city, postal_code, buyer_key) = (${learned})
    where (known.changed_at is null or excluded.changed_at is null or excluded.changed_at >= known.changed_at)
      and (known.status, known.fulfilment, known.changed_at, known.buyer_name, known.buyer_address, known.country,
        known.region, known.city, known.postal_code, known.buyer_key) is distinct from (${learned})
    returning number`.execute(own(db))
  return written.rows.map(({ number }) => number)
}

/** What a row says of the buyer, unless that is not to be known any more: a report that comes again brings nobody back. */
const ofBuyer = (column: string) => {
  const [given, kept] = [sql.ref(`excluded.${column}`), sql.ref(`known.${column}`)]
  return sql`case when known.redacted_at is null then coalesce(nullif(${given}, ''), ${kept}) else ${kept} end`
}

/** An order as it is known once the new row is read. */
const learned = sql`case when excluded.status = 'unknown' then known.status else excluded.status end,
  coalesce(excluded.fulfilment, known.fulfilment), coalesce(excluded.changed_at, known.changed_at),
  ${ofBuyer('buyer_name')}, ${ofBuyer('buyer_address')}, coalesce(excluded.country, known.country),
  ${ofBuyer('region')}, ${ofBuyer('city')}, ${ofBuyer('postal_code')}, ${ofBuyer('buyer_key')}`

/** Lines as a source for `insert`. */
export function givenLines(lines: readonly PlannedLine[]): Given {
  const all = <Field extends Exclude<keyof OrderRow, 'others'>>(field: Field) =>
    asArray(lines.map(({ row }) => row[field]))
  const others = lines.map(({ row, isRedacted }) =>
    row.others === null || isRedacted ? null : JSON.stringify(row.others),
  )
  const values = sql`unnest(${asArray(lines.map(({ orderId }) => orderId))}::uuid[]),
      unnest(${asArray(lines.map(({ lineKey }) => lineKey))}::text[]), unnest(${all('lineId')}::text[]),
      unnest(${all('sku')}::text[]), unnest(${all('asin')}::text[]), unnest(${all('title')}::text[]),
      unnest(${all('quantity')}::int[]), unnest(${all('lineStatus')}::text[]), unnest(${all('price')}::bigint[]),
      unnest(${all('tax')}::bigint[]), unnest(${all('shipping')}::bigint[]), unnest(${all('shippingTax')}::bigint[]),
      unnest(${all('giftWrap')}::bigint[]), unnest(${all('giftWrapTax')}::bigint[]), unnest(${all('discount')}::bigint[]),
      unnest(${all('shippingDiscount')}::bigint[]), unnest(${all('shippedAt')}::timestamptz[]),
      unnest(${all('carrier')}::text[]), unnest(${all('trackingNumber')}::text[]),
      unnest(${asArray(lines.map(({ told }) => told))}::bigint[]), unnest(${asArray(others)}::text[])::jsonb`
  return { count: lines.length, values }
}

const insertedLines = ({
  values,
}: Given) => sql`(workspace_id, order_id, line_key, line_id, sku, asin, title, quantity, status, price,
    tax, shipping, shipping_tax, gift_wrap, gift_wrap_tax, discount, shipping_discount, shipped_at, carrier,
    tracking_number, told, others)
  select (select current_workspace()), ${values}`

/** Adds lines that their orders have not, each given once; see `holdStore`. */
export async function insertLines(db: Database, lines: Given): Promise<void> {
  if (lines.count > 0) await sql`insert into order_lines ${insertedLines(lines)}`.execute(own(db))
}

/** Writes what is new of lines that are there, each given once; resolves with those that changed. */
export async function updateLines(db: Database, lines: Given): Promise<{ orderId: string; lineKey: string }[]> {
  if (lines.count === 0) return []
  const written = await sql<{ orderId: string; lineKey: string }>`
    insert into order_lines as known ${insertedLines(lines)}
    on conflict (workspace_id, order_id, line_key) do update set
      (line_id, asin, title, quantity, status, price, tax, shipping, shipping_tax, gift_wrap, gift_wrap_tax, discount,
        shipping_discount, shipped_at, carrier, tracking_number, others, told) = (${learnedLine}, excluded.told)
    where (known.line_id, known.asin, known.title, known.quantity, known.status, known.price, known.tax, known.shipping,
        known.shipping_tax, known.gift_wrap, known.gift_wrap_tax, known.discount, known.shipping_discount,
        known.shipped_at, known.carrier, known.tracking_number, known.others) is distinct from (${learnedLine})
    returning order_id as "orderId", line_key as "lineKey"`.execute(own(db))
  return written.rows
}

/** A line as it is known once the new row is read. */
const learnedLine = sql`coalesce(excluded.line_id, known.line_id), coalesce(excluded.asin, known.asin),
  coalesce(nullif(excluded.title, ''), known.title), excluded.quantity,
  coalesce(nullif(excluded.status, ''), known.status), excluded.price, excluded.tax, excluded.shipping,
  excluded.shipping_tax, excluded.gift_wrap, excluded.gift_wrap_tax, excluded.discount, excluded.shipping_discount,
  coalesce(excluded.shipped_at, known.shipped_at), coalesce(nullif(excluded.carrier, ''), known.carrier),
  coalesce(excluded.tracking_number, known.tracking_number),
  coalesce(known.others || excluded.others, excluded.others, known.others)`
