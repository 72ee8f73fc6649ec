import type { Context } from '../../platform/context.ts'
import type { ErasedPart, ExportPart, Whose } from '../customers/index.ts'
import { ticketsOfCustomer } from '../tickets/index.ts'
import * as store from './store.erasure.ts'

/** Empties what was asked of departments on a customer's tickets; that it was asked, and in time or late, stays. */
export async function eraseActions(context: Context, { customerId }: Whose): Promise<ErasedPart> {
  await store.emptyWords(context.db, await ticketsOfCustomer(context, customerId))
  return { counts: {}, files: [], more: false }
}

/** What was asked of departments on a customer's tickets, for an answer to an access request. */
export async function exportActions(context: Context, { customerId }: Whose): Promise<ExportPart> {
  const actions = await store.actionsInFull(context.db, await ticketsOfCustomer(context, customerId))
  return { tables: { actions: actions.map((action) => ({ ...action })) }, files: [] }
}
