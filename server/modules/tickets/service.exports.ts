import type { Context } from '../../platform/context.ts'
import type { ExportPart, Whose } from '../customers/index.ts'
import { ticketsInFull } from './store.exports.ts'

/** A customer's tickets, for an answer to an access request. */
export const exportTickets = async (context: Context, { customerId }: Whose): Promise<ExportPart> => ({
  tables: { tickets: await ticketsInFull(context.db, customerId) },
  files: [],
})
