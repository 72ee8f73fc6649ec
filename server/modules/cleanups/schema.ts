import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'

export const permissions = ['cleanups.run'] as const

/** Kinds of invalid data in the order of the page. Each is offered by the module whose rows they are. */
export const kindNames = [
  'same-customers',
  'alike-customers',
  'empty-customers',
  'empty-orders',
  'lost-shipments',
  'lost-returns',
  'lost-money',
  'lost-feedback',
  'money-told-twice',
  'unused-products',
  'repeated-costs',
  'quarantined-mails',
  'import-files',
  'ended-sign-ins',
] as const
export type KindName = (typeof kindNames)[number]
export const Kind = Words(kindNames, { title: 'CleanupKind' })

export const statuses = ['waiting', 'running', 'done', 'failed'] as const
export type Status = (typeof statuses)[number]
const Status = Words(statuses, { title: 'CleanupStatus' })

const Look = Type.Object(
  {
    status: Status,
    days: Type.Integer(),
    found: Type.Integer({ description: 'So far, or in all once it is done.' }),
    askedAt: Timestamp,
    endedAt: Nullable(Timestamp),
  },
  { title: 'CleanupLook' },
)

/** How long what was cleaned away can be brought back. */
export const undoDays = 30

export const CleanupRun = Type.Object(
  {
    id: Id,
    kind: Kind,
    status: Status,
    chosen: Type.Integer(),
    cleaned: Type.Integer(),
    kept: Type.Integer({ description: 'Those that were not invalid any more when their turn came.' }),
    askedBy: Type.Object({ id: Id, name: Type.String() }, { title: 'Person' }),
    askedAt: Timestamp,
    endedAt: Nullable(Timestamp),
    mayUndo: Type.Boolean(),
    undo: Nullable(
      Type.Object({ status: Status, undone: Type.Integer(), endedAt: Nullable(Timestamp) }, { title: 'CleanupUndo' }),
    ),
  },
  { title: 'CleanupRun' },
)
export type CleanupRun = Static<typeof CleanupRun>
export const CleanupRunPage = pageOf(CleanupRun, 'CleanupRunPage')

/** One kind of invalid data, how many there were at the last look, and the last cleanup. */
export const Cleanup = Type.Object(
  {
    kind: Kind,
    days: Nullable(Type.Integer({ description: 'How old it must be; null where age says nothing.' })),
    defaultDays: Nullable(Type.Integer()),
    weighs: Nullable(
      Words(['loss-rate', 'ratings'] as const, {
        title: 'CleanupWeighs',
      }),
    ),
    canClean: Type.Boolean({ description: 'False where only a person can judge, one by one.' }),
    canUndo: Type.Boolean(),
    look: Nullable(Look),
    run: Nullable(CleanupRun),
  },
  { title: 'Cleanup' },
)
export type Cleanup = Static<typeof Cleanup>
export const Cleanups = Type.Object({ items: Type.Array(Cleanup) }, { title: 'Cleanups' })

const Thing = Type.Object(
  { kind: Words(['customer', 'order', 'product', 'import', 'mail'] as const, { title: 'CleanupThingKind' }), id: Id },
  { title: 'CleanupThing' },
)

/** One piece of invalid data with its reason. */
export const CleanupFinding = Type.Object(
  {
    key: Type.String(),
    title: Type.String(),
    thing: Nullable(Thing),
    reason: Type.String(),
    at: Nullable(Timestamp),
    amount: Nullable(Type.Integer({ description: 'Minor units of the currency.' })),
    currency: Nullable(Type.String()),
    other: Nullable(Type.Object({ title: Type.String(), thing: Nullable(Thing) }, { title: 'CleanupOther' })),
  },
  { title: 'CleanupFinding' },
)
export type CleanupFinding = Static<typeof CleanupFinding>
export const CleanupFindingPage = pageOf(CleanupFinding, 'CleanupFindingPage')

export const CleanupDays = Type.Object(
  { days: Type.Integer({ minimum: 1, maximum: 3650 }) },
  { title: 'CleanupDays', additionalProperties: false },
)

export const CleanupLooks = Type.Object(
  { kinds: Type.Array(Kind, { minItems: 1, maxItems: kindNames.length, uniqueItems: true }) },
  { title: 'CleanupLooks', additionalProperties: false },
)

/** What is to be cleaned away: all that was found, or what was chosen of it. */
export const NewCleanupRun = Type.Object(
  {
    keys: Nullable(
      Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 500, uniqueItems: true }),
    ),
    expected: Type.Integer({ minimum: 1, description: 'How many that are, as whoever asks has confirmed it.' }),
  },
  { title: 'NewCleanupRun', additionalProperties: false },
)
export type NewCleanupRun = Static<typeof NewCleanupRun>
