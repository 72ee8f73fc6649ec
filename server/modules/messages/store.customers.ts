import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { MessageTables } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

/** What a customer wrote on these tickets of theirs, the newest first: of these messages, or so many. */
export function lettersOfCustomer(
  db: Database,
  customerId: string,
  ticketIds: readonly string[],
  asked: { readonly messageIds: readonly string[] } | { readonly newest: number },
): Promise<{ id: string; ticketId: string; subject: string | null; createdAt: Date }[]> {
  let query = own(db)
    .selectFrom('messages')
    .select(['id', 'ticket_id as ticketId', 'subject', 'created_at as createdAt'])
    .where(sql<boolean>`ticket_id = any(${[...ticketIds]}::uuid[])`)
    .where('direction', '=', 'inbound')
    .where('automatic', '=', false)
    // Where nobody but the ticket's own customer could have written, the message names none.
    .where((where) => where.or([where('customer_id', 'is', null), where('customer_id', '=', customerId)]))
  if ('messageIds' in asked) query = query.where(sql<boolean>`id = any(${[...asked.messageIds]}::uuid[])`)
  else query = query.limit(asked.newest)
  return query.orderBy('id', 'desc').execute()
}

/** Gives what one customer wrote to another, no more than `only`; answers which messages went. */
export async function moveMessages(
  db: Database,
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<string[]> {
  let query = own(db).updateTable('messages').set({ customer_id: to }).where('customer_id', '=', from)
  if (only) query = query.where(sql<boolean>`id = any(${[...only]}::uuid[])`)
  return (await query.returning('id').execute()).map(({ id }) => id).sort()
}

/** Of these customers those who wrote a message. */
export async function writersAmong(db: Database, customerIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select wanted.id from unnest(${[...customerIds]}::uuid[]) as wanted (id)
    where exists (select from messages m where m.workspace_id = current_workspace() and m.customer_id = wanted.id)`.execute(
    own(db),
  )
  return found.rows.map(({ id }) => id)
}
