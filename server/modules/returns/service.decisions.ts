import { DAY } from '../../lib/time.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, requirePermission, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Facts } from '../policies/index.ts'
import { holdWorkableTicket, tell, ticketWithin } from '../tickets/index.ts'
import { valuesOfFacts } from './rules.facts.ts'
import type { ReturnDecision } from './schema.decisions.ts'
import type { ReturnRequest } from './schema.ts'
import { askApproval, decideApproval, refuseAboveLimit } from './service.approvals.ts'
import { bookBeyond, unbook } from './service.costs.ts'
import { confirmAnswer } from './service.intent.ts'
import { goOn } from './service.letters.sending.ts'
import { addStop, endReturn, settle, windowEnd } from './service.settling.ts'
import { type Situation, situationOf } from './service.step.ts'
import { requestWithin, viewOf } from './service.views.ts'
import * as parcels from './store.parcels.ts'
import * as stops from './store.stops.ts'
import * as store from './store.ts'

type Event = ReturnDecision['event']
const permissionOf = (event: Event): string =>
  event === 'approve' ? 'returns.approve' : event === 'end' ? 'returns.override' : 'returns.work'

/**
 * Takes a return one decision on. Of two people who decide at once one is first; the other's is refused, since they decided
 * on what is no longer so (`returns.changed-meanwhile`).
 */
export function decide(context: Context, id: string, decision: ReturnDecision): Promise<ReturnRequest> {
  return transact(context, async (context) => {
    const seen = await requestWithin(context, id, permissionOf(decision.event))
    // The ticket before the return, as all do who hold both.
    if (decision.event === 'approve') await ticketWithin(context, seen.ticketId, 'tickets.read')
    else await holdWorkableTicket(context, seen.ticketId)
    const request = await store.lockRequest(context.db, id)
    if (!request) throw new Refusal('returns.not-found')
    if (request.endedAt !== null) throw new Refusal('returns.not-now')
    if (decision.revision !== request.revision) throw new Refusal('returns.changed-meanwhile')
    const next = { ...request, revision: request.revision + 1 }
    return viewOf(context, await decided(context, await situationOf(context, next), decision))
  })
}

function decided(context: Context, situation: Situation, decision: ReturnDecision): Promise<store.RequestRecord> {
  switch (decision.event) {
    case 'state':
      return state(context, situation, decision.facts)
    case 'go-on':
      return goOn(context, situation, decision)
    case 'answer':
      return answer(context, situation, decision.answer)
    case 'asks':
      return onlyAsks(context, situation)
    case 'choose':
      return chooseOption(context, situation, decision.option)
    case 'arrived':
      return arrived(context, situation, decision.condition)
    case 'not-arrived':
      return endWait(context, situation, 'silent')
    case 'ask-approval':
      return askApproval(context, situation, decision)
    case 'approve':
      return decideApproval(context, situation, decision)
    case 'end':
      return endOtherwise(context, situation, decision)
  }
}

/** Says what is so: it stands above what the desk finds by itself. Null takes it back. */
async function state(context: Context, { request }: Situation, facts: Facts): Promise<store.RequestRecord> {
  const stated = Object.fromEntries(
    Object.entries({ ...request.stated, ...facts }).filter(([, value]) => value !== null && value !== undefined),
  ) as Facts
  await tell(context, request.ticketId, 'return-stated', { rma: request.rma, facts, currency: request.currency })
  return settle(context, { ...request, stated })
}

/** The buyer's answer to the last letter; what they wrote is kept with it, as the facts stood. */
async function answer(
  context: Context,
  situation: Situation,
  said: Extract<ReturnDecision, { event: 'answer' }>['answer'],
): Promise<store.RequestRecord> {
  const { request, step, found, ticket } = situation
  const last = situation.stops.at(-1)
  if (step.kind !== 'await' || step.awaits !== 'answer' || !last) throw new Refusal('returns.not-now')
  if (said === 'silent' && (request.waitUntil === null || request.waitUntil > context.now()))
    throw new Refusal('returns.not-silent')
  await endLast(context, situation, last, said)
  if (found.word && said !== 'silent') await confirmAnswer(context, ticket, found.word, said)
  await tell(context, request.ticketId, 'return-answered', { rma: request.rma, answer: said })
  return settle(context, { ...request, waitUntil: null, unsentAt: null })
}

/**
 * The buyer has only asked something: once it is answered the wait goes on, from now, and what they write next is read anew
 * (PRODUCT.md, “Returns”: intent from the reply).
 */
async function onlyAsks(context: Context, { request, step, found, ticket }: Situation): Promise<store.RequestRecord> {
  if (step.kind !== 'await' || step.awaits !== 'answer' || !found.isHeard) throw new Refusal('returns.not-now')
  if (found.word) await confirmAnswer(context, ticket, found.word, 'asks')
  await tell(context, request.ticketId, 'return-question', { rma: request.rma })
  const now = context.now()
  return settle(context, { ...request, heardAt: now, waitUntil: new Date(now.getTime() + step.wait * DAY) })
}

const endLast = (context: Context, { found }: Situation, last: stops.StopRecord, outcome: string): Promise<void> =>
  stops.endStop(context.db, last.id, {
    outcome,
    facts: valuesOfFacts(found.facts),
    by: context.actor.kind === 'system' ? null : context.actor.id,
    at: context.now(),
  })

