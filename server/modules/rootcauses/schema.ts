import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'
import { groups, streams } from './rules.streams.ts'

export const permissions = ['rootcauses.read', 'rootcauses.work'] as const

export const states = ['open', 'asked', 'watched', 'solved', 'dismissed'] as const
export type State = (typeof states)[number]

const GroupWord = Words(groups, { title: 'ReturnReasonGroup' })
const ReasonCount = Type.Object({ group: GroupWord, count: Type.Integer() }, { title: 'ReturnReasonCount' })
export type ReasonCount = Static<typeof ReasonCount>
const Day = Type.String({ format: 'date' })

/** A SKU, or a batch of it, that comes back more often than it should. */
export const Anomaly = Type.Object(
  {
    id: Id,
    sku: Type.String(),
    title: Type.String(),
    category: Type.String(),
    batch: Nullable(Type.String({ description: 'Null where it is about all orders since a day.' })),
    since: Type.String({ format: 'date', description: 'The first day of the week from which on orders are affected.' }),
    stream: Words(streams, { title: 'ReturnStream' }),
    state: Words(states, { title: 'AnomalyState' }),
    foundAt: Timestamp,
    evidence: Type.Number({
      description: 'Natural logarithm of the e-value: how many times likelier the counts are if something is wrong.',
    }),
    observed: Type.Integer({ description: 'Orders that came back for this kind of fault.' }),
    expected: Type.Number({ description: 'How many the SKU’s own past lets expect by now.' }),
    sent: Type.Integer({ description: 'Orders that were sent.' }),
    baseRate: Type.Number({ description: 'The share that came back before.' }),
    tail: Type.Number({ description: 'The chance of so many or more if nothing were wrong.' }),
    actionId: Nullable(Id),
    actedAt: Nullable(Timestamp),
    closedAt: Nullable(Timestamp),
    closeReason: Type.String(),
  },
  { title: 'Anomaly' },
)
export type Anomaly = Static<typeof Anomaly>

export const views = ['open', 'closed'] as const
export const AnomalyQuery = Type.Object({
  view: Words(views, { title: 'AnomalyView' }),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type AnomalyQuery = Static<typeof AnomalyQuery>

export const AnomalyPage = pageOf(Anomaly, 'AnomalyPage')

/** What the last look was about. */
export const AnomalyLook = Type.Object(
  { lookedAt: Nullable(Timestamp), tested: Type.Integer(), found: Type.Integer() },
  { title: 'AnomalyLook' },
)

/** The orders of one week as a point of the control chart. */
const ChartWeek = Type.Object(
  {
    week: Day,
    sent: Type.Integer(),
    returned: Type.Integer(),
    rate: Nullable(Type.Number({ description: 'Of what can be back by now; null where nothing was sent.' })),
    limit: Nullable(Type.Number({ description: 'What is exceeded by chance once in about 700 times.' })),
    suspected: Type.Boolean(),
  },
  { title: 'AnomalyChartWeek' },
)
export type ChartWeek = Static<typeof ChartWeek>

const RateSpan = Type.Object(
  { sent: Type.Integer(), returned: Type.Integer(), rate: Type.Number(), low: Type.Number(), high: Type.Number() },
  { title: 'RateWithInterval', description: 'With its exact 95 % interval.' },
)

export const AnomalyDetail = Type.Object(
  {
    ...Anomaly.properties,
    weeks: Type.Array(ChartWeek),
    reasons: Type.Array(ReasonCount),
    costs: Type.Array(
      Type.Object(
        {
          currency: Type.String(),
          refunded: Type.Integer({ description: 'Minor units.' }),
          labels: Type.Integer({ description: 'Minor units.' }),
        },
        { title: 'AnomalyCost' },
      ),
    ),
    withoutAmount: Type.Integer({ description: 'Returned units of which no report says what was refunded.' }),
    comments: Type.Array(
      Type.Object(
        { unitId: Id, at: Timestamp, reason: Type.String(), text: Type.String() },
        { title: 'AnomalyComment', description: 'Without what points to a person.' },
      ),
    ),
    before: Nullable(RateSpan),
    after: Nullable(RateSpan),
    change: Nullable(
      Type.Object(
        {
          factor: Nullable(Type.Number()),
          low: Type.Number(),
          high: Nullable(Type.Number({ description: 'Null: no bound.' })),
        },
        { title: 'RateChange', description: 'The rate since, as a multiple of the rate before; exact 95 % interval.' },
      ),
    ),
  },
  { title: 'AnomalyDetail' },
)
export type AnomalyDetail = Static<typeof AnomalyDetail>

const Text = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '\\S' })

/** What a department is asked to do about it. */
export const NewAnomalyAction = Type.Object(
  {
    departmentId: Id,
    title: Text(160),
    ask: Text(5_000),
    ownerId: Type.Optional(Id),
    dueAt: Type.Optional(SentTimestamp),
    commentIds: Type.Optional(
      Type.Array(Id, { maxItems: 20, uniqueItems: true, description: 'Returned units whose comments go with it.' }),
    ),
  },
  { title: 'NewAnomalyAction', additionalProperties: false },
)
export type NewAnomalyAction = Static<typeof NewAnomalyAction>

export const AnomalyEnd = Type.Object(
  { state: Words(['solved', 'dismissed'], { title: 'AnomalyEndState' }), reason: Text(500) },
  { title: 'AnomalyEnd', additionalProperties: false },
)
export type AnomalyEnd = Static<typeof AnomalyEnd>
