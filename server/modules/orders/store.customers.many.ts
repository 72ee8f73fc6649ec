import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { BuyersOrders } from './store.customers.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** What each of many buyers bought since a day; cancelled orders are none, and who bought nothing is left out. */
export async function boughtByMany(
  db: Database,
  buyers: readonly BuyersOrders[],
  since: Date,
): Promise<{ customerId: string; orders: number; units: number }[]> {
  const found = await sql<{ customerId: string; orders: number; units: number }>`
    select theirs."customerId", count(*)::int as orders, sum(lines.units)::bigint as units
    from (${recentOf(buyers, since)}) theirs
    cross join lateral (
      select coalesce(sum(l.quantity), 0) as units from order_lines l
      where l.workspace_id = current_workspace() and l.order_id = theirs.id) lines
    group by theirs."customerId"`.execute(own(db))
  return found.rows
}

/** What of these orders came back, by buyer and reason. */
export async function sentBackByMany(
  db: Database,
  buyers: readonly BuyersOrders[],
  since: Date,
): Promise<{ customerId: string; reason: string; units: number; outsidePolicy: number }[]> {
  const found = await sql<{ customerId: string; reason: string; units: number; outsidePolicy: number }>`
    select theirs."customerId", r.reason, sum(r.quantity)::bigint as units,
      coalesce(sum(r.quantity) filter (where r.in_policy is false), 0)::bigint as "outsidePolicy"
    from (${recentOf(buyers, since)}) theirs
    cross join lateral (
      select r.reason, r.quantity, r.in_policy from returned_units r
      where r.workspace_id = current_workspace() and r.order_number = theirs.number collate "default"
        and r.store_id = theirs.store_id) r
    group by theirs."customerId", r.reason`.execute(own(db))
  return found.rows
}

/** The orders of many buyers since a day, each by its index; those that name nobody any more as whose they stay counted. */
function recentOf(buyers: readonly BuyersOrders[], since: Date) {
  const addresses = buyers.flatMap(({ customerId, contacts }) =>
    contacts.map(({ address, storeId }) => ({ customerId, address, storeId })),
  )
  return sql`
    select known."customerId", o.id, o.number, o.store_id
    from jsonb_to_recordset(${asRecords(addresses)}::jsonb) as known("customerId" uuid, address text, "storeId" uuid)
    cross join lateral (
      select o.id, o.number, o.store_id from orders o
      where o.workspace_id = current_workspace() and o.buyer_address = known.address and o.status <> 'cancelled'
        and o.ordered_at >= ${since}::timestamptz and (known."storeId" is null or o.store_id = known."storeId")) o
    union all
    select known.id, o.id, o.number, o.store_id
    from unnest(${buyers.map(({ customerId }) => customerId)}::uuid[]) as known (id)
    cross join lateral (
      select o.id, o.number, o.store_id from orders o
      where o.workspace_id = current_workspace() and o.customer_id = known.id and o.buyer_address is null
        and o.status <> 'cancelled' and o.ordered_at >= ${since}::timestamptz) o`
}
