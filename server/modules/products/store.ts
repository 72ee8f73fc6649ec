import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import { titleWords } from './rules.learning.ts'
import type { CostRow, Product, ProductCost, ProductCounts } from './schema.ts'
import type { ProductTables } from './tables.ts'

const own = (db: Database) => tablesOf<ProductTables>(db)

const costs = sql<ProductCost[]>`coalesce((
  select jsonb_agg(jsonb_build_object('validFrom', c.valid_from, 'unitCost', c.unit_cost, 'currency', c.currency)
    order by c.valid_from desc)
  from product_costs c where c.workspace_id = products.workspace_id and c.product_id = products.id), '[]')`

export interface ProductFilter {
  /** The beginning of a SKU. */
  readonly search?: string
  /** Or beginnings of words of the title, all of them; the rarest first. */
  readonly words?: readonly string[]
  readonly withoutCost?: true
  /** The SKU after which the page begins. */
  readonly after?: string
  readonly limit: number
}

/** No character sorts after this one, so every SKU that begins so lies before it. */
const last = '\u{10FFFF}'

/** Products by SKU, with all their costs, the newest first. */
export function listProducts(db: Database, filter: ProductFilter): Promise<Product[]> {
  const { search, words = [], after } = filter
  let query = own(db)
    .selectFrom('products')
    .select(['id', 'sku', 'asin', 'title', 'category', 'updated_at as updatedAt', costs.as('costs')])
  if (search !== undefined) query = query.where(sql<boolean>`sku in (${skusBySearch(search, words)})`)
  if (filter.withoutCost) query = query.where(sql<boolean>`not has_cost`)
  if (after !== undefined) query = query.where('sku', '>', after)
  return query.orderBy('sku').limit(filter.limit).execute()
}

/** The SKUs that begin so, and those whose titles have these words; each by its index. */
function skusBySearch(search: string, [first, ...others]: readonly string[]) {
  const bySku = sql`select sku from products where sku >= ${search} and sku < ${search + last}`
  if (first === undefined) return bySku
  const rest = others.map(
    (word) => sql`and exists (select from product_words more where more.workspace_id = found.workspace_id
      and more.sku = found.sku and more.word >= ${word} and more.word < ${word + last})`,
  )
  return sql`${bySku} union select sku from product_words found
    where word >= ${first} and word < ${first + last} ${sql.join(rest, sql` `)}`
}

/** How many products there are, and how many have no cost. */
export async function countProducts(db: Database): Promise<ProductCounts> {
  const counted = await sql<ProductCounts>`
    select (select count(*) from products)::int as "all",
      (select count(*) from products where not has_cost)::int as "withoutCost"`.execute(own(db))
  return counted.rows[0] ?? { all: 0, withoutCost: 0 }
}

export async function skusIn(db: Database, categories: readonly string[]): Promise<string[]> {
  const found = await own(db)
    .selectFrom('products')
    .select('sku')
    .where(sql<boolean>`category = any(${[...categories]}::text[])`)
    .execute()
  return found.map(({ sku }) => sku)
}

/** The category of each of these SKUs that is known to be in one. */
export async function categoriesOf(
  db: Database,
  skus: readonly string[],
): Promise<{ sku: string; category: string }[]> {
  return own(db)
    .selectFrom('products')
    .select(['sku', 'category'])
    .where(sql<boolean>`sku = any(${[...skus]}::text[])`)
    .where('category', '<>', '')
    .execute()
}

/** What one piece of each SKU cost on a day, in the order of what is asked; null where nobody has said. */
export async function costsOn(
  db: Database,
  wanted: readonly { readonly sku: string; readonly day: string }[],
): Promise<(ProductCost | null)[]> {
  const asked = wanted.map((each, at) => ({ ...each, at }))
  const found = await sql<ProductCost & { at: number }>`
    select given.at, c.valid_from::text as "validFrom", c.unit_cost as "unitCost", c.currency
    from json_to_recordset(${asRecords(asked)}::json) as given (at int, sku text, day date)
    join products p on p.workspace_id = (select current_workspace()) and p.sku = given.sku
    cross join lateral (
      select valid_from, unit_cost, currency from product_costs c
      where c.workspace_id = p.workspace_id and c.product_id = p.id and c.valid_from <= given.day
      order by valid_from desc limit 1) c`.execute(own(db))
  const byPlace = new Map(found.rows.map(({ at, ...cost }) => [at, cost]))
  return asked.map(({ at }) => byPlace.get(at) ?? null)
}

