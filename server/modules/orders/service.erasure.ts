import type { Context } from '../../platform/context.ts'
import { forgetAnswers } from '../../platform/idempotency.ts'
import type { ErasedPart, ReachCounts, Traces, Whose } from '../customers/index.ts'
import * as store from './store.erasure.ts'
import { redactOrders } from './store.redaction.ts'

const ordersAtOnce = 500

type Known = Omit<Whose, 'traces'>

/** The orders of a customer's addresses, and how these name them. */
export const tracesInOrders = async (context: Context, { contacts }: Known): Promise<Partial<Traces>> =>
  tracesOf(await store.ordersOfAddresses(context.db, contacts))

/** Of these orders those that nobody else's address has bought. */
export const ordersOfBuyerAmong = async (
  context: Context,
  ids: readonly string[],
  { contacts }: Known,
): Promise<Partial<Traces>> =>
  ids.length === 0 ? {} : tracesOf(await store.ordersNotOfOthers(context.db, ids, contacts))

const tracesOf = (orders: readonly store.TracedOrder[]): Partial<Traces> => ({
  orders: orders.map(({ id, number }) => ({ id, number })),
  names: orders.map(({ buyerName }) => buyerName),
})

const idsOf = ({ traces }: Whose): string[] => traces.orders.map(({ id }) => id)

/** How many orders, and how many returned units with words of the buyer, an erasure reaches. */
export async function ordersReached(context: Context, whose: Whose): Promise<ReachCounts> {
  const { orders, units } = await store.countOpen(context.db, idsOf(whose))
  return { orders, 'returned-units': units }
}

/** Empties who bought a customer's orders; money, goods, days and returns stay, and stay counted as this customer's. */
export async function eraseOrders(context: Context, whose: Whose): Promise<ErasedPart> {
  await store.emptyFeedbackOf(context.db, whose.contacts)
  const ids = await store.openAmong(context.db, idsOf(whose), ordersAtOnce)
  if (ids.length === 0) return { counts: {}, files: [], more: false }
  const { orders, units } = await redactOrders(context.db, {
    orders: ids.map((id) => ({ id, customerId: whose.customerId })),
    reason: 'request',
    at: context.now(),
  })
  await forgetAnswers(context, ids)
  return {
    counts: { orders, ...(units > 0 && { 'returned-units': units }) },
    files: [],
    more: ids.length === ordersAtOnce,
  }
}
