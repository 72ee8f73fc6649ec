import { type Context, transact } from '../../platform/context.ts'
import { newestSold, type Sold } from './rules.learning.ts'
import * as store from './store.learning.ts'
import { writeWords } from './store.ts'

/**
 * Has each SKU that was sold be a product, with the newest title and an ASIN where sales tell one; what a person or a cost
 * table has said stays. What a piece costs is nobody's guess: it stays unsaid. The same again changes nothing.
 */
export async function learnProducts(context: Context, sold: readonly Sold[]): Promise<void> {
  const newest = newestSold(sold)
  if (newest.length === 0) return
  await transact(context, async (context) => {
    const rows = newest.map((each) => ({ ...each, id: context.newId() }))
    await writeWords(context.db, await store.writeSold(context.db, rows, context.now()))
  })
}

/** What was sold under the SKUs after one, and the last of these SKUs; null behind the last of all. */
export type SalesAfter = (context: Context, sku: string) => Promise<{ sold: readonly Sold[]; last: string | null }>

/**
 * Learns, once in a workspace, from what was sold before sales were learned from: page by page, each in a transaction with
 * how far it is, so that a killed one goes on where it was.
 */
export async function readSalesOfBefore(context: Context, salesAfter: SalesAfter): Promise<void> {
  if (await store.areSalesRead(context.db)) return
  for (let goesOn = true; goesOn; )
    goesOn = await transact(context, async (context) => {
      const upTo = await store.lockSalesRead(context.db)
      if (upTo === undefined) return false
      const { sold, last } = await salesAfter(context, upTo)
      await learnProducts(context, sold)
      await store.writeSalesRead(context.db, last === null ? { doneAt: context.now() } : { upTo: last })
      return last !== null
    })
}
