import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'
import type { ContactKind } from './schema.ts'

/** What an erasure reaches, each counted by the module that owns it. */
export const reachKinds = [
  'contacts',
  'tickets',
  'letters',
  'attachments',
  'drafts',
  'form-letters',
  'orders',
  'returned-units',
  'imports',
  'exports',
] as const
export type ReachKind = (typeof reachKinds)[number]

/** How many of each kind; one that is not named has none. */
export type ReachCounts = Readonly<Partial<Record<ReachKind, number>>>

const Reached = Type.Object(
  { kind: Words(reachKinds, { title: 'ReachKind' }), count: Type.Integer() },
  { title: 'ErasureReached' },
)

export const erasureStatuses = ['waiting', 'running', 'done', 'failed'] as const

/** A request to erase a customer, and how far it is. */
export const Erasure = Type.Object(
  {
    id: Id,
    status: Words(erasureStatuses, { title: 'ErasureStatus' }),
    askedBy: Type.Object({ id: Id, name: Type.String() }, { title: 'Person' }),
    askedAt: Timestamp,
    startedAt: Nullable(Timestamp),
    endedAt: Nullable(Timestamp),
    reach: Type.Array(Reached, { description: 'What was there when it was asked for.' }),
    erased: Type.Array(Reached, { description: 'What is gone of it so far.' }),
    problem: Nullable(Type.String({ description: 'Why it failed: the code of a problem.' })),
  },
  { title: 'Erasure' },
)
export type Erasure = Static<typeof Erasure>

/** The erasure that was asked for last. */
export const ErasureState = Type.Object({ last: Nullable(Erasure) }, { title: 'ErasureState' })
export type ErasureState = Static<typeof ErasureState>

/** What an erasure would reach now; of kept files none is counted, they are looked through when it begins. */
export const ErasureReach = Type.Object({ reach: Type.Array(Reached) }, { title: 'ErasureReach' })
export type ErasureReach = Static<typeof ErasureReach>

export const ErasureOrder = Type.Object(
  {
    irreversible: Type.Literal(true, {
      description: 'Says that whoever asks knows: nobody can bring back what is erased.',
    }),
  },
  { title: 'ErasureOrder', additionalProperties: false },
)

/** A customer as those parts of the desk know them that hold their data: what is looked for, whatever it is found in. */
export interface Whose {
  readonly customerId: string
  /** As they are written anywhere: of the profile and of orders. */
  readonly names: readonly string[]
  readonly contacts: readonly {
    readonly kind: ContactKind
    /** Folded, as rows are found by it. */
    readonly address: string
    readonly written: string
    readonly storeId: string | null
  }[]
  readonly traces: Traces
}

/** Things of a customer that can be told while their addresses are known, and not any more when these are gone. */
export interface Traces {
  readonly orders: readonly { readonly id: string; readonly number: string }[]
  readonly names: readonly string[]
  /** Letters that they wrote on tickets of others. */
  readonly messageIds: readonly string[]
  /** Received mails of which no message was made and that name them. */
  readonly mailIds: readonly string[]
  /** Imports whose kept file tells of them. */
  readonly importIds: readonly string[]
}

/** What a part of the desk has erased in one go. */
export interface ErasedPart {
  readonly counts: ReachCounts
  /** Files that a row has let go of, by their hash; removed when nobody else holds the same. */
  readonly files: readonly string[]
  /** Whether there is more than one go takes. */
  readonly more: boolean
}
