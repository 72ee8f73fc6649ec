import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

type Row = Readonly<Record<string, string | number | Date | null>>

/** What is known of these orders, as their buyer may ask for it; money in minor units. */
export async function ordersInFull(
  db: Database,
  ids: readonly string[],
): Promise<{ orders: Row[]; lines: Row[]; returns: Row[]; shipments: Row[] }> {
  const wanted = sql`${[...ids]}::uuid[]`
  const theirs = sql`select id, number, store_id from orders where id = any(${wanted})`
  const ofNumber = (
    table: 'returned_units' | 'shipments',
  ) => sql`${sql.table(table)} r on r.workspace_id = current_workspace()
    and r.order_number = o.number collate "default" and r.store_id = o.store_id`
  const [orders, lines, returns, shipments] = await Promise.all([
    sql<Row>`select number, status, ordered_at as "orderedAt", currency, buyer_name as "buyerName",
      buyer_address as "buyerAddress", country, region, city, postal_code as "postalCode"
      from orders where id = any(${wanted}) order by ordered_at`.execute(own(db)),
    sql<Row>`select o.number, l.sku, l.title, l.quantity, l.price, l.tax, l.shipping, l.discount, l.shipped_at as "shippedAt",
      l.carrier, l.tracking_number as "trackingNumber", l.others::text as others
      from order_lines l join (${theirs}) o on o.id = l.order_id order by o.number, l.line_key`.execute(own(db)),
    sql<Row>`select r.order_number as number, r.sku, r.title, r.quantity, r.returned_at as "returnedAt", r.reason, r.status,
      r.comments, r.resolution, r.refunded, r.currency, r.others::text as others
      from (${theirs}) o join ${ofNumber('returned_units')} order by r.returned_at`.execute(own(db)),
    sql<Row>`select r.order_number as number, r.sku, r.quantity, r.shipped_at as "shippedAt", r.arrives_at as "arrivesAt",
      r.delivered_at as "deliveredAt", r.carrier, r.tracking_number as "trackingNumber"
      from (${theirs}) o join ${ofNumber('shipments')} order by r.shipped_at`.execute(own(db)),
  ])
  return { orders: orders.rows, lines: lines.rows, returns: returns.rows, shipments: shipments.rows }
}
