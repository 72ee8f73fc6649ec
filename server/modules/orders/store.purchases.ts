import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { OrderTables } from './tables.ts'

/** What a customer has bought in all; cancelled orders are none. */
export interface Purchases {
  readonly customerId: string
  readonly orders: number
  readonly lastOrderAt: Date
  readonly lastStoreId: string
  readonly storeIds: readonly string[]
}

/** One folded address of a customer; an alias counts in its own store only. */
export interface BuyersAddress {
  readonly customerId: string
  readonly address: string
  readonly storeId: string | null
}

/** What came in under these addresses, by customer; those who bought nothing are left out. */
export async function purchasesUnder(db: Database, addresses: readonly BuyersAddress[]): Promise<Purchases[]> {
  const found = await sql<Purchases>`
    select known."customerId", count(distinct o.id)::int as orders, max(o.ordered_at) as "lastOrderAt",
      (array_agg(o.store_id order by o.ordered_at desc))[1] as "lastStoreId",
      array_agg(distinct o.store_id) as "storeIds"
    from jsonb_to_recordset(${asRecords(addresses)}::jsonb) as known("customerId" uuid, address text, "storeId" uuid)
    cross join lateral (
      select o.id, o.store_id, o.ordered_at from orders o
      where o.workspace_id = current_workspace() and o.buyer_address = known.address and o.status <> 'cancelled'
        and (known."storeId" is null or o.store_id = known."storeId")) o
    group by known."customerId"`.execute(tablesOf<OrderTables>(db))
  return found.rows
}

/** Which purchases are told apart. */
export interface PurchasesAsked {
  /** Those that hold one of these. */
  readonly skus: readonly string[]
  /** Those since a moment. */
  readonly since: Date
}

/** What a customer has bought in all, of some products, and lately; cancelled orders are none. */
export interface PurchaseHistory extends Purchases {
  readonly ordersSince: number
  readonly boughtOne: boolean
}

/** As `purchasesUnder`, with how many orders came since a moment and whether one of some products was among all. */
export async function historyUnder(
  db: Database,
  addresses: readonly BuyersAddress[],
  { skus, since }: PurchasesAsked,
): Promise<PurchaseHistory[]> {
  const found = await sql<PurchaseHistory>`
    select known."customerId", count(distinct o.id)::int as orders, max(o.ordered_at) as "lastOrderAt",
      (array_agg(o.store_id order by o.ordered_at desc))[1] as "lastStoreId",
      array_agg(distinct o.store_id) as "storeIds",
      (count(distinct o.id) filter (where o.ordered_at >= ${since}::timestamptz))::int as "ordersSince",
      coalesce(bool_or(o.has_one), false) as "boughtOne"
    from jsonb_to_recordset(${asRecords(addresses)}::jsonb) as known("customerId" uuid, address text, "storeId" uuid)
    cross join lateral (
      select o.id, o.store_id, o.ordered_at,
        cardinality(${[...skus]}::text[]) > 0 and exists (
          select from order_lines l where l.workspace_id = o.workspace_id and l.order_id = o.id
            and l.sku = any(${[...skus]}::text[])) as has_one
      from orders o
      where o.workspace_id = current_workspace() and o.buyer_address = known.address and o.status <> 'cancelled'
        and (known."storeId" is null or o.store_id = known."storeId")) o
    group by known."customerId"`.execute(tablesOf<OrderTables>(db))
  return found.rows
}

/** An address whose orders after a moment are looked for, and the caller's own name for the row. */
export interface WatchedBuyer {
  readonly id: string
  readonly address: string
  readonly storeId: string | null
  readonly after: Date
  readonly until: Date
}

/** The first order under any address of each row, after its moment and until its end. */
export async function firstOrdersWithin(
  db: Database,
  rows: readonly WatchedBuyer[],
): Promise<{ id: string; at: Date }[]> {
  const found = await sql<{ id: string; at: Date }>`
    select known.id, min(o.ordered_at) as at
    from jsonb_to_recordset(${asRecords(rows)}::jsonb)
      as known(id uuid, address text, "storeId" uuid, after timestamptz, until timestamptz)
    cross join lateral (
      select o.ordered_at from orders o
      where o.workspace_id = current_workspace() and o.buyer_address = known.address and o.status <> 'cancelled'
        and o.ordered_at > known.after and o.ordered_at <= known.until
        and (known."storeId" is null or o.store_id = known."storeId")
      order by o.ordered_at limit 1) o
    group by known.id`.execute(tablesOf<OrderTables>(db))
  return found.rows
}
