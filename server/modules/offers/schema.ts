import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { customerTiers } from '../customers/index.ts'

export const permissions = ['offers.read', 'offers.write', 'offers.approve'] as const

export const kinds = ['new-product', 'coupon'] as const
export type Kind = (typeof kinds)[number]

/** `stopped` is an end like `done`: who had the letter by then keeps it, nobody else gets one. */
export const states = ['draft', 'approved', 'sending', 'done', 'stopped'] as const
export type State = (typeof states)[number]

const Language = Type.String({ pattern: '^[a-z]{2}$', description: 'Like en, de or zh.' })
const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Sku = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

/** To whom an offer goes, by history and preference; what is empty or null narrows nothing. */
export const Segment = Type.Object(
  {
    important: Type.Boolean({ description: 'Only customers who are marked as important.' }),
    languages: Type.Array(Language, { maxItems: 20, uniqueItems: true }),
    storeIds: Type.Array(Id, { maxItems: 100, uniqueItems: true, description: 'Who bought from or wrote to one.' }),
    tiers: Type.Array(Words(customerTiers, { title: 'OfferTier' }), {
      maxItems: customerTiers.length,
      uniqueItems: true,
      description: 'By orders within 365 days; what was sent back is not looked at.',
    }),
    skus: Type.Array(Sku, {
      maxItems: 100,
      uniqueItems: true,
      description: 'Who bought one of these, or of a category.',
    }),
    categories: Type.Array(Sku, { maxItems: 20, uniqueItems: true }),
    leastOrders: Nullable(Type.Integer({ minimum: 1, maximum: 1_000, description: 'Not cancelled, ever.' })),
    boughtSince: Nullable(Day),
  },
  { title: 'OfferSegment', additionalProperties: false },
)
export type Segment = Static<typeof Segment>

/** A letter in one language, with {{ variables }}. */
export const OfferText = Type.Object(
  {
    language: Language,
    subject: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
    text: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }),
  },
  { title: 'OfferText', additionalProperties: false },
)
export type OfferText = Static<typeof OfferText>

const fields = {
  name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  kind: Words(kinds, { title: 'OfferKind' }),
  storeId: Type.String({ format: 'uuid', description: 'An own shop: Amazon and eBay forbid offers to their buyers.' }),
  code: Type.String({ maxLength: 60, description: 'The code of the coupon, or the product.' }),
  letters: Type.Array(OfferText, { minItems: 1, maxItems: 20 }),
  segment: Segment,
  validFrom: Day,
  validUntil: Day,
  capDays: Type.Integer({ minimum: 1, maximum: 365, default: 30 }),
  perHour: Type.Integer({ minimum: 1, maximum: 5_000, default: 300 }),
}

export const NewOffer = Type.Object(fields, { title: 'NewOffer', additionalProperties: false })
export type NewOffer = Static<typeof NewOffer>

export const OfferChange = Type.Partial(NewOffer, {
  title: 'OfferChange',
  additionalProperties: false,
  minProperties: 1,
})
export type OfferChange = Static<typeof OfferChange>

/** What came of an offer's letters. */
export const Results = Type.Object(
  {
    queued: Type.Integer(),
    sent: Type.Integer(),
    failed: Type.Integer(),
    withdrawn: Type.Integer({ description: 'Taken back before they left, because the offer was stopped.' }),
    skipped: Type.Integer(),
    unsubscribed: Type.Integer(),
    bought: Type.Integer({ description: 'Ordered within 30 days of the letter.' }),
  },
  { title: 'OfferResults' },
)
export type Results = Static<typeof Results>

/** An offer as a line of the list. */
export const OfferLine = Type.Object(
  {
    id: Id,
    name: fields.name,
    kind: fields.kind,
    state: Words(states, { title: 'OfferState' }),
    storeId: fields.storeId,
    storeName: Type.String(),
    validFrom: Day,
    validUntil: Day,
    results: Results,
    updatedAt: Timestamp,
  },
  { title: 'OfferLine' },
)
export type OfferLine = Static<typeof OfferLine>
export const OfferPage = pageOf(OfferLine, 'OfferPage')

export const obstacles = ['no-mailbox', 'not-reachable', 'over', 'not-yet'] as const

export const Offer = Type.Object(
  {
    id: Id,
    ...fields,
    storeName: Type.String(),
    state: Words(states, { title: 'OfferState' }),
    authorName: Nullable(Type.String()),
    approvedByName: Nullable(Type.String()),
    approvedAt: Nullable(Timestamp),
    startedAt: Nullable(Timestamp),
    endedAt: Nullable(Timestamp),
    mayApprove: Type.Boolean({ description: 'The reader may, and did not write it.' }),
    obstacle: Nullable(Words(obstacles, { title: 'OfferObstacle' })),
    results: Results,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  { title: 'Offer' },
)
export type Offer = Static<typeof Offer>

export const listViews = ['all', ...states] as const

export const OfferQuery = Type.Object({
  view: Words(listViews, { title: 'OfferView' }),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type OfferQuery = Static<typeof OfferQuery>

/** No column of this module holds what a person said or is called. */
export const personalData = [] as const
