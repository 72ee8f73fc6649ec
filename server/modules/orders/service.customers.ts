import { type Context, scopeOf } from '../../platform/context.ts'
import type { CustomerAsked, CustomerFigures, CustomerHistoryAsked, CustomerHistoryFact } from '../customers/index.ts'
import { verdictOf } from './rules.feedback.ts'
import { isByWish } from './rules.reasons.ts'
import { buyersFeedback } from './store.customers.feedback.ts'
import * as many from './store.customers.many.ts'
import * as store from './store.customers.ts'

const reads = 'orders.read'

/** Orders, returned units and feedback for a buyer's history: those of the stores that the actor may see. */
export async function historyOfBuyer(context: Context, asked: CustomerHistoryAsked): Promise<CustomerHistoryFact[]> {
  const whose = visibleOf(context, asked)
  if (!whose) return []
  const [orders, units, feedback] = await Promise.all([
    store.buyersOrders(context.db, whose, asked),
    store.buyersUnits(context.db, whose, asked),
    buyersFeedback(context.db, whose, asked),
  ])
  return [
    ...orders.map((order) => ({
      kind: 'order' as const,
      id: order.id,
      at: order.orderedAt,
      openId: order.id,
      number: order.number,
      title: order.titles,
      about: order.fulfilment ?? '',
      status: order.status,
      units: order.units,
      amount: order.total,
      currency: order.currency,
      storeId: order.storeId,
    })),
    ...units.map((unit) => ({
      kind: 'return' as const,
      id: unit.id,
      at: unit.returnedAt,
      openId: unit.orderId,
      number: unit.orderNumber,
      title: unit.title,
      about: unit.reason,
      status: unit.status,
      units: unit.quantity,
      amount: unit.refunded,
      currency: unit.currency,
      storeId: unit.storeId,
    })),
    ...feedback.map((said) => ({
      kind: 'feedback' as const,
      id: said.id,
      at: said.givenAt,
      openId: said.orderId,
      number: said.orderNumber,
      // Who may not reveal a buyer reads no words of theirs beside the name.
      title: scopeOf(context, 'customers.reveal') === undefined ? '' : said.comments,
      about: verdictOf(said.rating),
      status: String(said.rating),
      units: null,
      amount: null,
      currency: null,
      storeId: said.storeId,
    })),
  ]
}

/** What a buyer bought and sent back since a day, in the stores that the actor may see. */
export async function figuresOfBuyer(
  context: Context,
  asked: CustomerAsked & { readonly since: Date },
): Promise<Partial<CustomerFigures>> {
  const whose = visibleOf(context, asked)
  if (!whose) return {}
  const [bought, back] = await Promise.all([
    store.boughtSince(context.db, whose, asked.since),
    store.sentBackSince(context.db, whose, asked.since),
  ])
  return {
    orders: sumOf(bought, ({ orders }) => orders),
    units: sumOf(bought, ({ units }) => units),
    spent: bought.map(({ total, currency }) => ({ amount: total, currency })),
    returned: sumOf(back, ({ units }) => units),
    returnedByWish: sumOf(
      back.filter(({ reason }) => isByWish(reason)),
      ({ units }) => units,
    ),
    outsidePolicy: sumOf(back, ({ outsidePolicy }) => outsidePolicy),
  }
}

/** What each of many buyers bought and sent back since a day, whoever asks; without what they spent. Two statements, however many they are. */
export async function figuresOfBuyers(
  context: Context,
  { customers, since }: { readonly customers: readonly CustomerAsked[]; readonly since: Date },
): Promise<ReadonlyMap<string, Partial<CustomerFigures>>> {
  if (customers.length === 0) return new Map()
  const [bought, back] = await Promise.all([
    many.boughtByMany(context.db, customers, since),
    many.sentBackByMany(context.db, customers, since),
  ])
  const backOf = Map.groupBy(back, ({ customerId }) => customerId)
  return new Map(
    bought.map(({ customerId, orders, units }) => {
      const theirs = backOf.get(customerId) ?? []
      const byWish = theirs.filter(({ reason }) => isByWish(reason))
      return [
        customerId,
        {
          orders,
          units,
          returned: sumOf(theirs, ({ units }) => units),
          returnedByWish: sumOf(byWish, ({ units }) => units),
          outsidePolicy: sumOf(theirs, ({ outsidePolicy }) => outsidePolicy),
        },
      ]
    }),
  )
}

const sumOf = <Row>(rows: readonly Row[], figure: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + figure(row), 0)

function visibleOf(context: Context, { customerId, contacts }: CustomerAsked): store.BuyersOrders | undefined {
  const scope = scopeOf(context, reads)
  if (scope === undefined) return undefined
  return { customerId, contacts, ...(scope !== 'all' && { storeIds: context.actor.storeIds }) }
}

/** Under which other addresses orders went to somebody of this buyer's name at their postal code. */
export async function alikeBuyers(
  context: Context,
  asked: CustomerAsked,
): Promise<{ address: string; storeId: string }[]> {
  const whose = visibleOf(context, asked)
  return whose ? store.alikeBuyers(context.db, whose) : []
}
