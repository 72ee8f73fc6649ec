import type { Context } from '../../platform/context.ts'
import type { ErasedPart, ExportPart, Whose } from '../customers/index.ts'
import { ticketsOfCustomer } from '../tickets/index.ts'
import * as store from './store.erasure.ts'

const whichOf = async (context: Context, { customerId, traces }: Whose): Promise<store.OfWhich> => ({
  ticketIds: await ticketsOfCustomer(context, customerId),
  orderIds: traces.orders.map(({ id }) => id),
})

/** Empties what a customer's order tasks say in words; that and how they were done, and in time or not, stays. */
export async function eraseTasks(context: Context, whose: Whose): Promise<ErasedPart> {
  await store.emptyWords(context.db, await whichOf(context, whose))
  return { counts: {}, files: [], more: false }
}

/** A customer's order tasks, for an answer to an access request. */
export async function exportTasks(context: Context, whose: Whose): Promise<ExportPart> {
  const tasks = await store.tasksInFull(context.db, await whichOf(context, whose))
  return { tables: { 'order-tasks': tasks.map((task) => ({ ...task })) }, files: [] }
}

/** The buyers of these orders are not to be known any more: neither are the addresses that tasks were given. */
export const forgetAddresses = (context: Context, orderIds: readonly string[]): Promise<void> =>
  store.emptyAddresses(context.db, orderIds)

/** Of these orders those of which something was asked: they stay, and their tasks with them. */
export const ordersWithTasks = (context: Context, orderIds: readonly string[]): Promise<string[]> =>
  store.ordersAmong(context.db, orderIds)
