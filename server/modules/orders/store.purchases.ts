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
