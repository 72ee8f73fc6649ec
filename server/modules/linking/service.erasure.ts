import type { Context } from '../../platform/context.ts'
import type { ErasedPart, Traces, Whose } from '../customers/index.ts'
import { ordersOfBuyerAmong } from '../orders/index.ts'
import { ticketsOfCustomer } from '../tickets/index.ts'
import * as store from './store.erasure.ts'

/**
 * The orders that a customer's tickets are surely about. Not those that somebody else's address has bought: whoever names
 * another's order must not have it erased.
 */
export async function tracesInLinks(context: Context, whose: Omit<Whose, 'traces'>): Promise<Partial<Traces>> {
  const ticketIds = await ticketsOfCustomer(context, whose.customerId)
  return ordersOfBuyerAmong(context, await store.ordersSurelyOf(context.db, ticketIds), whose)
}

/** Why tickets are linked stays, as codes; what was quoted for it goes. */
export async function eraseLinks(context: Context, { customerId }: Whose): Promise<ErasedPart> {
  await store.forgetWords(context.db, await ticketsOfCustomer(context, customerId))
  return { counts: {}, files: [], more: false }
}

/** Of these orders those that a ticket is about: they stay. */
export const ordersWithTickets = (context: Context, orderIds: readonly string[]): Promise<string[]> =>
  store.linkedAmong(context.db, orderIds)
