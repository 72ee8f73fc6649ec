import { setImmediate as turnOver } from 'node:timers/promises'
import { allEnded } from '../../lib/all-ended.ts'
import { nameKey, numberKey } from '../../lib/text.keys.ts'
import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { sendJobs } from '../../platform/jobs.ts'
import { newestSold, type Sold } from '../products/index.ts'
import { listMarketplaces, type Marketplace } from '../stores/index.ts'
import { type KnownOrderLine, type Plan, type PlannedOrder, planAgain, planRows } from './rules.plan.ts'
import { toldBy } from './rules.told.ts'
import type { OrderRow } from './schema.rows.ts'
import { foldBuyerAddress } from './service.clues.ts'
import { tellSold } from './service.products.ts'
import * as store from './store.rows.ts'

/** What a batch of rows has done. */
export interface Recorded {
  readonly added: number
  readonly changed: number
  /** Told nothing that was not known, or were older than what is known. */
  readonly unchanged: number
}

/** What rows change, and how that is sent. */
interface Change {
  readonly plan: Plan
  readonly newOrders: store.Given
  readonly knownOrders: store.Given
  readonly newLines: store.Given
  readonly knownLines: store.Given
  readonly sold: readonly Sold[]
}

/** Rows of a store's orders, and what they change by what was known when they were read. */
export interface ReadyRows {
  readonly storeId: string
  readonly rows: readonly OrderRow[]
  readonly found: readonly KnownOrderLine[]
  readonly change: Change
}

/**
 * Makes rows ready ahead: who reads a large file has the time for it while the rows before these are written. What is known
 * by then is asked once more when they are recorded.
 */
export async function readyOrderRows(context: Context, storeId: string, rows: readonly OrderRow[]): Promise<ReadyRows> {
  const found = await store.knownOrders(context.db, storeId, numbersOf(rows))
  const told = await hashesOf(rows)
  const change = await changeOf(context, storeId, planRows(rows, found, context.newId, told))
  return { storeId, rows, found, change }
}

/** What rows will be known by, reckoned in pieces: whoever waits for an answer meanwhile hears it between two of them. */
export async function hashesOf(rows: readonly object[]): Promise<number[]> {
  const hashes: number[] = []
  for (const row of rows) {
    hashes.push(toldBy(row))
    if (hashes.length % piece === 0) await turnOver()
  }
  return hashes
}

const piece = 200

/**
 * Records lines of orders with what they say of their orders, in the order in which the source has them: a later row of
 * the same line stands. The same rows again change nothing.
 */
export const recordOrderRows = (context: Context, storeId: string, rows: readonly OrderRow[]): Promise<Recorded> =>
  record(context, {
    storeId,
    rows,
    changeOn: (context, found) => changeOf(context, storeId, planRows(rows, found, context.newId)),
  })

/** As `recordOrderRows`, of rows that were made ready. */
export const recordReadyRows = (context: Context, ready: ReadyRows): Promise<Recorded> => {
  const { storeId, rows, change } = ready
  return record(context, {
    storeId,
    rows,
    changeOn: async (context, found) => {
      const plan = planAgain({ ...ready, plan: change.plan }, found, context.newId)
      return plan === change.plan ? change : changeOf(context, storeId, plan)
    },
  })
}

/** Puts a plan into the words in which it is sent, in turns of its own. */
async function changeOf(context: Context, storeId: string, plan: Plan): Promise<Change> {
  const places = await listMarketplaces(context)
  await turnOver()
  const ordersOf = (orders: readonly PlannedOrder[]) =>
    store.givenOrders(
      storeId,
      orders.map((order) => orderOf(order, places)),
    )
  const [newOrders, knownOrders] = [ordersOf(plan.newOrders), ordersOf(plan.knownOrders)]
  await turnOver()
  const [newLines, knownLines] = [store.givenLines(plan.newLines), store.givenLines(plan.knownLines)]
  await turnOver()
  const sold = newestSold(
    [...plan.newLines, ...plan.knownLines].map(({ row }) => ({
      ...goodsOf(row),
      soldAt: row.shippedAt ?? row.orderedAt,
    })),
  )
  return { plan, newOrders, knownOrders, newLines, knownLines, sold }
}

interface ToRecord {
  readonly storeId: string
  readonly rows: readonly OrderRow[]
  /** What is to be written, given what is known now. */
  readonly changeOn: (context: Context, found: readonly KnownOrderLine[]) => Promise<Change>
}

function record(context: Context, { storeId, rows, changeOn }: ToRecord): Promise<Recorded> {
  return transact(context, async (context) => {
    const { db } = context
    const [, found] = await allEnded([store.holdStore(db, storeId), store.knownOrders(db, storeId, numbersOf(rows))])
    const change = await changeOn(context, found)
    const { newOrders, knownLines } = change.plan
    const added = change.newLines.count
    if (added + change.knownLines.count === 0) return { added: 0, changed: 0, unchanged: rows.length }
    const now = context.now()
    const orderIds = newOrders.map(({ id }) => id)
    if (orderIds.length > 0) await emit(context, 'orders.added', { orderIds })
    await tellSold(context, change.sold)
    const [, changedOrders, , changedLines] = await allEnded([
      store.insertOrders(db, change.newOrders, now),
      store.updateOrders(db, change.knownOrders, now),
      store.insertLines(db, change.newLines),
      store.updateLines(db, change.knownLines),
      sendJobs(context),
      ...(rows.length >= manyRows ? [store.countEarly(db)] : []),
    ])
    const changed = new Set(changedLines.map(({ orderId, lineKey }) => `${orderId} ${lineKey}`))
    // A row whose line is as it was may still have told something new of its order.
    const learned = new Set(changedOrders)
    for (const { row, orderId, lineKey } of knownLines)
      if (learned.has(row.orderNumber)) changed.add(`${orderId} ${lineKey}`)
    return { added, changed: changed.size, unchanged: rows.length - added - changed.size }
  })
}

/** What a row tells of the product. */
export const goodsOf = ({ sku, asin, title }: Pick<OrderRow, 'sku' | 'asin' | 'title'>) => ({ sku, asin, title })

const numbersOf = (rows: readonly OrderRow[]): string[] => [...new Set(rows.map(({ orderNumber }) => orderNumber))]

/** As many at a time come from a file, and more will follow. */
export const manyRows = 200

const orderOf = ({ id, row }: PlannedOrder, places: readonly Marketplace[]): store.OrderToWrite => ({
  id,
  numberFolded: numberKey(row.orderNumber),
  buyerAddress: row.buyerAddress === null ? null : foldBuyerAddress(row.buyerAddress, places),
  buyerKey: nameKey(row.buyerName),
  row,
})
