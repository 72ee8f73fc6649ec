import { type Agreement, agreementOf, reasonsOf, type TicketFacts } from './rules.traits.ts'
import type { Confidence, LinkReason, OrderTraits } from './schema.ts'

/** An order that a ticket may be about, and why. */
export interface Weighed {
  readonly orderId: string
  readonly reasons: readonly LinkReason[]
}

/** What the rules make of a ticket: its order with how sure that is, or none; and the others that it could be. */
export interface Choice {
  readonly chosen: (Weighed & { readonly confidence: Confidence }) | null
  readonly others: readonly Weighed[]
}

/** A buyer who names nothing writes about what came lately: of an older order the desk is not sure. */
export const recentDays = 60
/** A name alone is looked for among the orders of so many days before the letter. */
export const nameDays = 120
/** So many figures belong to one order on a marketplace; shorter ones are found in a text by chance. */
const tellingLength = 10
/** So many others are offered. */
const mostOthers = 8

/**
 * Chooses the order that a ticket is about. A number or a tracking number that the buyer names leads; the buyer's
 * address, then the goods, then the name decide where none is named. Where two are as likely, the likelier by its place
 * or day is chosen with low confidence and the others are offered: a tie is never settled unseen. A number that no known
 * order has leaves the ticket without one, until that order is known.
 */
export function chooseOrder(facts: TicketFacts, orders: readonly OrderTraits[]): Choice {
  const all = orders.map((order) => agreementOf(facts, order))
  const pointed = all.filter(({ number, tracking }) => number || tracking)
  if (pointed.length > 0) return amongPointed(pointed, all)
  const own = all.filter(
    ({ address, store, daysBefore }) => address === 'same' && store !== 'other' && daysBefore >= -1,
  )
  const near = own.filter((one) => one.near)
  const reason = (code: LinkReason['code']): LinkReason => ({ code })
  if (near.length > 0)
    return choice(near, near.length === 1 ? 'likely' : 'low', all, near.length > 1 ? [reason('several')] : [])
  const unknown = facts.numbers.find(({ shaped, place }) => shaped || place === 'ticket')
  if (unknown) return { chosen: null, others: othersOf(all) }
  if (own.length > 0) return amongOwn(own, all)
  const named = all.filter(
    ({ name, store, daysBefore }) => name && store === 'same' && daysBefore >= -1 && daysBefore <= nameDays,
  )
  if (named.length > 0) return choice(bestItems(named), 'low', all, named.length > 1 ? [reason('several')] : [])
  return { chosen: null, others: othersOf(all) }
}

/** How sure a named order is by who names it and where: the lower, the surer. */
function rankOf({ number, tracking, address, name, store, daysBefore }: Agreement): number {
  if (daysBefore < -1) return 5
  if (store === 'other') return address === 'same' && isTelling(number, tracking) ? 3 : 4
  if (address === 'same') return 0
  if (!isTelling(number, tracking)) return name ? 2 : 4
  return address === 'unknown' || name ? 1 : 3
}

const isTelling = (number: Agreement['number'], tracking: string | undefined): boolean =>
  tracking !== undefined ||
  number?.place === 'ticket' ||
  (number !== undefined && number.folded.length >= tellingLength)

const confidenceOf: readonly Confidence[] = ['certain', 'certain', 'likely', 'likely', 'low', 'low']

const sureness = (one: Agreement): Confidence | undefined => confidenceOf[rankOf(one)]

function amongPointed(pointed: readonly Agreement[], all: readonly Agreement[]): Choice {
  const best = Math.min(...pointed.map(rankOf))
  const alike = pointed.filter((one) => sureness(one) === confidenceOf[best])
  const typed = alike.filter(({ number }) => number?.place === 'ticket')
  if (typed.length === 1) return choice(typed, confidenceOf[best] ?? 'low', all, [])
  if (alike.length > 1) return choice(alike, 'low', all, [{ code: 'several' }])
  // Somebody else's number, or one of another store, while this buyer has orders here: a slip may have made it so.
  const isDoubted =
    best >= 3 && all.some(({ address, store, number }) => address === 'same' && store !== 'other' && !number)
  const sure = isDoubted ? 'low' : (confidenceOf[best] ?? 'low')
  return choice(alike, sure === 'certain' && pointed.length > 1 ? 'likely' : sure, all, [])
}

function amongOwn(own: readonly Agreement[], all: readonly Agreement[]): Choice {
  const named = bestItems(own)
  const [only] = named
  if (named.length > 1 || !only) return choice(named, 'low', all, [{ code: 'several' }])
  if (only.items > 0) return choice(named, 'likely', all, [])
  if (only.itemDiffers) return choice(named, 'low', all, [{ code: 'item-differs' }])
  if (only.daysBefore > recentDays) return choice(named, 'low', all, [{ code: 'only-order' }, { code: 'long-ago' }])
  return choice(named, 'likely', all, [{ code: 'only-order' }])
}

/** Those whose goods are named by the most words; all where none are. */
function bestItems(all: readonly Agreement[]): Agreement[] {
  const most = Math.max(...all.map(({ items }) => items))
  return all.filter(({ items }) => items === most)
}

const placeOf = ({ number }: Agreement): number =>
  number?.place === 'ticket' ? 0 : number?.place === 'subject' ? 1 : 2

/** Chooses the first by place and day, and offers what else there is. */
function choice(
  alike: readonly Agreement[],
  confidence: Confidence,
  all: readonly Agreement[],
  further: readonly LinkReason[],
): Choice {
  const [first] = alike.toSorted(
    (one, other) =>
      placeOf(one) - placeOf(other) ||
      other.order.orderedAt.getTime() - one.order.orderedAt.getTime() ||
      (one.order.id < other.order.id ? -1 : 1),
  )
  if (!first) return { chosen: null, others: othersOf(all) }
  return {
    chosen: { orderId: first.order.id, confidence, reasons: [...reasonsOf(first), ...further] },
    others: othersOf(all.filter((one) => one !== first)),
  }
}

function othersOf(all: readonly Agreement[]): Weighed[] {
  const weight = (one: Agreement): number =>
    (one.number ? 0 : one.tracking ? 0 : one.near ? 1 : one.address === 'same' ? 2 : 3) * 20 - one.items
  return all
    .toSorted(
      (one, other) =>
        weight(one) - weight(other) ||
        other.order.orderedAt.getTime() - one.order.orderedAt.getTime() ||
        (one.order.id < other.order.id ? -1 : 1),
    )
    .slice(0, mostOthers)
    .map((one) => ({ orderId: one.order.id, reasons: reasonsOf(one) }))
}
