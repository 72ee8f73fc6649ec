import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'
import { Order, OrderSummary } from '../orders/index.ts'

// What the rules judge by: a rule imports no other module itself.
export type { Identifier } from '../classification/index.ts'
export type { OrderTraits } from '../orders/index.ts'

/** How sure it is that a ticket is about an order. Low: a person should look before acting on it. */
export const confidences = ['certain', 'likely', 'low'] as const
export type Confidence = (typeof confidences)[number]

/** Why an order may be the one, and what speaks against it. */
export const reasonCodes = [
  'number',
  'number-folded',
  'number-near',
  'tracking',
  'address',
  'name',
  'item',
  'only-order',
  'other-buyer',
  'other-store',
  'ordered-later',
  'several',
  'item-differs',
  'long-ago',
] as const

export const LinkReason = Type.Object(
  { code: Words(reasonCodes), quote: Type.Optional(Type.String()) },
  { title: 'LinkReason' },
)
export type LinkReason = Static<typeof LinkReason>

/** Another order that a ticket could be about. */
const OtherOrder = Type.Object({ order: OrderSummary, reasons: Type.Array(LinkReason) }, { title: 'OtherOrder' })

/** Which order a ticket is about, and who says so. */
export const OrderLink = Type.Object(
  {
    order: Nullable(Order),
    /** The order is of a store that the reader may not see. */
    hidden: Type.Boolean(),
    confidence: Nullable(Words(confidences, { title: 'LinkConfidence' })),
    reasons: Type.Array(LinkReason),
    others: Type.Array(OtherOrder),
    linkedBy: Nullable(Words(['rule', 'member'] as const, { title: 'LinkedBy' })),
    member: Nullable(Type.Object({ id: Id, name: Type.String() }, { title: 'Person' })),
    linkedAt: Nullable(Timestamp),
  },
  { title: 'OrderLink' },
)
export type OrderLink = Static<typeof OrderLink>

export const OrderChoice = Type.Object({ orderId: Nullable(Id) }, { title: 'OrderChoice', additionalProperties: false })

/**
 * Every column of this module that holds personal data, for masking, export, erasure, retention and log redaction.
 * A column that is added here is thereby in all of them.
 */
export const personalData = [{ table: 'order_clues', column: 'clue', holds: 'address' }] as const
