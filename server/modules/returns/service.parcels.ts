import { recordAccess, recordAudit } from '../../platform/audit.ts'
import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { uploadsOrRefuse } from '../messages/index.ts'
import { digitsOf } from '../orders/index.ts'
import { storesByIds } from '../stores/index.ts'
import { holdWorkableTicket, tell } from '../tickets/index.ts'
import { valuesOfFacts } from './rules.facts.ts'
import { feedFile } from './rules.feed.ts'
import type { FeedOrder, Grading, Label, NewRefund } from './schema.decisions.ts'
import type { KeptPhoto, ReturnRequest } from './schema.ts'
import { bookBeyond, bookWhatIsKnown } from './service.costs.ts'
import type { Found } from './service.facts.ts'
import { settle } from './service.settling.ts'
import { situationOf } from './service.step.ts'
import { requestWithin, viewOf } from './service.views.ts'
import * as parcels from './store.parcels.ts'
import * as store from './store.ts'

/** Holds a return for a change of its parcel or money, and takes it on from what is then known. */
function change(
  context: Context,
  id: string,
  work: (context: Context, request: store.RequestRecord) => Promise<void>,
): Promise<ReturnRequest> {
  return transact(context, async (context) => {
    const seen = await requestWithin(context, id, 'returns.work')
    await holdWorkableTicket(context, seen.ticketId)
    const request = await store.lockRequest(context.db, id)
    if (!request) throw new Refusal('returns.not-found')
    await work(context, request)
    const changed = { ...request, revision: request.revision + 1 }
    if (request.endedAt !== null) await store.updateRequest(context.db, changed)
    const left = request.endedAt === null ? await settle(context, changed) : changed
    const situation = await situationOf(context, left)
    await bookWhatIsKnown(context, situation)
    const costed = await situationOf(context, left)
    await bookBeyond(context, costed, await parcels.refundsOf(context.db, id))
    return viewOf(context, left)
  })
}

const parcelOf = async (context: Context, requestId: string): Promise<parcels.ParcelRecord> =>
  (await parcels.readParcel(context.db, requestId)) ?? parcels.noParcel(requestId)

/** Notes the label of the way back: carrier, number, address, what it cost and who pays. */
export const noteLabel = (context: Context, id: string, label: Label): Promise<ReturnRequest> =>
  change(context, id, async (context, request) => {
    const parcel = await parcelOf(context, id)
    await parcels.saveParcel(context.db, {
      ...parcel,
      labelCarrier: label.carrier?.trim() ?? parcel.labelCarrier,
      labelTracking: label.tracking === undefined ? parcel.labelTracking : label.tracking?.trim() || null,
      labelUrl: label.url === undefined ? parcel.labelUrl : label.url,
      labelCost: label.cost === undefined ? parcel.labelCost : label.cost,
      labelPayer: label.payer === undefined ? parcel.labelPayer : label.payer,
      labelledAt: parcel.labelledAt ?? context.now(),
    })
    await tell(context, request.ticketId, 'return-labelled', { rma: request.rma, tracking: label.tracking ?? null })
  })

/** Says in which condition the goods came back, with pictures, and what is made of them. */
export const grade = (context: Context, id: string, grading: Grading): Promise<ReturnRequest> =>
  change(context, id, async (context, request) => {
    const parcel = await parcelOf(context, id)
    const uploads = await uploadsOrRefuse(context, grading.uploadIds ?? [])
    const added = uploads.map(
      ({ filename, contentType, size, sha256 }): KeptPhoto => ({ filename, contentType, size, sha256 }),
    )
    await parcels.saveParcel(context.db, {
      ...parcel,
      receivedAt: parcel.receivedAt ?? context.now(),
      condition: grading.condition,
      disposition: grading.disposition === undefined ? parcel.disposition : grading.disposition,
      resaleValue: grading.resaleValue === undefined ? parcel.resaleValue : grading.resaleValue,
      gradedBy: context.actor.kind === 'system' ? null : context.actor.id,
      gradedAt: context.now(),
      photos: [...parcel.photos, ...added],
      note: grading.note?.trim() ?? parcel.note,
    })
    await tell(context, request.ticketId, 'return-graded', { rma: request.rma, condition: grading.condition })
  })

