import { DAY } from '../../lib/time.ts'
import type { AnyFactValue, FactName, FactSource, Facts, ReturnReason } from './schema.ts'

/** What the desk knows of a return by itself; what is absent is not known. All money in minor units of the order's currency. */
export interface Known {
  /** When the return was asked for: days count up to then. */
  readonly askedAt: Date
  readonly ticket: { readonly kind: string; readonly subType: string | null; readonly hasClaimThreat: boolean }
  readonly store: { readonly id: string; readonly marketplace: string; readonly marketplaceKind: string } | null
  readonly marketplaceCountry: string | null
  readonly order: {
    readonly country: string | null
    readonly fulfilment: 'marketplace' | 'merchant' | null
    readonly status: string
    readonly deliveredAt: Date | null
    readonly arrivesAt: Date | null
    readonly hasLeft: boolean
    readonly hasClaim: boolean
  } | null
  readonly line: {
    readonly quantity: number
    /** What the buyer paid for the whole line: price and tax less discounts. */
    readonly paid: number
    readonly unitCost: number | null
    readonly category: string | null
  } | null
  /** How many pieces are to come back. */
  readonly quantity: number
  readonly letter: {
    readonly profanity: boolean
    readonly profanityQuote: string | null
    readonly capitals: boolean
    readonly capitalsQuote: string | null
  } | null
  readonly photos: number
  readonly isImportant: boolean | null
  readonly report: {
    readonly isInPolicy: boolean | null
    readonly labelType: string
    readonly labelPayer: string
    readonly hasClaim: boolean | null
  } | null
  readonly parcel: {
    readonly labelCost: number | null
    readonly labelPayer: 'buyer' | 'seller' | 'marketplace' | null
    readonly condition: string | null
    readonly resaleValue: number | null
  } | null
  readonly terms: {
    readonly outboundShipping: number | null
    readonly returnShipping: number | null
    readonly restockingCost: number | null
  } | null
  readonly lossSoFar: number | null
}

export interface KnownFact {
  readonly value: AnyFactValue
  readonly source: FactSource
  readonly quote?: string
}
export type KnownFacts = { readonly [Name in FactName]?: KnownFact }

/** The reason of a ticket's sub-type; others say nothing of why an item comes back. */
const reasonOfSubType: { readonly [subType: string]: ReturnReason } = {
  'no-reason': 'no-reason',
  damaged: 'damaged',
  defective: 'defective',
  'wrong-item': 'wrong-item',
  'missing-part': 'missing-part',
  'not-as-described': 'not-as-described',
  'not-received': 'not-received',
  'delivery-delay': 'late',
  cancel: 'changed-order',
  'change-item': 'changed-order',
  exchange: 'changed-order',
}

/** Reasons that say something of the goods themselves: with and without them the return loss rate is shown (REQUIREMENTS R3). */
const qualityReasons: ReadonlySet<ReturnReason> = new Set(['defective', 'damaged', 'not-as-described', 'missing-part'])

export const isQualityReason = (reason: ReturnReason): boolean => qualityReasons.has(reason)

/** Whole days from one moment to a later one; 0 before it. */
const daysBetween = (from: Date, to: Date): number => Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY))

/** A share of an amount by pieces, half a unit up. */
const shareOf = (amount: number, pieces: number, of: number): number => Math.round((amount * pieces) / of)

