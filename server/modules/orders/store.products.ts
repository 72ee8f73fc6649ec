import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** SKUs that are looked at in one transaction. */
const skusAtOnce = 200

interface SoldRow {
  readonly sku: string
  readonly asin: string | null
  readonly title: string
  readonly soldAt: Date
}

/**
 * What the newest lines, shipments and returns say of the next SKUs, in the order of these. From SKU to SKU by the index,
 * not line by line: of a product that was sold a million times a few lines are read.
 */
export async function salesAfter(db: Database, sku: string): Promise<SoldRow[]> {
  const found = await sql<SoldRow>`
    with recursive named (sku, place) as (
      select ${nextSku(sql`${sku}::text`)}, 1
      union all
      select ${nextSku(sql`named.sku`)}, place + 1 from named where named.sku is not null and place < ${skusAtOnce}::int
    )
    select named.sku, sold.asin, sold.title, sold.sold_at as "soldAt"
    from named cross join lateral (
      (select l.asin, l.title, coalesce(l.shipped_at, o.ordered_at) as sold_at
        from order_lines l join orders o on o.workspace_id = l.workspace_id and o.id = l.order_id
        where l.workspace_id = (select current_workspace()) and l.sku = named.sku order by l.order_id desc limit 20)
      union all
      (select null, s.title, s.shipped_at from shipments s
        where s.workspace_id = (select current_workspace()) and s.sku = named.sku order by s.shipped_at desc limit 3)
      union all
      (select r.asin, r.title, r.returned_at from returned_units r
        where r.workspace_id = (select current_workspace()) and r.sku = named.sku order by r.returned_at desc limit 3)
    ) sold
    where named.sku is not null
    order by named.place`.execute(own(db))
  return found.rows
}

const nextSku = (after: ReturnType<typeof sql>) =>
  sql`least(${sql.join(
    (['order_lines', 'shipments', 'returned_units'] as const).map(
      (table) => sql`(select n.sku from ${sql.table(table)} n
      where n.workspace_id = (select current_workspace()) and n.sku > ${after} order by n.sku limit 1)`,
    ),
  )})`
