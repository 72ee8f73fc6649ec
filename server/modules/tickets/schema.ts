import { type Static, Type } from 'typebox'
import { Id, Nullable, PageQuery, pageOf, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'
import { clockStates, kinds, measures, priorities } from '../sla/index.ts'

export const permissions = ['tickets.read', 'tickets.work', 'tickets.assign'] as const

export const statuses = ['open', 'waiting', 'snoozed', 'resolved'] as const
export type Status = (typeof statuses)[number]

/** The queues that everybody has. `breaching`: due within the hour or overdue. */
export const views = [
  'mine',
  'unassigned',
  'breaching',
  'waiting',
  'snoozed',
  'open',
  'resolved',
  'all',
  'following',
] as const
export type View = (typeof views)[number]

/** By due time, the most pressing first; or by the last message, the newest first. */
export const orders = ['due', 'recent'] as const

/** Why the desk thinks what it thinks: a code that the screen words, and the buyer's words that led there. */
export const Reason = Type.Object(
  { code: Type.String(), quote: Type.Optional(Type.String()), about: Type.Optional(Type.String()) },
  { title: 'Reason', additionalProperties: true },
)
export type Reason = Static<typeof Reason>

const Person = Type.Object({ id: Id, name: Type.String() }, { title: 'Person' })
/** The clock that runs out first: between its start and its end the screen reckons how much time is left. */
export const Due = Type.Object({ measure: Words(measures), startedAt: Timestamp, at: Timestamp }, { title: 'Due' })
export type Due = Static<typeof Due>

const rowFields = {
  id: Id,
  number: Type.Integer(),
  kind: Words(kinds, { title: 'TicketKind' }),
  subType: Nullable(Type.String()),
  status: Words(statuses, { title: 'TicketStatus' }),
  priority: Words(priorities, { title: 'Priority' }),
  subject: Type.String(),
  preview: Type.String(),
  language: Type.String(),
  channelKind: Type.String(),
  marketplaceKind: Type.String(),
  store: Nullable(Type.Object({ id: Id, name: Type.String(), marketplaceCode: Type.String() }, { title: 'StoreName' })),
  customer: Nullable(Person),
  orderNumber: Nullable(Type.String()),
  assignee: Nullable(Person),
  tags: Type.Array(Type.String()),
  unanswered: Type.Integer(),
  due: Nullable(Due),
  snoozedUntil: Nullable(Timestamp),
  lastMessageAt: Timestamp,
  createdAt: Timestamp,
}

/** A ticket as a line of a list. */
export const TicketRow = Type.Object(rowFields, { title: 'TicketRow' })
export type TicketRow = Static<typeof TicketRow>

export const TicketClock = Type.Object(
  {
    measure: Words(measures),
    state: Words(clockStates),
    dueAt: Nullable(Timestamp),
    startedAt: Timestamp,
    metAt: Nullable(Timestamp),
    policyName: Nullable(Type.String()),
    calendarName: Nullable(Type.String()),
    limitSeconds: Type.Integer(),
  },
  { title: 'TicketClock' },
)
export type TicketClock = Static<typeof TicketClock>

/** How a ticket ended, in the fixed form of the daily record (REQUIREMENTS T7). */
export const Resolution = Type.Object(
  {
    result: Words(['answered', 'solved', 'refunded', 'replaced', 'withdrawn', 'no-answer-needed', 'unsolved'], {
      title: 'Result',
    }),
    note: Type.String({ maxLength: 2_000 }),
    customerFeedback: Words(['satisfied', 'neutral', 'unsatisfied', 'unknown'], { title: 'CustomerFeedback' }),
  },
  { title: 'Resolution', additionalProperties: false },
)
export type Resolution = Static<typeof Resolution>

/** A ticket opened. */
export const Ticket = Type.Object(
  {
    ...rowFields,
    channelId: Nullable(Id),
    reasons: Type.Array(Reason),
    clocks: Type.Array(TicketClock),
    followers: Type.Array(Person),
    resolution: Nullable(Resolution),
    resolvedAt: Nullable(Timestamp),
    version: Type.Integer(),
  },
  { title: 'Ticket' },
)
export type Ticket = Static<typeof Ticket>

export const TicketEvent = Type.Object(
  {
    id: Id,
    kind: Type.String(),
    actorKind: Words(['member', 'token', 'system', 'buyer']),
    actor: Nullable(Person),
    details: Type.Record(Type.String(), Type.Unknown()),
    at: Timestamp,
  },
  { title: 'TicketEvent' },
)
export type TicketEvent = Static<typeof TicketEvent>

export const TicketQuery = Type.Object({
  ...PageQuery.properties,
  view: Words(views),
  order: Type.Unsafe<(typeof orders)[number]>({ type: 'string', enum: [...orders], default: 'due' }),
  storeId: Type.Optional(Id),
  kind: Type.Optional(Words(kinds)),
  search: Type.Optional(Type.String({ maxLength: 200 })),
})
export type TicketQuery = Static<typeof TicketQuery>

export const TicketPage = pageOf(TicketRow, 'TicketPage')

/** How many tickets stand in each view, counted no further than 1,000. */
export const ViewCounts = Type.Object(
  Object.fromEntries(views.map((view) => [view, Type.Integer()])) as Record<View, ReturnType<typeof Type.Integer>>,
  { title: 'ViewCounts' },
)
export type ViewCounts = Static<typeof ViewCounts>

/** What a person may change by hand; every change is a line of the timeline. */
export const TicketChange = Type.Object(
  {
    version: Type.Optional(
      Type.Integer({ description: 'The version that the page shows; an older one is refused with 409.' }),
    ),
    kind: Type.Optional(Words(kinds)),
    subType: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
    priority: Type.Optional(Words(priorities)),
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })),
    orderNumber: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
    storeId: Type.Optional(Nullable(Id)),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 30, uniqueItems: true })),
    status: Type.Optional(Words(['open', 'waiting'] as const)),
  },
  { title: 'TicketChange', additionalProperties: false, minProperties: 1 },
)
export type TicketChange = Static<typeof TicketChange>

export const Assignment = Type.Object(
  { memberId: Nullable(Id), note: Type.Optional(Type.String({ maxLength: 500 })) },
  { title: 'NewAssignee', additionalProperties: false },
)
export type Assignment = Static<typeof Assignment>

export const Snooze = Type.Object({ until: SentTimestamp }, { title: 'Snooze', additionalProperties: false })

export const Escalation = Type.Object(
  {
    reason: Type.String({ minLength: 3, maxLength: 1_000, pattern: '\\S' }),
    dueAt: Type.Optional(SentTimestamp),
    toMemberId: Type.Optional(Id),
  },
  { title: 'Escalation', additionalProperties: false },
)
export type Escalation = Static<typeof Escalation>

export const Presence = Type.Object(
  { state: Words(['viewing', 'typing', 'left'] as const) },
  { title: 'Presence', additionalProperties: false },
)
