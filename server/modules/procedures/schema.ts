import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { SentValues } from '../templates/index.ts'

// What the rules judge by: a rule imports no other module itself.
export type { Order } from '../orders/index.ts'

/** `override`: to begin or to go on where a check objects, with a stated reason. `write`: to set by when tasks are due. */
export const permissions = ['procedures.read', 'procedures.work', 'procedures.override', 'procedures.write'] as const

/** What buyers ask of an order (PRODUCT.md, "Order procedure"). */
export const taskKinds = ['change-address', 'change-item', 'cancel', 'exchange', 'resend', 'invoice'] as const
export type TaskKind = (typeof taskKinds)[number]

/** The first four are open; `carried-out` and `refused` are outcomes that the buyer has still to be told. */
export const taskStages = ['checked', 'asked', 'carried-out', 'refused', 'done', 'declined', 'withdrawn'] as const
export type TaskStage = (typeof taskStages)[number]

export const taskEvents = ['ask', 'carry-out', 'refuse', 'tell', 'withdraw'] as const
export type TaskEvent = (typeof taskEvents)[number]

/** Who can still stop or change a parcel. */
export const askedOf = ['seller-system', 'warehouse', 'carrier', 'marketplace'] as const
export type AskedOf = (typeof askedOf)[number]

/** What a task may want to know. `reference` is what proves it done: the number of an invoice, or of the new parcel. */
export const taskFields = ['sku', 'newSku', 'quantity', 'address', 'reason', 'askedOf', 'reference'] as const
export type TaskField = (typeof taskFields)[number]

/** What may stand against a task; each has its words and its mend in errors.ts. */
export const checkCodes = [
  'order-unknown',
  'link-unsure',
  'status-unknown',
  'cancelled',
  'delivered',
  'sent',
  'partly-sent',
  'not-sent',
  'not-delivered',
  'marketplace-address',
  'marketplace-item',
  'marketplace-cancel',
  'marketplace-replacement',
  'returned',
  'line-unknown',
  'quantity-over',
  'same-item',
  'open-task',
  'other-task',
] as const
export type CheckCode = (typeof checkCodes)[number]

/** `stop`: nobody may. `block`: who may override, with a reason. `warn`: look at it. */
export const severities = ['stop', 'block', 'warn'] as const
export type Severity = (typeof severities)[number]

export const TaskCheck = Type.Object(
  {
    code: Words(checkCodes, { title: 'TaskCheckCode' }),
    severity: Words(severities, { title: 'TaskCheckSeverity' }),
    message: Type.String({ description: 'What is so, and what to do instead, in the reader’s language.' }),
  },
  { title: 'TaskCheck' },
)
export type TaskCheck = Static<typeof TaskCheck>

const Named = Type.Object({ id: Id, name: Type.String() }, { title: 'Person' })
const Kind = Words(taskKinds, { title: 'OrderTaskKind' })

const rowFields = {
  id: Id,
  kind: Kind,
  stage: Words(taskStages, { title: 'OrderTaskStage' }),
  ticket: Type.Object({ id: Id, number: Type.Integer() }, { title: 'TicketName' }),
  order: Type.Object({ id: Id, number: Type.String() }, { title: 'OrderName' }),
  store: Named,
  /** Who worked on it last; at first whoever has the ticket. */
  assignee: Nullable(Named),
  begunAt: Timestamp,
  dueAt: Timestamp,
  endedAt: Nullable(Timestamp),
  /** Whether the buyer was told in time; null while it is open, and where it was withdrawn. */
  inTime: Nullable(Type.Boolean()),
}

/** An order task as a line of a list. */
export const OrderTaskRow = Type.Object(rowFields, { title: 'OrderTaskRow' })
export type OrderTaskRow = Static<typeof OrderTaskRow>
export const OrderTaskPage = pageOf(OrderTaskRow, 'OrderTaskPage')

const Step = Type.Object(
  {
    event: Words(taskEvents, { title: 'OrderTaskEvent' }),
    fields: Type.Array(Words(taskFields, { title: 'OrderTaskField' })),
  },
  { title: 'OrderTaskStep' },
)

