import { type Context, transact } from '../../platform/context.ts'
import type { Page } from '../../platform/paging.ts'
import { memberNames } from '../access/index.ts'
import { buyersLetters } from '../messages/index.ts'
import {
  foldBuyerAddresses,
  listOrders,
  type OrderSummary,
  orderBeside,
  orderSummaries,
  traitsOfOrders,
} from '../orders/index.ts'
import { holdWorkableTicket, nameOrder, type TicketRecord, tell, ticketWithin } from '../tickets/index.ts'
import type { OrderLink } from './schema.ts'
import { linkTickets } from './service.ts'
import * as store from './store.ts'

/** Which order a ticket is about, with what else it could be. */
export async function showLink(context: Context, ticketId: string): Promise<OrderLink> {
  await ticketWithin(context, ticketId, 'tickets.read')
  const [link] = await store.linksOf(context.db, [ticketId])
  if (!link)
    return {
      order: null,
      hidden: false,
      confidence: null,
      reasons: [],
      others: [],
      linkedBy: null,
      member: null,
      linkedAt: null,
    }
  const otherIds = link.others.map(({ orderId }) => orderId).filter((id) => id !== link.orderId)
  const summaries = await orderSummaries(context, [...(link.orderId ? [link.orderId] : []), ...otherIds])
  const seen = new Map(summaries.map((summary) => [summary.id, summary]))
  const isSeen = link.orderId !== null && seen.has(link.orderId)
  const [member] = link.memberId ? await memberNames(context, [link.memberId]) : []
  return {
    order: isSeen && link.orderId ? await orderBeside(context, link.orderId) : null,
    hidden: link.orderId !== null && !isSeen,
    confidence: isSeen ? link.confidence : null,
    reasons: isSeen ? [...link.reasons] : [],
    others: link.others.flatMap(({ orderId, reasons }) => {
      const order = orderId === link.orderId ? undefined : seen.get(orderId)
      return order ? [{ order, reasons: [...reasons] }] : []
    }),
    linkedBy: link.linkedBy,
    member: member ?? null,
    linkedAt: link.linkedAt,
  }
}

/** Links a ticket to an order by hand, or says that it is about none; no rule changes that any more. */
export async function linkByHand(context: Context, ticketId: string, orderId: string | null): Promise<OrderLink> {
  await transact(context, async (context) => {
    const ticket = await holdWorkableTicket(context, ticketId)
    const order = orderId === null ? null : await orderBeside(context, orderId)
    const [before] = await store.linksOf(context.db, [ticketId])
    if (before?.linkedBy === 'member' && before.orderId === orderId) return
    if (before?.linkedBy === 'member') await takeBack(context, ticket, before)
    await store.keepChosen(context.db, {
      ticketId,
      orderId,
      memberId: context.actor.id,
      linkedAt: context.now(),
      numberBefore: before?.linkedBy === 'member' ? before.numberBefore : ticket.orderNumber,
    })
    if (order) await nameOrder(context, ticketId, order.number)
    if (order) await tell(context, ticketId, 'order-linked', { orderId, number: order.number, confidence: 'certain' })
    else await tell(context, ticketId, 'order-unlinked', {})
  })
  return showLink(context, ticketId)
}

/** Puts the number that the ticket had before a person chose an order back, unless somebody has put another there since. */
async function takeBack(context: Context, ticket: TicketRecord, before: store.LinkRecord): Promise<void> {
  const [chosen] = before.orderId ? await traitsOfOrders(context, [before.orderId]) : []
  if (chosen && ticket.orderNumber === chosen.number) await nameOrder(context, ticket.id, before.numberBefore)
}

/** Gives a ticket back to the rules: what a person chose is forgotten, and its order looked for again. */
export async function unlinkByHand(context: Context, ticketId: string): Promise<OrderLink> {
  await transact(context, async (context) => {
    const ticket = await holdWorkableTicket(context, ticketId)
    const [before] = await store.linksOf(context.db, [ticketId])
    if (before?.linkedBy !== 'member') return
    await takeBack(context, ticket, before)
    await store.dropLink(context.db, ticketId)
    await tell(context, ticketId, 'order-unlinked', {})
    await linkTickets(context, [ticketId])
  })
  return showLink(context, ticketId)
}

/** The orders of the ticket's buyer, by the addresses they wrote from, the newest first. */
export async function ordersOfBuyer(
  context: Context,
  ticketId: string,
  page: { after?: string; limit: number },
): Promise<Page<OrderSummary>> {
  await ticketWithin(context, ticketId, 'tickets.read')
  const letters = (await buyersLetters(context, [ticketId])).get(ticketId) ?? []
  const written = letters.flatMap(({ address }) => (address === null ? [] : [address]))
  const addresses = await foldBuyerAddresses(context, [...new Set(written)])
  return addresses.length === 0 ? { items: [], next: null } : listOrders(context, page, addresses)
}
