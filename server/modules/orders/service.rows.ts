import { setImmediate as turnOver } from 'node:timers/promises'
import { hashOf } from '../../lib/hash.ts'
import { nameKey, numberKey } from '../../lib/text.keys.ts'
import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { listMarketplaces, type Marketplace } from '../stores/index.ts'
import { lineKeys, unitKey } from './rules.identity.ts'
import type { OrderRow, ReturnRow } from './schema.rows.ts'
import { foldBuyerAddress } from './service.clues.ts'
import { redactedNumbers } from './store.redaction.ts'
import * as store from './store.rows.ts'
import { insertUnits, toldUnits, type UnitToWrite, updateUnits } from './store.units.ts'

/** What a batch of rows has done. */
export interface Recorded {
  readonly added: number
  readonly changed: number
  /** Told nothing that was not known, or were older than what is known. */
  readonly unchanged: number
}

/**
 * Records lines of orders with what they say of their orders, in the order in which the source has them: a later row of
 * the same line stands. The same rows again change nothing.
 */
export function recordOrderRows(context: Context, storeId: string, rows: readonly OrderRow[]): Promise<Recorded> {
  return transact(context, async (context) => {
    const { db } = context
    const numbers = [...new Set(rows.map(({ orderNumber }) => orderNumber))]
    const [places, , found] = await Promise.all([
      listMarketplaces(context),
      store.holdStore(db, storeId),
      store.knownOrders(db, storeId, numbers),
    ])
    const known = new KnownOrders(found)
    const lines = known.newsIn(rows)
    if (lines.size === 0) return { added: 0, changed: 0, unchanged: rows.length }
    const ids = new Map<string, string>()
    const [newOrders, knownOrders]: [store.OrderToWrite[], store.OrderToWrite[]] = [[], []]
    for (const row of newestOf([...lines.values()]).values()) {
      const knownId = known.idOf(row.orderNumber)
      const order = orderOf(knownId ?? context.newId(), row, places)
      ids.set(row.orderNumber, order.id)
      if (knownId) knownOrders.push(order)
      else newOrders.push(order)
    }
    const orders = sent([
      store.insertOrders(db, storeId, newOrders, context.now()),
      store.updateOrders(db, storeId, knownOrders, context.now()),
    ])
    // What is on its way now is written while the lines are made ready.
    await turnOver()
    const [newLines, knownLines]: [store.LineToWrite[], store.LineToWrite[]] = [[], []]
    for (const news of lines.values()) {
      const { orderNumber } = news.row
      const line = { ...news, orderId: ids.get(orderNumber) ?? '', isRedacted: known.isRedacted(orderNumber) }
      ;(known.has(orderNumber, news.lineKey) ? knownLines : newLines).push(line)
    }
    const [[, changedOrders], [, changedLines]] = await Promise.all([
      orders,
      sent([store.insertLines(db, newLines), store.updateLines(db, knownLines)]),
    ])
    const orderIds = newOrders.map(({ id }) => id)
    if (orderIds.length > 0) await emit(context, 'orders.added', { orderIds })
    if (rows.length >= manyRows) await store.countEarly(db)
    const changed = new Set(changedLines.map(({ orderId, lineKey }) => `${orderId} ${lineKey}`))
    // A row whose line is as it was may still have told something new of its order.
    const learned = new Set(changedOrders)
    for (const { row, lineKey } of lines.values())
      if (learned.has(row.orderNumber) && known.has(row.orderNumber, lineKey))
        changed.add(`${ids.get(row.orderNumber)} ${lineKey}`)
    const added = newLines.length
    return { added, changed: changed.size, unchanged: rows.length - added - changed.size }
  })
}

const hashes = new WeakMap<object, number>()

/** The hash by which a row that comes again is known. */
function toldBy(row: OrderRow | ReturnRow): number {
  const known = hashes.get(row)
  if (known !== undefined) return known
  const told = hashOf(JSON.stringify(row))
  hashes.set(row, told)
  return told
}

/** Does ahead what can be done for rows before those before them are written: who reads a large file has the time then. */
export function readyRows(rows: readonly (OrderRow | ReturnRow)[]): void {
  for (const row of rows) toldBy(row)
}

/** Statements that are on their way: whether one has failed is asked when all that belongs to them has been sent. */
function sent<Answers extends readonly unknown[]>(
  statements: readonly [...{ [At in keyof Answers]: Promise<Answers[At]> }],
) {
  const answers = Promise.all(statements)
  answers.catch(() => undefined)
  return answers
}

/** As many at a time come from a file, and more will follow. */
export const manyRows = 200

/** A row that says something new, and the line that it tells of. */
interface News {
  readonly row: OrderRow
  readonly lineKey: string
  readonly told: number
}

