import { isDeepStrictEqual } from 'node:util'
import { type Context, transact } from '../../platform/context.ts'
import { findIdentifiers } from '../classification/index.ts'
import { buyersLetters } from '../messages/index.ts'
import { foldBuyerAddresses, namesOfOrders, type OrderTraits, ordersByClues } from '../orders/index.ts'
import { readTicketRecords, type TicketRecord, tell } from '../tickets/index.ts'
import { type BuyersLetter, readClues } from './rules.clues.ts'
import type { TicketFacts } from './rules.traits.ts'
import { chooseOrder, nameDays } from './rules.ts'
import * as store from './store.ts'

const dayMs = 86_400_000

interface Asked {
  readonly ticket: TicketRecord
  readonly facts: TicketFacts
}

/**
 * Looks for the orders that tickets are about, and keeps what the rules say. The same again changes nothing; where a
 * person has chosen, nothing is changed. However many tickets: a fixed number of questions.
 */
export async function linkTickets(context: Context, ticketIds: readonly string[]): Promise<void> {
  const ids = [...new Set(ticketIds)]
  const links = new Map((await store.linksOf(context.db, ids)).map((link) => [link.ticketId, link]))
  const asked = await factsOf(
    context,
    ids.filter((id) => links.get(id)?.linkedBy !== 'member'),
  )
  if (asked.length === 0) return
  // Committed before the orders are looked for: an order that comes in meanwhile is found here or finds the ticket.
  await transact(context, (context) => store.addClues(context.db, waitingOf(asked)))
  await transact(context, async (context) => {
    const orders = await ordersByClues(context, cluesOf(asked))
    const chosen = asked.map((one) => ruledLink(context, one, orders))
    const news = chosen.filter((link) => isNews(links.get(link.ticketId), link))
    const kept = await store.keepRuled(context.db, news)
    const numbers = new Map(orders.map(({ id, number }) => [id, number]))
    for (const { ticketId, orderId, confidence } of news) {
      const before = links.get(ticketId)?.orderId ?? null
      if (!kept.has(ticketId) || before === orderId) continue
      if (orderId) await tell(context, ticketId, 'order-linked', { orderId, number: numbers.get(orderId), confidence })
      else await tell(context, ticketId, 'order-unlinked', {})
    }
  })
}

function ruledLink(context: Context, { ticket, facts }: Asked, orders: readonly OrderTraits[]): store.LinkRecord {
  const { chosen, others } = chooseOrder(facts, ofTicket(facts, orders))
  return {
    ticketId: ticket.id,
    orderId: chosen?.orderId ?? null,
    confidence: chosen?.confidence ?? null,
    reasons: chosen?.reasons ?? [],
    others,
    linkedBy: 'rule',
    memberId: null,
    linkedAt: context.now(),
    numberBefore: null,
  }
}

/** What the tickets and their letters say. */
async function factsOf(context: Context, ids: readonly string[]): Promise<Asked[]> {
  if (ids.length === 0) return []
  const tickets = await readTicketRecords(context, ids)
  const letters = await buyersLetters(context, ids)
  const written = [...new Set([...letters.values()].flat().flatMap(({ address }) => (address ? [address] : [])))]
  const folded = new Map(written.map((address, at) => [address, at]))
  const addresses = await foldBuyerAddresses(context, written)
  const asWritten = (address: string | null) =>
    address === null ? null : (addresses[folded.get(address) ?? -1] ?? null)
  return tickets.map((ticket) => {
    const said = (letters.get(ticket.id) ?? []).map(
      (letter): BuyersLetter => ({ ...letter, address: asWritten(letter.address) }),
    )
    const clues = readClues(said, ticket.orderNumber, (text) => findIdentifiers(text))
    return { ticket, facts: { ...clues, storeId: ticket.storeId, at: ticket.createdAt } }
  })
}

const cluesOf = (asked: readonly Asked[]) => ({
  numbers: unique(asked.flatMap(({ facts }) => facts.numbers.map(({ folded }) => folded))),
  addresses: unique(asked.flatMap(({ facts }) => facts.addresses)),
  trackingNumbers: unique(asked.flatMap(({ facts }) => facts.trackingNumbers)),
  buyers: asked.flatMap(({ facts: { buyer: key, storeId, at } }) =>
    key === '' || storeId === null
      ? []
      : [{ key, storeId, from: new Date(at.getTime() - nameDays * dayMs), until: new Date(at.getTime() + dayMs) }],
  ),
})

/** Of the orders found for many tickets those that this one's clues name. */
const ofTicket = (facts: TicketFacts, orders: readonly OrderTraits[]): OrderTraits[] =>
  orders.filter(
    (order) =>
      facts.numbers.some(({ folded }) => folded === order.numberFolded) ||
      (order.buyerAddress !== null && facts.addresses.includes(order.buyerAddress)) ||
      facts.trackingNumbers.some((number) => order.trackingNumbers.includes(number)) ||
      (facts.buyer !== '' && facts.buyer === order.buyerKey && facts.storeId === order.storeId),
  )

const isNews = (before: store.LinkRecord | undefined, link: store.LinkRecord): boolean =>
  !before ||
  before.orderId !== link.orderId ||
  before.confidence !== link.confidence ||
  !isDeepStrictEqual(before.reasons, link.reasons) ||
  !isDeepStrictEqual(before.others, link.others)

const waitingOf = (asked: readonly Asked[]): { ticketId: string; clue: string }[] =>
  asked.flatMap(({ ticket, facts }) =>
    unique([
      ...facts.numbers.map(({ folded }) => `number ${folded}`),
      ...facts.addresses.map((address) => `address ${address}`),
      ...facts.trackingNumbers.map((number) => `tracking ${number}`),
    ]).map((clue) => ({ ticketId: ticket.id, clue })),
  )

/** Orders have come in: the tickets whose letters speak of them are looked at again. */
export async function linkToNewOrders(context: Context, orderIds: readonly string[]): Promise<void> {
  const orders = await namesOfOrders(context, orderIds)
  const clues = orders.flatMap((order) => [
    `number ${order.numberFolded}`,
    ...(order.buyerAddress === null ? [] : [`address ${order.buyerAddress}`]),
    ...order.trackingNumbers.map((number) => `tracking ${number}`),
  ])
  const ticketIds = await store.ticketsOfClues(context.db, unique(clues))
  for (let at = 0; at < ticketIds.length; at += mostAtOnce)
    await linkTickets(context, ticketIds.slice(at, at + mostAtOnce))
}

/** So many tickets are looked at in one transaction. */
const mostAtOnce = 50

const unique = (values: readonly string[]): string[] => [...new Set(values)]
