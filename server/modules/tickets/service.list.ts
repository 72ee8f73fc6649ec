import { searchQuery } from '../../lib/text.search.ts'
import type { Context } from '../../platform/context.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import { memberNames } from '../access/index.ts'
import { customerNames } from '../customers/index.ts'
import { clocksOf } from '../sla/index.ts'
import { storesByIds } from '../stores/index.ts'
import { namedInSearch, soonMs } from './rules.ts'
import { type Ticket, type TicketEvent, type TicketQuery, type TicketRow, type ViewCounts, views } from './schema.ts'
import { reachOf, ticketWithin } from './service.ts'
import * as timeline from './store.events.ts'
import * as lists from './store.list.ts'
import { searchTickets } from './store.search.ts'
import type * as store from './store.ts'

/** One page of a view, the most pressing or the newest first; with `search`, the tickets that hold every word of it. */
export async function listTickets(context: Context, query: TicketQuery): Promise<Page<TicketRow>> {
  const filter = filterOf(context, query)
  const [moment, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const after = query.after === undefined ? undefined : ([momentIn(moment), idIn(id)] as const)
  const page = { limit: query.limit + 1, ...(after && { after }) }
  const byDue = !query.search && query.order === 'due'
  const found = query.search
    ? await searchTickets(
        context.db,
        filter,
        { query: searchQuery(query.search, { prefix: true }), ...namedInSearch(query.search) },
        page,
      )
    : await (byDue ? lists.listByDue : lists.listByRecency)(context.db, filter, page)
  const cut = cutPage(found, query.limit, (ticket) =>
    byDue
      ? [ticket.nextDueAt?.toISOString() ?? 'infinity', ticket.id]
      : [ticket.lastMessageAt.toISOString(), ticket.id],
  )
  return { items: await asRows(context, cut.items), next: cut.next }
}

function filterOf(context: Context, query: Pick<TicketQuery, 'view' | 'storeId' | 'kind'>): lists.TicketFilter {
  return {
    view: query.view,
    memberId: context.actor.id,
    reach: reachOf(context, 'tickets.read'),
    soon: new Date(context.now().getTime() + soonMs),
    ...(query.storeId && { storeId: query.storeId }),
    ...(query.kind && { kind: query.kind }),
  }
}

const countCap = 1_000

/** How full each view is, counted no further than 1,000. */
export async function countViews(context: Context, query: { storeId?: string }): Promise<ViewCounts> {
  const counted = await lists.countUpTo(
    context.db,
    views.map((view) => filterOf(context, { view, ...query })),
    countCap,
  )
  return Object.fromEntries(views.map((view) => [view, counted[view] ?? 0])) as ViewCounts
}

type Names = ReadonlyMap<string, { id: string; name: string }>
const byId = <Named extends { id: string }>(named: readonly Named[]): ReadonlyMap<string, Named> =>
  new Map(named.map((one) => [one.id, one]))

/** Names instead of ids: one question per kind of name, however many rows. */
async function asRows(context: Context, tickets: readonly store.TicketLine[]): Promise<TicketRow[]> {
  return (await withPeople(context, tickets, [])).rows
}

/** The rows, and what these members are called besides. */
async function withPeople(
  context: Context,
  tickets: readonly store.TicketLine[],
  memberIds: readonly string[],
): Promise<{ rows: TicketRow[]; members: Names }> {
  const [members, customers, stores] = await Promise.all([
    memberNames(context, [...new Set([...ids(tickets, 'assigneeId'), ...memberIds])]).then(byId),
    customerNames(context, ids(tickets, 'customerId')).then(byId),
    storesByIds(context, ids(tickets, 'storeId')),
  ])
  const storeNames = new Map(
    stores.map(({ id, name, marketplace }) => [id, { id, name, marketplaceCode: marketplace }]),
  )
  const rows = tickets.map((ticket) => ({
    id: ticket.id,
    number: ticket.number,
    kind: ticket.kind,
    subType: ticket.subType,
    status: ticket.status,
    priority: ticket.priority,
    subject: ticket.subject,
    preview: ticket.preview,
    language: ticket.language,
    channelKind: ticket.channelKind,
    marketplaceKind: ticket.marketplaceKind,
    store: (ticket.storeId && storeNames.get(ticket.storeId)) || null,
    customer: (ticket.customerId && customers.get(ticket.customerId)) || null,
    orderNumber: ticket.orderNumber,
    assignee: (ticket.assigneeId && members.get(ticket.assigneeId)) || null,
    tags: ticket.tags,
    unanswered: ticket.unanswered,
    due: dueOf(ticket),
    snoozedUntil: ticket.snoozedUntil,
    lastMessageAt: ticket.lastMessageAt,
    createdAt: ticket.createdAt,
  }))
  return { rows, members }
}

function dueOf({ nextMeasure, nextStartedAt, nextDueAt }: store.TicketLine): TicketRow['due'] {
  return nextMeasure && nextStartedAt && nextDueAt
    ? { measure: nextMeasure, startedAt: nextStartedAt, at: nextDueAt }
    : null
}

function ids<Field extends 'assigneeId' | 'customerId' | 'storeId'>(
  tickets: readonly store.TicketLine[],
  field: Field,
): string[] {
  return [...new Set(tickets.map((ticket) => ticket[field]).filter((id) => id !== null))]
}

/** One ticket with all that the page beside it shows. */
export async function openTicket(context: Context, id: string): Promise<Ticket> {
  // Asked for at once, with the question whether it may be seen: whoever may not gets nothing of either.
  const [ticket, clocks, followers] = await Promise.all([
    ticketWithin(context, id, 'tickets.read'),
    clocksOf(context, [id]),
    timeline.followersOf(context.db, id),
  ])
  const followerIds = followers.map(({ memberId }) => memberId)
  const {
    rows: [row],
    members,
  } = await withPeople(context, [ticket], followerIds)
  if (!row) throw new Error('a ticket lost its row')
  return {
    ...row,
    channelId: ticket.channelId,
    reasons: ticket.reasons,
    clocks: clocks.map(({ measure, state, dueAt, startedAt, metAt, policyName, calendarName, limitSeconds }) => ({
      measure,
      state,
      dueAt,
      startedAt,
      metAt,
      policyName,
      calendarName,
      limitSeconds,
    })),
    followers: followerIds.map((id) => members.get(id)).filter((one) => one !== undefined),
    resolution: ticket.resolution,
    resolvedAt: ticket.resolvedAt,
    version: ticket.version,
  }
}

/** Other tickets of the same customer or order. */
export async function relatedTickets(context: Context, id: string): Promise<TicketRow[]> {
  const [related] = await Promise.all([
    lists.relatedTickets(context.db, id, reachOf(context, 'tickets.read'), 20),
    ticketWithin(context, id, 'tickets.read'),
  ])
  return asRows(context, related)
}

/** The timeline, newest first. */
export async function listEvents(
  context: Context,
  id: string,
  query: { after?: string; limit: number },
): Promise<Page<TicketEvent>> {
  const before = query.after === undefined ? undefined : idIn(readCursor(query.after, 1)[0])
  const [events] = await Promise.all([
    timeline.eventsOf(context.db, id, { limit: query.limit + 1, ...(before && { before }) }),
    ticketWithin(context, id, 'tickets.read'),
  ])
  const cut = cutPage(events, query.limit, (event) => [event.id])
  const names = byId(await memberNames(context, [...new Set(cut.items.map((event) => event.actorId))]))
  return {
    items: cut.items.map(({ actorId, ...event }) => ({ ...event, actor: names.get(actorId) ?? null })),
    next: cut.next,
  }
}

/** Unassigned open tickets, the most pressing first. */
export const unassignedTickets = (context: Context, limit: number): Promise<store.TicketRecord[]> =>
  lists.unassignedTickets(context.db, limit)
