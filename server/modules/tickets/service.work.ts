import { type Context, requirePermission, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { defineHook } from '../../platform/hooks.ts'
import { announce } from '../../platform/realtime.ts'
import { membersHolding } from '../access/index.ts'
import { correct } from '../classification/index.ts'
import * as sla from '../sla/index.ts'
import { differences } from './rules.ts'
import type { Assignment, Escalation, Resolution, Ticket, TicketChange } from './schema.ts'
import { openTicket } from './service.list.ts'
import { tell } from './service.timeline.ts'
import { assignTo, reachesStore, refuseStoreless, type TicketRecord, ticketWithin } from './service.ts'
import * as timeline from './store.events.ts'
import * as store from './store.ts'

/** Says why a member may not take a ticket; an empty answer lets them. Training and leave hang here. */
export const canAssign = defineHook<{ ticketId: string; memberId: string }, string[]>('tickets.can-assign')

/** Gives the whole of what the buyer wrote last, of which a ticket itself keeps only the beginning. */
export const buyersWords = defineHook<{ ticketId: string }, string | undefined>('tickets.buyers-words')

/** Runs `work` on a ticket within reach, locked, and answers with the ticket as it then is. */
async function onTicket(
  context: Context,
  id: string,
  permission: string,
  work: (context: Context, ticket: TicketRecord) => Promise<void>,
): Promise<Ticket> {
  await transact(context, async (context) => work(context, await holdWithin(context, id, permission)))
  return openTicket(context, id)
}

/** The ticket within reach, held from now on: who had a right to it a moment ago, and has none since, changes nothing. */
async function holdWithin(context: Context, id: string, permission: string): Promise<TicketRecord> {
  await store.lockTicket(context.db, id)
  return ticketWithin(context, id, permission)
}

/** Changes fields by hand. A corrected kind or sub-type is kept as training data; clocks follow, and lose nothing (S5). */
export function changeTicket(context: Context, id: string, change: TicketChange): Promise<Ticket> {
  return onTicket(context, id, 'tickets.work', async (context, ticket) => {
    const { version, ...wanted } = change
    if (version !== undefined && version !== ticket.version)
      throw new Refusal('tickets.changed-meanwhile', { version: ticket.version })
    const changed = differences({ ...ticket }, wanted)
    if (Object.keys(changed).length === 0) return
    if (changed.storeId) refuseStoreOutOfReach(context, wanted.storeId ?? null)
    await store.updateTicket(context.db, id, wanted)
    if (changed.kind || changed.subType || changed.priority || changed.language) await learn(context, ticket, wanted)
    const due = await sla.retarget(context, id, {
      kind: wanted.kind ?? ticket.kind,
      priority: wanted.priority ?? ticket.priority,
      storeId: wanted.storeId === undefined ? ticket.storeId : wanted.storeId,
      channelKind: ticket.channelKind,
      marketplaceKind: ticket.marketplaceKind,
    })
    const waiting =
      wanted.status === 'waiting' && ticket.status !== 'waiting'
        ? await sla.waitForBuyer(context, id, context.now())
        : undefined
    const resumed =
      wanted.status === 'open' && ticket.status !== 'open'
        ? await sla.recordReopened(context, id, context.now())
        : undefined
    await store.updateTicket(context.db, id, {
      nextDue: resumed !== undefined ? resumed : waiting !== undefined ? waiting : due,
      ...(wanted.status !== undefined && { snoozedUntil: null }),
      ...(wanted.status === 'open' && { resolvedAt: null, resolution: null }),
    })
    await tell(context, id, 'changed', { changed })
    await emit(context, 'tickets.changed', { ticketId: id })
    if (changed.orderNumber || changed.storeId) await emit(context, 'tickets.order-changed', { ticketId: id })
  })
}

/** A ticket goes only to a store that whoever moves it works for; else it would be gone for them. */
function refuseStoreOutOfReach(context: Context, storeId: string | null): void {
  refuseStoreless(context, storeId)
  if (storeId !== null && !reachesStore(context, 'tickets.work', storeId)) throw new Refusal('stores.not-found')
}

async function learn(context: Context, ticket: TicketRecord, change: TicketChange): Promise<void> {
  const words = await context.services.hooks.run(context, buyersWords, { ticketId: ticket.id })
  return correct(context, {
    ticketId: ticket.id,
    subject: ticket.subject,
    text: words.find((text) => text !== undefined) ?? ticket.preview,
    language: change.language ?? ticket.language,
    kind: change.kind ?? ticket.kind,
    subType: change.subType === undefined ? ticket.subType : change.subType,
    priority: change.priority ?? ticket.priority,
  })
}

/**
 * Gives the ticket to a member or to nobody. To take it, or to give back what is one's own, it needs `tickets.work`; for
 * all else `tickets.assign`.
 */
export function assignTicket(context: Context, id: string, wanted: Assignment): Promise<Ticket> {
  const me = context.actor.id
  return onTicket(context, id, 'tickets.read', async (context, ticket) => {
    const isOwn = wanted.memberId === me || (wanted.memberId === null && ticket.assigneeId === me)
    await ticketWithin(context, id, isOwn ? 'tickets.work' : 'tickets.assign')
    if (wanted.memberId) await refuseIneligible(context, id, wanted.memberId)
    await assignTo(context, id, wanted.memberId, { code: 'by-hand', ...(wanted.note && { note: wanted.note }) })
  })
}

async function refuseIneligible(context: Context, ticketId: string, memberId: string): Promise<void> {
  const reasons = (await context.services.hooks.run(context, canAssign, { ticketId, memberId })).flat()
  if (reasons.length > 0) throw new Refusal('tickets.assignee-not-eligible', { reasons: reasons.join(', ') })
}

/** Puts the ticket aside until a moment, or until the buyer writes. Its clocks go on: time does not wait for us. */
export function snoozeTicket(context: Context, id: string, until: Date): Promise<Ticket> {
  return onTicket(context, id, 'tickets.work', async (context, ticket) => {
    if (until <= context.now())
      throw new Refusal('tickets.snooze-in-past', { errors: [{ field: 'until', message: until.toISOString() }] })
    const reopened = ticket.resolvedAt !== null && {
      resolvedAt: null,
      resolution: null,
      nextDue: await sla.recordReopened(context, id, context.now()),
    }
    await store.updateTicket(context.db, id, { status: 'snoozed', snoozedUntil: until, ...reopened })
    await tell(context, id, 'snoozed', { until })
  })
}

/** Ends the ticket with the record of how (REQUIREMENTS T7). */
export function resolveTicket(context: Context, id: string, resolution: Resolution): Promise<Ticket> {
  return onTicket(context, id, 'tickets.work', async (context, ticket) => {
    if (ticket.status === 'resolved') return
    await sla.recordResolved(context, id, context.now())
    await store.updateTicket(context.db, id, {
      status: 'resolved',
      resolvedAt: context.now(),
      resolution,
      unanswered: 0,
      snoozedUntil: null,
      nextDue: null,
    })
    await tell(context, id, 'resolved', { ...resolution })
    await emit(context, 'tickets.resolved', { ticketId: id })
  })
}

/** Opens a resolved, waiting or snoozed ticket again by hand. */
export function reopenTicket(context: Context, id: string): Promise<Ticket> {
  return onTicket(context, id, 'tickets.work', async (context, ticket) => {
    if (ticket.status !== 'open') await openAgain(context, id)
  })
}

async function openAgain(context: Context, id: string): Promise<void> {
  await store.updateTicket(context.db, id, {
    status: 'open',
    resolvedAt: null,
    resolution: null,
    snoozedUntil: null,
    nextDue: await sla.recordReopened(context, id, context.now()),
  })
  await tell(context, id, 'reopened', { by: 'member' })
}

/** A promise to the buyer is kept or broken within four hours unless told otherwise (PRODUCT.md "Questions settled"). */
const promiseMs = 4 * 3_600_000

/**
 * Hands the ticket up with a reason and a due time; the promise is a clock of its own (REQUIREMENTS T5). A resolved one is
 * open again: else it would fall due where nobody looks.
 */
export function escalateTicket(context: Context, id: string, wanted: Escalation): Promise<Ticket> {
  return onTicket(context, id, 'tickets.work', async (context, ticket) => {
    const dueAt = wanted.dueAt ? new Date(wanted.dueAt) : new Date(context.now().getTime() + promiseMs)
    const memberId = wanted.toMemberId ?? (await someoneAbove(context, ticket))
    if (!memberId) throw new Refusal('tickets.nobody-to-escalate-to')
    if (ticket.resolvedAt !== null) await openAgain(context, id)
    const due = await sla.setPromise(context, id, dueAt)
    await store.updateTicket(context.db, id, {
      priority: ticket.priority === 'urgent' ? 'urgent' : 'high',
      nextDue: due,
    })
    await timeline.setFollowing(context.db, id, context.actor.id, true)
    await tell(context, id, 'escalated', { reason: wanted.reason, dueAt, to: memberId })
    await assignTo(context, id, memberId, { code: 'escalated' })
  })
}

/** A supervisor or manager who reaches the ticket's store, with the least open work. */
async function someoneAbove(context: Context, ticket: TicketRecord): Promise<string | undefined> {
  const loads = new Map((await store.openByAssignee(context.db)).map(({ memberId, open }) => [memberId, open]))
  const able: { id: string; open: number }[] = []
  for (const member of await membersHolding(context, 'tickets.assign')) {
    if (member.id === context.actor.id || member.id === ticket.assigneeId) continue
    if (!member.allStores && (ticket.storeId === null || !member.storeIds.includes(ticket.storeId))) continue
    able.push({ id: member.id, open: loads.get(member.id) ?? 0 })
  }
  return able.sort((one, other) => one.open - other.open)[0]?.id
}

/**
 * What happens when a clock is about to run out or has: it is told once, however often it is heard, and at a breach the
 * people above are brought in (REQUIREMENTS S4).
 */
export function recordReminder(
  context: Context,
  reminder: { ticketId: string; measure: string; level: string },
): Promise<void> {
  return transact(context, async (context) => {
    const ticket = await store.lockTicket(context.db, reminder.ticketId)
    if (!ticket || ticket.status === 'resolved') return
    const clock = (await sla.clocksOf(context, [ticket.id])).findLast(({ measure }) => measure === reminder.measure)
    const about = { measure: reminder.measure, level: reminder.level, dueAt: clock?.dueAt?.toISOString() ?? null }
    const kind = reminder.level === 'breach' ? 'breached' : 'reminded'
    if (await timeline.isTold(context.db, ticket.id, kind, about)) return
    await tell(context, ticket.id, kind, { ...about, assigneeId: ticket.assigneeId })
    if (reminder.level !== 'breach') return
    const above = await someoneAbove(context, ticket)
    if (above) await timeline.setFollowing(context.db, ticket.id, above, true)
    if (ticket.priority === 'normal' || ticket.priority === 'low')
      await store.updateTicket(context.db, ticket.id, {
        priority: 'high',
        nextDue: await sla.retarget(context, ticket.id, { priority: 'high' }),
      })
    await tell(context, ticket.id, 'breach-escalated', { to: above ?? null })
  })
}

/** Follows a ticket, or no longer. */
export async function followTicket(context: Context, id: string, follows: boolean): Promise<Ticket> {
  await ticketWithin(context, id, 'tickets.read')
  await timeline.setFollowing(context.db, id, context.actor.id, follows)
  return openTicket(context, id)
}

/** Lets the colleagues see who looks at or writes on a ticket. Nothing is kept. */
export async function showPresence(context: Context, id: string, state: 'viewing' | 'typing' | 'left'): Promise<void> {
  const { storeId, assigneeId } = await ticketWithin(context, id, 'tickets.read')
  await announce(
    context,
    { topic: 'presence', id, about: { memberId: context.actor.id, name: context.actor.name, state } },
    { permission: 'tickets.read', storeId, memberIds: [assigneeId] },
  )
}

/** The whole duty of the caller on `tickets.work`: may they touch this ticket at all. */
export async function workableTicket(context: Context, id: string): Promise<TicketRecord> {
  requirePermission(context, 'tickets.work')
  return ticketWithin(context, id, 'tickets.work')
}

/** The same, held until the transaction ends: whoever looks at it to decide at the same moment waits, and sees what came. */
export async function holdWorkableTicket(context: Context, id: string): Promise<TicketRecord> {
  return holdWithin(context, id, 'tickets.work')
}
