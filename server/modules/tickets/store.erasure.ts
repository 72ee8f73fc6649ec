import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { TicketTables } from './tables.ts'

const own = (db: Database) => tablesOf<TicketTables>(db)

/** All tickets of a customer, the oldest first. */
export const idsOfCustomer = async (db: Database, customerId: string): Promise<string[]> =>
  (await own(db).selectFrom('tickets').select('id').where('customer_id', '=', customerId).orderBy('id').execute()).map(
    ({ id }) => id,
  )

/** Tickets of a customer whose words are not erased, or have come back since, kept from everybody else. */
export const lockUnerased = async (db: Database, customerId: string, limit: number): Promise<string[]> =>
  (
    await own(db)
      .selectFrom('tickets')
      .select('id')
      .where('customer_id', '=', customerId)
      .where(sql<boolean>`(erased_at is null or subject <> '' or preview <> '')`)
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .execute()
  ).map(({ id }) => id)

/** Takes the words out of tickets, their timelines and what they are found by; codes, moments and numbers stay. */
export async function eraseWords(db: Database, ids: readonly string[], at: Date): Promise<void> {
  const wanted = sql`${[...ids]}::uuid[]`
  await sql`update tickets set subject = '', preview = '', erased_at = ${at}::timestamptz, version = version + 1,
      reasons = without_words(reasons), resolution = without_words(resolution)
    where id = any(${wanted})`.execute(own(db))
  await sql`update ticket_search set tokens = '' where ticket_id = any(${wanted})`.execute(own(db))
  await sql`select forget_ticket_lines(${wanted})`.execute(own(db))
}

/** What a ticket is found by and shows of its last word, anew. */
export async function replaceWords(
  db: Database,
  id: string,
  { preview, tokens }: { readonly preview: string; readonly tokens: readonly string[] },
): Promise<void> {
  await own(db).updateTable('tickets').set({ preview }).where('id', '=', id).execute()
  await sql`update ticket_search set tokens = array_to_tsvector(${[...new Set(tokens)]}::text[])
    where ticket_id = ${id}::uuid`.execute(own(db))
}
