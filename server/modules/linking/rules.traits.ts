import { fold, UNSPACED, words } from '../../lib/text.ts'
import type { Clues, NamedNumber, Said } from './rules.clues.ts'
import type { LinkReason, OrderTraits } from './schema.ts'

/** What a ticket says, and where and when. */
export interface TicketFacts extends Clues {
  /** The store that was written to; null where that is not known. */
  readonly storeId: string | null
  /** When the buyer wrote first. */
  readonly at: Date
}

/** How an order and a ticket agree. */
export interface Agreement {
  readonly order: OrderTraits
  readonly number: NamedNumber | undefined
  /** A number that is this order's but for one slip of the hand, or lacks its beginning. */
  readonly near: NamedNumber | undefined
  readonly tracking: string | undefined
  readonly address: 'same' | 'other' | 'unknown'
  readonly name: boolean
  readonly store: 'same' | 'other' | 'unknown'
  /** How many words of its goods the letters name; one for which a number stands is as good as ten. */
  readonly items: number
  readonly item: string | undefined
  /** A SKU or ASIN is named, and it is none of this order's. */
  readonly itemDiffers: boolean
  readonly daysBefore: number
}

const dayMs = 86_400_000
const named = 10

/** Sets an order beside what the ticket says of one. */
export function agreementOf(facts: TicketFacts, order: OrderTraits): Agreement {
  const codes = order.items.flatMap(({ sku, asin }) => [sku.toUpperCase(), ...(asin ? [asin.toUpperCase()] : [])])
  const code = codes.find((code) => facts.items.includes(code))
  const titles = order.items.map(({ title }) => ({ title, count: wordsNamed(title, facts.said) }))
  const title = titles.sort((one, other) => other.count - one.count)[0]
  return {
    order,
    number: facts.numbers.find(({ folded }) => folded === order.numberFolded),
    near: facts.numbers.find(({ folded }) => isNear(folded, order.numberFolded)),
    tracking: facts.trackingNumbers.find((number) => order.trackingNumbers.includes(number)),
    address:
      order.buyerAddress === null || facts.addresses.length === 0
        ? 'unknown'
        : facts.addresses.includes(order.buyerAddress)
          ? 'same'
          : 'other',
    name: facts.buyer !== '' && facts.buyer === order.buyerKey,
    store: facts.storeId === null ? 'unknown' : facts.storeId === order.storeId ? 'same' : 'other',
    items: code ? named : (title?.count ?? 0),
    item: code ?? (title && title.count > 0 ? title.title : undefined),
    itemDiffers: code === undefined && facts.items.length > 0,
    daysBefore: (facts.at.getTime() - order.orderedAt.getTime()) / dayMs,
  }
}

/** How many words of a title were said; 0 unless two of them, or all that it has. */
export function wordsNamed(title: string, said: Said): number {
  const own = [...new Set(words(fold(title)).filter((word) => word.length >= 2))]
  const named = own.filter((word) => said.words.has(word) || (unspaced.test(word) && said.text.includes(word)))
  return named.length >= Math.min(2, own.length) ? named.length : 0
}

const unspaced = new RegExp(`^[${UNSPACED}]+$`, 'u')

/** Whether a number is another but for one figure wrong, missing, too many or two changed about, or for its beginning. */
export function isNear(written: string, number: string): boolean {
  if (written === number || number.length < 5) return false
  if (written.length >= 5 && number.endsWith(written) && number.length - written.length <= 4) return true
  if (Math.abs(written.length - number.length) > 1) return false
  let start = 0
  while (start < written.length && written[start] === number[start]) start++
  const [left, right] = [written.slice(start), number.slice(start)]
  return (
    left.slice(1) === right.slice(1) ||
    left.slice(1) === right ||
    left === right.slice(1) ||
    (left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
  )
}

/** Why an order may be the one, in the words of the screen; what speaks against it last. */
export function reasonsOf(agreement: Agreement): LinkReason[] {
  const { number, near, tracking, address, name, store, item, daysBefore } = agreement
  const plain = number?.quote.toUpperCase() === agreement.order.number.toUpperCase()
  return [
    ...(number ? [{ code: plain ? ('number' as const) : ('number-folded' as const), quote: number.quote }] : []),
    ...(!number && near ? [{ code: 'number-near' as const, quote: near.quote }] : []),
    ...(tracking ? [{ code: 'tracking' as const, quote: tracking }] : []),
    ...(address === 'same' ? [{ code: 'address' as const }] : []),
    ...(name && address !== 'same' ? [{ code: 'name' as const }] : []),
    ...(item ? [{ code: 'item' as const, quote: item }] : []),
    ...(address === 'other' ? [{ code: 'other-buyer' as const }] : []),
    ...(store === 'other' ? [{ code: 'other-store' as const }] : []),
    ...(daysBefore < -1 ? [{ code: 'ordered-later' as const }] : []),
  ]
}
