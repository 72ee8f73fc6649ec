import { type Static, Type } from 'typebox'
import { Id, Nullable, PageQuery, pageOf, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'

export const permissions = ['audit.read'] as const

export const actorKinds = ['member', 'token', 'system', 'buyer', 'nobody'] as const

export const AuditChange = Type.Object(
  {
    field: Type.String(),
    before: Type.Unknown(),
    after: Type.Unknown(),
    hidden: Nullable(Words(['personal', 'secret'])),
  },
  { title: 'AuditChange' },
)
export type AuditChange = Static<typeof AuditChange>

export const AuditEntry = Type.Object(
  {
    sequence: Type.Integer(),
    at: Timestamp,
    action: Type.String(),
    actor: Type.Object({ kind: Words(actorKinds), id: Id, name: Nullable(Type.String()) }),
    subject: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }),
    changes: Type.Array(AuditChange),
    notes: Type.Record(Type.String(), Type.Unknown()),
    requestId: Type.String(),
    hash: Type.String(),
  },
  { title: 'AuditEntry' },
)
export type AuditEntry = Static<typeof AuditEntry>

const filters = {
  action: Type.Optional(
    Type.String({
      pattern: '^[a-z-]{1,40}\\.([a-z-]{1,40}|\\*)$',
      description: 'One action, or all of a part of the desk: stores.*',
    }),
  ),
  actor: Type.Optional(Id),
  subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'The id of what it happened to' })),
  from: Type.Optional(SentTimestamp),
  until: Type.Optional(SentTimestamp),
}
export const AuditFilter = Type.Object(filters, { additionalProperties: false })
export type AuditFilter = Static<typeof AuditFilter>

export const AuditQuery = Type.Intersect([PageQuery, Type.Object(filters)])
export type AuditQuery = Static<typeof AuditQuery>
export const AuditPage = pageOf(AuditEntry, 'AuditPage')

/** Ways in which a chain can be broken; each names the entries it is about. */
export const breaches = [
  'altered',
  'missing',
  'replaced',
  'cut-short',
  'beyond-end',
  'end-missing',
  'end-altered',
  'checkpoint-forged',
  'checkpoint-differs',
] as const

export const AuditBreach = Type.Object(
  { breach: Words(breaches), from: Type.Integer(), to: Type.Integer() },
  { title: 'AuditBreach' },
)
export type AuditBreach = Static<typeof AuditBreach>

/** What was found by following a chain. */
export interface ChainFindings {
  readonly sound: boolean
  readonly checked: number
  readonly breaches: readonly AuditBreach[]
  readonly verifiedAt: Date
}

export const Verification = Type.Object(
  {
    id: Id,
    state: Words(['running', 'done', 'failed']),
    sound: Nullable(Type.Boolean({ description: 'Whether every entry fits; null until it is done' })),
    checked: Type.Integer({ description: 'Entries followed so far' }),
    total: Type.Integer({ description: 'Entries there were when it was asked for' }),
    breaches: Type.ReadonlyType(Type.Array(AuditBreach, { description: 'What does not fit, the first hundred' })),
    askedBy: Type.Object({ id: Id, name: Nullable(Type.String()) }),
    askedAt: Timestamp,
    endedAt: Nullable(Timestamp),
  },
  { title: 'AuditVerification' },
)
export type Verification = Static<typeof Verification>

export const NewestVerification = Type.Object({ newest: Nullable(Verification) })

/** The end of one chain at a moment, to be kept where nobody of this machine can change it. */
export const Checkpoint = Type.Object(
  {
    workspaceId: Id,
    sequence: Type.Integer({ minimum: 1 }),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    at: Type.String({ format: 'date-time' }),
    seal: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  { additionalProperties: false },
)
export type Checkpoint = Static<typeof Checkpoint>