/** What is known of the orders of a batch. */
class KnownOrders {
  readonly #orders = new Map<
    string,
    { readonly id: string; readonly changedAt: Date | null; readonly isRedacted: boolean }
  >()
  readonly #lines: { orderNumber: string; lineKey: string; lineId: string | null; sku: string }[] = []
  readonly #told = new Map<string, number>()

  constructor(known: readonly store.KnownOrderLine[]) {
    for (const { orderId, orderNumber, changedAt, isRedacted, lineKey, lineId, sku, told } of known) {
      this.#orders.set(orderNumber, { id: orderId, changedAt, isRedacted })
      if (lineKey === null || sku === null || told === null) continue
      this.#lines.push({ orderNumber, lineKey, lineId, sku })
      this.#told.set(nameOf(orderNumber, lineKey), told)
    }
  }

  idOf(orderNumber: string): string | undefined {
    return this.#orders.get(orderNumber)?.id
  }

  isRedacted(orderNumber: string): boolean {
    return this.#orders.get(orderNumber)?.isRedacted === true
  }

  has(orderNumber: string, lineKey: string): boolean {
    return this.#told.has(nameOf(orderNumber, lineKey))
  }

  /** The last row of each line, without those that are older than what is known, or were the last that told of it. */
  newsIn(rows: readonly OrderRow[]): Map<string, News> {
    const keys = lineKeys(this.#lines, rows)
    const news = new Map<string, News>()
    for (const [at, row] of rows.entries()) {
      const lineKey = keys[at] ?? ''
      const name = nameOf(row.orderNumber, lineKey)
      const told = toldBy(row)
      if (this.#isOlder(row)) continue
      if (this.#told.get(name) === told) news.delete(name)
      else news.set(name, { row, lineKey, told })
    }
    return news
  }

  #isOlder({ orderNumber, changedAt }: OrderRow): boolean {
    const known = this.#orders.get(orderNumber)?.changedAt
    return known != null && changedAt !== null && Date.parse(changedAt) < known.getTime()
  }
}

const nameOf = (orderNumber: string, lineKey: string): string => `${orderNumber}\n${lineKey}`

/** The row that speaks for each order: the last of the newest. In the order of their numbers, so that who changes the same orders otherwise waits and does not lock us. */
function newestOf(news: readonly News[]): Map<string, OrderRow> {
  const newest = new Map<string, OrderRow>()
  for (const { row } of news) {
    const before = newest.get(row.orderNumber)
    if (!before || momentOf(before) <= momentOf(row)) newest.set(row.orderNumber, row)
  }
  return new Map([...newest].sort(([one], [other]) => (one < other ? -1 : 1)))
}

const momentOf = ({ changedAt }: OrderRow): number => (changedAt === null ? 0 : Date.parse(changedAt))

const orderOf = (id: string, row: OrderRow, places: readonly Marketplace[]): store.OrderToWrite => ({
  id,
  numberFolded: numberKey(row.orderNumber),
  buyerAddress: row.buyerAddress === null ? null : foldBuyerAddress(row.buyerAddress, places),
  buyerKey: nameKey(row.buyerName),
  row,
})

/** Records rows of returns reports: what a later one says of a unit replaces what an earlier one said. */
export function recordReturnRows(context: Context, storeId: string, rows: readonly ReturnRow[]): Promise<Recorded> {
  return transact(context, async (context) => {
    const units = new Map<string, UnitToWrite>()
    for (const row of rows) {
      const key = unitKey(row)
      units.set(`${row.source} ${key}`, {
        ...row,
        id: context.newId(),
        unitKey: key,
        told: toldBy(row),
      })
    }
    const [, known] = await Promise.all([
      store.holdStore(context.db, storeId),
      toldUnits(context.db, storeId, [...units.values()]),
    ])
    const told = new Map(known.map(({ source, unitKey, told }) => [`${source} ${unitKey}`, told]))
    const news = [...units].filter(([name, unit]) => told.get(name) !== unit.told)
    const numbers = [...new Set(news.map(([, { orderNumber }]) => orderNumber))]
    const redacted = numbers.length > 0 ? await redactedNumbers(context.db, storeId, numbers) : new Set()
    const [newUnits, knownUnits]: [UnitToWrite[], UnitToWrite[]] = [[], []]
    for (const [name, unit] of news) {
      const kept = redacted.has(unit.orderNumber) ? { ...unit, comments: '', others: null } : unit
      ;(told.has(name) ? knownUnits : newUnits).push(kept)
    }
    knownUnits.sort((one, other) => (one.unitKey < other.unitKey ? -1 : 1))
    const [, changed] = await Promise.all([
      insertUnits(context.db, storeId, newUnits, context.now()),
      updateUnits(context.db, storeId, knownUnits, context.now()),
    ])
    const added = newUnits.length
    if (rows.length >= manyRows) await store.countEarly(context.db)
    return { added, changed, unchanged: rows.length - added - changed }
  })
}
