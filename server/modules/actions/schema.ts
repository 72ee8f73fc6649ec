import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'

export const permissions = ['actions.read', 'actions.work', 'actions.ask', 'actions.write'] as const

/** What departments are there for. */
export const fields = [
  'purchasing',
  'quality',
  'logistics',
  'sales',
  'technology',
  'finance',
  'operations',
  'other',
] as const
export type Field = (typeof fields)[number]
const FieldWord = Words(fields, { title: 'DepartmentField' })

export const stages = ['open', 'answered', 'closed'] as const
export type Stage = (typeof stages)[number]
export const outcomes = ['accepted', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]
export const entryKinds = [
  'asked',
  'given',
  'answered',
  'accepted',
  'reopened',
  'withdrawn',
  'postponed',
  'overdue',
  'undone',
] as const
export type EntryKind = (typeof entryKinds)[number]
/** What somebody does with an action. */
export const moves = ['answer', 'accept', 'reopen', 'withdraw'] as const
export type Move = (typeof moves)[number]

const Text = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '\\S' })

/** A department of the seller's own house, with those who answer for it. */
export const Department = Type.Object(
  {
    id: Id,
    name: Type.String(),
    field: FieldWord,
    limitSeconds: Type.Integer({ description: 'Working time within which it answers, unless another day is agreed.' }),
    calendarId: Nullable(Id),
    active: Type.Boolean(),
    memberIds: Type.Array(Id),
    members: Type.Array(Type.Object({ id: Id, name: Type.String() }, { title: 'DepartmentMember' })),
  },
  { title: 'Department' },
)
export type Department = Static<typeof Department>
export const Departments = Type.Object({ items: Type.Array(Department) }, { title: 'Departments' })

export const DepartmentFields = Type.Object(
  {
    name: Text(80),
    field: FieldWord,
    limitSeconds: Type.Integer({ minimum: 3_600, maximum: 7_776_000 }),
    calendarId: Nullable(Id),
    active: Type.Boolean(),
    memberIds: Type.Array(Id, { uniqueItems: true, maxItems: 500 }),
  },
  { title: 'DepartmentFields', additionalProperties: false },
)
export type DepartmentFields = Static<typeof DepartmentFields>

export const evidenceKinds = ['sku', 'order', 'link', 'rate', 'reason', 'cost', 'comment'] as const

/**
 * A piece of what speaks for an action. What it holds goes by its kind: `sku` and `order` their number; `link` the address
 * and what it shows; `rate` how many of so many came back, where so many were to be expected; `reason` how many for which;
 * `cost` an amount; `comment` the returned unit whose words are read anew each time, so that an erasure reaches them.
 */
export const Evidence = Type.Object(
  {
    kind: Words(evidenceKinds, { title: 'EvidenceKind' }),
    ref: Type.String({ maxLength: 500 }),
    text: Type.String({ maxLength: 500 }),
    count: Nullable(Type.Integer({ minimum: 0 })),
    of: Nullable(Type.Integer({ minimum: 0 })),
    expected: Nullable(Type.Number({ minimum: 0 })),
    amount: Nullable(Type.Integer({ description: 'Minor units of the currency.' })),
    currency: Nullable(Type.String({ pattern: '^[A-Z]{3}$' })),
  },
  { title: 'Evidence', additionalProperties: false },
)
export type Evidence = Static<typeof Evidence>

