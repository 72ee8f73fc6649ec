import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'
import {
  buyerAnswers,
  FactNameShape,
  FactsShape,
  FactValueShape,
  itemConditions,
  outcomes,
  PolicyWords,
  payers,
} from '../policies/index.ts'
import { SentValues } from '../templates/index.ts'
import { CostShape, StepShape } from './schema.step.ts'

// What the rules decide by: a rule imports no other module itself.
export type {
  AnyFactValue,
  Because,
  FactName,
  Facts,
  Forbidden,
  OfferedOption,
  ReturnPolicy,
  ReturnReason,
  ReturnWindow,
  SettledMove,
  Step,
} from '../policies/index.ts'

/**
 * `work`: to go on as the policy says. `approve`: resolutions above somebody's limit. `override`: to go another way than the
 * policy, with a reason. `write`: limits and terms.
 */
export const permissions = [
  'returns.read',
  'returns.work',
  'returns.approve',
  'returns.override',
  'returns.write',
] as const

/** Where a return stands: what comes next. `answer`: the buyer has written, and somebody says what they mean. */
export const stages = ['facts', 'letter', 'waiting', 'answer', 'choice', 'act', 'item', 'supervisor', 'ended'] as const
export type Stage = (typeof stages)[number]

export const stopKinds = ['letter', 'options', 'act', 'wait'] as const
export type StopKind = (typeof stopKinds)[number]

export const dispositions = ['resellable', 'refurbish', 'spare-parts', 'supplier', 'disposed'] as const
export type Disposition = (typeof dispositions)[number]

/** `feed`: told to Amazon by the payment adjustment file. `connector`: by the marketplace's own interface. */
export const refundMethods = ['by-hand', 'feed', 'connector'] as const
export type RefundMethod = (typeof refundMethods)[number]

export interface KeptPhoto {
  readonly filename: string
  readonly contentType: string
  readonly size: number
  readonly sha256: string
}

/** A resolution that was asked of somebody above. */
export interface Approval {
  readonly state: 'asked' | 'granted' | 'refused'
  /** The decision that it is for: a later one asks anew. */
  readonly position: number
  readonly node: string
  readonly option: string | null
  readonly cost: number | null
  readonly note: string
  readonly askedBy: string
  readonly askedAt: string
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly answer: string
}

const Person = Type.Object({ id: Id, name: Type.String() }, { title: 'Person' })
const MaybePerson = Nullable(Person)
const Money = Type.Integer({ minimum: 0, maximum: 100_000_000_000 })

/** Whence a fact is known: somebody said so, or what of the desk tells it. */
export const factSources = ['stated', 'order', 'letter', 'ticket', 'customer', 'report', 'parcel', 'terms'] as const
export type FactSource = (typeof factSources)[number]

export const FactLine = Type.Object(
  {
    fact: FactNameShape,
    value: FactValueShape,
    source: Words(factSources, { title: 'ReturnFactSource' }),
    quote: Nullable(Type.String({ description: 'The buyer’s sentence that shows it.' })),
  },
  { title: 'ReturnFactLine' },
)
export type FactLine = Static<typeof FactLine>

const rowFields = {
  id: Id,
  rma: Type.String(),
  ticket: Type.Object({ id: Id, number: Type.Integer() }, { title: 'TicketName' }),
  order: Nullable(Type.Object({ id: Nullable(Id), number: Type.String() }, { title: 'ReturnOrder' })),
  store: Person,
  sku: Type.String(),
  title: Type.String(),
  quantity: Type.Integer(),
  currency: Type.String(),
  policy: Type.Object(
    { versionId: Id, key: Type.String(), title: PolicyWords, number: Type.Integer() },
    { title: 'ReturnPolicyName' },
  ),
  stage: Words(stages, { title: 'ReturnStage' }),
  stepTitle: Nullable(PolicyWords),
  letters: Type.Integer(),
  outcome: Nullable(Words(outcomes, { title: 'ReturnOutcome' })),
  assignee: MaybePerson,
  begunAt: Timestamp,
  respondBy: Nullable(Timestamp),
  refundBy: Nullable(Timestamp),
  waitUntil: Nullable(Timestamp),
  dueAt: Nullable(Timestamp),
  endedAt: Nullable(Timestamp),
  approval: Nullable(
    Type.Object(
      {
        state: Words(['asked', 'granted', 'refused'] as const, { title: 'ReturnApprovalState' }),
        option: Nullable(Type.String()),
        cost: Nullable(Type.Integer()),
        note: Type.String(),
        answer: Type.String(),
        askedBy: MaybePerson,
        askedAt: Timestamp,
        decidedBy: MaybePerson,
      },
      { title: 'ReturnApproval' },
    ),
  ),
}

