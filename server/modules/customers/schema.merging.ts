import { type Static, Type } from 'typebox'
import { Id, Nullable, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'
import { Customer, contactKinds } from './schema.ts'

export const likenessReasons = [
  'same-email',
  'same-phone',
  'same-alias',
  'same-name-and-place',
  'same-name',
  'other-name',
] as const

/** An alias that a marketplace made for one store, and that would come together with an address from outside of it. */
export const Crossing = Type.Object(
  { kind: Words(contactKinds, { title: 'ContactKind' }), storeId: Nullable(Id) },
  { title: 'Crossing' },
)
export type Crossing = Static<typeof Crossing>

/** How likely another profile is the same person's, and why. */
export const Likeness = Type.Object(
  {
    customer: Customer,
    score: Type.Integer({ minimum: 0, maximum: 100 }),
    level: Nullable(Words(['likely', 'possible'] as const, { title: 'LikenessLevel' })),
    reasons: Type.Array(Words(likenessReasons, { title: 'LikenessReason' })),
    /** Where there are any, merging needs a reason in words. */
    crossings: Type.Array(
      Type.Object({ ...Crossing.properties, storeName: Type.String() }, { title: 'NamedCrossing' }),
    ),
  },
  { title: 'Likeness' },
)
export type Likeness = Static<typeof Likeness>
export const Duplicates = Type.Object({ items: Type.Array(Likeness) }, { title: 'Duplicates' })

/** Whether two profiles that look alike are two people's. */
export const Apart = Type.Object(
  { otherId: Id, apart: Type.Boolean() },
  { title: 'Apart', additionalProperties: false },
)
export type Apart = Static<typeof Apart>

const Side = Words(['this', 'other'] as const, { title: 'MergeSide' })
const SideOrBoth = Words(['this', 'other', 'both'] as const, { title: 'MergeSideOrBoth' })

/** Of each field in which the two differ, whose stays; where only one has something, that stays by itself. */
export const MergeChoice = Type.Object(
  {
    name: Type.Optional(Side),
    language: Type.Optional(Side),
    importance: Type.Optional(Side),
    specialNeeds: Type.Optional(SideOrBoth),
    preferences: Type.Optional(SideOrBoth),
  },
  { title: 'MergeChoice', additionalProperties: false },
)
export type MergeChoice = Static<typeof MergeChoice>

export const NewMerge = Type.Object(
  {
    otherId: Id,
    fields: MergeChoice,
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    /** When each had last been changed, as the page saw it: of what has changed since somebody else may know more. */
    seen: Type.Object({ this: SentTimestamp, other: SentTimestamp }, { additionalProperties: false }),
  },
  { title: 'NewMerge', additionalProperties: false },
)
export type NewMerge = Static<typeof NewMerge>

export const Merge = Type.Object(
  {
    id: Id,
    survivorId: Id,
    mergedId: Id,
    mergedName: Type.String({ description: 'Initials for those who may reveal nothing.' }),
    reason: Type.String({ description: 'Empty for those who may reveal nothing.' }),
    crossings: Type.Array(Crossing),
    mergedAt: Timestamp,
    mergedBy: Nullable(Type.String()),
    undoneAt: Nullable(Timestamp),
    undoneBy: Nullable(Type.String()),
    mayUndo: Type.Boolean({
      description: 'Whether it is the last one that stands; an earlier one waits for its undo.',
    }),
  },
  { title: 'Merge' },
)
export type Merge = Static<typeof Merge>
export const Merges = Type.Object({ items: Type.Array(Merge) }, { title: 'Merges' })

/** What a merge settles anew on the surviving profile. */
export type MergeFields = Pick<
  Customer,
  'name' | 'language' | 'vip' | 'vipReason' | 'notes' | 'specialNeeds' | 'preferences'
> & { readonly updatedAt: string }

/** What went from one profile to another: of one kind, by id. */
export interface Moved {
  readonly what: string
  readonly ids: readonly string[]
}

/** All that is `from`'s becomes `to`'s; with `only`, no more of it than these. */
export interface Moving {
  readonly from: string
  readonly to: string
  readonly only: readonly Moved[] | null
}
