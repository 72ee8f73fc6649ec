import { searchTokens } from '../../lib/text.search.ts'
import { type Context, requirePermission, scopeOf, transact, writeGathered } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import * as sla from '../sla/index.ts'
import { storeNeeded } from './errors.ts'
import { previewOf, statusAfterInbound, statusAfterUndo } from './rules.ts'
import type { Reason, Status } from './schema.ts'
import { newTickets } from './service.opening.ts'
import { tell, told } from './service.timeline.ts'
import { type Reach, reaches } from './store.list.ts'
import * as store from './store.ts'

export type { TicketRecord } from './store.ts'

/** A further word of the buyer on a ticket: it comes back to the desk, resolved or not, its clocks go on, its words are found. */
export function recordInbound(
  context: Context,
  ticketId: string,
  word: { text: string; at: Date; automatic: boolean; priority?: sla.Priority; reasons?: Reason[] },
): Promise<{ reopened: boolean }> {
  return transact(context, async (context) => {
    const ticket = await lockOrRefuse(context, ticketId)
    await store.addSearchTokens(context.db, ticketId, searchTokens(word.text, ticket.language))
    if (word.automatic) {
      await store.updateTicket(context.db, ticketId, { lastMessageAt: later(word.at, ticket.lastMessageAt) })
      await told(context, ticket)
      return { reopened: false }
    }
    const after = statusAfterInbound(ticket.status)
    // An answer to a resolved ticket waits for the buyer; what the buyer then says opens it again all the same.
    const reopens = after.reopened || ticket.resolvedAt !== null
    await sla.recordInbound(context, ticketId, word.at)
    const raised = word.priority && more(word.priority, ticket.priority) ? word.priority : undefined
    const due = raised
      ? await sla.retarget(context, ticketId, { priority: raised })
      : await sla.nextDue(context, ticketId)
    await store.updateTicket(context.db, ticketId, {
      status: after.status,
      preview: previewOf(word.text),
      unanswered: ticket.unanswered + 1,
      lastMessageAt: later(word.at, ticket.lastMessageAt),
      snoozedUntil: null,
      nextDue: due,
      ...(reopens && { resolvedAt: null, resolution: null }),
      ...(raised && { priority: raised }),
      ...(word.reasons?.length && { reasons: word.reasons }),
    })
    if (reopens) await tell(context, ticketId, 'reopened', { by: 'buyer' })
    if (raised)
      await tell(context, ticketId, 'priority-raised', {
        from: ticket.priority,
        to: raised,
        reasons: word.reasons ?? [],
      })
    await emit(context, 'tickets.buyer-wrote', { ticketId })
    await told(context, ticket)
    return { reopened: reopens }
  })
}

/** A word may be taken in after one that was said later. */
const later = (one: Date, other: Date): Date => (one > other ? one : other)

const weight: Record<sla.Priority, number> = { low: 0, normal: 1, high: 2, urgent: 3 } as const
const more = (one: sla.Priority, other: sla.Priority): boolean => weight[one] > weight[other]

/** What an undo of an answer needs to bring back. */
export interface Before {
  status: Status
  unanswered: number
  /** When a ticket that slept was to wake, ISO 8601. */
  snoozedUntil?: string
}

/** An answer is on its way: it is the buyer's turn. The clocks are met when it has really gone (`recordSent`). */
export function recordAnswer(
  context: Context,
  ticketId: string,
  answer: { text: string; status: 'waiting' | 'open'; at: Date },
): Promise<Before> {
  return transact(context, async (context) => {
    const ticket = await lockOrRefuse(context, ticketId)
    await store.addSearchTokens(context.db, ticketId, searchTokens(answer.text, ticket.language))
    const stays = answer.status === 'open'
    const due = stays
      ? await sla.recordReopened(context, ticketId, answer.at)
      : await sla.waitForBuyer(context, ticketId, answer.at)
    await store.updateTicket(context.db, ticketId, {
      status: answer.status,
      unanswered: 0,
      lastMessageAt: answer.at,
      snoozedUntil: null,
      nextDue: ticket.resolvedAt !== null && !stays ? null : due,
      ...(stays && { resolvedAt: null, resolution: null }),
    })
    await told(context, ticket)
    const { status, unanswered, snoozedUntil } = ticket
    return { status, unanswered, ...(snoozedUntil && { snoozedUntil: snoozedUntil.toISOString() }) }
  })
}

/**
 * An answer was taken back before it went, or never arrived: the ticket is as it was before it, with what the buyer has
 * written since. One that was resolved meanwhile, since the answer seemed to have arrived, is open again. With `as`, which
 * the answer had made of the ticket, it stays what somebody has made of it since.
 */
export function undoAnswer(
  context: Context,
  ticketId: string,
  before: Before & { as?: 'waiting' | 'open' },
): Promise<void> {
  return transact(context, async (context) => {
    const ticket = await lockOrRefuse(context, ticketId)
    const reopens = ticket.status === 'resolved' && before.status !== 'resolved'
    const status = reopens ? 'open' : statusAfterUndo(ticket, before)
    const at = context.now()
    if (reopens) await sla.recordReopened(context, ticketId, at)
    else if (status !== 'waiting') await sla.stopWaiting(context, ticketId, at)
    const isAsleep = status === 'snoozed' && ticket.status !== 'snoozed'
    await store.updateTicket(context.db, ticketId, {
      status,
      unanswered: ticket.unanswered + before.unanswered,
      nextDue: status === 'resolved' ? null : await sla.nextDue(context, ticketId),
      ...(isAsleep && { snoozedUntil: before.snoozedUntil ? new Date(before.snoozedUntil) : at }),
      ...(reopens && { resolvedAt: null, resolution: null }),
    })
    if (reopens) await tell(context, ticketId, 'reopened', { by: 'undelivered' })
    await told(context, ticket)
  })
}

