import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'
import { Amount, CurrencyCode } from '../products/index.ts'
import { OrderNumber, Quantity, Text } from './schema.rows.ts'

/** Who tells of the money: the marketplace that has booked it, or the seller's feed that asks it to refund. */
export const entrySources = ['settlement', 'refund-feed'] as const
/** What the buyer paid; what went back to them; what the marketplace took; what it made good; all else. */
export const entryKinds = ['charge', 'refund', 'fee', 'reimbursement', 'other'] as const
export type EntryKind = (typeof entryKinds)[number]

/**
 * Money that was booked, or asked to be, as one row of a settlement or of a refund feed has it. All of it but the kind
 * names the entry: what is booked is not changed later, another entry takes it back.
 */
export const MoneyRow = Type.Object(
  {
    source: Words(entrySources, { title: 'MoneySource' }),
    kind: Words(entryKinds, { title: 'MoneyKind' }),
    /** Null where it is of the store and of no order, such as a subscription. */
    orderNumber: Nullable(OrderNumber),
    lineId: Nullable(Text(120)),
    sku: Text(120),
    quantity: Nullable(Quantity),
    /** Minor units; what comes to the seller is above zero, what goes from them below. */
    amount: Amount,
    currency: CurrencyCode,
    /** Null where the source does not date it. */
    bookedAt: Nullable(SentTimestamp),
    settlementId: Nullable(Text(60)),
    /** What else tells it from others: ids of parcel, adjustment and promotion, in the source's order. */
    references: Type.Array(Text(200), { maxItems: 8 }),
    /** In the words of the source: `Refund`, `ItemFees`, `Commission`. */
    transactionType: Text(120),
    amountType: Text(120),
    description: Text(200),
    /** Which of the source's rows that are the same in all that names an entry this is, counted from 1. */
    occurrence: Type.Integer({ minimum: 1, maximum: 100_000 }),
  },
  { title: 'MoneyRow', additionalProperties: false },
)
export type MoneyRow = Static<typeof MoneyRow>

export const MoneyRows = Type.Object(
  { storeId: Id, rows: Type.Array(MoneyRow, { minItems: 1, maxItems: 400 }) },
  { title: 'MoneyRows', additionalProperties: false },
)

/** The money of an order in one of its currencies, in minor units; what comes to the seller is above zero. */
export const OrderMoney = Type.Object(
  {
    currency: Type.String(),
    charged: Type.Integer({ description: 'What the buyer paid, less promotions.' }),
    refunded: Type.Integer({ description: 'What went back to the buyer: zero or below.' }),
    fees: Type.Integer({ description: 'What the marketplace took, less what it gave back.' }),
    reimbursed: Type.Integer({ description: 'What the marketplace made good.' }),
    other: Type.Integer({ description: 'All else that was booked, such as tax that the marketplace withheld.' }),
    net: Type.Integer({ description: 'The sum of all that was booked.' }),
    refundsAsked: Type.Integer({ description: 'Refunds that were asked for by feed, whether booked since or not.' }),
  },
  { title: 'OrderMoney' },
)
export type OrderMoney = Static<typeof OrderMoney>

/** One entry of an order's money, as it was booked or asked for. */
export const MoneyEntry = Type.Object(
  {
    id: Id,
    source: Words(entrySources, { title: 'MoneySource' }),
    kind: Words(entryKinds, { title: 'MoneyKind' }),
    sku: Type.String(),
    quantity: Nullable(Type.Integer()),
    amount: Type.Integer({ description: 'Minor units; what comes to the seller is above zero.' }),
    currency: Type.String(),
    bookedAt: Nullable(Timestamp),
    settlementId: Nullable(Type.String()),
    transactionType: Type.String({ description: 'In the words of the source, like the two that follow.' }),
    amountType: Type.String(),
    description: Type.String(),
  },
  { title: 'MoneyEntry' },
)
export type MoneyEntry = Static<typeof MoneyEntry>
export const MoneyEntryPage = pageOf(MoneyEntry, 'MoneyEntryPage')
