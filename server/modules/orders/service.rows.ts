import { hashOf } from '../../lib/hash.ts'
import { nameKey } from '../../lib/text.keys.ts'
import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { listMarketplaces, type Marketplace } from '../stores/index.ts'
import { lineKeys, unitKey } from './rules.identity.ts'
import type { OrderRow, ReturnRow } from './schema.rows.ts'
import { foldBuyerAddress } from './service.clues.ts'
import { tellProducts } from './service.products.ts'
import { redactedNumbers } from './store.redaction.ts'
import * as store from './store.rows.ts'
import { toldUnits, type UnitToWrite, writeUnits } from './store.units.ts'

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
    const numbers = [...new Set(rows.map(({ orderNumber }) => orderNumber))]
    const known = new KnownOrders(await store.knownOrders(context.db, storeId, numbers))
    const lines = known.newsIn(rows)
    const orders = newestOf([...lines.values()])
    const places = await listMarketplaces(context)
    const written = await store.writeOrders(
      context.db,
      storeId,
      [...orders.values()].map((row) => orderOf(known.idOf(row.orderNumber) ?? context.newId(), row, places)),
      context.now(),
    )
    const ids = await idsOf(context, storeId, known, { orders: [...orders.keys()], written })
    const writtenLines = await store.writeLines(
      context.db,
      [...lines.values()].map((news) => {
        const line = lineOf(ids.get(news.row.orderNumber) ?? '', news)
        return known.isRedacted(news.row.orderNumber) ? { ...line, others: null } : line
      }),
    )
    await tellProducts(
      context,
      [...lines.values()].map(({ row }) => ({ ...goodsOf(row), soldAt: row.shippedAt ?? row.orderedAt })),
    )
    const orderIds = written.filter(({ isNew }) => isNew).map(({ id }) => id)
    if (orderIds.length > 0) await emit(context, 'orders.added', { orderIds })
    if (rows.length >= manyRows) await store.countEarly(context.db)
    const added = writtenLines.filter(({ isNew }) => isNew).length
    const changed = new Set(
      writtenLines.filter(({ isNew }) => !isNew).map(({ orderId, lineKey }) => `${orderId} ${lineKey}`),
    )
    // A row whose line is as it was may still have told something new of its order.
    const changedOrders = new Set(written.filter(({ isNew }) => !isNew).map(({ orderNumber }) => orderNumber))
    for (const { row, lineKey } of lines.values())
      if (changedOrders.has(row.orderNumber) && known.has(row.orderNumber, lineKey))
        changed.add(`${ids.get(row.orderNumber)} ${lineKey}`)
    return { added, changed: changed.size, unchanged: rows.length - added - changed.size }
  })
}

const goodsOf = ({ sku, asin, title }: Pick<OrderRow, 'sku' | 'asin' | 'title'>) => ({ sku, asin, title })

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
      const told = hashOf(JSON.stringify(row))
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

/** The ids of the orders of a batch, of those too that somebody else has added meanwhile. */
async function idsOf(
  context: Context,
  storeId: string,
  known: KnownOrders,
  { orders, written }: { readonly orders: readonly string[]; readonly written: readonly store.WrittenOrder[] },
): Promise<Map<string, string>> {
  const ids = new Map(written.map(({ id, orderNumber }) => [orderNumber, id]))
  const missing: string[] = []
  for (const number of orders) {
    const id = ids.get(number) ?? known.idOf(number)
    if (id) ids.set(number, id)
    else missing.push(number)
  }
  if (missing.length > 0)
    for (const { orderId, orderNumber } of await store.knownOrders(context.db, storeId, missing))
      ids.set(orderNumber, orderId)
  return ids
}

/** The row that speaks for each order: the last of the newest. In the order of their numbers, so that two who write the same wait and do not lock each other. */
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
  ...row,
  id,
  buyerAddress: row.buyerAddress === null ? null : foldBuyerAddress(row.buyerAddress, places),
  buyerKey: nameKey(row.buyerName),
})

const lineOf = (orderId: string, { row, lineKey, told }: News): store.LineToWrite => ({
  ...row,
  orderId,
  lineKey,
  told,
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
        told: hashOf(JSON.stringify(row)),
      })
    }
    const known = await toldUnits(context.db, storeId, [...units.values()])
    for (const { source, unitKey, told } of known)
      if (units.get(`${source} ${unitKey}`)?.told === told) units.delete(`${source} ${unitKey}`)
    const numbers = [...new Set([...units.values()].map(({ orderNumber }) => orderNumber))]
    const redacted = await redactedNumbers(context.db, storeId, numbers)
    const news = [...units.values()]
      .map((unit) => (redacted.has(unit.orderNumber) ? { ...unit, comments: '', others: null } : unit))
      .sort((one, other) => (one.unitKey < other.unitKey ? -1 : 1))
    await tellProducts(
      context,
      news.map((unit) => ({ ...goodsOf(unit), soldAt: unit.returnedAt })),
    )
    const { added, changed } = await writeUnits(context.db, storeId, news, context.now())
    if (rows.length >= manyRows) await store.countEarly(context.db)
    return { added, changed, unchanged: rows.length - added - changed }
  })
}
