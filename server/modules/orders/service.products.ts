import { type Context, transact } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import { learnProducts, newestSold, readSalesOfBefore, type Sold } from '../products/index.ts'
import { salesAfter } from './store.products.ts'

export const learnJob = 'orders.learn-products'

/** What rows of one batch have told of products; SKUs, ASINs and titles, nothing of a person. */
export interface SoldGoods {
  readonly sold: readonly Sold[]
}

/** How long batches are let gather, in milliseconds: those of one report tell of the same products over and over. */
export const gatheredFor = 15_000

/**
 * Leaves what rows tell of products to a job, one a batch: reading a report in does not wait for the products, nor for
 * another report that tells of the same ones.
 */
export const tellProducts = (context: Context, told: readonly Sold[]): Promise<void> =>
  tellSold(context, newestSold(told))

/** As `tellProducts`, of what is the newest of each already. */
export async function tellSold(context: Context, sold: readonly Sold[]): Promise<void> {
  if (sold.length === 0) return
  const startAfter = new Date(context.now().getTime() + gatheredFor)
  await enqueue(context, learnJob, { sold } satisfies SoldGoods, { startAfter })
}

/** Learns from several batches at once. */
export const learnFrom = (context: Context, batches: readonly SoldGoods[]): Promise<void> =>
  transact(context, (context) =>
    learnProducts(
      context,
      batches.flatMap(({ sold }) => sold),
    ),
  )

/** Learns, once, from orders that were recorded before products were learned from orders. */
export const learnFromBefore = (context: Context): Promise<void> =>
  readSalesOfBefore(context, async (context, sku) => {
    const sold = await salesAfter(context.db, sku)
    return {
      sold: sold.map(({ soldAt, ...each }) => ({ ...each, soldAt: soldAt.toISOString() })),
      last: sold.at(-1)?.sku ?? null,
    }
  })
