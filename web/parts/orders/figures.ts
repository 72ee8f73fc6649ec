import type { Order, OrderLine, Shipment } from './orders.ts'

/** Money in minor units of a currency. */
export interface Sum {
  readonly currency: string
  readonly amount: number
}

type Amount = 'tax' | 'shipping' | 'shippingTax' | 'giftWrap' | 'giftWrapTax' | 'discount' | 'shippingDiscount'

/** What a line costs the buyer besides its price, in the order of an invoice; discounts are written without a sign. */
export const extras: readonly Amount[] = [
  'tax',
  'shipping',
  'shippingTax',
  'giftWrap',
  'giftWrapTax',
  'discount',
  'shippingDiscount',
]

/** What the buyer pays for a line. */
export const totalOf = (line: Pick<OrderLine, 'price' | Amount>): number =>
  line.price +
  line.tax +
  line.shipping +
  line.shippingTax +
  line.giftWrap +
  line.giftWrapTax -
  line.discount -
  line.shippingDiscount

/** Sums by currency, in the order in which the currencies come; what is not known adds nothing. */
export function summed(
  amounts: readonly { readonly currency: string | null; readonly amount: number | null }[],
): Sum[] {
  const sums = new Map<string, number>()
  for (const { currency, amount } of amounts)
    if (currency !== null && amount !== null) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}

/** What the goods cost the seller as far as that is known, and how many lines have no cost: unknown is not nothing. */
export function costOf(lines: readonly Pick<OrderLine | Shipment, 'cost'>[]): {
  readonly known: Sum[]
  readonly missing: number
} {
  return {
    known: summed(lines.flatMap(({ cost }) => (cost ? [cost] : []))),
    missing: lines.filter(({ cost }) => cost === null).length,
  }
}

type BookedName = Exclude<keyof Order['money'][number], 'currency'>

/** What came in and what went out again, by currency; empty where nothing is known. */
export function moneyOf(order: Pick<Order, 'currency' | 'total' | 'returns' | 'lines' | 'money'>) {
  const booked = (name: BookedName): Sum[] =>
    order.money.map((money) => ({ currency: money.currency, amount: money[name] })).filter(({ amount }) => amount !== 0)
  return {
    /** By name, what settlements and feeds have told of; null before one has. */
    booked: order.money.length === 0 ? null : booked,
    paid: [{ currency: order.currency, amount: order.total }],
    refunded: summed(order.returns.map(({ currency, refunded }) => ({ currency, amount: refunded }))),
    labelCost: summed(order.returns.map(({ currency, labelCost }) => ({ currency, amount: labelCost }))),
    goods: costOf(order.lines),
  }
}

/** What left together: of an order that reports of shipments tell of, each parcel with its parts. */
export interface SentParcel {
  readonly key: string
  readonly first: Shipment
  readonly parts: readonly Shipment[]
}

/** Parts that left with one number to follow them are one parcel; without one, those of one parcel's id. */
export function sentParcels(shipments: readonly Shipment[]): SentParcel[] {
  const parcels = new Map<string, [Shipment, ...Shipment[]]>()
  for (const shipment of shipments) {
    const key = shipment.trackingNumber ?? shipment.shipmentId ?? shipment.id
    const parts = parcels.get(key)
    if (parts) parts.push(shipment)
    else parcels.set(key, [shipment])
  }
  return [...parcels].map(([key, parts]) => ({ key, first: parts[0], parts }))
}

interface Parcel {
  readonly carrier: string
  readonly trackingNumber: string | null
  readonly shippedAt: string | null
}

/** The parcels of an order: lines sent together are one. */
export function parcelsOf(lines: readonly Pick<OrderLine, keyof Parcel>[]): Parcel[] {
  const parcels = new Map<string, Parcel>()
  for (const { carrier, trackingNumber, shippedAt } of lines) {
    if (trackingNumber === null && shippedAt === null) continue
    const key = trackingNumber ?? `${carrier} ${shippedAt}`
    if (!parcels.has(key)) parcels.set(key, { carrier, trackingNumber, shippedAt })
  }
  return [...parcels.values()]
}

/** Under which key the words of a return reason stand: sellers' own returns write `CR-` before the same codes. */
export const reasonKey = (reason: string): string => `reason.${reason.trim().toUpperCase().replace(/^CR-/, '')}`
