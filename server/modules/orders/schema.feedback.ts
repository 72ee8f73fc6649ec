import { type Static, Type } from 'typebox'
import { Id, Nullable, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'
import { OrderNumber, Text } from './schema.rows.ts'

const Rating = Type.Integer({ minimum: 1, maximum: 5, description: 'Stars.' })

/** What a buyer says of the seller in public, as a row of the report of seller feedback has it. */
export const FeedbackRow = Type.Object(
  {
    orderNumber: OrderNumber,
    givenAt: SentTimestamp,
    rating: Rating,
    comments: Text(4_000),
    /** What the seller answered in public; empty where nothing was. */
    response: Text(4_000),
    raterAddress: Nullable(Text(320)),
  },
  { title: 'FeedbackRow', additionalProperties: false },
)
export type FeedbackRow = Static<typeof FeedbackRow>

export const FeedbackRows = Type.Object(
  { storeId: Id, rows: Type.Array(FeedbackRow, { minItems: 1, maxItems: 400 }) },
  { title: 'FeedbackRows', additionalProperties: false },
)

export const verdicts = ['negative', 'neutral', 'positive'] as const
export type Verdict = (typeof verdicts)[number]

/** The feedback on an order. */
export const OrderFeedback = Type.Object(
  {
    givenAt: Timestamp,
    rating: Rating,
    verdict: Words(verdicts, { title: 'FeedbackVerdict' }),
    comments: Type.String({ description: 'Empty for those who may not reveal customers.' }),
    response: Type.String(),
  },
  { title: 'OrderFeedback' },
)
export type OrderFeedback = Static<typeof OrderFeedback>
