import type { Cleaned, CleanupKind } from '../../platform/cleanups.ts'
import type { Context } from '../../platform/context.ts'
import { defineHook } from '../../platform/hooks.ts'
import { repeatedDays } from './rules.cleanups.ts'
import * as store from './store.cleanups.ts'

/** Of these SKUs those of which a higher storey has something. */
export const skusHeld = defineHook<readonly string[], readonly string[]>('products.skus-held')

/** Products that are looked at in one transaction. */
const productsAtOnce = 1_000
const first = '00000000-0000-0000-0000-000000000000'

/** Products without a cost, of which nothing was ever bought or sent. */
const unusedProducts: CleanupKind = {
  name: 'unused-products',
  days: 365,
  weighs: null,
  async find(context, { before }, after) {
    const ids = await store.idsAfter(context.db, after ?? first, productsAtOnce)
    return { keys: (await unusedAmong(context, ids, before)).map(({ id }) => id), after: markAfter(ids) }
  },
  async describe(context, keys, { before }) {
    return (await unusedAmong(context, keys, before)).map(({ id, sku, title, updatedAt }) => ({
      ...{ key: id, title: title === '' ? sku : `${sku} · ${title}`, thing: { kind: 'product' as const, id } },
      ...{ reason: 'never-used', at: updatedAt, amount: null, currency: null, other: null },
    }))
  },
  async clean(context, keys, { before }): Promise<Cleaned> {
    const ids = (await unusedAmong(context, keys, before)).map(({ id }) => id)
    return { keys: ids, restores: await store.takeProducts(context.db, ids), files: [] }
  },
  restore: (context, restores) => store.putProducts(context.db, restores),
}

/** Costs that only repeat the one before. */
const repeatedCosts: CleanupKind = {
  name: 'repeated-costs',
  days: null,
  weighs: null,
  async find(context, _span, after) {
    const ids = await store.idsAfter(context.db, after ?? first, productsAtOnce)
    const chains = await store.chainsOf(context.db, ids)
    const keys = chains.flatMap(({ id, costs }) => repeatedDays(costs).map((day) => `${id}_${day}`))
    return { keys, after: markAfter(ids) }
  },
  async describe(context, keys) {
    const chains = await store.chainsOf(context.db, productsIn(keys))
    const rows = new Map(
      chains.flatMap(({ id, sku, costs }) =>
        repeatedDays(costs).flatMap((day) => {
          const cost = costs.find(({ validFrom }) => validFrom === day)
          const key = `${id}_${day}`
          const at = {
            at: new Date(`${day}T00:00:00Z`),
            amount: cost?.unitCost ?? null,
            currency: cost?.currency ?? null,
          }
          const row = {
            key,
            title: sku,
            thing: { kind: 'product' as const, id },
            reason: 'repeats',
            ...at,
            other: null,
          }
          return cost ? [[key, row] as const] : []
        }),
      ),
    )
    return keys.flatMap((key) => rows.get(key) ?? [])
  },
  async clean(context, keys): Promise<Cleaned> {
    const chains = await store.chainsOf(context.db, productsIn(keys), true)
    const wanted = new Set(keys)
    const costs = chains.flatMap(({ id, costs }) =>
      repeatedDays(costs).flatMap((day) => (wanted.has(`${id}_${day}`) ? [{ productId: id, day }] : [])),
    )
    const restores = await store.takeCosts(context.db, costs)
    return { keys: costs.map(({ productId, day }) => `${productId}_${day}`), restores, files: [] }
  },
  restore: (context, restores) => store.putCosts(context.db, restores),
}

/** What this module knows to be invalid of its rows. */
export const invalidProducts = async (): Promise<readonly CleanupKind[]> => [unusedProducts, repeatedCosts]

async function unusedAmong(context: Context, ids: readonly string[], before: Date): Promise<store.Uncosted[]> {
  const uncosted = await store.uncostedAmong(context.db, ids, before)
  if (uncosted.length === 0) return []
  const skus = uncosted.map(({ sku }) => sku)
  const held = new Set((await context.services.hooks.run(context, skusHeld, skus)).flat())
  return uncosted.filter(({ sku }) => !held.has(sku))
}

const markAfter = (ids: readonly string[]): string | null => (ids.length < productsAtOnce ? null : (ids.at(-1) ?? null))

const productsIn = (keys: readonly string[]): string[] => [...new Set(keys.map((key) => key.slice(0, 36)))]
