import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { cutPage, type Page, readCursor } from '../../platform/paging.ts'
import { wordsWanted } from './rules.learning.ts'
import type { CostRow, Product, ProductCost, ProductCounts, ProductQuery } from './schema.ts'
import * as store from './store.ts'

/** One page of products by SKU, each with what a piece has cost since when. */
export async function listProducts(context: Context, query: ProductQuery): Promise<Page<Product>> {
  const search = query.search?.trim()
  const found = await store.listProducts(context.db, {
    ...(search && { search, words: wordsWanted(search) }),
    ...(query.withoutCost && { withoutCost: query.withoutCost }),
    ...(query.after !== undefined && { after: String(readCursor(query.after, 1)[0]) }),
    limit: query.limit + 1,
  })
  return cutPage(found, query.limit, ({ sku }) => [sku])
}

/** How many products there are, and how many have no cost yet. */
export const countProducts = (context: Context): Promise<ProductCounts> => store.countProducts(context.db)

/** What one piece of each SKU cost on a day (`2026-01-26`), in the order of what is asked; null where nobody has said. */
export const costsOn = (
  context: Context,
  wanted: readonly { readonly sku: string; readonly day: string }[],
): Promise<(ProductCost | null)[]> => (wanted.length === 0 ? Promise.resolve([]) : store.costsOn(context.db, wanted))

/** The SKUs of everything in these categories; whoever asks. */
export const skusIn = (context: Context, categories: readonly string[]): Promise<string[]> =>
  categories.length === 0 ? Promise.resolve([]) : store.skusIn(context.db, categories)

/** The category of each of these SKUs that is known to be in one; whoever asks. */
export async function categoriesOf(context: Context, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (skus.length === 0) return new Map()
  return new Map((await store.categoriesOf(context.db, skus)).map(({ sku, category }) => [sku, category]))
}

/**
 * Records products and what they cost from a day on: a later row for the same SKU and day stands. The same rows again
 * change nothing.
 */
export function recordCosts(
  context: Context,
  rows: readonly CostRow[],
): Promise<{ added: number; changed: number; unchanged: number }> {
  return transact(context, async (context) => {
    const products = new Map<string, CostRow>()
    for (const row of rows) products.set(row.sku, { ...products.get(row.sku), ...toldBy(row) })
    await store.writeProducts(
      context.db,
      [...products.values()].map(({ sku, asin, title, category }) => ({
        id: context.newId(),
        sku,
        asin: asin ?? null,
        title: title ?? '',
        category: category ?? '',
      })),
      context.now(),
    )
    const costs = new Map(rows.map((row) => [JSON.stringify([row.sku, row.validFrom]), row]))
    const memberId = context.actor.kind === 'member' ? context.actor.id : null
    const { added, changed } = await store.writeCosts(context.db, [...costs.values()], { memberId, at: context.now() })
    return { added, changed, unchanged: rows.length - added - changed }
  })
}

/** What a row says; an empty cell does not take back what an earlier row has said. */
function toldBy({ asin, title, category, ...row }: CostRow): CostRow {
  return { ...row, ...(asin && { asin }), ...(title && { title }), ...(category && { category }) }
}

/** As `recordCosts`, for a caller of the API. */
export function sendCosts(
  context: Context,
  rows: readonly CostRow[],
): Promise<{ added: number; changed: number; unchanged: number }> {
  return transact(context, async (context) => {
    const recorded = await recordCosts(context, rows)
    if (recorded.added + recorded.changed > 0)
      await recordAudit(context, {
        action: 'products.costs-recorded',
        subject: { kind: 'workspace', id: context.workspaceId },
      })
    return recorded
  })
}

/** What these SKUs are called and of which category they are; whoever asks. A SKU that nobody knows is left out. */
export const describeSkus = (
  context: Context,
  skus: readonly string[],
): Promise<{ sku: string; title: string; category: string }[]> =>
  skus.length === 0 ? Promise.resolve([]) : store.describeSkus(context.db, skus)
