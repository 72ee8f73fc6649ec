import { type Database, tablesOf } from '../../platform/db.ts'
import { asTicket, finite, type TicketRecord } from './store.ts'
import type { TicketTables } from './tables.ts'

/** A member's tickets that are not resolved, the most pressing first. */
export async function openTicketsOf(db: Database, memberId: string, limit: number): Promise<TicketRecord[]> {
  const rows = await tablesOf<TicketTables>(db)
    .selectFrom('tickets')
    .select(asTicket)
    .where('assignee_id', '=', memberId)
    .where('status', 'in', ['open', 'waiting', 'snoozed'])
    .orderBy('next_due_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(finite)
}