/** The facts that the desk finds by itself, each with where it comes from. */
export function factsKnown(known: Known): KnownFacts {
  const { ticket, store, order, line, letter, report, parcel, terms, quantity } = known
  const facts: { [Name in FactName]?: KnownFact } = {}
  const say = (fact: FactName, source: FactSource, value: AnyFactValue | undefined, quote?: string | null) => {
    if (value !== null && value !== undefined) facts[fact] = { value, source, ...(quote && { quote }) }
  }
  say('reason', 'ticket', ticket.subType === null ? null : reasonOfSubType[ticket.subType])
  say('store', 'ticket', store?.id)
  say('marketplace', 'ticket', store?.marketplace)
  say('marketplaceKind', 'ticket', store?.marketplaceKind)
  say('country', 'order', order?.country ?? known.marketplaceCountry)
  if (order) {
    say('fulfilment', 'order', order.fulfilment)
    if (order.deliveredAt) say('daysSinceDelivery', 'order', daysBetween(order.deliveredAt, known.askedAt))
    if (order.arrivesAt) say('daysLate', 'order', daysBetween(order.arrivesAt, order.deliveredAt ?? known.askedAt))
    say('parcel', 'order', parcelOf(order))
  }
  if (line) {
    say('itemPrice', 'order', shareOf(line.paid, quantity, line.quantity))
    say('category', 'order', line.category)
    say('unitCost', 'order', line.unitCost === null ? null : line.unitCost * quantity)
  }
  if (letter) {
    say('profanity', 'letter', letter.profanity, letter.profanityQuote)
    say('capitalsSentence', 'letter', letter.capitals, letter.capitalsQuote)
  }
  say('photos', 'letter', known.photos)
  say('claimRisk', 'ticket', claimRiskOf(known))
  say('customerValue', 'customer', known.isImportant === null ? null : known.isImportant ? 'important' : 'usual')
  say('feesSoFar', 'parcel', known.lossSoFar === null ? null : Math.max(0, known.lossSoFar))
  say('isInPolicy', 'report', report?.isInPolicy)
  say('isMarketplaceDecided', report ? 'report' : 'order', isMarketplaceDecided(known))
  say('labelPayer', parcel?.labelPayer ? 'parcel' : 'report', parcel?.labelPayer ?? payerIn(report?.labelPayer ?? ''))
  say('condition', 'parcel', parcel?.condition)
  say('returnShipping', parcel?.labelCost != null ? 'parcel' : 'terms', parcel?.labelCost ?? terms?.returnShipping)
  say('resaleValue', 'parcel', parcel?.resaleValue)
  say('outboundShipping', 'terms', terms?.outboundShipping)
  say('restockingCost', 'terms', terms?.restockingCost)
  return facts
}

/** What stands above what is found: what people have stated. Whether it is about quality follows from the reason. */
export function withStated(known: KnownFacts, stated: Facts): KnownFacts {
  const all: { [Name in FactName]?: KnownFact } = { ...known }
  for (const [name, value] of Object.entries(stated) as [FactName, AnyFactValue | undefined][])
    if (value !== null && value !== undefined) all[name] = { value, source: 'stated' }
  const { reason } = all
  if (reason && !all.isQuality)
    all.isQuality = { value: isQualityReason(reason.value as ReturnReason), source: reason.source }
  return all
}

/** The bare values, as the policy decides by them. */
export const valuesOfFacts = (known: KnownFacts): Facts =>
  Object.fromEntries(Object.entries(known).map(([name, fact]) => [name, fact?.value])) as Facts

/** The buyer's sentences by the fact that they show. */
export const quotesOf = (known: KnownFacts): { [Name in FactName]?: string } =>
  Object.fromEntries(Object.entries(known).flatMap(([name, fact]) => (fact?.quote ? [[name, fact.quote]] : [])))

function parcelOf({ status, deliveredAt, hasLeft }: NonNullable<Known['order']>): string | null {
  if (deliveredAt || status === 'delivered') return 'delivered'
  if (hasLeft || status === 'shipped') return 'under-way'
  return status === 'pending' || status === 'unshipped' ? 'not-sent' : null
}

function claimRiskOf({ ticket, order, report }: Known): string {
  if (order?.hasClaim || report?.hasClaim || ticket.kind === 'claim') return 'open'
  return ticket.hasClaimThreat ? 'high' : 'low'
}

/** Amazon authorises returns of what it sends itself, and in-policy ones with a label of its own (DOMAIN.md §1.3). */
function isMarketplaceDecided({ order, report }: Known): boolean | null {
  if (report && /prepaid/i.test(report.labelType)) return true
  if (order?.fulfilment === 'marketplace') return true
  return order?.fulfilment === 'merchant' || report ? false : null
}

/** The column “Label to be paid by” of the report of seller-fulfilled returns. */
function payerIn(text: string): 'buyer' | 'seller' | 'marketplace' | null {
  if (/customer|buyer/i.test(text)) return 'buyer'
  if (/seller|merchant/i.test(text)) return 'seller'
  return /amazon|ebay|marketplace/i.test(text) ? 'marketplace' : null
}
