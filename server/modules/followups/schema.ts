import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { unreachableReasons, WayWord } from './schema.plans.ts'

export const permissions = ['followups.read', 'followups.work', 'followups.plan'] as const

export const states = ['open', 'done', 'skipped'] as const
export type State = (typeof states)[number]

/** What came of a contact. `not-reached` is tried again, `refused` records that they want none. */
export const outcomes = ['satisfied', 'neutral', 'dissatisfied', 'not-reached', 'refused'] as const
export type Outcome = (typeof outcomes)[number]
const OutcomeWord = Words(outcomes, { title: 'FollowUpOutcome' })
const Satisfaction = Type.Integer({ minimum: 1, maximum: 5 })

/** A follow-up as a line of the list. */
export const FollowUp = Type.Object(
  {
    id: Id,
    planId: Id,
    planName: Type.String(),
    customerId: Id,
    customerName: Type.String({ description: 'Initials for those who may reveal nothing.' }),
    important: Type.Boolean(),
    way: WayWord,
    state: Words(states, { title: 'FollowUpState' }),
    dueAt: Timestamp,
    overdue: Type.Boolean(),
    attempts: Type.Integer({ description: 'How often they were tried and not reached.' }),
    assigneeId: Nullable(Id),
    assigneeName: Nullable(Type.String()),
    outcome: Nullable(OutcomeWord),
    satisfaction: Nullable(Satisfaction),
    ticketId: Nullable(Id),
    closedAt: Nullable(Timestamp),
  },
  { title: 'FollowUp' },
)
export type FollowUp = Static<typeof FollowUp>
export const FollowUpPage = pageOf(FollowUp, 'FollowUpPage')

const nextKinds = ['no-plan', 'unreachable', 'open', 'nothing-yet', 'later', 'due'] as const

/** What a customer was asked, and what comes next. */
export const CustomerFollowUps = Type.Object(
  {
    items: Type.Array(FollowUp, { description: 'The newest first, twenty at most.' }),
    next: Type.Object(
      {
        kind: Words(nextKinds, { title: 'NextFollowUpKind' }),
        planName: Nullable(Type.String()),
        weeks: Nullable(Type.Integer()),
        dueAt: Nullable(Timestamp),
        reason: Nullable(Words(unreachableReasons, { title: 'UnreachableReason' })),
      },
      { title: 'NextFollowUp' },
    ),
  },
  { title: 'CustomerFollowUps' },
)
export type CustomerFollowUps = Static<typeof CustomerFollowUps>

export const views = ['due', 'overdue', 'mine', 'done'] as const
export type View = (typeof views)[number]

export const FollowUpQuery = Type.Object({
  view: Words(views, { title: 'FollowUpView' }),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type FollowUpQuery = Static<typeof FollowUpQuery>

export const entryKinds = ['outcome', 'skipped', 'assigned', 'letter', 'undone'] as const
export type EntryKind = (typeof entryKinds)[number]

/** A step of a follow-up. */
const Entry = Type.Object(
  {
    id: Id,
    kind: Words(entryKinds, { title: 'FollowUpEntryKind' }),
    outcome: Nullable(OutcomeWord),
    satisfaction: Nullable(Satisfaction),
    note: Type.String({ description: 'Empty for those who may reveal nothing.' }),
    suggestions: Type.Array(Type.String()),
    undoneAt: Nullable(Timestamp),
    at: Timestamp,
    by: Nullable(Type.String()),
  },
  { title: 'FollowUpEntry' },
)

export const FollowUpDetail = Type.Object(
  {
    ...FollowUp.properties,
    contactId: Nullable(Type.String({ description: 'The address to be used; null where none may be any more.' })),
    script: Type.Object({ language: Type.String(), subject: Type.String(), text: Type.String() }),
    entries: Type.Array(Entry, { description: 'The newest first.' }),
    mayUndo: Type.Boolean({ description: 'Whether the newest entry can be taken back.' }),
  },
  { title: 'FollowUpDetail' },
)
export type FollowUpDetail = Static<typeof FollowUpDetail>

export const NewOutcome = Type.Object(
  {
    outcome: OutcomeWord,
    satisfaction: Type.Optional(Satisfaction),
    note: Type.Optional(Type.String({ maxLength: 2_000 })),
    suggestions: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }), { maxItems: 20 }),
    ),
  },
  { title: 'NewFollowUpOutcome', additionalProperties: false },
)
export type NewOutcome = Static<typeof NewOutcome>

export const Skip = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) },
  { title: 'FollowUpSkip', additionalProperties: false },
)

export const Assignee = Type.Object(
  { memberId: Nullable(Id) },
  { title: 'FollowUpAssignee', additionalProperties: false },
)

export const OpenedLetter = Type.Object({ ticketId: Id }, { title: 'FollowUpLetter' })

/** Who may be given follow-ups. */
export const Workers = Type.Object(
  { items: Type.Array(Type.Object({ id: Id, name: Type.String() }, { title: 'FollowUpWorker' })) },
  { title: 'FollowUpWorkers' },
)

/** Something a customer suggested. */
export const Suggestion = Type.Object(
  { id: Id, followUpId: Id, customerId: Id, customerName: Type.String(), text: Type.String(), madeAt: Timestamp },
  { title: 'CustomerSuggestion' },
)
export type Suggestion = Static<typeof Suggestion>
export const SuggestionPage = pageOf(Suggestion, 'CustomerSuggestionPage')

export const SuggestionQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type SuggestionQuery = Static<typeof SuggestionQuery>

/** Every column of this module that holds personal data. */
export const personalData = [
  { table: 'follow_up_entries', column: 'note', holds: 'free-text' },
  { table: 'suggestions', column: 'text', holds: 'free-text' },
] as const
