import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { type BuyersOrders, before, type Cut, ofBuyer } from './store.customers.ts'
import type { OrderTables } from './tables.ts'

/** What a buyer said of the seller, as a line of their history. */
export interface BuyersFeedback {
  readonly id: string
  readonly orderId: string
  readonly orderNumber: string
  readonly storeId: string
  readonly givenAt: Date
  readonly rating: number
  readonly comments: string
}

/** The feedback of a buyer, newest first, by the numbers of their orders. */
export async function buyersFeedback(db: Database, whose: BuyersOrders, cut: Cut): Promise<BuyersFeedback[]> {
  const found = await sql<BuyersFeedback>`
    with theirs as materialized (${ofBuyer(whose, sql`o.id, o.number, o.store_id`, sql``)})
    select f.id, theirs.id as "orderId", f.order_number as "orderNumber", f.store_id as "storeId",
      f.given_at as "givenAt", f.rating, f.comments
    from theirs cross join lateral (
      select * from seller_feedback f
      where f.workspace_id = current_workspace() and f.order_number = theirs.number and f.store_id = theirs.store_id
        ${before(cut, sql`f.given_at`, sql`f.id`)} limit 1) f
    order by f.given_at desc, f.id desc limit ${cut.limit}`.execute(tablesOf<OrderTables>(db))
  return found.rows
}
