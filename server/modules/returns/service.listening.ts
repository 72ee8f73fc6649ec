import { DAY } from '../../lib/time.ts'
import { type Context, transact } from '../../platform/context.ts'
import { announce } from '../../platform/realtime.ts'
import { holdWorkableTicket, readTicketRecord } from '../tickets/index.ts'
import { fallSilent } from './service.decisions.ts'
import { settle } from './service.settling.ts'
import { situationOf } from './service.step.ts'
import * as stops from './store.stops.ts'
import * as store from './store.ts'

/** The letter of a return has left: from now on the buyer has time to answer. The same again changes nothing. */
export function recordLetterSent(context: Context, messageId: string): Promise<void> {
  return transact(context, async (context) => {
    const stop = await stops.stopOfMessage(context.db, messageId)
    if (!stop || stop.sentAt !== null) return
    const request = await hold(context, stop.requestId)
    // One that has come back meanwhile has not left.
    if (!request || request.unsentAt !== null) return
    const now = context.now()
    await stops.markSent(context.db, stop.id, now)
    const open = (await countingStops(context, request.id)).at(-1)
    if (request.endedAt !== null || !open || open.outcome !== null || open.waitDays === null) return
    // What an act begins to wait for is waited for since then, unless its letter had failed.
    if (open.id !== stop.id && (open.kind !== 'wait' || request.waitUntil !== null)) return
    await settleUnasked(context, { ...request, waitUntil: new Date(now.getTime() + open.waitDays * DAY) })
  })
}

/**
 * Settles what nobody at a screen has asked for. The timeline has told of the mail before: a card that was fetched then still
 * shows how the return stood, so whoever sees its ticket is told once more.
 */
async function settleUnasked(context: Context, changed: store.RequestRecord): Promise<void> {
  const { ticketId: id, storeId } = await settle(context, changed)
  const ticket = await readTicketRecord(context, id)
  const memberIds = [ticket?.assigneeId ?? null]
  await announce(context, { topic: 'ticket', id }, { permission: 'tickets.read', storeId, memberIds })
}

const countingStops = async (context: Context, requestId: string): Promise<stops.StopRecord[]> =>
  (await stops.stopsOf(context.db, [requestId])).filter(({ undoneAt }) => undoneAt === null)

/**
 * The last letter of a return could not be delivered, or came back: nobody who has not got it is silent, and it is due to be
 * sent again since then. Tried once more, its wait begins anew as soon as it has left.
 */
export async function noteUndelivered(
  context: Context,
  { messageId, isFailed }: { readonly messageId: string; readonly isFailed: boolean },
): Promise<void> {
  const stop = await stops.stopOfMessage(context.db, messageId)
  const request = stop && (await hold(context, stop.requestId))
  if (!request || request.endedAt !== null) return
  const taken = await countingStops(context, request.id)
  if (taken.findLast((one) => one.messageId !== null)?.id !== stop.id) return
  if (isFailed) await stops.markSent(context.db, stop.id, null)
  await settle(context, { ...request, waitUntil: null, unsentAt: isFailed ? context.now() : null })
}

/** A return held together with its ticket: the ticket first, as all do who hold both. */
async function hold(context: Context, id: string): Promise<store.RequestRecord | undefined> {
  const seen = await store.readRequest(context.db, id)
  if (!seen) return undefined
  await holdWorkableTicket(context, seen.ticketId)
  return store.lockRequest(context.db, id)
}

/** The buyer has written: whoever has is not silent, and somebody is to say what they mean. */
export function hearBuyer(context: Context, ticketId: string): Promise<void> {
  return transact(context, async (context) => {
    const [newest] = await store.requestsOfTicket(context.db, ticketId)
    if (!newest || newest.endedAt !== null) return
    const request = await hold(context, newest.id)
    if (request && request.endedAt === null) await settleUnasked(context, request)
  })
}

/** Returns that fall silent in one turn; the sweep comes again within a minute. */
const mostAtOnce = 50

/**
 * Takes silence for an answer where a wait is over and the buyer has not written since. One that cannot be taken on keeps
 * none of the others waiting: it is told of when they are done.
 */
export async function sweepSilent(context: Context): Promise<void> {
  const faults: unknown[] = []
  for (const id of await store.silentRequests(context.db, context.now(), mostAtOnce))
    await endSilence(context, id).catch((fault: unknown) => faults.push(fault))
  if (faults.length > 0) throw new AggregateError(faults, 'returns whose wait is over could not be taken on')
}

const endSilence = (context: Context, id: string): Promise<void> =>
  transact(context, async (context) => {
    const request = await hold(context, id)
    if (!request || request.endedAt !== null) return
    if (request.waitUntil === null || request.waitUntil > context.now()) return
    const situation = await situationOf(context, { ...request, revision: request.revision + 1 })
    // Who has written meanwhile is not silent: settling puts the return where somebody looks at it.
    if (situation.found.isHeard && situation.step.kind === 'await' && situation.step.awaits === 'answer')
      await settle(context, { ...request, waitUntil: null })
    else await fallSilent(context, situation)
  })