/** A return as a line or a card of the board. */
export const ReturnRow = Type.Object(rowFields, { title: 'ReturnRequestRow' })
export type ReturnRow = Static<typeof ReturnRow>
export const ReturnPage = pageOf(ReturnRow, 'ReturnRequestPage')

export const StopShape = Type.Object(
  {
    node: Type.String(),
    title: PolicyWords,
    kind: Words(stopKinds, { title: 'ReturnStopKind' }),
    /** A buyer’s answer, the key of an option, `done`, `arrived` or `silent`; null while it is open. */
    outcome: Nullable(Type.String()),
    outcomeTitle: Nullable(PolicyWords),
    messageId: Nullable(Id),
    sentAt: Nullable(Timestamp),
    costs: Type.Array(CostShape),
    begunBy: MaybePerson,
    begunAt: Timestamp,
    endedBy: MaybePerson,
    endedAt: Nullable(Timestamp),
    undoneAt: Nullable(Timestamp),
  },
  { title: 'ReturnStop' },
)

/** The letter of a step, written out. */
export const StepLetter = Type.Object(
  {
    key: Type.String(),
    title: PolicyWords,
    language: Type.String(),
    subject: Nullable(Type.String()),
    text: Type.String(),
    meaning: Type.String({ description: 'The same in Chinese.' }),
    missing: Type.Array(Type.String(), { description: 'What somebody must still fill in.' }),
    values: SentValues,
  },
  { title: 'ReturnLetter' },
)
export type StepLetter = Static<typeof StepLetter>

export const ParcelShape = Type.Object(
  {
    labelCarrier: Type.String(),
    labelTracking: Nullable(Type.String()),
    labelUrl: Nullable(Type.String()),
    labelCost: Nullable(Type.Integer()),
    labelPayer: Nullable(Words(payers, { title: 'ReturnPayer' })),
    labelledAt: Nullable(Timestamp),
    receivedAt: Nullable(Timestamp),
    condition: Nullable(Words(itemConditions, { title: 'ReturnItemCondition' })),
    disposition: Nullable(Words(dispositions, { title: 'ReturnDisposition' })),
    resaleValue: Nullable(Type.Integer()),
    gradedBy: MaybePerson,
    gradedAt: Nullable(Timestamp),
    photos: Type.Array(
      Type.Object(
        { filename: Type.String(), contentType: Type.String(), size: Type.Integer(), url: Type.String() },
        { title: 'ReturnPhoto' },
      ),
    ),
    note: Type.String(),
  },
  { title: 'ReturnParcel' },
)
export type ParcelShape = Static<typeof ParcelShape>

export const RefundShape = Type.Object(
  {
    id: Id,
    amount: Type.Integer(),
    currency: Type.String(),
    method: Words(refundMethods, { title: 'RefundMethod' }),
    reference: Type.String(),
    recordedBy: MaybePerson,
    recordedAt: Timestamp,
    fedAt: Nullable(Timestamp),
    reversedAt: Nullable(Timestamp),
  },
  { title: 'ReturnRefund' },
)
export type RefundShape = Static<typeof RefundShape>

