import type { MoneyRow, ReturnRow, ShipmentRow } from '../../server/modules/orders/index.ts'
import { moneyRow, shipmentRow } from '../fixtures/money-rows.ts'
import { returnRow } from '../fixtures/order-rows.ts'

/** The stores of the reports, each with the currency that its marketplace reports in. */
export const shops = [
  { name: 'DE', marketplace: 'amazon-de', currency: 'EUR' },
  { name: 'UK', marketplace: 'amazon-uk', currency: 'GBP' },
  { name: 'US', marketplace: 'amazon-us', currency: 'USD' },
  { name: 'SE', marketplace: 'own-shop', currency: 'SEK' },
  { name: 'JP', marketplace: 'own-shop', currency: 'JPY' },
] as const

export interface CostTold {
  readonly sku: string
  readonly category: string
  readonly validFrom: string
  readonly unitCost: number
  readonly currency: string
}
export interface RateTold {
  readonly day: string
  readonly from: string
  readonly to: string
  readonly rate: string
  readonly source: string
}
/** All rows of one order, of one store. */
export interface OrderReports {
  readonly shop: number
  readonly number: string
  readonly unit: ReturnRow
  readonly money: readonly MoneyRow[]
  readonly parcel: ShipmentRow
}

const dayMs = 86_400_000
const [first, days] = [Date.UTC(2025, 11, 1), 180]
const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10)
const skus = 400
/** Of each store so many as one call takes. */
const ordersOfPart = 2_000
const codes = ['CR-UNWANTED_ITEM', 'DEFECTIVE', 'CR-NOT_AS_DESCRIBED', 'SWITCHEROO', 'DAMAGED_BY_CARRIER', 'NEW_CODE']
const dispositions = ['SELLABLE', 'CUSTOMER_DAMAGED', 'DEFECTIVE', 'SELLABLE', 'CARRIER_DAMAGED']

