import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** An address of a buyer; an alias counts in its own store only. */
export interface BuyersAddress {
  readonly address: string
  readonly storeId: string | null
}

/** An order by which a buyer can be found. */
export interface TracedOrder {
  readonly id: string
  readonly number: string
  readonly buyerName: string
}

/** The orders that these addresses have bought, with how the buyer is named in them. */
export async function ordersOfAddresses(db: Database, addresses: readonly BuyersAddress[]): Promise<TracedOrder[]> {
  const found = await sql<TracedOrder>`
    select o.id, o.number, o.buyer_name as "buyerName"
    from jsonb_to_recordset(${asRecords(addresses)}::jsonb) as known(address text, "storeId" uuid)
    join orders o on o.workspace_id = current_workspace() and o.buyer_address = known.address
      and (known."storeId" is null or o.store_id = known."storeId")`.execute(own(db))
  return found.rows
}

/** Of these orders those that nobody else's address has bought. */
export async function ordersNotOfOthers(
  db: Database,
  ids: readonly string[],
  addresses: readonly BuyersAddress[],
): Promise<TracedOrder[]> {
  const found = await sql<TracedOrder>`
    select o.id, o.number, o.buyer_name as "buyerName" from orders o
    where o.id = any(${[...ids]}::uuid[]) and (o.buyer_address is null
      or o.buyer_address = any(${addresses.map(({ address }) => address)}::text[]))`.execute(own(db))
  return found.rows
}

/** Of these orders how many still name their buyer, and how many of their returned units hold words. */
export async function countOpen(db: Database, ids: readonly string[]): Promise<{ orders: number; units: number }> {
  const found = await sql<{ orders: number; units: number }>`
    with theirs as (select number, store_id, redacted_at from orders where id = any(${[...ids]}::uuid[]))
    select (select count(*) from theirs where redacted_at is null)::int as orders,
      (select count(*) from theirs o join returned_units r on r.workspace_id = current_workspace()
        and r.order_number = o.number collate "default" and r.store_id = o.store_id
        where r.comments <> '' or r.others is not null)::int as units`.execute(own(db))
  return found.rows[0] ?? { orders: 0, units: 0 }
}

/** Empties feedback that these addresses gave, whether or not its order is known; the rating stays. How many were emptied. */
export async function emptyFeedbackOf(db: Database, addresses: readonly BuyersAddress[]): Promise<number> {
  const emptied = await sql`update seller_feedback f set comments = '', response = '', rater_address = null
    from jsonb_to_recordset(${asRecords(addresses)}::jsonb) as known(address text, "storeId" uuid)
    where f.workspace_id = current_workspace() and lower(f.rater_address) = known.address
      and (known."storeId" is null or f.store_id = known."storeId")`.execute(own(db))
  return Number(emptied.numAffectedRows ?? 0)
}

/** Of these orders those that still name their buyer. */
export const openAmong = async (db: Database, ids: readonly string[], limit: number): Promise<string[]> =>
  (
    await own(db)
      .selectFrom('orders')
      .select('id')
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .where('redacted_at', 'is', null)
      .orderBy('id')
      .limit(limit)
      .execute()
  ).map(({ id }) => id)
