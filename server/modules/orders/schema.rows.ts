import { type Static, Type } from 'typebox'
import { Nullable, SentTimestamp, Words } from '../../platform/http.ts'
import { Amount, CurrencyCode, Sku } from '../products/index.ts'

export const orderStatuses = ['pending', 'unshipped', 'shipped', 'delivered', 'cancelled', 'unknown'] as const
export const fulfilments = ['marketplace', 'merchant'] as const
export const returnSources = ['fba', 'mfn'] as const

export const Text = (maxLength: number) => Type.String({ maxLength })
export const OrderNumber = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
export const Quantity = Type.Integer({ minimum: 0, maximum: 1_000_000 })
/** Columns of the source that have no place of their own, by their heading. */
const Others = Nullable(Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 2_000 })))

/** The money of a line in minor units of its currency; discounts are what was taken off, written without a sign. */
export const lineAmounts = {
  price: Amount,
  tax: Amount,
  shipping: Amount,
  shippingTax: Amount,
  giftWrap: Amount,
  giftWrapTax: Amount,
  discount: Amount,
  shippingDiscount: Amount,
}

/** One line of an order with what its order says of itself, as order reports have them. */
export const OrderRow = Type.Object(
  {
    orderNumber: OrderNumber,
    orderedAt: SentTimestamp,
    /** When the marketplace last changed the order; a row that is older than what is known changes nothing. */
    changedAt: Nullable(SentTimestamp),
    orderStatus: Words(orderStatuses, { title: 'OrderStatus' }),
    fulfilment: Nullable(Words(fulfilments, { title: 'Fulfilment' })),
    currency: CurrencyCode,
    buyerName: Text(200),
    /** The buyer's address as it was written: an alias, or an e-mail address. */
    buyerAddress: Nullable(Text(320)),
    country: Nullable(Type.String({ pattern: '^[A-Z]{2}$' })),
    region: Text(120),
    city: Text(120),
    postalCode: Text(20),
    /** The marketplace's id of the line; null where it gives none. */
    lineId: Nullable(Type.String({ minLength: 1, maxLength: 120 })),
    /** Which of the source's lines of this order and SKU without an id this is, counted from 1. */
    occurrence: Type.Integer({ minimum: 1, maximum: 100_000 }),
    sku: Sku,
    asin: Nullable(Text(20)),
    title: Text(500),
    quantity: Quantity,
    lineStatus: Text(60),
    ...lineAmounts,
    shippedAt: Nullable(SentTimestamp),
    carrier: Text(60),
    trackingNumber: Nullable(Text(120)),
    others: Others,
  },
  { title: 'OrderRow', additionalProperties: false },
)
export type OrderRow = Static<typeof OrderRow>

/** One row of a returns report. */
export const ReturnRow = Type.Object(
  {
    source: Words(returnSources, { title: 'ReturnSource' }),
    orderNumber: OrderNumber,
    sku: Sku,
    asin: Nullable(Text(20)),
    title: Text(500),
    quantity: Quantity,
    /** FBA: when the unit was processed; MFN: when the return was asked for. */
    returnedAt: SentTimestamp,
    /** The report's own code, like `CR-DEFECTIVE` or `NOT_COMPATIBLE` (DOMAIN.md section 5). */
    reason: Text(120),
    status: Text(120),
    disposition: Text(120),
    comments: Text(4_000),
    /** FBA: the unit's licence plate; null where the report has none. */
    licencePlate: Nullable(Text(60)),
    rma: Nullable(Text(120)),
    /** Which of the source's rows that are the same in all that names a unit this is, counted from 1. */
    occurrence: Type.Integer({ minimum: 1, maximum: 100_000 }),
    inPolicy: Nullable(Type.Boolean()),
    hasClaim: Nullable(Type.Boolean()),
    resolution: Text(120),
    labelType: Text(120),
    labelPayer: Text(120),
    currency: Nullable(CurrencyCode),
    labelCost: Nullable(Amount),
    refunded: Nullable(Amount),
    reimbursed: Nullable(Amount),
    carrier: Text(60),
    trackingNumber: Nullable(Text(120)),
    others: Others,
  },
  { title: 'ReturnRow', additionalProperties: false },
)
export type ReturnRow = Static<typeof ReturnRow>
