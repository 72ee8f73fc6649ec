import type { Context } from '../../platform/context.ts'
import * as store from './store.holdings.ts'
import type { TicketRecord } from './store.ts'

/** A member's tickets that are not resolved, the most pressing first: what is handed over before leave. */
export const openTicketsOf = (context: Context, memberId: string, limit: number): Promise<TicketRecord[]> =>
  store.openTicketsOf(context.db, memberId, limit)
