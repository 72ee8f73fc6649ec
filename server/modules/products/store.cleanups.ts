import { sql } from 'kysely'
import type { CleanupRestore } from '../../platform/cleanups.ts'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ProductCost } from './schema.ts'
import type { ProductTables } from './tables.ts'

const own = (db: Database) => tablesOf<ProductTables>(db)

/** A product that nobody has said the cost of. */
export interface Uncosted {
  readonly id: string
  readonly sku: string
  readonly title: string
  readonly updatedAt: Date
}

/** Products without a cost that nobody has touched since a moment, among these ids. */
export const uncostedAmong = (db: Database, ids: readonly string[], before: Date): Promise<Uncosted[]> =>
  own(db)
    .selectFrom('products')
    .select(['id', 'sku', 'title', 'updated_at as updatedAt'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('updated_at', '<', before)
    .where(sql<boolean>`not exists (select from product_costs c
      where c.workspace_id = products.workspace_id and c.product_id = products.id)`)
    .orderBy('id')
    .execute()

/** The ids of the next products. */
export async function idsAfter(db: Database, after: string, limit: number): Promise<string[]> {
  const rows = await own(db)
    .selectFrom('products')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** A product with all its costs. */
export interface Costed {
  readonly id: string
  readonly sku: string
  readonly costs: readonly ProductCost[]
}

/** Of these products those with more than one cost, with all of them; nobody changes one until the transaction ends where `lock`. */
export async function chainsOf(db: Database, ids: readonly string[], lock = false): Promise<Costed[]> {
  if (lock) await sql`select from products where id = any(${[...ids]}::uuid[]) order by id for update`.execute(own(db))
  const found = await sql<Costed>`select p.id, p.sku,
      jsonb_agg(jsonb_build_object('validFrom', c.valid_from, 'unitCost', c.unit_cost, 'currency', c.currency)) as costs
    from products p join product_costs c on c.workspace_id = current_workspace() and c.product_id = p.id
    where p.workspace_id = current_workspace() and p.id = any(${[...ids]}::uuid[])
    group by p.id, p.sku having count(*) > 1 order by p.id`.execute(own(db))
  return found.rows
}

/** Removes products; answers their rows. */
export async function takeProducts(db: Database, ids: readonly string[]): Promise<CleanupRestore[]> {
  const taken = await sql<{ row: CleanupRestore }>`delete from products where id = any(${[...ids]}::uuid[])
    returning to_jsonb(products) as row`.execute(own(db))
  return taken.rows.map(({ row }) => row)
}

/** Brings products back whose SKU nobody has told of since. */
export async function putProducts(db: Database, rows: readonly CleanupRestore[]): Promise<number> {
  const put =
    await sql`insert into products select * from jsonb_populate_recordset(null::products, ${asRecords(rows)}::jsonb)
    on conflict do nothing`.execute(own(db))
  return Number(put.numAffectedRows ?? 0)
}

/** Removes costs by product and day; answers their rows. */
export async function takeCosts(
  db: Database,
  costs: readonly { readonly productId: string; readonly day: string }[],
): Promise<CleanupRestore[]> {
  const taken = await sql<{ row: CleanupRestore }>`delete from product_costs c
    using jsonb_to_recordset(${asRecords(costs)}::jsonb) as wanted ("productId" uuid, day date)
    where c.product_id = wanted."productId" and c.valid_from = wanted.day
    returning to_jsonb(c) as row`.execute(own(db))
  return taken.rows.map(({ row }) => row)
}

/** Brings costs back of products that are there, for days of which nobody has told since. */
export async function putCosts(db: Database, rows: readonly CleanupRestore[]): Promise<number> {
  const put = await sql`insert into product_costs
    select given.* from jsonb_populate_recordset(null::product_costs, ${asRecords(rows)}::jsonb) as given
    where exists (select from products p where p.workspace_id = current_workspace() and p.id = given.product_id)
    on conflict do nothing`.execute(own(db))
  return Number(put.numAffectedRows ?? 0)
}
