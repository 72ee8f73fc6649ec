import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { TicketTables } from './tables.ts'

/** What is known of a customer's tickets, as they may ask for it. */
export const ticketsInFull = (db: Database, customerId: string) =>
  tablesOf<TicketTables>(db)
    .selectFrom('tickets')
    .select(['number', 'kind', 'sub_type as subType', 'status', 'subject', 'language'])
    .select(['order_number as orderNumber', 'created_at as createdAt', 'last_message_at as lastMessageAt'])
    .select(['resolved_at as resolvedAt', sql<string | null>`resolution ->> 'result'`.as('result')])
    .select(sql<string | null>`resolution ->> 'customerFeedback'`.as('customerFeedback'))
    .where('customer_id', '=', customerId)
    .orderBy('number')
    .execute()
