import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { NewOffer } from './schema.ts'

/** Why a customer of the segment gets no letter, the weightiest first. */
export const skipReasons = [
  'erasure-asked',
  'had-this',
  'marketplace-forbids',
  'no-address',
  'withdrawn',
  'not-asked',
  'language-missing',
  'had-lately',
] as const
export type SkipReason = (typeof skipReasons)[number]
const ReasonWord = Words(skipReasons, { title: 'OfferSkipReason' })

/** What decides whom an offer reaches, while it is still being written. */
export const OfferQuestion = Type.Pick(NewOffer, ['letters', 'segment', 'capDays'], {
  title: 'OfferQuestion',
  additionalProperties: false,
})
export type OfferQuestion = Static<typeof OfferQuestion>

export const Preview = Type.Object(
  {
    customers: Type.Integer({ description: 'Of the segment.' }),
    reached: Type.Integer(),
    skipped: Type.Array(Type.Object({ reason: ReasonWord, count: Type.Integer() }, { title: 'OfferSkipCount' }), {
      description: 'Each with why, the weightiest reason first.',
    }),
    looked: Type.Integer(),
    all: Type.Boolean({ description: 'False where there are more customers than were looked at.' }),
  },
  { title: 'OfferPreview' },
)
export type Preview = Static<typeof Preview>

export const letterStates = ['queued', 'sent', 'failed', 'withdrawn', 'skipped'] as const
export type LetterState = (typeof letterStates)[number]

/** Which customers of an offer are wanted. */
export const audienceViews = [
  'reached',
  'sent',
  'failed',
  'unsubscribed',
  'bought',
  'skipped',
  ...skipReasons.map((reason) => `skipped:${reason}` as const),
] as const
export type AudienceView = (typeof audienceViews)[number]

export const AudienceQuery = Type.Object({
  view: Words(audienceViews, { title: 'OfferAudienceView' }),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type AudienceQuery = Static<typeof AudienceQuery>

/** A customer of an offer: what came of the letter, or why there is none. Before sending: what would. */
export const AudienceMember = Type.Object(
  {
    customerId: Id,
    customerName: Type.String({ description: 'Initials for those who may reveal nothing.' }),
    state: Nullable(Words(letterStates, { title: 'OfferLetterState' })),
    reason: Nullable(ReasonWord),
    language: Nullable(Type.String()),
    byHand: Type.Boolean({ description: 'Put into an answer on a ticket.' }),
    sentAt: Nullable(Timestamp),
    unsubscribedAt: Nullable(Timestamp),
    boughtAt: Nullable(Timestamp),
  },
  { title: 'OfferAudienceMember' },
)
export type AudienceMember = Static<typeof AudienceMember>
export const AudiencePage = pageOf(AudienceMember, 'OfferAudiencePage')

/** What may be put into an answer on a ticket, or why nothing. */
export const TicketOffers = Type.Object(
  {
    refusal: Nullable(
      Type.Object(
        {
          code: Type.String(),
          message: Type.String(),
          source: Type.String({ description: 'Where the rule stands; empty where it is our own.' }),
        },
        { title: 'OfferRefusal' },
      ),
    ),
    items: Type.Array(Type.Object({ id: Id, name: Type.String(), text: Type.String() }, { title: 'OfferForTicket' }), {
      description: 'Approved, valid today, written in the language of the ticket; filled in.',
    }),
  },
  { title: 'TicketOffers' },
)
export type TicketOffers = Static<typeof TicketOffers>

/** What the holder of an unsubscribe link sees. */
export const Subscription = Type.Object(
  { storeName: Type.String(), language: Type.String(), subscribed: Type.Boolean() },
  { title: 'OfferSubscription' },
)
export type Subscription = Static<typeof Subscription>
