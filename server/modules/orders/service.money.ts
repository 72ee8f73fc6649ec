import { createHash } from 'node:crypto'
import { type Context, transact } from '../../platform/context.ts'
import { cutPage, idIn, momentIn, type Page, type PageWanted, readCursor } from '../../platform/paging.ts'
import { entryIdentity } from './rules.identity.ts'
import { moneySoFar } from './rules.money.ts'
import type { MoneyEntry, MoneyRow, OrderMoney } from './schema.money.ts'
import { manyRows, type Recorded } from './service.rows.ts'
import * as store from './store.money.ts'
import { countEarly } from './store.rows.ts'

/**
 * Records money that was booked, or asked to be. The same rows again change nothing, in whatever order and batches they
 * come: an entry is known by all that its source says of it.
 */
export function recordMoneyRows(context: Context, storeId: string, rows: readonly MoneyRow[]): Promise<Recorded> {
  return transact(context, async (context) => {
    const entries = new Map<string, store.EntryToWrite>()
    for (const row of rows) {
      const { references: _, occurrence: __, ...said } = row
      const entryKey = keyOf(row)
      entries.set(entryKey, { ...said, id: context.newId(), entryKey })
    }
    // In the order of their keys, so that two who write the same wait and do not lock each other.
    const inOrder = [...entries].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry)
    const { added, changed } = await store.writeEntries(context.db, storeId, inOrder, context.now())
    if (rows.length >= manyRows) await countEarly(context.db)
    return { added, changed, unchanged: rows.length - added - changed }
  })
}

/** SHA-256, for two entries that were taken for one would be money lost; a quarter of the length of what it is made of. */
const keyOf = (row: MoneyRow): string =>
  createHash('sha256')
    .update(JSON.stringify([...entryIdentity(row), row.occurrence]))
    .digest('base64url')

/** What an order has brought so far, by currency; empty before a settlement or a feed has told of it. */
export const moneyOf = async (
  context: Context,
  order: { readonly storeId: string; readonly number: string },
): Promise<OrderMoney[]> => moneySoFar(await store.entrySums(context.db, order))

/** One page of the money of an order, entry by entry, the latest first; those without a day before them. */
export async function entriesOf(
  context: Context,
  order: { readonly storeId: string; readonly number: string },
  page: PageWanted,
): Promise<Page<MoneyEntry>> {
  const [moment, id] = page.after === undefined ? [] : readCursor(page.after, 2)
  const found = await store.entriesOf(context.db, order, {
    ...(page.after !== undefined && { after: [momentIn(moment), idIn(id)] as const }),
    limit: page.limit + 1,
  })
  return cutPage(found, page.limit, (entry) => [entry.bookedAt?.toISOString() ?? 'infinity', entry.id])
}
