import { nameKey } from '../../lib/text.keys.ts'
import { recordAccess } from '../../platform/audit.ts'
import { type Context, requirePermission, scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, momentIn, type Page, type PageWanted, readCursor } from '../../platform/paging.ts'
import { maskName } from '../customers/index.ts'
import { costsOn } from '../products/index.ts'
import { storesByIds } from '../stores/index.ts'
import type { MoneyEntry } from './schema.money.ts'
import type { ConvertedMoney } from './schema.rates.ts'
import type { Order, OrderLine, OrderQuery, OrderSummary } from './schema.ts'
import { feedbackOf } from './service.feedback.ts'
import { entriesOf, moneyOf } from './service.money.ts'
import { moneyIn } from './service.rates.ts'
import { shipmentsOf } from './service.shipments.ts'
import * as store from './store.ts'

const reads = 'orders.read'
const reveals = 'customers.reveal'

/** One page of the orders that the actor may see, newest first; buyers masked. */
export async function listOrders(
  context: Context,
  query: OrderQuery,
  /** Only orders of the buyers with these addresses, folded (`foldBuyerAddresses`). */
  buyerAddresses?: readonly string[],
): Promise<Page<OrderSummary>> {
  const search = query.search?.trim()
  const [moment, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const found = await store.listOrders(context.db, {
    ...visibleTo(context),
    ...(query.storeId && { storeId: query.storeId }),
    ...(search && { search, buyerKey: nameKey(search) }),
    ...(buyerAddresses && { buyerAddresses }),
    ...(query.after !== undefined && { after: [momentIn(moment), idIn(id)] as const }),
    limit: query.limit + 1,
  })
  const cut = cutPage(found, query.limit, (order) => [order.orderedAt.toISOString(), order.id])
  return { items: await summariesOf(context, cut.items, false), next: cut.next }
}

/** One order; masked, or in full when asked for by someone who may: that is told to whoever keeps the access log. */
export async function showOrder(context: Context, id: string, reveal: boolean): Promise<Order> {
  if (reveal) requirePermission(context, reveals)
  const order = await orderWithin(context, await store.readOrder(context.db, id))
  if (reveal)
    await recordAccess(context, { action: 'orders.revealed', subject: { kind: 'order', id, name: order.number } })
  return opened(context, order, reveal)
}

/** The orders of a number that the actor may see, masked: one, unless two stores have the same. */
export async function ordersOfNumber(context: Context, number: string): Promise<Order[]> {
  const { storeIds } = visibleTo(context)
  const found = await store.ordersOfNumber(context.db, number.trim())
  const visible = found.filter((order) => !storeIds || storeIds.includes(order.storeId))
  return Promise.all(visible.map((order) => opened(context, order, false)))
}

/** One page of the money of an order, entry by entry, the latest first; refused when the actor may not see the order. */
export async function listEntries(context: Context, id: string, page: PageWanted): Promise<Page<MoneyEntry>> {
  return entriesOf(context, await orderWithin(context, await store.readOrder(context.db, id)), page)
}

/** What an order came to in one currency; refused when the actor may not see the order. */
export async function showMoneyIn(context: Context, id: string, currency: string): Promise<ConvertedMoney> {
  const order = await orderWithin(context, await store.readOrder(context.db, id))
  return moneyIn(context, { ...order, money: await moneyOf(context, order) }, currency)
}

/** One order as it stands beside a ticket, masked; refused when the actor may not see it. */
export const orderBeside = async (context: Context, id: string): Promise<Order> =>
  opened(context, await orderWithin(context, await store.readOrder(context.db, id)), false)

/** These orders as lines of a list, masked, in the order of their ids as given; those that the actor may not see are left out. */
export async function orderSummaries(context: Context, ids: readonly string[]): Promise<OrderSummary[]> {
  if (ids.length === 0) return []
  const { storeIds } = visibleTo(context)
  const found = await store.readOrders(context.db, ids)
  const summaries = await summariesOf(
    context,
    found.filter((order) => !storeIds || storeIds.includes(order.storeId)),
    false,
  )
  return ids.flatMap((id) => summaries.filter((order) => order.id === id))
}

async function opened(context: Context, order: store.OrderRecord, reveal: boolean): Promise<Order> {
  const [[summary], lines, returns, shipments, money, feedback] = await Promise.all([
    summariesOf(context, [order], reveal),
    store.linesOf(context.db, order.id),
    store.returnsOf(context.db, order),
    shipmentsOf(context, order),
    moneyOf(context, order),
    feedbackOf(context, order),
  ])
  if (!summary) throw new Refusal('orders.not-found')
  const costs = await costsOn(
    context,
    lines.map(({ sku, shippedAt }) => ({ sku, day: (shippedAt ?? order.orderedAt).toISOString().slice(0, 10) })),
  )
  return {
    ...summary,
    changedAt: order.changedAt,
    region: reveal ? order.region : '',
    city: reveal ? order.city : '',
    postalCode: reveal ? order.postalCode : '',
    masked: !reveal,
    lines: lines.map((line, at): OrderLine => {
      const cost = costs[at]
      return {
        ...line,
        others: reveal ? (line.others ?? {}) : {},
        cost: cost ? { amount: cost.unitCost * line.quantity, currency: cost.currency } : null,
      }
    }),
    shipments,
    money,
    feedback: feedback && { ...feedback, comments: mayReveal(context) ? feedback.comments : '' },
    returns: returns.map((unit) => ({ ...unit, comments: mayReveal(context) ? unit.comments : '' })),
  }
}

async function summariesOf(
  context: Context,
  orders: readonly store.OrderRecord[],
  reveal: boolean,
): Promise<OrderSummary[]> {
  const stores = await storesByIds(context, [...new Set(orders.map(({ storeId }) => storeId))])
  const named = new Map(stores.map(({ id, name, marketplace }) => [id, { id, name, marketplaceCode: marketplace }]))
  return orders.map((order) => ({
    id: order.id,
    number: order.number,
    store: named.get(order.storeId) ?? { id: order.storeId, name: '', marketplaceCode: '' },
    status: order.status,
    fulfilment: order.fulfilment,
    orderedAt: order.orderedAt,
    currency: order.currency,
    total: order.total,
    units: order.units,
    returned: order.returned,
    buyerName: reveal ? order.buyerName : maskName(order.buyerName),
    country: order.country,
    redacted: order.redactedAt && order.redactedFor ? { at: order.redactedAt, reason: order.redactedFor } : null,
  }))
}

const mayReveal = (context: Context): boolean => scopeOf(context, reveals) !== undefined

async function orderWithin(context: Context, order: store.OrderRecord | undefined): Promise<store.OrderRecord> {
  const { storeIds } = visibleTo(context)
  if (!order || (storeIds && !storeIds.includes(order.storeId))) throw new Refusal('orders.not-found')
  return order
}

const visibleTo = (context: Context): { storeIds?: readonly string[] } =>
  scopeOf(context, reads) === 'all' ? {} : { storeIds: context.actor.storeIds }