/** An order task opened: what was asked, how far it is, what may be done next. */
export const OrderTask = Type.Object(
  {
    ...rowFields,
    sku: Nullable(Type.String()),
    newSku: Nullable(Type.String()),
    quantity: Nullable(Type.Integer()),
    address: Nullable(Type.String()),
    reason: Nullable(Type.String()),
    askedOf: Nullable(Words(askedOf, { title: 'AskedOf' })),
    reference: Nullable(Type.String()),
    /** Why it was refused or withdrawn. */
    refusal: Nullable(Type.String()),
    /** Why the buyer was told nothing. */
    notTold: Nullable(Type.String()),
    overridden: Type.Array(Words(checkCodes, { title: 'TaskCheckCode' })),
    overrideReason: Nullable(Type.String()),
    outcomeAt: Nullable(Timestamp),
    /** What stands against it now, while it may still change. */
    checks: Type.Array(TaskCheck),
    /** What may be done next, and what that needs to know. */
    next: Type.Array(Step),
    /** The letter that tells the buyer the outcome, and what of it is known already; null while there is none to tell. */
    letter: Nullable(Type.Object({ key: Type.String(), values: SentValues }, { title: 'OutcomeLetter' })),
  },
  { title: 'OrderTask' },
)
export type OrderTask = Static<typeof OrderTask>

/** What may be begun on a ticket. */
const Offer = Type.Object(
  { kind: Kind, fields: Type.Array(Words(taskFields, { title: 'OrderTaskField' })), checks: Type.Array(TaskCheck) },
  { title: 'OrderTaskOffer' },
)

export const OrderTasksOfTicket = Type.Object(
  {
    tasks: Type.Array(OrderTask),
    offers: Type.Array(Offer),
    /** The lines of the order, for choosing one. */
    lines: Type.Array(
      Type.Object({ sku: Type.String(), title: Type.String(), quantity: Type.Integer() }, { title: 'OrderTaskLine' }),
    ),
  },
  { title: 'OrderTasksOfTicket' },
)
export type OrderTasksOfTicket = Static<typeof OrderTasksOfTicket>

const Sku = Type.String({ maxLength: 60 })
const Sentence = Type.String({ maxLength: 1_000 })
const Override = Type.String({
  maxLength: 1_000,
  description: 'Why it is done although a check objects; needs procedures.override.',
})

export const NewOrderTask = Type.Object(
  {
    kind: Kind,
    sku: Type.Optional(Sku),
    newSku: Type.Optional(Sku),
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    address: Type.Optional(Type.String({ maxLength: 500 })),
    reason: Type.Optional(Sentence),
    override: Type.Optional(Override),
  },
  { title: 'NewOrderTask', additionalProperties: false },
)
export type NewOrderTask = Static<typeof NewOrderTask>

export const OrderTaskMove = Type.Object(
  {
    event: Words(taskEvents, { title: 'OrderTaskEvent' }),
    askedOf: Type.Optional(Words(askedOf, { title: 'AskedOf' })),
    reference: Type.Optional(Type.String({ maxLength: 120 })),
    /** Why it is refused or withdrawn; with `tell`, why no letter goes to the buyer. */
    reason: Type.Optional(Sentence),
    override: Type.Optional(Override),
  },
  { title: 'OrderTaskMove', additionalProperties: false },
)
export type OrderTaskMove = Static<typeof OrderTaskMove>

export const listStates = ['open', 'overdue', 'ended'] as const

export const OrderTaskQuery = Type.Object({
  state: Type.Unsafe<(typeof listStates)[number]>({
    type: 'string',
    enum: [...listStates],
    default: 'open',
    description: 'Open ones by due time, the most pressing first; ended ones by their end, the newest first.',
  }),
  storeId: Type.Optional(Id),
  assigneeId: Type.Optional(Id),
  kind: Type.Optional(Kind),
  /** Of ended ones: in time or late; withdrawn ones are neither. */
  inTime: Type.Optional(Type.Boolean()),
  from: Type.Optional(Type.String({ format: 'date', description: 'Ended on this day of the workspace or later.' })),
  until: Type.Optional(Type.String({ format: 'date', description: 'Ended on this day of the workspace or before.' })),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type OrderTaskQuery = Static<typeof OrderTaskQuery>

export const TaskParams = Type.Object({ id: Id })
export const TicketParams = Type.Object({ ticketId: Id })

/**
 * Every column of this module that holds personal data, for masking, export, erasure, retention and log redaction.
 * A column that is added here is thereby in all of them.
 */
export const personalData = [
  { table: 'order_tasks', column: 'address', holds: 'address' },
  { table: 'order_tasks', column: 'reason', holds: 'free-text' },
  { table: 'order_tasks', column: 'reference', holds: 'free-text' },
  { table: 'order_tasks', column: 'refusal', holds: 'free-text' },
  { table: 'order_tasks', column: 'not_told', holds: 'free-text' },
  { table: 'order_tasks', column: 'override_reason', holds: 'free-text' },
] as const
