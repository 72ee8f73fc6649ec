import { setImmediate as turnOver } from 'node:timers/promises'
import { nameKey, numberKey } from '../../lib/text.keys.ts'
import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { listMarketplaces, type Marketplace } from '../stores/index.ts'
import { type KnownOrderLine, type Plan, type PlannedOrder, planAgain, planRows } from './rules.plan.ts'
import type { OrderRow } from './schema.rows.ts'
import { foldBuyerAddress } from './service.clues.ts'
import { tellProducts } from './service.products.ts'
import * as store from './store.rows.ts'

/** What a batch of rows has done. */
export interface Recorded {
  readonly added: number
  readonly changed: number
  /** Told nothing that was not known, or were older than what is known. */
  readonly unchanged: number
}

/** Rows of a store's orders, and what is to be written of them, by what was known when they were read. */
export interface ReadyRows {
  readonly storeId: string
  readonly rows: readonly OrderRow[]
  readonly found: readonly KnownOrderLine[]
  readonly plan: Plan
}

/**
 * Makes rows ready ahead: who reads a large file has the time for it while the rows before these are written. What is known
 * by then is asked once more when they are recorded.
 */
export async function readyOrderRows(context: Context, storeId: string, rows: readonly OrderRow[]): Promise<ReadyRows> {
  const found = await store.knownOrders(context.db, storeId, numbersOf(rows))
  return { storeId, rows, found, plan: planRows(rows, found, context.newId) }
}

/**
 * Records lines of orders with what they say of their orders, in the order in which the source has them: a later row of
 * the same line stands. The same rows again change nothing.
 */
export const recordOrderRows = (context: Context, storeId: string, rows: readonly OrderRow[]): Promise<Recorded> =>
  record(context, { storeId, rows, planOn: (found) => planRows(rows, found, context.newId) })

/** As `recordOrderRows`, of rows that were made ready. */
export const recordReadyRows = (context: Context, ready: ReadyRows): Promise<Recorded> =>
  record(context, { ...ready, planOn: (found) => planAgain(ready, found, context.newId) })

interface ToRecord {
  readonly storeId: string
  readonly rows: readonly OrderRow[]
  /** What is to be written, given what is known now. */
  readonly planOn: (found: readonly KnownOrderLine[]) => Plan
}

function record(context: Context, { storeId, rows, planOn }: ToRecord): Promise<Recorded> {
  return transact(context, async (context) => {
    const { db } = context
    const [places, , found] = await Promise.all([
      listMarketplaces(context),
      store.holdStore(db, storeId),
      store.knownOrders(db, storeId, numbersOf(rows)),
    ])
    const { newOrders, knownOrders, newLines, knownLines } = planOn(found)
    if (newLines.length + knownLines.length === 0) return { added: 0, changed: 0, unchanged: rows.length }
    const now = context.now()
    const orders = sent([
      store.insertOrders(
        db,
        storeId,
        newOrders.map((order) => orderOf(order, places)),
        now,
      ),
      store.updateOrders(
        db,
        storeId,
        knownOrders.map((order) => orderOf(order, places)),
        now,
      ),
    ])
    // What is on its way now is written while the lines are put into words.
    await turnOver()
    const told = [...newLines, ...knownLines].map(({ row }) => ({
      ...goodsOf(row),
      soldAt: row.shippedAt ?? row.orderedAt,
    }))
    const lines = sent([store.insertLines(db, newLines), store.updateLines(db, knownLines)])
    const [[, changedOrders], [, changedLines]] = await allEnded([orders, lines])
    await tellProducts(context, told)
    const orderIds = newOrders.map(({ id }) => id)
    if (orderIds.length > 0) await emit(context, 'orders.added', { orderIds })
    if (rows.length >= manyRows) await store.countEarly(db)
    const changed = new Set(changedLines.map(({ orderId, lineKey }) => `${orderId} ${lineKey}`))
    // A row whose line is as it was may still have told something new of its order.
    const learned = new Set(changedOrders)
    for (const { row, orderId, lineKey } of knownLines)
      if (learned.has(row.orderNumber)) changed.add(`${orderId} ${lineKey}`)
    const added = newLines.length
    return { added, changed: changed.size, unchanged: rows.length - added - changed.size }
  })
}

/** What a row tells of the product. */
export const goodsOf = ({ sku, asin, title }: Pick<OrderRow, 'sku' | 'asin' | 'title'>) => ({ sku, asin, title })

const numbersOf = (rows: readonly OrderRow[]): string[] => [...new Set(rows.map(({ orderNumber }) => orderNumber))]

/** Statements that are on their way: whether one has failed is asked when all that belongs to them has been sent. */
function sent<Answers extends readonly unknown[]>(statements: Promises<Answers>): Promise<Answers> {
  const answers = allEnded(statements)
  answers.catch(() => undefined)
  return answers
}

/** Rejects as soon as none is under way any more: what one of them still sent after the rollback would stay. */
async function allEnded<Answers extends readonly unknown[]>(statements: Promises<Answers>): Promise<Answers> {
  await Promise.allSettled(statements)
  return (await Promise.all(statements)) as Answers
}

type Promises<Answers extends readonly unknown[]> = readonly [...{ [At in keyof Answers]: Promise<Answers[At]> }]

/** As many at a time come from a file, and more will follow. */
export const manyRows = 200

const orderOf = ({ id, row }: PlannedOrder, places: readonly Marketplace[]): store.OrderToWrite => ({
  id,
  numberFolded: numberKey(row.orderNumber),
  buyerAddress: row.buyerAddress === null ? null : foldBuyerAddress(row.buyerAddress, places),
  buyerKey: nameKey(row.buyerName),
  row,
})
