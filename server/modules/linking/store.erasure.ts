import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { LinkingTables } from './tables.ts'

const own = (db: Database) => tablesOf<LinkingTables>(db)

/** The orders of which it is certain, or of which a person has said, that tickets are about them. */
export const ordersSurelyOf = async (db: Database, ticketIds: readonly string[]): Promise<string[]> =>
  (
    await own(db)
      .selectFrom('order_links')
      .select('order_id as orderId')
      .distinct()
      .where(sql<boolean>`ticket_id = any(${[...ticketIds]}::uuid[])`)
      .where('confidence', '=', 'certain')
      .execute()
  ).flatMap(({ orderId }) => orderId ?? [])

/** Takes the quotes out of why tickets are linked as they are, and forgets by what they wait for orders. */
export async function forgetWords(db: Database, ticketIds: readonly string[]): Promise<void> {
  const wanted = sql`${[...ticketIds]}::uuid[]`
  await sql`delete from order_clues where ticket_id = any(${wanted})`.execute(own(db))
  await sql`update order_links set reasons = without_words(reasons), others = without_words(others)
    where ticket_id = any(${wanted})
      and (reasons <> without_words(reasons) or others <> without_words(others))`.execute(own(db))
}

/** Of these orders those that a ticket is about. */
export async function linkedAmong(db: Database, orderIds: readonly string[]): Promise<string[]> {
  const found = await own(db)
    .selectFrom('order_links')
    .select('order_id as orderId')
    .distinct()
    .where(sql<boolean>`order_id = any(${[...orderIds]}::uuid[])`)
    .execute()
  return found.flatMap(({ orderId }) => orderId ?? [])
}
