import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { verdictOf } from './rules.feedback.ts'
import type { FeedbackRow, OrderFeedback, Verdict } from './schema.feedback.ts'
import type { Recorded } from './service.rows.ts'
import * as store from './store.feedback.ts'
import { redactedNumbers } from './store.redaction.ts'

/**
 * Records feedback on orders, of two rows of one order the later. The same rows again change nothing. Of an order whose
 * buyer is not to be known any more only the rating and its day are kept.
 */
export function recordFeedbackRows(context: Context, storeId: string, rows: readonly FeedbackRow[]): Promise<Recorded> {
  return transact(context, async (context) => {
    const latest = new Map<string, store.FeedbackToWrite>()
    for (const row of rows) {
      const before = latest.get(row.orderNumber)
      if (before && Date.parse(before.givenAt) > Date.parse(row.givenAt)) continue
      latest.set(row.orderNumber, { ...row, id: context.newId() })
    }
    // In the order of their numbers, so that two who write the same wait and do not lock each other.
    const redacted = await redactedNumbers(context.db, storeId, [...latest.keys()])
    const inOrder = [...latest]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, row]) =>
        redacted.has(row.orderNumber) ? { ...row, comments: '', response: '', raterAddress: null } : row,
      )
    const { added, changed } = await store.writeFeedback(context.db, storeId, inOrder, context.now())
    if (added + changed > 0) await emit(context, 'orders.feedback-recorded', { storeId, numbers: [...latest.keys()] })
    return { added, changed, unchanged: rows.length - added - changed }
  })
}

/** By number, what the ratings of a store's orders come to and when they were given. */
export async function verdictsOn(
  context: Context,
  storeId: string,
  numbers: readonly string[],
): Promise<Map<string, { readonly verdict: Verdict; readonly givenAt: Date }>> {
  const found = await store.ratingsOf(context.db, storeId, numbers)
  return new Map(found.map(({ number, rating, givenAt }) => [number, { verdict: verdictOf(rating), givenAt }]))
}

/** What the buyer of an order said of the seller; null where nothing is known. */
export async function feedbackOf(
  context: Context,
  order: { readonly storeId: string; readonly number: string },
): Promise<OrderFeedback | null> {
  const found = await store.feedbackOf(context.db, order)
  return found ? { ...found, verdict: verdictOf(found.rating) } : null
}
