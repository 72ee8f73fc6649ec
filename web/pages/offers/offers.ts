import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

export type Offer = Schemas['Offer']
export type OfferLine = Schemas['OfferLine']
export type NewOffer = Schemas['NewOffer']
export type Preview = Schemas['OfferPreview']
export type AudienceView = Schemas['OfferAudienceView']

/** While letters leave, their figures are asked for again so often. */
const refreshMs = 15_000

/** One offer with its letters and what came of them. */
export const offerQuery = (id: string) =>
  queryOptions({
    queryKey: ['offer', id],
    queryFn: () => answered(api.GET('/api/offers/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'sending' ? refreshMs : false),
  })

/** Whom an offer would reach now, and whom not and why. */
export const previewQuery = (id: string, changed: string) =>
  queryOptions({
    queryKey: ['offer', id, 'preview', changed],
    queryFn: () => answered(api.GET('/api/offers/{id}/preview', { params: { path: { id } } })),
  })

/** Shows an offer as it is after a step, and has the lists asked for again. */
export async function keepOffer(offer: Offer): Promise<void> {
  queries.setQueryData(offerQuery(offer.id).queryKey, offer)
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['offers'] }),
    queries.invalidateQueries({ queryKey: ['offer', offer.id, 'customers'] }),
  ])
}

/** Whether letters have been made already, so that figures stand for what was, not for what would be. */
export const isBegun = ({ startedAt }: Pick<Offer, 'startedAt'>): boolean => startedAt !== null

/** The variables that a letter may hold. */
export const variables = [
  'customer.name',
  'customer.first_name',
  'store.name',
  'offer.code',
  'offer.valid_until',
  'offer.unsubscribe_url',
] as const

export const emptySegment: NewOffer['segment'] = {
  important: false,
  languages: [],
  storeIds: [],
  tiers: [],
  skus: [],
  categories: [],
  leastOrders: null,
  boughtSince: null,
}

/** A new offer, valid for a month from a day on. */
export function emptyOffer(today: string, storeId: string): NewOffer {
  const until = new Date(`${today}T00:00:00Z`)
  until.setUTCDate(until.getUTCDate() + 30)
  return {
    name: '',
    kind: 'coupon',
    storeId,
    code: '',
    letters: [{ language: 'en', subject: '', text: '' }],
    segment: emptySegment,
    validFrom: today,
    validUntil: until.toISOString().slice(0, 10),
    capDays: 30,
    perHour: 300,
  }
}

/** What of an offer is sent. */
export const asNew = (offer: NewOffer): NewOffer => {
  const { name, kind, storeId, code, letters, segment, validFrom, validUntil, capDays, perHour } = offer
  return { name, kind, storeId, code, letters, segment, validFrom, validUntil, capDays, perHour }
}

/** What stands in a field as a list: parts between commas or line breaks, each once. */
export const listIn = (written: string): string[] => [
  ...new Set(
    written
      .split(/[,，、;\n]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

/** A whole number as a field has it; empty is no limit. */
export const numberIn = (written: string): number | null => (written.trim() === '' ? null : Math.trunc(Number(written)))