/** What the desk takes the buyer’s last letter for. */
export const IntentShape = Type.Object(
  {
    intent: Words([...buyerAnswers, 'asks', 'unclear'] as const, { title: 'BuyerIntent' }),
    confidence: Type.Number(),
    sentence: Type.String(),
    messageId: Nullable(Id),
  },
  { title: 'ReturnIntent' },
)
export type IntentShape = Static<typeof IntentShape>

/** A return opened: all that its card beside the ticket shows. */
export const ReturnRequest = Type.Object(
  {
    ...rowFields,
    revision: Type.Integer({ description: 'Whoever decides names the one that they saw.' }),
    facts: Type.Array(FactLine),
    stops: Type.Array(StopShape),
    step: StepShape,
    letter: Nullable(StepLetter),
    intent: Nullable(IntentShape),
    parcel: Nullable(ParcelShape),
    refunds: Type.Array(RefundShape),
    /** What it has cost so far, in minor units of its currency; null where something is not known. */
    loss: Nullable(Type.Integer()),
    /** Up to which cost the reader decides alone; null where nothing limits them. */
    limit: Nullable(Type.Object({ amount: Type.Integer(), currency: Type.String() }, { title: 'ReturnLimitAmount' })),
    may: Type.Object(
      { work: Type.Boolean(), approve: Type.Boolean(), override: Type.Boolean() },
      { title: 'ReturnPermissions' },
    ),
  },
  { title: 'ReturnRequest' },
)
export type ReturnRequest = Static<typeof ReturnRequest>

/** The return of a ticket, or what one would begin with. */
export const ReturnOfTicket = Type.Object(
  {
    request: Nullable(ReturnRequest),
    /** What would begin; null while one is open. */
    proposal: Nullable(
      Type.Object(
        {
          facts: Type.Array(FactLine),
          policy: Nullable(Type.Object({ key: Type.String(), title: PolicyWords }, { title: 'ReturnPolicyTitle' })),
          /** Facts that must be stated before it can begin. */
          asks: Type.Array(FactNameShape),
          lines: Type.Array(
            Type.Object(
              { sku: Type.String(), title: Type.String(), quantity: Type.Integer() },
              { title: 'ReturnableLine' },
            ),
          ),
          order: Nullable(Type.Object({ id: Nullable(Id), number: Type.String() }, { title: 'ReturnOrder' })),
          mayBegin: Type.Boolean(),
        },
        { title: 'ReturnProposal' },
      ),
    ),
    /** Returns of the ticket that have ended, the newest first. */
    ended: Type.Array(ReturnRow),
  },
  { title: 'ReturnOfTicket' },
)
export type ReturnOfTicket = Static<typeof ReturnOfTicket>

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
    Type.Object({ event: Type.Literal('choose'), ...seen, option: Type.String({ maxLength: 60 }) }, closed),
    /** What was waited for has come, or will not. */
    Type.Object(
      { event: Type.Literal('arrived'), ...seen, condition: Type.Optional(Words(itemConditions)) },
      closed,
    ),
    Type.Object({ event: Type.Literal('not-arrived'), ...seen }, closed),
    Type.Object({ event: Type.Literal('ask-approval'), ...seen, option: Type.Optional(Text(60)), note: Text(500) }, closed),
    Type.Object(
      { event: Type.Literal('approve'), ...seen, granted: Type.Boolean(), answer: Type.Optional(Text(500)) },
      closed,
    ),
    /** Ends it another way than the policy would. */
    Type.Object(
      { event: Type.Literal('end'), ...seen, outcome: Words(outcomes), reason: Type.String({ minLength: 3, maxLength: 500 }) },
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
  storeId: Type.Optional(Id),
  ended: Type.Optional(Type.Boolean()),
  outcome: Type.Optional(Words(outcomes)),
  approval: Type.Optional(Type.Boolean({ description: 'Only those that wait for an approval.' })),
  dueBefore: Type.Optional(SentTimestamp),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type ReturnQuery = Static<typeof ReturnQuery>

export const TicketParams = Type.Object({ ticketId: Id })
export const RequestParams = Type.Object({ id: Id })