/** Adds the products that are not known yet, and what the rows newly say of the others. Each SKU is given once. */
export async function writeProducts(
  db: Database,
  rows: readonly (Pick<CostRow, 'sku' | 'asin' | 'title' | 'category'> & { readonly id: string })[],
  now: Date,
): Promise<void> {
  const written =
    await sql<Titled>`insert into products as known (id, sku, asin, title, category, created_at, updated_at)
    select id, sku, nullif(asin, ''), coalesce(title, ''), coalesce(category, ''), ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${asRecords(rows)}::json) as given (id uuid, sku text, asin text, title text, category text)
    on conflict (workspace_id, sku) do update set
      (asin, title, category, title_sold_at, updated_at) = (${learned}, excluded.updated_at)
    where (known.asin, known.title, known.category, known.title_sold_at) is distinct from (${learned})
    returning sku, title`.execute(own(db))
  await writeWords(db, written.rows)
}

const learned = sql`coalesce(excluded.asin, known.asin), coalesce(nullif(excluded.title, ''), known.title),
  coalesce(nullif(excluded.category, ''), known.category),
  case when excluded.title = '' then known.title_sold_at end`

/** A product that was written, by what it is called now. */
export interface Titled {
  readonly sku: string
  readonly title: string
}

/** Has products found by the words of their titles as these are now. */
export async function writeWords(db: Database, products: readonly Titled[]): Promise<void> {
  if (products.length === 0) return
  const skus = products.map(({ sku }) => sku)
  const words = products.flatMap(({ sku, title }) => titleWords(title).map((word) => ({ sku, word })))
  await sql`delete from product_words where sku = any(${skus}::text[])`.execute(own(db))
  await sql`insert into product_words (word, sku)
    select * from unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ sku }) => sku)}::text[])
    on conflict do nothing`.execute(own(db))
}

/** Writes costs of products that are there; each SKU and day is given once. */
export async function writeCosts(
  db: Database,
  rows: readonly Pick<CostRow, 'sku' | 'validFrom' | 'unitCost' | 'currency'>[],
  by: { readonly memberId: string | null; readonly at: Date },
): Promise<{ added: number; changed: number }> {
  const written = await sql<{ isNew: boolean }>`
    insert into product_costs as known (product_id, valid_from, unit_cost, currency, recorded_at, recorded_by)
    select p.id, "validFrom", "unitCost", currency, ${by.at}::timestamptz, ${by.memberId}::uuid
    from json_to_recordset(${asRecords(rows)}::json)
      as given (sku text, "validFrom" date, "unitCost" bigint, currency char(3))
    join products p on p.workspace_id = (select current_workspace()) and p.sku = given.sku
    on conflict (workspace_id, product_id, valid_from) do update set
      (unit_cost, currency, recorded_at, recorded_by)
      = (excluded.unit_cost, excluded.currency, excluded.recorded_at, excluded.recorded_by)
    where (known.unit_cost, known.currency) <> (excluded.unit_cost, excluded.currency)
    returning xmax = 0 as "isNew"`.execute(own(db))
  await sql`update products set has_cost = true
    where not has_cost and sku = any(${rows.map(({ sku }) => sku)}::text[])`.execute(own(db))
  const added = written.rows.filter(({ isNew }) => isNew).length
  return { added, changed: written.rows.length - added }
}

/** Titles and categories, by SKU. */
export const describeSkus = (
  db: Database,
  skus: readonly string[],
): Promise<{ sku: string; title: string; category: string }[]> =>
  own(db)
    .selectFrom('products')
    .select(['sku', 'title', 'category'])
    .where(sql<boolean>`sku = any(${[...skus]}::text[])`)
    .execute()
