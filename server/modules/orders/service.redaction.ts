import { DAY } from '../../lib/time.ts'
import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { ownersOfBuyers } from '../customers/index.ts'
import { keptDaysOf, storesOf } from '../stores/index.ts'
import { isKeptLongEnough } from './rules.redaction.ts'
import * as store from './store.redaction.ts'

/** Orders that are looked at in one transaction. */
const ordersAtOnce = 500

/**
 * Empties who bought an order once the time of its marketplace is over (rule `buyer-data.kept-for`; where there is none,
 * nothing is emptied). Money, goods and days stay, and the order stays counted as its customer's. The same again changes
 * nothing; a killed one goes on with what is left.
 */
export async function redactDue(context: Context): Promise<void> {
  for (const { id, marketplace } of await storesOf(context)) {
    const days = await keptDaysOf(context, marketplace, context.now())
    if (days !== undefined) await redactStore(context, id, days)
  }
}

async function redactStore(context: Context, storeId: string, days: number): Promise<void> {
  const before = new Date(context.now().getTime() - days * DAY)
  for (let after: store.Place | undefined; ; ) {
    const page = { before, after, limit: ordersAtOnce }
    const last = await transact(context, (context) => redactPage(context, storeId, days, page))
    if (!last) return
    after = last
  }
}

/** Answers where the next page begins; undefined behind the last. */
async function redactPage(
  context: Context,
  storeId: string,
  days: number,
  page: Parameters<typeof store.lockCandidates>[2],
): Promise<store.Place | undefined> {
  const candidates = await store.lockCandidates(context.db, storeId, page)
  const due = candidates.filter((order) => isKeptLongEnough(order, days, context.now()))
  if (due.length > 0) {
    const owners = await ownersOfBuyers(
      context,
      due.map(({ buyerAddress, storeId }) => ({ address: buyerAddress ?? '', storeId })),
    )
    await store.redactOrders(context.db, {
      orders: due.map(({ id }, at) => ({ id, customerId: owners[at] ?? null })),
      reason: 'rule',
      at: context.now(),
    })
    await emit(context, 'orders.redacted', { orderIds: due.map(({ id }) => id) })
  }
  const last = candidates.at(-1)
  return last && candidates.length === page.limit ? [last.orderedAt.toISOString(), last.id] : undefined
}