/** Silence is an answer too: the desk says it by itself once the wait is over. */
export async function fallSilent(context: Context, situation: Situation): Promise<store.RequestRecord> {
  const { step } = situation
  if (step.kind !== 'await') return settle(context, situation.request)
  if (step.awaits === 'answer') return answer(context, situation, 'silent')
  return endWait(context, situation, 'silent')
}

/** Chooses a resolution. What it costs is booked when it is carried out: until then it is what it will come to. */
async function chooseOption(context: Context, situation: Situation, key: string): Promise<store.RequestRecord> {
  const { step, request } = situation
  const option = step.kind === 'choose' ? step.options.find((one) => one.key === key) : undefined
  if (!option) throw new Refusal('returns.not-now')
  if (option.state.is !== 'open') throw new Refusal('returns.option-not-open')
  await refuseAboveLimit(context, situation, option.costs.length === 0 ? 0 : option.total, key)
  await addStop(context, situation, { kind: 'options', outcome: key, costs: [] })
  await tell(context, request.ticketId, 'return-chosen', { rma: request.rma, option: option.title })
  return settle(context, { ...request, approval: null, respondedAt: request.respondedAt ?? context.now() })
}

async function arrived(
  context: Context,
  situation: Situation,
  condition: Extract<ReturnDecision, { event: 'arrived' }>['condition'],
): Promise<store.RequestRecord> {
  const { request, step, found } = situation
  if (step.kind !== 'await' || step.awaits !== 'item') return endWait(context, situation, 'arrived')
  const now = context.now()
  const parcel = (await parcels.readParcel(context.db, request.id)) ?? parcels.noParcel(request.id)
  await parcels.saveParcel(context.db, {
    ...parcel,
    receivedAt: parcel.receivedAt ?? now,
    ...(condition && { condition, gradedBy: context.actor.id, gradedAt: now }),
  })
  const refundBy = await windowEnd(context, found, 'return.refund-within', parcel.receivedAt ?? now)
  return endWait(context, { ...situation, request: { ...request, refundBy } }, 'arrived')
}

async function endWait(
  context: Context,
  situation: Situation,
  outcome: 'arrived' | 'silent',
): Promise<store.RequestRecord> {
  const { request, step } = situation
  const last = situation.stops.at(-1)
  if (step.kind !== 'await' || step.awaits === 'answer' || !last) throw new Refusal('returns.not-now')
  await endLast(context, situation, last, outcome)
  await tell(context, request.ticketId, outcome === 'arrived' ? 'return-arrived' : 'return-not-arrived', {
    rma: request.rma,
    awaited: step.awaits,
  })
  return settle(context, { ...request, waitUntil: null, unsentAt: null })
}

/** Ends a return another way than its policy would; who did it and why is audited. */
async function endOtherwise(
  context: Context,
  situation: Situation,
  { outcome, reason }: Extract<ReturnDecision, { event: 'end' }>,
): Promise<store.RequestRecord> {
  requirePermission(context, 'returns.override')
  const { request } = situation
  await recordAudit(context, {
    action: 'returns.ended-otherwise',
    subject: { kind: 'return', id: request.id, name: request.rma },
    changes: [{ field: 'outcome', before: null, after: outcome }],
  })
  await tell(context, request.ticketId, 'return-overridden', { rma: request.rma, outcome, reason })
  return endReturn(context, situation, outcome, [])
}

/** A letter that a return had sent was taken back before it left: the return stands where it stood before. */
export async function takeBack(context: Context, { messageId }: { readonly messageId: string }): Promise<void> {
  const stop = await stops.stopOfMessage(context.db, messageId)
  if (!stop) return
  const seen = await store.readRequest(context.db, stop.requestId)
  // The ticket before the return, as all do who hold both.
  if (seen) await holdWorkableTicket(context, seen.ticketId)
  const request = seen && (await store.lockRequest(context.db, seen.id))
  if (!request) return
  const all = (await stops.stopsOf(context.db, [request.id])).filter(({ undoneAt }) => undoneAt === null)
  const undone = all.filter(({ position }) => position >= stop.position)
  for (const { id, position } of undone) {
    await stops.undoStop(context.db, id, context.now())
    await unbook(context, request.id, position)
  }
  await unbook(context, request.id, 'end')
  const undoneIds = undone.map(({ id }) => id)
  await parcels.reverseUnfed(context.db, undoneIds, context.now())
  await tell(context, request.ticketId, 'return-undone', { rma: request.rma })
  const counting = all.filter(({ position }) => position < stop.position)
  const open: store.RequestRecord = {
    ...request,
    revision: request.revision + 1,
    stage: 'letter',
    outcome: null,
    endedAt: null,
    waitUntil: null,
    unsentAt: null,
    // Whether the marketplace had its first answer, and its money, is as it was before.
    respondedAt: counting.some(({ kind }) => kind !== 'wait') ? request.respondedAt : null,
    refundBy: counting.some(({ costs }) => costs.some(({ kind }) => kind === 'refund'))
      ? null
      : await refundByOf(context, request),
  }
  await settle(context, open)
  await bookBeyond(context, await situationOf(context, open), await parcels.refundsOf(context.db, request.id))
}

/** By when the money is due for what has come back; null where nothing has, or no rule says so. */
async function refundByOf(context: Context, request: store.RequestRecord): Promise<Date | null> {
  const receivedAt = (await parcels.readParcel(context.db, request.id))?.receivedAt
  if (!receivedAt) return null
  const { found } = await situationOf(context, request)
  return windowEnd(context, found, 'return.refund-within', receivedAt)
}
