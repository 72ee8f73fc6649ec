import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Sold } from './rules.learning.ts'
import type { Titled } from './store.ts'
import type { ProductTables } from './tables.ts'

const own = (db: Database) => tablesOf<ProductTables>(db)

/** A product as sales tell of it. */
export type ProductSold = Sold & { readonly id: string }

/** May the title of a sale stand for that which is known? Never for one that a person or a cost table has said. */
const isNewer = sql`(known.title = '' or known.title_sold_at < excluded.title_sold_at) and excluded.title <> ''`

/**
 * Adds products that nobody knew, and to the others what sales newly tell; each SKU is given once. Rows that tell nothing
 * are not even locked. Answers those that were added or are called otherwise now.
 */
export async function writeSold(db: Database, rows: readonly ProductSold[], now: Date): Promise<Titled[]> {
  const all = <Field extends keyof ProductSold>(field: Field) => rows.map((row) => row[field])
  const written = await sql<Titled & { isCalledSo: boolean }>`
    insert into products as known (id, sku, asin, title, title_sold_at, created_at, updated_at)
    select given.id, given.sku, nullif(given.asin, ''), given.title,
      case when given.title <> '' then given.sold_at end, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${all('id')}::uuid[], ${all('sku')}::text[], ${all('asin')}::text[], ${all('title')}::text[],
      ${all('soldAt')}::timestamptz[]) as given (id, sku, asin, title, sold_at)
    left join products before on before.workspace_id = (select current_workspace()) and before.sku = given.sku
    where before.id is null or (before.asin is null and nullif(given.asin, '') is not null)
      or (given.title <> '' and (before.title = '' or before.title_sold_at < given.sold_at))
    on conflict (workspace_id, sku) do update set
      asin = coalesce(known.asin, excluded.asin),
      title = case when ${isNewer} then excluded.title else known.title end,
      title_sold_at = case when ${isNewer} then excluded.title_sold_at else known.title_sold_at end,
      updated_at = case when (${isNewer} and known.title <> excluded.title) or (known.asin is null and excluded.asin is not null)
        then excluded.updated_at else known.updated_at end
    returning sku, title, updated_at = ${now}::timestamptz as "isCalledSo"`.execute(own(db))
  return written.rows.filter(({ isCalledSo }) => isCalledSo)
}

/** Up to which SKU what was sold before has been looked through, held until the transaction ends; undefined where it is done. */
export async function lockSalesRead(db: Database): Promise<string | undefined> {
  await own(db)
    .insertInto('product_sales_read')
    .defaultValues()
    .onConflict((row) => row.doNothing())
    .execute()
  const found = await own(db)
    .selectFrom('product_sales_read')
    .select('up_to')
    .where('done_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return found?.up_to
}

/** Whether all that was sold before has been looked through. */
export const areSalesRead = async (db: Database): Promise<boolean> =>
  (await own(db).selectFrom('product_sales_read').select('done_at').executeTakeFirst())?.done_at != null

export const writeSalesRead = (db: Database, read: { upTo: string } | { doneAt: Date }) =>
  own(db)
    .updateTable('product_sales_read')
    .set('upTo' in read ? { up_to: read.upTo } : { done_at: read.doneAt })
    .execute()
