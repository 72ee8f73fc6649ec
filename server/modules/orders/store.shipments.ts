import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ShipmentRow } from './schema.shipments.ts'
import type { Written } from './store.rows.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

export type ShipmentToWrite = Omit<ShipmentRow, 'shipmentItemId'> & {
  readonly id: string
  readonly shipmentKey: string
  /** The hash of the row. */
  readonly told: number
}

/** What is known of a part of a parcel: when it was told, and the hash of the row that told it. */
export interface KnownShipment {
  readonly orderNumber: string
  readonly shipmentKey: string
  readonly reportedAt: Date
  readonly told: number
}

/** Of these parts of parcels of a store, those that are known. */
export async function knownShipments(
  db: Database,
  storeId: string,
  wanted: readonly Pick<ShipmentToWrite, 'orderNumber' | 'shipmentKey'>[],
): Promise<KnownShipment[]> {
  const found = await sql<KnownShipment>`
    select known.order_number as "orderNumber", known.shipment_key as "shipmentKey", known.reported_at as "reportedAt",
      known.told
    from unnest(${wanted.map(({ orderNumber }) => orderNumber)}::text[],
      ${wanted.map(({ shipmentKey }) => shipmentKey)}::text[]) as wanted (order_number, shipment_key)
    cross join lateral (
      select order_number, shipment_key, reported_at, told from shipments s
      where s.workspace_id = current_workspace() and s.store_id = ${storeId}::uuid
        and s.order_number = wanted.order_number and s.shipment_key = wanted.shipment_key limit 1) known`.execute(
    own(db),
  )
  return found.rows
}

/** Writes parts of parcels of a store, each given once. What a newer report says replaces the whole of an older one. */
export async function writeShipments(
  db: Database,
  storeId: string,
  rows: readonly ShipmentToWrite[],
  now: Date,
): Promise<Written> {
  const all = <Field extends keyof ShipmentToWrite>(field: Field) => rows.map((row) => row[field])
  const written = await sql<{ isNew: boolean }>`
    insert into shipments as known (id, order_number, shipment_key, shipment_id, line_id, sku, title, quantity, shipped_at,
      arrives_at, delivered_at, carrier, tracking_number, fulfilment_centre, reported_at, told, store_id, recorded_at)
    select given.*, ${storeId}::uuid, ${now}::timestamptz
    from unnest(${all('id')}::uuid[], ${all('orderNumber')}::text[], ${all('shipmentKey')}::text[],
      ${all('shipmentId')}::text[], ${all('lineId')}::text[], ${all('sku')}::text[], ${all('title')}::text[],
      ${all('quantity')}::int[], ${all('shippedAt')}::timestamptz[], ${all('arrivesAt')}::timestamptz[],
      ${all('deliveredAt')}::timestamptz[], ${all('carrier')}::text[], ${all('trackingNumber')}::text[],
      ${all('fulfilmentCentre')}::text[], ${all('reportedAt')}::timestamptz[], ${all('told')}::bigint[]) as given
    on conflict (workspace_id, store_id, order_number, shipment_key) do update set
      (line_id, sku, title, quantity, shipped_at, arrives_at, delivered_at, carrier, tracking_number, fulfilment_centre,
        reported_at, told) = (excluded.line_id, excluded.sku, excluded.title, excluded.quantity, excluded.shipped_at,
        excluded.arrives_at, excluded.delivered_at, excluded.carrier, excluded.tracking_number,
        excluded.fulfilment_centre, excluded.reported_at, excluded.told)
    where excluded.reported_at >= known.reported_at and excluded.told <> known.told
    returning xmax = 0 as "isNew"`.execute(own(db))
  const added = written.rows.filter(({ isNew }) => isNew).length
  return { added, changed: written.rows.length - added }
}

/** What was sent of an order, the earliest first. */
export const shipmentsOf = (db: Database, order: { readonly storeId: string; readonly number: string }) =>
  own(db)
    .selectFrom('shipments')
    .select(['id', 'shipment_id as shipmentId', 'line_id as lineId', 'sku', 'title', 'quantity'])
    .select(['shipped_at as shippedAt', 'arrives_at as arrivesAt', 'delivered_at as deliveredAt', 'carrier'])
    .select(['tracking_number as trackingNumber', 'fulfilment_centre as fulfilmentCentre'])
    .where('order_number', '=', order.number)
    .where('store_id', '=', order.storeId)
    .orderBy('shipped_at')
    .orderBy('shipment_key')
    .limit(1_000)
    .execute()
