import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { IntentProposal } from '../classification/index.ts'
import { FactNameShape, FactValueShape, itemConditions, outcomes, PolicyWords, payers } from '../policies/index.ts'
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
export type { TemplateCategory } from '../templates/index.ts'

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
  /** Since when its last letter lies here that could not be delivered. */
  unsentAt: Nullable(Timestamp),
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
    needsLabel: Type.Boolean({ description: 'The label must go along as a file: the letter has no link to it.' }),
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

/** The last letter, which could not be delivered: it can be sent again, or its answer noted another way. */
const UnsentLetter = Type.Object(
  {
    messageId: Id,
    reason: Type.String({ description: 'In the words of whoever refused it; a code of ours begins with `desk.`.' }),
    bounced: Type.Boolean({ description: 'It had left, and came back.' }),
  },
  { title: 'ReturnUnsentLetter' },
)

/** What the desk takes the buyer’s last letter for. */
export const IntentShape = Type.Object(
  {
    intent: IntentProposal.properties.intent,
    confidence: IntentProposal.properties.confidence,
    sentence: IntentProposal.properties.sentence,
    reasons: IntentProposal.properties.reasons,
    messageId: Id,
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
    unsent: Nullable(UnsentLetter),
    intent: Nullable(IntentShape),
    parcel: Nullable(ParcelShape),
    refunds: Type.Array(RefundShape),
    /** What it has cost so far, in minor units of its currency; null where something is not known. */
    loss: Nullable(Type.Integer()),
    /** Up to which cost the reader decides alone; null where nothing limits them. */
    limit: Nullable(Type.Object({ amount: Type.Integer(), currency: Type.String() }, { title: 'ReturnOwnLimit' })),
    may: Type.Object(
      { work: Type.Boolean(), approve: Type.Boolean(), override: Type.Boolean() },
      { title: 'ReturnPermissions' },
    ),
  },
  { title: 'ReturnRequest' },
)
export type ReturnRequest = Static<typeof ReturnRequest>

/** Which columns hold personal data, and of what kind; masking, export, erasure and log redaction derive from this. */
export const personalData = [
  { table: 'return_stops', column: 'because', holds: 'free-text' },
  { table: 'return_parcels', column: 'label_tracking', holds: 'identifier' },
  { table: 'return_parcels', column: 'note', holds: 'free-text' },
  { table: 'return_requests', column: 'approval', holds: 'free-text' },
] as const
