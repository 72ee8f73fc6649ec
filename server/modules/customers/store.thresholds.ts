import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Asked } from './schema.profile.ts'
import type { Thresholds } from './schema.thresholds.ts'
import type { CustomerTables } from './tables.ts'

const own = (db: Database) => tablesOf<CustomerTables>(db)

/** What somebody has set; undefined where nobody has. */
export const readThresholds = (db: Database): Promise<Thresholds | undefined> =>
  own(db)
    .selectFrom('customer_thresholds')
    .select(['returning_orders as returningOrders', 'regular_orders as regularOrders', 'key_orders as keyOrders'])
    .select(['watch_percent as watchPercent', 'high_percent as highPercent', 'watch_returned as watchReturned'])
    .select(['high_returned as highReturned', 'watch_claims as watchClaims', 'high_claims as highClaims'])
    .select('watch_outside_policy as watchOutsidePolicy')
    .executeTakeFirst()

export async function saveThresholds(db: Database, thresholds: Thresholds): Promise<void> {
  const set = {
    returning_orders: thresholds.returningOrders,
    regular_orders: thresholds.regularOrders,
    key_orders: thresholds.keyOrders,
    watch_percent: thresholds.watchPercent,
    high_percent: thresholds.highPercent,
    watch_returned: thresholds.watchReturned,
    high_returned: thresholds.highReturned,
    watch_claims: thresholds.watchClaims,
    high_claims: thresholds.highClaims,
    watch_outside_policy: thresholds.watchOutsidePolicy,
  }
  await own(db)
    .insertInto('customer_thresholds')
    .values(set)
    .onConflict((known) => known.column('workspace_id').doUpdateSet(set))
    .execute()
}

const living = sql`c.merged_into is null and c.erased_at is null`

/** How many customers there are, without those that are part of another or erased. */
export async function countCustomers(db: Database): Promise<number> {
  const found = await sql<{
    customers: number
  }>`select count(*)::int as customers from customers c where ${living}`.execute(own(db))
  return found.rows[0]?.customers ?? 0
}

/**
 * Customers with their addresses, no more than `most`: all of them where `percent` is 100, else those of so many pages of
 * the table, picked by chance, so that a million are not read to look at some.
 */
export async function sampleCustomers(db: Database, percent: number, most: number): Promise<Asked[]> {
  const pages = percent >= 100 ? sql`` : sql`tablesample system (${percent}::real)`
  const found = await sql<Asked>`
    select c.id as "customerId", coalesce((
      select jsonb_agg(jsonb_build_object('kind', held.kind, 'address', held.address, 'storeId', held.store_id))
      from customer_contacts held
      where held.workspace_id = c.workspace_id and held.customer_id = c.id), '[]') as contacts
    from customers c ${pages} where ${living} limit ${most}`.execute(own(db))
  return found.rows
}