/** What a person may attach by hand. */
export const AttachedEvidence = Type.Object(
  {
    kind: Words(['sku', 'order', 'link'], { title: 'AttachedEvidenceKind' }),
    ref: Text(500),
    text: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { title: 'AttachedEvidence', additionalProperties: false },
)
export type AttachedEvidence = Static<typeof AttachedEvidence>

/** An action as a line of the list. */
export const Action = Type.Object(
  {
    id: Id,
    title: Type.String(),
    department: Type.Object({ id: Id, name: Type.String(), field: FieldWord }),
    stage: Words(stages, { title: 'ActionStage' }),
    outcome: Nullable(Words(outcomes, { title: 'ActionOutcome' })),
    owner: Nullable(Type.Object({ id: Id, name: Type.String() })),
    askedBy: Type.Object({ id: Id, name: Type.String() }),
    ticket: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
    askedAt: Timestamp,
    dueAt: Timestamp,
    overdue: Type.Boolean(),
    answeredAt: Nullable(Timestamp),
    closedAt: Nullable(Timestamp),
  },
  { title: 'Action' },
)
export type Action = Static<typeof Action>
export const ActionPage = pageOf(Action, 'ActionPage')

const Entry = Type.Object(
  {
    id: Id,
    kind: Words(entryKinds, { title: 'ActionEntryKind' }),
    note: Type.String(),
    owner: Nullable(Type.String()),
    dueAt: Nullable(Timestamp),
    undoneAt: Nullable(Timestamp),
    by: Nullable(Type.String({ description: 'Null where the desk itself did it.' })),
    at: Timestamp,
  },
  { title: 'ActionEntry' },
)

export const ActionDetail = Type.Object(
  {
    ...Action.properties,
    ask: Type.String(),
    evidence: Type.Array(Evidence),
    answer: Nullable(Type.String()),
    entries: Type.Array(Entry, { description: 'The newest first.' }),
    owners: Type.Array(Type.Object({ id: Id, name: Type.String() }), {
      description: 'Who may own it: the members of the department.',
    }),
    moves: Type.Array(Words(moves, { title: 'ActionMove' }), { description: 'What the actor may do now.' }),
    mayGive: Type.Boolean(),
    mayPostpone: Type.Boolean(),
    mayUndo: Type.Boolean(),
  },
  { title: 'ActionDetail' },
)
export type ActionDetail = Static<typeof ActionDetail>

export const views = ['open', 'department', 'mine', 'asked', 'overdue', 'closed'] as const
export const ActionQuery = Type.Object({
  view: Words(views, { title: 'ActionView' }),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type ActionQuery = Static<typeof ActionQuery>

export const NewAction = Type.Object(
  {
    departmentId: Id,
    title: Text(160),
    ask: Text(5_000),
    ticketId: Type.Optional(Id),
    ownerId: Type.Optional(Id),
    dueAt: Type.Optional(SentTimestamp),
    evidence: Type.Optional(Type.Array(AttachedEvidence, { maxItems: 30 })),
  },
  { title: 'NewAction', additionalProperties: false },
)
export type NewAction = Static<typeof NewAction>

export const ActionMoved = Type.Object(
  {
    move: Words(moves, { title: 'ActionMove' }),
    /** The answer; why it is opened again or withdrawn. */
    text: Type.Optional(Type.String({ maxLength: 5_000 })),
    dueAt: Type.Optional(SentTimestamp),
  },
  { title: 'ActionMoved', additionalProperties: false },
)
export type ActionMoved = Static<typeof ActionMoved>

export const ActionOwner = Type.Object(
  { memberId: Nullable(Id) },
  { title: 'ActionOwner', additionalProperties: false },
)
export const ActionDue = Type.Object(
  { dueAt: SentTimestamp, reason: Text(500) },
  { title: 'ActionDue', additionalProperties: false },
)
export type ActionDue = Static<typeof ActionDue>

export const ActionsOfTicket = Type.Object({ items: Type.Array(Action) }, { title: 'ActionsOfTicket' })

/** Every column of this module that may hold personal data: what members wrote on a buyer's ticket. */
export const personalData = [
  { table: 'actions', column: 'title', holds: 'free-text' },
  { table: 'actions', column: 'ask', holds: 'free-text' },
  { table: 'actions', column: 'answer', holds: 'free-text' },
  { table: 'action_entries', column: 'note', holds: 'free-text' },
] as const
