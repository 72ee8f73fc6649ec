import { recordChange } from '../../platform/audit.ts'
import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal, wordsOf } from '../../platform/errors.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { memberNames, readWorkspace } from '../access/index.ts'
import { channelOfStore } from '../channels/index.ts'
import { marketplaceOf, readStore, storesByIds } from '../stores/index.ts'
import { isReachable } from '../tickets/index.ts'
import { letterFault } from './rules.letters.ts'
import { mayStep, type Step, todayIn, validity } from './rules.ts'
import type { NewOffer, Offer, OfferChange, OfferLine, OfferQuery, obstacles, Results } from './schema.ts'
import { forbidding } from './service.places.ts'
import { resultsOf } from './store.letters.ts'
import * as store from './store.ts'

const noResults: Results = { queued: 0, sent: 0, failed: 0, withdrawn: 0, skipped: 0, unsubscribed: 0, bought: 0 }

/** One page of offers, the newest first, each with what came of its letters. */
export async function listOffers(context: Context, query: OfferQuery): Promise<Page<OfferLine>> {
  const found = await store.listOffers(context.db, {
    ...(query.view !== 'all' && { state: query.view }),
    ...(query.after !== undefined && { after: idIn(readCursor(query.after, 1)[0]) }),
    limit: query.limit + 1,
  })
  const page = cutPage(found, query.limit, ({ id }) => [id])
  const ids = page.items.map(({ id }) => id)
  const results = await resultsOf(context.db, ids)
  const stores = await storesByIds(context, [...new Set(page.items.map(({ storeId }) => storeId))])
  const names = new Map(stores.map(({ id, name }) => [id, name]))
  return {
    ...page,
    items: page.items.map(({ id, name, kind, state, storeId, validFrom, validUntil, updatedAt }) => ({
      id,
      name,
      kind,
      state,
      storeId,
      storeName: names.get(storeId) ?? '',
      validFrom,
      validUntil,
      results: results.get(id) ?? noResults,
      updatedAt,
    })),
  }
}

/** An offer as it stands; refuses one that is none. */
export async function offerOrRefuse(context: Context, id: string): Promise<store.OfferRecord> {
  const found = await store.readOffer(context.db, id)
  if (!found) throw new Refusal('offers.not-found')
  return found
}

/** One offer with who wrote and approved it, what stands in its way, and what came of it. */
export async function showOffer(context: Context, id: string): Promise<Offer> {
  const { authorId, approvedBy, afterId: _, ...offer } = await offerOrRefuse(context, id)
  const people = [authorId, ...(approvedBy ? [approvedBy] : [])]
  const names = new Map((await memberNames(context, people)).map((member) => [member.id, member.name]))
  return {
    ...offer,
    storeName: (await readStore(context, offer.storeId))?.name ?? '',
    authorName: names.get(authorId) ?? null,
    approvedByName: (approvedBy && names.get(approvedBy)) || null,
    mayApprove:
      mayStep('approve', offer.state) &&
      scopeOf(context, 'offers.approve') !== undefined &&
      authorId !== context.actor.id,
    obstacle: offer.endedAt ? null : await obstacleOf(context, offer),
    results: (await resultsOf(context.db, [id])).get(id) ?? noResults,
  }
}

/** Adds a draft of the actor's. */
export function createOffer(context: Context, wanted: NewOffer): Promise<Offer> {
  return transact(context, async (context) => {
    const id = context.newId()
    await refuseFaulty(context, wanted)
    const columns = { ...trimmed(wanted), id, authorId: context.actor.id }
    await store.insertOffer(context.db, columns, context.now())
    await recordChange(context, 'offers.created', 'offer', { after: asRecorded(await offerOrRefuse(context, id)) })
    return showOffer(context, id)
  })
}

/** Changes an offer that is not sent yet; who approved it approved something else, so it is a draft again. */
export function changeOffer(context: Context, id: string, change: OfferChange): Promise<Offer> {
  return transact(context, async (context) => {
    const before = await heldFor(context, id, 'change')
    await refuseFaulty(context, { ...before, ...change })
    await store.updateOffer(context.db, id, trimmed(change), { authorId: context.actor.id, at: context.now() })
    await recordChange(context, 'offers.changed', 'offer', {
      before: asRecorded(before),
      after: asRecorded(await offerOrRefuse(context, id)),
    })
    return showOffer(context, id)
  })
}

/** Holds an offer for a step that its state allows; refuses any other. */
export async function heldFor(context: Context, id: string, step: Step): Promise<store.OfferRecord> {
  const offer = await store.lockOffer(context.db, id)
  if (!offer) throw new Refusal('offers.not-found')
  if (!mayStep(step, offer.state)) throw new Refusal('offers.not-now')
  return offer
}

/** Why an offer could not be sent today; null where it could. */
export async function obstacleOf(
  context: Context,
  offer: Pick<store.OfferRecord, 'storeId' | 'validFrom' | 'validUntil'>,
): Promise<(typeof obstacles)[number] | null> {
  const workspace = await readWorkspace(context)
  const { publicUrl } = context.services.config
  // The demo writes to nobody, so nobody needs to find the way out of its list.
  if (!workspace.isDemo && !(publicUrl.startsWith('https:') && isReachable(publicUrl))) return 'not-reachable'
  if (!(await channelOfStore(context, offer.storeId))) return 'no-mailbox'
  const today = validity(offer, todayIn(workspace.zone, context.now()))
  return today === 'valid' ? null : today
}

/** What of an offer is recorded when it changes. */
export const asRecorded = (offer: store.OfferRecord) => {
  const { authorId: _, approvedAt: __, startedAt: ___, endedAt: ____, afterId: _____, ...recorded } = offer
  const { createdAt: ______, updatedAt: _______, ...kept } = recorded
  return kept
}

const trimmed = <Part extends OfferChange>(part: Part): Part => ({
  ...part,
  ...(part.name !== undefined && { name: part.name.trim() }),
  ...(part.code !== undefined && { code: part.code.trim() }),
})

/** Refuses what could never be sent, at its field. */
async function refuseFaulty(context: Context, offer: NewOffer): Promise<void> {
  const at = (field: string, code: string, details: Record<string, unknown> = {}): Refusal =>
    new Refusal(code, {
      ...details,
      errors: [{ field, message: wordsOf(new Refusal(code, details), context.language) }],
    })
  const place = await placeOfStore(context, offer.storeId)
  if (place.kind !== 'own-shop') throw at('storeId', 'offers.not-own-shop', await forbidding(context, place))
  if (offer.kind === 'coupon' && [...offer.code.trim()].length < 4) throw at('code', 'offers.code-short')
  if (offer.validUntil < offer.validFrom) throw at('validUntil', 'offers.dates-crossed')
  const languages = offer.letters.map(({ language }) => language)
  const twice = languages.findIndex((language, index) => languages.indexOf(language) < index)
  if (twice >= 0) throw at(`letters.${twice}.language`, 'offers.language-twice')
  for (const [index, letter] of offer.letters.entries()) {
    const fault = letterFault(letter)
    if (fault) throw at(`letters.${index}.${fault.field}`, 'offers.unknown-variable', { quote: fault.quote })
  }
  const asked = offer.segment.storeIds
  if ((await storesByIds(context, asked)).length < asked.length) throw new Refusal('stores.not-found')
}

async function placeOfStore(context: Context, storeId: string) {
  const shop = await readStore(context, storeId)
  const place = shop && (await marketplaceOf(context, shop.marketplace))
  if (!place) throw new Refusal('stores.not-found')
  return place
}
