import { type Context, scopeOf } from '../../platform/context.ts'
import type { CustomerAsked, CustomerFigures, CustomerHistoryAsked, CustomerHistoryFact } from '../customers/index.ts'
import { isByWish } from './rules.reasons.ts'
import * as store from './store.customers.ts'

const reads = 'orders.read'

/** Orders and returned units for a buyer's history: those of the stores that the actor may see. */
export async function historyOfBuyer(context: Context, asked: CustomerHistoryAsked): Promise<CustomerHistoryFact[]> {
  const whose = visibleOf(context, asked)
  if (!whose) return []
  const [orders, units] = await Promise.all([
    store.buyersOrders(context.db, whose, asked),
    store.buyersUnits(context.db, whose, asked),
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

const sumOf = <Row>(rows: readonly Row[], figure: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + figure(row), 0)

function visibleOf(context: Context, { customerId, contacts }: CustomerAsked): store.BuyersOrders | undefined {
  const scope = scopeOf(context, reads)
  if (scope === undefined) return undefined
  return { customerId, contacts, ...(scope !== 'all' && { storeIds: context.actor.storeIds }) }
}