/** Records money that was given back; never more, all together, than the buyer paid. */
export const recordRefund = (context: Context, id: string, wanted: NewRefund): Promise<ReturnRequest> =>
  change(context, id, async (context, request) => {
    const { found } = await situationOf(context, request)
    const { itemPrice, reason } = valuesOfFacts(found.facts)
    const known = await parcels.refundsOf(context.db, id)
    const given = known.reduce((sum, { amount, reversedAt }) => sum + (reversedAt === null ? amount : 0), 0)
    if (wanted.method === 'feed' && !isFed(found, request)) throw new Refusal('returns.feed-elsewhere')
    if (itemPrice != null && given + wanted.amount > itemPrice)
      throw new Refusal('returns.refund-over', { paid: itemPrice })
    await parcels.insertRefund(context.db, {
      id: context.newId(),
      requestId: id,
      amount: wanted.amount,
      currency: request.currency,
      method: wanted.method,
      reference: wanted.reference?.trim() ?? '',
      reason: reason ?? '',
      recordedBy: context.actor.id,
      recordedAt: context.now(),
      fedAt: null,
      reversedAt: null,
    })
    await recordAudit(context, {
      action: 'returns.refund-recorded',
      subject: { kind: 'return', id, name: request.rma },
    })
    await tell(context, request.ticketId, 'return-refunded', {
      rma: request.rma,
      amount: wanted.amount,
      currency: request.currency,
    })
  })

/** Whether the marketplace is told of refunds by a file: Amazon alone reads one, and knows orders by their numbers. */
export const isFed = ({ marketplace }: Found, { orderNumber }: Pick<store.RequestRecord, 'orderNumber'>): boolean =>
  marketplace?.kind === 'amazon' && orderNumber !== null

/** Refunds of one file: Amazon takes larger ones, but a person looks it over. */
const mostFed = 500

/**
 * The refunds that Amazon has not been told of, as its payment adjustment file (DOMAIN.md §5); they count as told from then
 * on. A file is of one store, as each is an account of its own there. Refused where there are none.
 */
export function takeFeed(context: Context, { storeId }: FeedOrder): Promise<{ filename: string; text: string }> {
  return transact(context, async (context) => {
    const within = scopeOf(context, 'returns.approve') === 'all' ? undefined : context.actor.storeIds
    const refunds = await parcels.lockUnfed(context.db, { storeId, within, limit: mostFed })
    const [first] = refunds
    if (!first) throw new Refusal('returns.nothing-to-feed')
    await parcels.markFed(
      context.db,
      refunds.map(({ id }) => id),
      context.now(),
    )
    const name = (await storesByIds(context, [first.storeId]))[0]?.name ?? ''
    await recordAudit(context, {
      action: 'returns.feed-taken',
      subject: { kind: 'store', id: first.storeId, name },
    })
    const rows = refunds.map((refund) => ({ ...refund, digits: digitsOf(refund.currency) }))
    const day = context.now().toISOString().slice(0, 10)
    return { filename: `refunds-${name.replace(/[^\p{L}\p{N}]+/gu, '-')}-${day}.txt`, text: feedFile(rows) }
  })
}

/** A picture of what came back, for whoever may see the return. */
export async function openPhoto(context: Context, id: string, at: number) {
  await requestWithin(context, id, 'returns.read')
  const photo = (await parcels.readParcel(context.db, id))?.photos[at]
  if (!photo) throw new Refusal('returns.not-found')
  await recordAccess(context, { action: 'returns.photo-opened', subject: { kind: 'return', id } })
  return { ...photo, stream: context.services.storage.open(photo.sha256) }
}
