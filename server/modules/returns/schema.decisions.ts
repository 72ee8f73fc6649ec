import { type Static, Type } from 'typebox'
import { Id, Nullable, Words } from '../../platform/http.ts'
import { buyerAnswers, FactsShape, itemConditions, outcomes, payers } from '../policies/index.ts'
import { SentValues } from '../templates/index.ts'
import { filterFields } from './schema.board.ts'
import { dispositions, stages } from './schema.ts'

const Money = Type.Integer({ minimum: 0, maximum: 100_000_000_000 })

export const NewReturn = Type.Object(
  {
    sku: Type.Optional(Type.String({ maxLength: 120 })),
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    facts: Type.Optional(FactsShape),
  },
  { title: 'NewReturn', additionalProperties: false },
)
export type NewReturn = Static<typeof NewReturn>

const Text = (maxLength: number) => Type.String({ maxLength })
const seen = { revision: Type.Integer({ minimum: 0 }) }
const closed = { additionalProperties: false }

/** What may be decided on a return. */
export const ReturnDecision = Type.Union(
  [
    /** Says what is so; null takes it back. */
    Type.Object({ event: Type.Literal('state'), ...seen, facts: FactsShape }, closed),
    /** Sends the letter of the step, or does its act and sends the letter that tells of it. */
    Type.Object(
      {
        event: Type.Literal('go-on'),
        ...seen,
        /** The node of the step that was seen: another one may have come since, by what the buyer wrote. */
        node: Type.String({ maxLength: 60 }),
        values: Type.Optional(SentValues),
        /** Files that go along: the label, where letters may hold no link. */
        uploadIds: Type.Optional(Type.Array(Id, { maxItems: 10, uniqueItems: true })),
        /** Only with `messages.edit-letter`, and with a reason. */
        text: Type.Optional(Type.String({ minLength: 1, maxLength: 50_000 })),
        editReason: Type.Optional(Text(500)),
        /** Does the act without its letter: why. */
        withoutLetter: Type.Optional(Text(500)),
      },
      closed,
    ),
    /** What the buyer makes of the last letter. */
    Type.Object({ event: Type.Literal('answer'), ...seen, answer: Words(buyerAnswers) }, closed),
    /** They only ask something: when it is answered, the wait for their answer goes on. */
    Type.Object({ event: Type.Literal('asks'), ...seen }, closed),
    Type.Object({ event: Type.Literal('choose'), ...seen, option: Type.String({ maxLength: 60 }) }, closed),
    /** What was waited for has come, or will not. */
    Type.Object({ event: Type.Literal('arrived'), ...seen, condition: Type.Optional(Words(itemConditions)) }, closed),
    Type.Object({ event: Type.Literal('not-arrived'), ...seen }, closed),
    Type.Object(
      { event: Type.Literal('ask-approval'), ...seen, option: Type.Optional(Text(60)), note: Text(500) },
      closed,
    ),
    Type.Object(
      { event: Type.Literal('approve'), ...seen, granted: Type.Boolean(), answer: Type.Optional(Text(500)) },
      closed,
    ),
    /** Ends it another way than the policy would. */
    Type.Object(
      {
        event: Type.Literal('end'),
        ...seen,
        outcome: Words(outcomes),
        reason: Type.String({ minLength: 3, maxLength: 500 }),
      },
      closed,
    ),
  ],
  { title: 'ReturnDecision' },
)
export type ReturnDecision = Static<typeof ReturnDecision>

export const Label = Type.Object(
  {
    carrier: Type.Optional(Text(80)),
    tracking: Type.Optional(Nullable(Text(80))),
    url: Type.Optional(Nullable(Type.String({ maxLength: 1_000, pattern: '^https://' }))),
    cost: Type.Optional(Nullable(Money)),
    payer: Type.Optional(Nullable(Words(payers))),
  },
  { title: 'ReturnLabelChange', ...closed, minProperties: 1 },
)
export type Label = Static<typeof Label>

export const Grading = Type.Object(
  {
    condition: Words(itemConditions),
    disposition: Type.Optional(Nullable(Words(dispositions))),
    resaleValue: Type.Optional(Nullable(Money)),
    note: Type.Optional(Text(2_000)),
    uploadIds: Type.Optional(Type.Array(Id, { maxItems: 10, uniqueItems: true })),
  },
  { title: 'ReturnGrading', ...closed },
)
export type Grading = Static<typeof Grading>

export const NewRefund = Type.Object(
  {
    amount: Type.Integer({ minimum: 1, maximum: 100_000_000_000 }),
    method: Words(['by-hand', 'feed'] as const),
    reference: Type.Optional(Text(200)),
  },
  { title: 'NewReturnRefund', ...closed },
)
export type NewRefund = Static<typeof NewRefund>

export const ReturnQuery = Type.Object({
  stage: Type.Optional(Words(stages)),
  letters: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  ...filterFields,
  ended: Type.Optional(Type.Boolean()),
  outcome: Type.Optional(Words(outcomes)),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type ReturnQuery = Static<typeof ReturnQuery>

/** Whose file is wanted; absent: that of the store whose refund waits longest. */
export const FeedOrder = Type.Object({ storeId: Type.Optional(Id) }, { title: 'ReturnRefundFileOrder', ...closed })
export type FeedOrder = Static<typeof FeedOrder>

export const TicketParams = Type.Object({ ticketId: Id })
export const RequestParams = Type.Object({ id: Id })