/** An answer has left the house: now the clocks that waited for it are met (REQUIREMENTS T2: an automatic one meets none). */
export function recordSent(
  context: Context,
  ticketId: string,
  sent: { at: Date; automatic: boolean; solution?: boolean },
): Promise<void> {
  // What the desk sends by itself meets no clock: nothing about the ticket changes.
  if (sent.automatic && !sent.solution) return Promise.resolve()
  return transact(context, async (context) => {
    const ticket = await lockOrRefuse(context, ticketId)
    let due = await sla.recordAnswer(context, ticketId, sent.at, { by: sent.automatic ? 'automatic' : 'member' })
    if (sent.solution) due = await sla.recordSolutionProposed(context, ticketId, sent.at)
    await store.updateTicket(context.db, ticketId, { nextDue: due })
    await told(context, ticket)
  })
}

/** Gives a ticket to a member, or to nobody. `because` tells the timeline who or what decided. */
export function assignTo(
  context: Context,
  ticketId: string,
  memberId: string | null,
  because: { code: string; note?: string },
): Promise<void> {
  return transact(context, async (context) => {
    const ticket = await lockOrRefuse(context, ticketId)
    if (ticket.assigneeId === memberId) return
    await store.updateTicket(context.db, ticketId, { assigneeId: memberId })
    await tell(context, ticketId, 'assigned', { from: ticket.assigneeId, to: memberId, ...because })
    await told(context, { ...ticket, assigneeId: memberId }, ticket.assigneeId)
    await emit(context, 'tickets.assigned', { ticketId, memberId })
  })
}

/** Wakes tickets whose time has come. */
export function wakeSnoozed(context: Context): Promise<void> {
  return transact(context, async (context) => {
    for (const { id } of await store.lockWaking(context.db, context.now(), 200)) {
      const due = await sla.stopWaiting(context, id, context.now())
      await store.updateTicket(context.db, id, { status: 'open', snoozedUntil: null, nextDue: due })
      await tell(context, id, 'woke', {})
    }
  })
}

/** The clocks were reckoned anew, as after a change of a calendar: the list must sort by what they say now. */
export function followClocks(context: Context, ticketId: string): Promise<void> {
  return transact(context, async (context) => {
    const ticket = await store.lockTicket(context.db, ticketId)
    if (!ticket || ticket.status === 'resolved') return
    await store.updateTicket(context.db, ticketId, { nextDue: await sla.nextDue(context, ticketId) })
    await told(context, ticket)
  })
}

/** The ticket, locked for a change; refused when it is not there. */
export async function lockOrRefuse(context: Context, id: string): Promise<store.TicketRecord> {
  await writeGathered(context, newTickets)
  const ticket = await store.lockTicket(context.db, id)
  if (!ticket) throw new Refusal('tickets.not-found')
  return ticket
}

/** The ticket, when the actor's permission reaches it. Out of reach and not there look the same. */
export async function ticketWithin(context: Context, id: string, permission: string): Promise<store.TicketRecord> {
  requirePermission(context, permission)
  const ticket = await store.readTicket(context.db, id)
  if (!ticket || !reaches(reachOf(context, permission), ticket)) throw new Refusal('tickets.not-found')
  return ticket
}

/** Whether a permission of the actor reaches unassigned tickets of a store. */
export const reachesStore = (context: Context, permission: string, storeId: string): boolean =>
  reaches(reachOf(context, permission), { storeId, assigneeId: null })

/** Refuses a ticket without a store to whoever works for chosen stores only: they could not see it any more. */
export function refuseStoreless(context: Context, storeId: string | null): void {
  if (storeId === null && scopeOf(context, 'tickets.work') !== 'all') throw storeNeeded(context.language)
}

/** How far a permission of the actor reaches over tickets. */
export function reachOf(context: Context, permission: string): Reach {
  const scope = scopeOf(context, permission)
  const { id: memberId, storeIds } = context.actor
  if (scope === 'all') return { all: true }
  return scope === 'stores' || scope === 'team' ? { storeIds, memberId } : { memberId }
}

export async function readTicketRecord(context: Context, id: string): Promise<store.TicketRecord | undefined> {
  await writeGathered(context, newTickets)
  return store.readTicket(context.db, id)
}
/** Puts the number of the order that a ticket is about into its own field, from which letters are filled in. */
export async function nameOrder(context: Context, ticketId: string, orderNumber: string | null): Promise<void> {
  await store.updateTicket(context.db, ticketId, { orderNumber })
}

/** Tickets by their ids; those that are not there are left out. */
export const readTicketRecords = (context: Context, ids: readonly string[]): Promise<store.TicketRecord[]> =>
  store.readTickets(context.db, ids)

export async function newestOfOrder(context: Context, orderNumber: string, customerId: string) {
  await writeGathered(context, newTickets)
  return store.newestOfOrder(context.db, orderNumber, customerId)
}
export const lastAssigneeOf = async (context: Context, customerId: string): Promise<string | null> =>
  (await store.lastAssigneeOf(context.db, customerId))?.assigneeId ?? null
export const openByAssignee = (context: Context) => store.openByAssignee(context.db)
