import type { Context } from '../../platform/context.ts'
import type { ErasedPart, ExportPart, Whose } from '../customers/index.ts'
import { ticketsOfCustomer } from '../tickets/index.ts'
import * as store from './store.erasure.ts'

/** Empties what a customer's returns say in words, with the pictures; what was decided, by which policy and what it cost stays. */
export async function eraseReturns(context: Context, { customerId }: Whose): Promise<ErasedPart> {
  const ids = await store.requestsOfTickets(context.db, await ticketsOfCustomer(context, customerId))
  const files = await store.filesOf(context.db, ids)
  await store.emptyWords(context.db, ids)
  return { counts: {}, files, more: false }
}

/** A customer's returns, for an answer to an access request. */
export async function exportReturns(context: Context, { customerId }: Whose): Promise<ExportPart> {
  const ids = await store.requestsOfTickets(context.db, await ticketsOfCustomer(context, customerId))
  const returns = await store.returnsInFull(context.db, ids)
  return { tables: { returns: returns.map((one) => ({ ...one })) }, files: [] }
}

/** Which of these files a return holds a picture in. */
export const filesOfReturns = (context: Context, files: readonly string[]): Promise<string[]> =>
  store.heldByReturns(context.db, files)
