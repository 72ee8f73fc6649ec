import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { OrderFeedback } from './schema.feedback.ts'
import { OrderMoney } from './schema.money.ts'
import { fulfilments, lineAmounts, OrderRow, orderStatuses, ReturnRow, returnSources } from './schema.rows.ts'
import { Shipment } from './schema.shipments.ts'

export const permissions = ['orders.read', 'orders.write'] as const

const StoreName = Type.Object({ id: Id, name: Type.String(), marketplaceCode: Type.String() }, { title: 'OrderStore' })

const orderFields = {
  id: Id,
  number: Type.String(),
  store: StoreName,
  status: Words(orderStatuses, { title: 'OrderStatus' }),
  fulfilment: Nullable(Words(fulfilments, { title: 'Fulfilment' })),
  orderedAt: Timestamp,
  currency: Type.String(),
  /** What the buyer pays: prices, taxes, shipping and wrapping less discounts, in minor units of the currency. */
  total: Type.Integer(),
  units: Type.Integer({ description: 'Pieces of all lines.' }),
  returned: Type.Integer({ description: 'Pieces that came back, or were asked to.' }),
  buyerName: Type.String({ description: 'Initials, unless revealed.' }),
  country: Nullable(Type.String()),
  redacted: Nullable(
    Type.Object(
      {
        at: Timestamp,
        reason: Words(['rule', 'request'] as const, { title: 'RedactionReason' }),
      },
      {
        title: 'Redacted',
        description: 'Who bought it was emptied: by the marketplace’s rule, or on the buyer’s request.',
      },
    ),
  ),
}

/** An order as a line of a list. */
export const OrderSummary = Type.Object(orderFields, { title: 'OrderSummary' })
export type OrderSummary = Static<typeof OrderSummary>
export const OrderPage = pageOf(OrderSummary, 'OrderPage')

export const OrderLine = Type.Object(
  {
    key: Type.String(),
    sku: Type.String(),
    asin: Nullable(Type.String()),
    title: Type.String(),
    quantity: Type.Integer(),
    status: Type.String({ description: 'In the words of the source.' }),
    ...lineAmounts,
    shippedAt: Nullable(Timestamp),
    carrier: Type.String(),
    trackingNumber: Nullable(Type.String()),
    /** What the pieces cost the seller on the day they were sent, or ordered; null where nobody has said. */
    cost: Nullable(Type.Object({ amount: Type.Integer(), currency: Type.String() }, { title: 'LineCost' })),
    /** Columns of the source that have no place of their own. */
    others: Type.Record(Type.String(), Type.String()),
  },
  { title: 'OrderLine' },
)
export type OrderLine = Static<typeof OrderLine>

export const ReturnedUnit = Type.Object(
  {
    id: Id,
    source: Words(returnSources, { title: 'ReturnSource' }),
    sku: Type.String(),
    title: Type.String(),
    quantity: Type.Integer(),
    returnedAt: Timestamp,
    reason: Type.String(),
    status: Type.String(),
    disposition: Type.String(),
    comments: Type.String(),
    rma: Nullable(Type.String()),
    inPolicy: Nullable(Type.Boolean()),
    hasClaim: Nullable(Type.Boolean()),
    resolution: Type.String(),
    currency: Nullable(Type.String()),
    refunded: Nullable(Type.Integer()),
    labelCost: Nullable(Type.Integer()),
    labelType: Type.String(),
    labelPayer: Type.String({ description: 'In the words of the source.' }),
    trackingNumber: Nullable(Type.String()),
  },
  { title: 'ReturnedUnit' },
)
export type ReturnedUnit = Static<typeof ReturnedUnit>

/** An order opened. */
export const Order = Type.Object(
  {
    ...orderFields,
    changedAt: Nullable(Timestamp),
    region: Type.String({ description: 'Empty unless revealed, like city and postal code.' }),
    city: Type.String(),
    postalCode: Type.String(),
    masked: Type.Boolean({ description: 'Whether the buyer’s data is hidden in this answer.' }),
    lines: Type.Array(OrderLine),
    /** What was sent, parcel by parcel; empty where no report of shipments has told of it. */
    shipments: Type.Array(Shipment),
    returns: Type.Array(ReturnedUnit),
    /** What the order has brought so far, by currency; empty where no settlement or feed has told of it. */
    money: Type.Array(OrderMoney),
    /** What its buyer said of the seller in public; null where no report has told of it. */
    feedback: Nullable(OrderFeedback),
  },
  { title: 'Order' },
)
export type Order = Static<typeof Order>

export const OrderQuery = Type.Object({
  search: Type.Optional(
    Type.String({
      maxLength: 120,
      description: 'The beginning of an order’s number, a SKU, a tracking number, the whole name of a buyer.',
    }),
  ),
  storeId: Type.Optional(Id),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type OrderQuery = Static<typeof OrderQuery>

export const Reveal = Type.Object({ reveal: Type.Boolean({ default: false }) })

/** As many as a body of 20,000 values holds. */
const mostRows = 400
export const OrderRows = Type.Object(
  { storeId: Id, rows: Type.Array(OrderRow, { minItems: 1, maxItems: mostRows }) },
  { title: 'OrderRows', additionalProperties: false },
)
export const ReturnRows = Type.Object(
  { storeId: Id, rows: Type.Array(ReturnRow, { minItems: 1, maxItems: mostRows }) },
  { title: 'ReturnRows', additionalProperties: false },
)

/** What became of the rows that were sent. */
export const Recorded = Type.Object(
  { added: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer() },
  { title: 'Recorded' },
)

/**
 * Every column of this module that holds personal data, for masking, export, erasure, retention and log redaction.
 * A column that is added here is thereby in all of them.
 */
export const personalData = [
  { table: 'orders', column: 'buyer_name', holds: 'name' },
  { table: 'orders', column: 'buyer_key', holds: 'name' },
  { table: 'orders', column: 'buyer_address', holds: 'address' },
  { table: 'orders', column: 'region', holds: 'address' },
  { table: 'orders', column: 'city', holds: 'address' },
  { table: 'orders', column: 'postal_code', holds: 'address' },
  { table: 'order_lines', column: 'others', holds: 'free-text' },
  { table: 'returned_units', column: 'comments', holds: 'free-text' },
  { table: 'returned_units', column: 'others', holds: 'free-text' },
  { table: 'seller_feedback', column: 'comments', holds: 'free-text' },
  { table: 'seller_feedback', column: 'response', holds: 'free-text' },
  { table: 'seller_feedback', column: 'rater_address', holds: 'address' },
] as const
