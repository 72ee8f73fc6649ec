import type { Context } from '../../platform/context.ts'
import { Refusal, wordsOf } from '../../platform/errors.ts'
import { readWorkspace } from '../access/index.ts'
import { mayContactEach } from '../customers/index.ts'
import { type TicketRecord, ticketWithin } from '../tickets/index.ts'
import { filled, holdsCode, holdsOffer } from './rules.letters.ts'
import { baseLanguage, todayIn, validity } from './rules.ts'
import type { TicketOffers } from './schema.audience.ts'
import { linksOf } from './service.links.ts'
import { forbiddenPlaceOf, forbidding } from './service.places.ts'
import { valuesOf } from './service.sending.ts'
import { insertLetters } from './store.letters.ts'
import * as store from './store.ts'

/** So many of the newest offers are looked for in a letter; a shop has a few a month. */
const mostOffers = 300
const usable: ReadonlySet<string> = new Set(['approved', 'sending', 'done'])

/** Which offers may be put into an answer on a ticket, filled in for its customer; or why none may. */
export async function offersForTicket(context: Context, ticketId: string): Promise<TicketOffers> {
  const ticket = await ticketWithin(context, ticketId, 'tickets.work')
  const place = await forbiddenPlaceOf(context, ticket)
  const offers = await inForce(context, await store.listOffers(context.db, { limit: mostOffers }))
  const refused = (code: string, details: Record<string, unknown>, source: string): TicketOffers => ({
    refusal: { code, message: wordsOf(new Refusal(code, details), context.language), source },
    items: [],
  })
  if (place) {
    const details = await forbidding(context, place)
    return refused('offers.thread-forbids', details, `${details.source} ${details.reference}`.trim())
  }
  const { customerId } = ticket
  if (!customerId || !(await hasAgreed(context, customerId))) return refused('offers.not-agreed', {}, '')
  const language = baseLanguage(ticket.language)
  const items = []
  for (const offer of offers) {
    const letter = offer.letters.find((each) => each.language === language)
    if (!letter) continue
    const reader = { customerId, url: linksOf(context, customerId).page }
    const text = filled(letter.text, await valuesOf(context, offer, letter.language, reader)).trim()
    items.push({ id: offer.id, name: offer.name, text })
  }
  return { refusal: null, items }
}

async function inForce(context: Context, offers: readonly store.OfferRecord[]): Promise<store.OfferRecord[]> {
  const today = todayIn((await readWorkspace(context)).zone, context.now())
  return offers.filter((offer) => usable.has(offer.state) && validity(offer, today) === 'valid')
}

async function hasAgreed(context: Context, customerId: string): Promise<boolean> {
  const permitted = (await mayContactEach(context, 'offers-email', [customerId])).get(customerId) ?? []
  return permitted.some(({ allowed }) => allowed)
}

/**
 * Says why a letter that holds an offer may not go out: never on a marketplace's thread, elsewhere only with the customer's
 * word and while the offer is in force. One that may is remembered as had, so that nobody gets the same twice.
 */
export async function objectionsToOffers(
  context: Context,
  { ticket, text }: { readonly ticket: TicketRecord; readonly text: string },
): Promise<{ code: string; message: string }[]> {
  const known = await store.listOffers(context.db, { limit: mostOffers })
  const held = known.filter((offer) => holdsOffer(text, offer))
  if (held.length === 0) return []
  const objectionsTo = (offers: readonly store.OfferRecord[], code: string, details: Record<string, unknown> = {}) =>
    [...new Set(offers.map(({ name }) => name))].map((name) => ({
      code,
      message: wordsOf(new Refusal(code, { ...details, name }), context.language),
    }))
  const place = await forbiddenPlaceOf(context, ticket)
  if (place) return objectionsTo(held, 'offers.marketplace-forbids', await forbidding(context, place))
  const { customerId } = ticket
  if (!customerId || !(await hasAgreed(context, customerId))) return objectionsTo(held, 'offers.no-consent')
  const valid = await inForce(context, held)
  // A draft of the same coupon, or an earlier one in the same words, does not stand against the one that is in force.
  const codes = new Set(valid.map(({ code }) => code.toLowerCase()))
  const stale = held.filter(
    (offer) => !codes.has(offer.code.toLowerCase()) && (valid.length === 0 || holdsCode(text, offer)),
  )
  if (stale.length > 0) return objectionsTo(stale, 'offers.not-approved')
  const at = context.now()
  const language = baseLanguage(ticket.language)
  const letter = { customerId, state: 'sent', reason: null, byHand: true, language, outgoingMailId: null } as const
  const made = valid.map(({ id: offerId }) => ({ ...letter, id: context.newId(), offerId, madeAt: at, sentAt: at }))
  await insertLetters(context.db, made)
  return []
}
