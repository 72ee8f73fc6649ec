import type { Context } from '../../platform/context.ts'
import { classify } from '../classification/index.ts'
import { readCustomer } from '../customers/index.ts'
import { showLink } from '../linking/index.ts'
import { newestWordOfBuyer, photosOfBuyer, wroteAfter } from '../messages/index.ts'
import type { Order } from '../orders/index.ts'
import type { Facts } from '../policies/index.ts'
import { categoriesOf } from '../products/index.ts'
import { type Marketplace, marketplaceOf, readStore, type Store } from '../stores/index.ts'
import type { TicketRecord } from '../tickets/index.ts'
import { factsKnown, type Known, type KnownFacts, withStated } from './rules.facts.ts'
import * as parcels from './store.parcels.ts'

/** What a return is about, as far as it is settled: before it begins, what it would be. */
export interface Subject {
  readonly askedAt: Date
  readonly sku: string | null
  readonly quantity: number
  readonly stated: Facts
  /** The return itself, once there is one. */
  readonly requestId: string | null
  /** Only what the buyer wrote after this moment says how they take our last letter. */
  readonly lettersAfter: Date | null
  readonly lossSoFar: number | null
}

/** All that a return is decided by, and what it was found in. */
export interface Found {
  readonly facts: KnownFacts
  readonly order: Order | null
  readonly store: Store | undefined
  readonly marketplace: Marketplace | undefined
  readonly currency: string
  /** Whether the buyer sent anything since our last letter: a picture alone is an answer too. */
  readonly isHeard: boolean
  /** What the buyer wrote last, where it answers our last letter. */
  readonly word: { readonly id: string; readonly text: string; readonly at: Date } | undefined
}

/** Gathers the facts of a return from the ticket, its order, its buyer's letters and what people have stated. */
export async function findFacts(context: Context, ticket: TicketRecord, subject: Subject): Promise<Found> {
  const [link, store, newest, isHeard, photos, customer, parcel] = await Promise.all([
    showLink(context, ticket.id),
    ticket.storeId ? readStore(context, ticket.storeId) : undefined,
    newestWordOfBuyer(context, ticket.id),
    wroteAfter(context, ticket.id, subject.lettersAfter),
    photosOfBuyer(context, ticket.id),
    ticket.customerId ? readCustomer(context, ticket.customerId) : undefined,
    subject.requestId ? parcels.readParcel(context.db, subject.requestId) : undefined,
  ])
  const marketplace = store && (await marketplaceOf(context, store.marketplace))
  const terms = store && (await parcels.readTerms(context.db, store.id))
  const isSure = link.confidence === 'certain' || link.confidence === 'likely'
  const order = isSure ? link.order : null
  const line = order && lineOf(order, subject.sku)
  const word = newest && (!subject.lettersAfter || newest.at > subject.lettersAfter) ? newest : undefined
  const currency = order?.currency ?? marketplace?.currency ?? terms?.currency ?? 'USD'
  const known: Known = {
    askedAt: subject.askedAt,
    ticket: {
      kind: ticket.kind,
      subType: ticket.subType,
      hasClaimThreat: ticket.reasons.some(({ code }) => claimThreats.has(code)),
    },
    store:
      store && marketplace ? { id: store.id, marketplace: store.marketplace, marketplaceKind: marketplace.kind } : null,
    marketplaceCountry: marketplace?.country ?? null,
    order: order && orderFacts(order),
    line: line && {
      quantity: Math.max(1, line.quantity),
      paid: line.price + line.tax - line.discount,
      unitCost: unitCostOf(line, currency),
      category: (await categoriesOf(context, [line.sku])).get(line.sku) ?? null,
    },
    quantity: subject.quantity,
    letter: word ? await toneOf(context, ticket, word) : null,
    photos,
    isImportant: customer ? customer.vip : null,
    report: reportOf(order, line?.sku ?? subject.sku),
    parcel: parcel ?? null,
    terms: terms && terms.currency === currency ? terms : null,
    lossSoFar: subject.lossSoFar,
  }
  return { facts: withStated(factsKnown(known), subject.stated), order, store, marketplace, currency, isHeard, word }
}

const claimThreats: ReadonlySet<string> = new Set(['threat.a-to-z', 'threat.chargeback', 'threat.case'])

/** The line of an order that comes back: the one named, or the only one that there is. */
export const lineOf = (order: Order, sku: string | null) =>
  order.lines.find((line) => line.sku === sku) ?? (order.lines.length === 1 ? order.lines[0] : undefined) ?? null

/** What one piece cost us; unknown where it was paid in another currency. */
function unitCostOf({ cost, quantity }: Order['lines'][number], currency: string): number | null {
  if (!cost || cost.currency !== currency || quantity === 0) return null
  return Math.round(cost.amount / quantity)
}

function orderFacts(order: Order): NonNullable<Known['order']> {
  const delivered = order.shipments.flatMap(({ deliveredAt }) => deliveredAt ?? [])
  const arrives = order.shipments.flatMap(({ arrivesAt }) => arrivesAt ?? [])
  const latest = (moments: readonly Date[]) =>
    moments.length === 0 ? null : new Date(Math.max(...moments.map((at) => at.getTime())))
  return {
    country: order.country,
    fulfilment: order.fulfilment,
    status: order.status,
    deliveredAt: latest(delivered),
    arrivesAt: latest(arrives),
    hasLeft: order.shipments.length > 0 || order.lines.some(({ shippedAt }) => shippedAt !== null),
    hasClaim: order.returns.some(({ hasClaim }) => hasClaim === true),
  }
}

function reportOf(order: Order | null, sku: string | null): Known['report'] {
  const unit = order?.returns.find((one) => sku === null || one.sku === sku)
  if (!unit) return null
  const { inPolicy: isInPolicy, labelType, labelPayer, hasClaim } = unit
  return { isInPolicy, labelType, labelPayer, hasClaim }
}

/** How the buyer writes: the sentence with the swear word, the one in capitals (REQUIREMENTS R6). */
async function toneOf(
  context: Context,
  ticket: TicketRecord,
  word: { readonly text: string },
): Promise<Known['letter']> {
  const { profanity, capitals, reasons } = await classify(context, {
    subject: '',
    text: word.text,
    language: ticket.language,
    marketplaceKind: ticket.marketplaceKind,
  })
  const sentenceOf = (...codes: string[]) => {
    const found = reasons.find(({ code }) => codes.includes(code))
    return found?.sentence ?? found?.quote ?? null
  }
  return {
    profanity,
    profanityQuote: profanity ? sentenceOf('profanity', 'mild-profanity') : null,
    capitals,
    capitalsQuote: capitals ? sentenceOf('capitals') : null,
  }
}
