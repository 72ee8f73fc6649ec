import { recordAccess, recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { uploadsOrRefuse } from '../messages/index.ts'
import { holdWorkableTicket, tell } from '../tickets/index.ts'
import { valuesOfFacts } from './rules.facts.ts'
import { feedFile } from './rules.feed.ts'
import type { Grading, Label, NewRefund } from './schema.decisions.ts'
import type { KeptPhoto, ReturnRequest } from './schema.ts'
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
    if (request.endedAt !== null) return viewOf(context, request)
    return viewOf(context, await settle(context, { ...request, revision: request.revision + 1 }))
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

/** Refunds of one file: Amazon takes larger ones, but a person looks it over. */
const mostFed = 500

/**
 * The refunds that Amazon has not been told of, as its payment adjustment file (DOMAIN.md §5); they count as told from then
 * on. Refused where there are none.
 */
export function takeFeed(context: Context): Promise<{ filename: string; text: string }> {
  return transact(context, async (context) => {
    const refunds = await parcels.lockUnfed(context.db, mostFed)
    if (refunds.length === 0) throw new Refusal('returns.nothing-to-feed')
    const requests = await store.requestsByIds(context.db, [...new Set(refunds.map(({ requestId }) => requestId))])
    const orderOf = new Map(requests.map((request) => [request.id, request.orderNumber ?? '']))
    await parcels.markFed(
      context.db,
      refunds.map(({ id }) => id),
      context.now(),
    )
    await recordAudit(context, {
      action: 'returns.feed-taken',
      subject: { kind: 'workspace', id: context.workspaceId },
    })
    const rows = refunds.map((refund) => ({ ...refund, orderNumber: orderOf.get(refund.requestId) ?? '' }))
    return { filename: `refunds-${context.now().toISOString().slice(0, 10)}.txt`, text: feedFile(rows) }
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
