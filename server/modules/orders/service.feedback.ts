import { type Context, transact } from '../../platform/context.ts'
import { verdictOf } from './rules.feedback.ts'
import type { FeedbackRow, OrderFeedback } from './schema.feedback.ts'
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
    return { added, changed, unchanged: rows.length - added - changed }
  })
}

/** What the buyer of an order said of the seller; null where nothing is known. */
export async function feedbackOf(
  context: Context,
  order: { readonly storeId: string; readonly number: string },
): Promise<OrderFeedback | null> {
  const found = await store.feedbackOf(context.db, order)
  return found ? { ...found, verdict: verdictOf(found.rating) } : null
}