/** Whole numbers below a bound, always the same for the same place and name. */
function drawn(at: number, name: number, below: number): number {
  let mixed = Math.imul(at + 1, 2_654_435_761) ^ Math.imul(name + 1, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below
}

/** What pieces cost: in two currencies, dearer from March on; of one SKU in fifty nobody has said it. */
export const costsTold = (): CostTold[] =>
  Array.from({ length: skus }, (_, at) => at)
    .filter((at) => at % 50 !== 49)
    .flatMap((at) => {
      const told = { sku: `P-${at}`, category: `group ${at % 12}`, currency: at % 3 === 0 ? 'EUR' : 'CNY' }
      const unitCost = 1_000 + drawn(at, 1, 90_000)
      return [
        { ...told, validFrom: '2025-01-01', unitCost },
        { ...told, validFrom: '2026-03-01', unitCost: Math.round(unitCost * 1.07) },
      ]
    })

/**
 * Rates as the European Central Bank tells them, none at weekends; some pairs told straight or the other way round besides,
 * and three weeks without the Swedish crown, of which nothing may be guessed.
 */
export function ratesTold(): RateTold[] {
  const from = (day: string, from: string, to: string, rate: string) => ({ day, from, to, rate, source: 'test' })
  return Array.from({ length: days + 20 }, (_, at) => first + (at - 10) * dayMs).flatMap((at, place) => {
    const [day, weekday] = [dayAt(at), new Date(at).getUTCDay()]
    if (weekday === 0 || weekday === 6) return []
    const near = (base: number, digits: number) => (base * (0.97 + drawn(place, 2, 600) / 10_000)).toFixed(digits)
    return [
      from(day, 'EUR', 'CNY', near(7.8123, 4)),
      from(day, 'EUR', 'USD', near(1.0876, 4)),
      from(day, 'EUR', 'GBP', near(0.8561, 5)),
      from(day, 'EUR', 'JPY', near(163.25, 2)),
      ...(day >= '2026-04-06' && day <= '2026-04-27' ? [] : [from(day, 'EUR', 'SEK', near(11.2345, 4))]),
      ...(place % 5 === 0 ? [from(day, 'GBP', 'CNY', near(9.1, 6))] : []),
      ...(place % 7 === 0 ? [from(day, 'CNY', 'USD', near(0.139, 6))] : []),
    ]
  })
}

/**
 * What reports tell of so many returned orders: of some only the returns report, of some the settlement too, at odds with
 * it; damaged and sound goods; compensation; fees given back. Restated, one in ten tells other amounts. In parts.
 */
export function* reportsTold(count: number, turn: 'first' | 'restated'): Generator<OrderReports[]> {
  for (let from = 0; from < count; from += ordersOfPart)
    yield Array.from({ length: Math.min(ordersOfPart, count - from) }, (_, at) => reportsOf(from + at, turn))
}

function reportsOf(at: number, turn: 'first' | 'restated'): OrderReports {
  const shop = at % shops.length
  const { currency } = shops[shop] ?? shops[0]
  const [number, sku] = [`L-${1_000_000 + at}`, `P-${drawn(at, 3, skus)}`]
  const sent = first + drawn(at, 4, (days - 40) * 86_400) * 1_000
  const back = sent + (3 * 86_400 + drawn(at, 5, 30 * 86_400)) * 1_000
  const booked = new Date(back + drawn(at, 6, 5 * 86_400) * 1_000).toISOString()
  const [price, pieces] = [900 + drawn(at, 7, 60_000), 1 + drawn(at, 8, 3)]
  const kind = drawn(at, 9, 4)
  const other = turn === 'restated' && at % 10 === 3 ? 137 : 0
  const told = { number, sku, currency, booked }
  const isByAmazon = kind % 2 === 1
  return {
    shop,
    number,
    unit: returnRow(number, {
      ...{ source: isByAmazon ? 'fba' : 'mfn', sku, currency, quantity: 1 + drawn(at, 10, pieces) },
      ...{ rma: isByAmazon ? null : `R${at}`, licencePlate: isByAmazon ? `LPN${at}` : null },
      returnedAt: new Date(back).toISOString(),
      reason: codes[drawn(at, 11, codes.length)] ?? '',
      disposition: isByAmazon ? (dispositions[(drawn(at, 12, 5) + (other > 0 ? 1 : 0)) % 5] ?? '') : '',
      refunded: isByAmazon ? null : price + other,
      labelCost: isByAmazon ? null : 300 + drawn(at, 13, 2_000) + other,
      labelPayer: drawn(at, 14, 3) === 0 ? 'Customer' : 'Seller',
      reimbursed: kind === 0 && at % 9 === 0 ? 250 + other : null,
    }),
    money: kind === 0 ? [] : moneyOf(at, told, { price, kind }),
    parcel: shipmentRow(number, {
      ...{ shipmentId: `S${at}`, shipmentItemId: `I${at}`, sku, quantity: pieces, trackingNumber: `T${at}` },
      ...{ shippedAt: new Date(sent).toISOString(), reportedAt: new Date(sent).toISOString(), deliveredAt: null },
    }),
  }
}

function moneyOf(
  at: number,
  { number, sku, currency, booked }: { number: string; sku: string; currency: string; booked: string },
  { price, kind }: { price: number; kind: number },
): MoneyRow[] {
  const entry = (change: Partial<MoneyRow>) =>
    moneyRow(number, { sku, currency, bookedAt: booked, lineId: null, ...change })
  const ofRefund = { transactionType: 'Refund' } as const
  return [
    entry({ ...ofRefund, kind: 'refund', amount: -price, amountType: 'ItemPrice', description: 'Principal' }),
    entry({
      ...ofRefund,
      kind: 'refund',
      amount: -Math.round(price * 0.19),
      amountType: 'ItemPrice',
      description: 'Tax',
    }),
    entry({
      ...ofRefund,
      kind: 'fee',
      amount: Math.round(price * 0.15),
      amountType: 'ItemFees',
      description: 'Commission',
    }),
    entry({
      ...ofRefund,
      kind: 'fee',
      amount: -Math.round(price * 0.03),
      amountType: 'ItemFees',
      description: 'RefundCommission',
    }),
    entry({
      ...{ transactionType: 'Order', kind: 'fee', amountType: 'ItemFees', description: 'FBAPerUnitFulfillmentFee' },
      amount: -(211 + drawn(at, 15, 900)),
    }),
    ...(kind === 3 && at % 4 === 0
      ? [
          entry({
            transactionType: 'other-transaction',
            kind: 'reimbursement',
            amount: 500 + drawn(at, 16, 9_000),
            amountType: 'FBA Inventory Reimbursement',
            description: 'CUSTOMER_RETURN',
          }),
        ]
      : []),
  ]
}
