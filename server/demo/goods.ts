import { type OrderRow, recordRates, recordShipmentRows, type ShipmentRow } from '../modules/orders/index.ts'
import { recordCosts } from '../modules/products/index.ts'
import type { Context } from '../platform/context.ts'
import { type PlannedOrder, partsOf } from './orders.ts'

const dayMs = 86_400_000
/** Days that rates are told of: half a year of orders, and what came back before. */
const ratedDays = 220

/** What one unit of a currency was worth in yuan, about. */
const worth = { USD: 7.1, EUR: 7.8, GBP: 9.1 } as const

/** Categories by a word of what goods are called; what has none of them is of the last. */
const categories = [
  [/lamp|light|leuchte|灯/i, '灯具'],
  [/chair|stool|bench|stuhl|椅/i, '座椅'],
  [/desk|table|shelf|cabinet|tisch|regal|桌|架/i, '桌柜'],
  [/./, '家居饰品'],
] as const

/** What the goods of the orders cost, what of them was sent out, and what currencies were worth: the ledger reckons with these. */
export async function recordGoods(
  context: Context,
  shops: readonly { readonly storeId: string }[],
  orders: readonly PlannedOrder[],
): Promise<void> {
  const today = Math.floor(context.now().getTime() / dayMs)
  const days = Array.from({ length: ratedDays }, (_, back) => today - back)
  await recordRates(
    context,
    days.flatMap((day) =>
      Object.entries(worth).map(([from, about]) => ({
        day: dateOf(day * dayMs),
        ...{ from, to: 'CNY', source: '演示 Demo' },
        rate: (about * (1 + Math.sin(day / 17) / 100)).toFixed(4),
      })),
    ),
  )
  const goods = new Map(orders.map(({ row }) => [row.sku, row.title]))
  const costs = [...goods].map(([sku, title]) => ({
    ...{ sku, title, category: categoryOf(title), currency: 'CNY', unitCost: costOf(sku) },
    validFrom: dateOf((today - 2 * ratedDays) * dayMs),
  }))
  for (const part of partsOf(costs, 400)) await recordCosts(context, part)
  for (const [storeIndex, { storeId }] of shops.entries()) {
    const parcels = orders.flatMap((order) => (order.storeIndex === storeIndex ? parcelOf(order.row) : []))
    for (const part of partsOf(parcels, 400)) await recordShipmentRows(context, storeId, part)
  }
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const categoryOf = (title: string): string => categories.find(([word]) => word.test(title))?.[1] ?? ''

/** Between 240 and 340 yuan, always the same for the same goods. */
const costOf = (sku: string): number =>
  24_000 + ([...sku].reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 7) % 100) * 100

/** The parcel of an order, where it has left. */
function parcelOf({ orderNumber, sku, title, quantity, shippedAt, carrier, trackingNumber }: OrderRow): ShipmentRow[] {
  if (shippedAt === null) return []
  return [
    {
      ...{ orderNumber, sku, title, quantity, shippedAt, carrier, trackingNumber, reportedAt: shippedAt },
      ...{ shipmentId: `D${orderNumber}`, shipmentItemId: '1', lineId: null, fulfilmentCentre: '' },
      arrivesAt: new Date(Date.parse(shippedAt) + 3 * dayMs).toISOString(),
      deliveredAt: null,
    },
  ]
}
