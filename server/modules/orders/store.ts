import { sql } from 'kysely'
import { numberKey } from '../../lib/text.keys.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** An order as it lies in the rows; money in minor units of its currency. */
export interface OrderRecord {
  readonly id: string
  readonly number: string
  readonly storeId: string
  readonly status: OrderTables['orders']['status']
  readonly fulfilment: OrderTables['orders']['fulfilment']
  readonly orderedAt: Date
  readonly changedAt: Date | null
  readonly currency: string
  readonly buyerName: string
  readonly country: string | null
  readonly region: string
  readonly city: string
  readonly postalCode: string
  readonly redactedAt: Date | null
  readonly redactedFor: OrderTables['orders']['redacted_for']
  readonly total: number
  readonly units: number
  readonly returned: number
}

const orders = (db: Database) =>
  own(db)
    .selectFrom('orders')
    .select(['orders.id', 'number', 'store_id as storeId', 'orders.status', 'fulfilment', 'ordered_at as orderedAt'])
    .select(['changed_at as changedAt', 'currency', 'buyer_name as buyerName', 'country', 'region', 'city'])
    .select(['postal_code as postalCode', 'redacted_at as redactedAt', 'redacted_for as redactedFor'])
    .select([total.as('total'), units.as('units'), returned.as('returned')])

const ofLines = (figure: ReturnType<typeof sql>) => sql<number>`coalesce((select sum(${figure}) from order_lines l
  where l.workspace_id = orders.workspace_id and l.order_id = orders.id), 0)::bigint`
const total = ofLines(
  sql`price + tax + shipping + shipping_tax + gift_wrap + gift_wrap_tax - discount - shipping_discount`,
)
const units = ofLines(sql`quantity`)
const returned = sql<number>`coalesce((select sum(r.quantity) from returned_units r
  where r.workspace_id = orders.workspace_id and r.order_number = orders.number collate "default" and r.store_id = orders.store_id), 0)::bigint`

export interface OrderFilter {
  /** The only stores that the reader may see; all where absent. */
  readonly storeIds?: readonly string[]
  readonly storeId?: string
  readonly search?: string
  /** The buyer's name as `nameKey` has it; empty where the search is none. */
  readonly buyerKey?: string
  /** Only orders of these buyers. */
  readonly buyerAddresses?: readonly string[]
  /** (ordered at, id) of the order after which the page begins. */
  readonly after?: readonly [string, string]
  readonly limit: number
}

/** No more than so many of the orders with a SKU or number are looked through for a page. */
const mostFound = 2_000
/** No character sorts after this one, so every number that begins so lies before it. */
const last = '\u{10FFFF}'

/** Orders, newest first. */
export function listOrders(db: Database, filter: OrderFilter): Promise<OrderRecord[]> {
  let query = orders(db)
  if (filter.storeIds) query = query.where(sql<boolean>`store_id = any(${[...filter.storeIds]}::uuid[])`)
  if (filter.storeId) query = query.where('store_id', '=', filter.storeId)
  if (filter.search !== undefined)
    query = query.where(sql<boolean>`orders.id = any(array(${found(filter.search, filter.buyerKey ?? '')}))`)
  if (filter.buyerAddresses)
    query = query.where(sql<boolean>`buyer_address = any(${[...filter.buyerAddresses]}::text[])`)
  if (filter.after)
    query = query.where(
      sql<boolean>`(ordered_at, orders.id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`,
    )
  return query.orderBy('ordered_at', 'desc').orderBy('orders.id', 'desc').limit(filter.limit).execute()
}

const found = (search: string, buyerKey: string) => sql`
  (select id from orders f where f.workspace_id = current_workspace() and f.number >= ${search} and f.number < ${search + last}
    limit ${sql.lit(mostFound)})
  union (select order_id from order_lines f where f.workspace_id = current_workspace() and f.sku = ${search}
    order by order_id desc limit ${sql.lit(mostFound)})
  union (select order_id from order_lines f where f.workspace_id = current_workspace() and f.tracking_number = ${search}
    limit ${sql.lit(mostFound)})
  union (select o.id from shipments f join orders o
    on o.workspace_id = f.workspace_id and o.number = f.order_number and o.store_id = f.store_id
    where f.workspace_id = current_workspace() and f.tracking_number = ${search} limit ${sql.lit(mostFound)})
  union (select id from orders f where f.workspace_id = current_workspace() and f.number_folded = ${numberKey(search)}
    and f.number_folded <> '' limit ${sql.lit(mostFound)})
  union (select id from orders f where f.workspace_id = current_workspace() and f.buyer_key = ${buyerKey}
    and f.buyer_key <> '' order by ordered_at desc limit ${sql.lit(mostFound)})`

export const readOrder = (db: Database, id: string): Promise<OrderRecord | undefined> =>
  orders(db).where('orders.id', '=', id).executeTakeFirst()

/** Orders by their ids, the newest first. */
export const readOrders = (db: Database, ids: readonly string[]): Promise<OrderRecord[]> =>
  orders(db)
    .where(sql<boolean>`orders.id = any(${[...ids]}::uuid[])`)
    .orderBy('ordered_at', 'desc')
    .execute()

/** The orders of a number: one, unless two stores have the same. */
export const ordersOfNumber = (db: Database, number: string): Promise<OrderRecord[]> =>
  orders(db).where('number', '=', number).orderBy('ordered_at', 'desc').limit(5).execute()

export const linesOf = (db: Database, orderId: string) =>
  own(db)
    .selectFrom('order_lines')
    .select(['line_key as key', 'sku', 'asin', 'title', 'quantity', 'status', 'price', 'tax', 'shipping'])
    .select(['shipping_tax as shippingTax', 'gift_wrap as giftWrap', 'gift_wrap_tax as giftWrapTax', 'discount'])
    .select(['shipping_discount as shippingDiscount', 'shipped_at as shippedAt', 'carrier', 'others'])
    .select('tracking_number as trackingNumber')
    .where('order_id', '=', orderId)
    .orderBy('line_key')
    .execute()

/** Units sent back of an order, the newest first. */
export const returnsOf = (db: Database, order: { readonly storeId: string; readonly number: string }) =>
  own(db)
    .selectFrom('returned_units')
    .select([
      'id',
      'source',
      'sku',
      'title',
      'quantity',
      'returned_at as returnedAt',
      'reason',
      'status',
      'disposition',
    ])
    .select(['comments', 'rma', 'in_policy as inPolicy', 'has_claim as hasClaim', 'resolution', 'currency', 'refunded'])
    .select(['label_cost as labelCost', 'label_type as labelType', 'label_payer as labelPayer'])
    .select('tracking_number as trackingNumber')
    .where('order_number', '=', order.number)
    .where('store_id', '=', order.storeId)
    .orderBy('returned_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
