import { hashOf } from '../../lib/hash.ts'
import { type Context, transact } from '../../platform/context.ts'
import { costsOn } from '../products/index.ts'
import { shipmentKey } from './rules.identity.ts'
import type { Shipment, ShipmentRow } from './schema.shipments.ts'
import { tellProducts } from './service.products.ts'
import { manyRows, type Recorded } from './service.rows.ts'
import { countEarly } from './store.rows.ts'
import * as store from './store.shipments.ts'

/**
 * Records rows of reports of shipments. Of two that tell of the same part of a parcel the newer stands, of two alike in
 * that the later: in whatever order and batches reports come, the same is known in the end.
 */
export function recordShipmentRows(context: Context, storeId: string, rows: readonly ShipmentRow[]): Promise<Recorded> {
  return transact(context, async (context) => {
    const newest = new Map<string, store.ShipmentToWrite>()
    for (const { shipmentItemId, ...row } of rows) {
      const key = shipmentKey({ shipmentId: row.shipmentId, shipmentItemId })
      const name = nameOf(row.orderNumber, key)
      const before = newest.get(name)
      if (before && Date.parse(before.reportedAt) > Date.parse(row.reportedAt)) continue
      newest.set(name, { ...row, id: context.newId(), shipmentKey: key, told: hashOf(JSON.stringify(row)) })
    }
    for (const known of await store.knownShipments(context.db, storeId, [...newest.values()])) {
      const name = nameOf(known.orderNumber, known.shipmentKey)
      const row = newest.get(name)
      if (row && (row.told === known.told || Date.parse(row.reportedAt) < known.reportedAt.getTime()))
        newest.delete(name)
    }
    // In the order of their names, so that two who write the same wait and do not lock each other.
    const news = [...newest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
    await tellProducts(
      context,
      news.map(({ sku, title, shippedAt }) => ({ sku, asin: null, title, soldAt: shippedAt })),
    )
    const { added, changed } = await store.writeShipments(context.db, storeId, news, context.now())
    if (rows.length >= manyRows) await countEarly(context.db)
    return { added, changed, unchanged: rows.length - added - changed }
  })
}

const nameOf = (orderNumber: string, key: string): string => `${orderNumber}\n${key}`

/** What was sent of an order, each part with what its pieces cost the seller on the day they were sent. */
export async function shipmentsOf(
  context: Context,
  order: { readonly storeId: string; readonly number: string },
): Promise<Shipment[]> {
  const shipments = await store.shipmentsOf(context.db, order)
  const costs = await costsOn(
    context,
    shipments.map(({ sku, shippedAt }) => ({ sku, day: shippedAt.toISOString().slice(0, 10) })),
  )
  return shipments.map((shipment, at) => {
    const cost = costs[at]
    return {
      ...shipment,
      cost: cost ? { amount: cost.unitCost * shipment.quantity, currency: cost.currency } : null,
    }
  })
}
