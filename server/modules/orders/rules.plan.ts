import { lineKeys } from './rules.identity.ts'
import { toldBy } from './rules.told.ts'
import type { OrderRow } from './schema.rows.ts'

/** An order that is known, and one of its lines; null where it has none. */
export interface KnownOrderLine {
  readonly orderId: string
  readonly orderNumber: string
  readonly changedAt: Date | null
  /** Who bought it is not to be known any more. */
  readonly isRedacted: boolean
  readonly lineKey: string | null
  readonly lineId: string | null
  readonly sku: string | null
  readonly told: number | null
}

/** An order to be written, and the row that speaks for it. */
export interface PlannedOrder {
  readonly id: string
  readonly row: OrderRow
}

/** A line to be written, and the row that tells of it. */
export interface PlannedLine {
  readonly orderId: string
  readonly lineKey: string
  /** The hash of the row. */
  readonly told: number
  /** Of an order whose buyer is not to be known any more: without what has no place of its own. */
  readonly isRedacted: boolean
  readonly row: OrderRow
}

/** What rows have to say that is not known: to be added, or to be written over what is known. */
export interface Plan {
  readonly newOrders: readonly PlannedOrder[]
  readonly knownOrders: readonly PlannedOrder[]
  readonly newLines: readonly PlannedLine[]
  readonly knownLines: readonly PlannedLine[]
}

/** What rows say of orders that is new, given what is known of these; `told` are the rows' hashes, where they are known. */
export function planRows(
  rows: readonly OrderRow[],
  found: readonly KnownOrderLine[],
  newId: () => string,
  told: readonly number[] = rows.map(toldBy),
): Plan {
  const known = new KnownOrders(found)
  const lines = [...known.newsIn(rows, told).values()]
  const ids = new Map<string, string>()
  const [newOrders, knownOrders]: [PlannedOrder[], PlannedOrder[]] = [[], []]
  for (const row of newestOf(lines)) {
    const knownId = known.idOf(row.orderNumber)
    const order = { id: knownId ?? newId(), row }
    ids.set(row.orderNumber, order.id)
    if (knownId) knownOrders.push(order)
    else newOrders.push(order)
  }
  const [newLines, knownLines]: [PlannedLine[], PlannedLine[]] = [[], []]
  for (const { row, lineKey, told } of lines) {
    const { orderNumber } = row
    const line = { orderId: ids.get(orderNumber) ?? '', lineKey, told, isRedacted: known.isRedacted(orderNumber), row }
    ;(known.has(orderNumber, lineKey) ? knownLines : newLines).push(line)
  }
  return { newOrders, knownOrders, newLines, knownLines }
}

/**
 * A plan that was made on what was known before, for what is known now: made anew for the orders of which something else is
 * known, the same for all others.
 */
export function planAgain(
  {
    rows,
    found,
    plan,
  }: { readonly rows: readonly OrderRow[]; readonly found: readonly KnownOrderLine[]; readonly plan: Plan },
  now: readonly KnownOrderLine[],
  newId: () => string,
): Plan {
  const others = changedSince(found, now)
  if (others.size === 0) return plan
  const isSame = ({ row }: { readonly row: OrderRow }) => !others.has(row.orderNumber)
  const again = planRows(
    rows.filter((row) => others.has(row.orderNumber)),
    now.filter(({ orderNumber }) => others.has(orderNumber)),
    newId,
  )
  return {
    newOrders: [...plan.newOrders.filter(isSame), ...again.newOrders],
    knownOrders: [...plan.knownOrders.filter(isSame), ...again.knownOrders].sort(byNumber),
    newLines: [...plan.newLines.filter(isSame), ...again.newLines],
    knownLines: [...plan.knownLines.filter(isSame), ...again.knownLines],
  }
}

const byNumber = ({ row: one }: PlannedOrder, { row: other }: PlannedOrder): number =>
  one.orderNumber < other.orderNumber ? -1 : 1

/** The numbers of the orders of which not the same is known. */
function changedSince(before: readonly KnownOrderLine[], now: readonly KnownOrderLine[]): Set<string> {
  const changed = new Set<string>()
  const rest = new Map(before.map((line) => [nameOf(line.orderNumber, line.lineKey ?? ''), line]))
  for (const line of now) {
    const name = nameOf(line.orderNumber, line.lineKey ?? '')
    if (!isSameLine(rest.get(name), line)) changed.add(line.orderNumber)
    rest.delete(name)
  }
  for (const { orderNumber } of rest.values()) changed.add(orderNumber)
  return changed
}

const isSameLine = (one: KnownOrderLine | undefined, other: KnownOrderLine): boolean =>
  one !== undefined &&
  one.orderId === other.orderId &&
  one.changedAt?.getTime() === other.changedAt?.getTime() &&
  one.isRedacted === other.isRedacted &&
  one.lineId === other.lineId &&
  one.told === other.told

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

  constructor(known: readonly KnownOrderLine[]) {
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
  newsIn(rows: readonly OrderRow[], hashes: readonly number[]): Map<string, News> {
    const keys = lineKeys(this.#lines, rows)
    const news = new Map<string, News>()
    for (const [at, row] of rows.entries()) {
      const lineKey = keys[at] ?? ''
      const name = nameOf(row.orderNumber, lineKey)
      const told = hashes[at] ?? toldBy(row)
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

/**
 * The row that speaks for each order: the last of the newest. In the order of their numbers, so that who changes the same
 * orders otherwise waits and does not lock us.
 */
function newestOf(news: readonly News[]): OrderRow[] {
  const newest = new Map<string, OrderRow>()
  for (const { row } of news) {
    const before = newest.get(row.orderNumber)
    if (!before || momentOf(before) <= momentOf(row)) newest.set(row.orderNumber, row)
  }
  return [...newest.values()].sort((one, other) => (one.orderNumber < other.orderNumber ? -1 : 1))
}

const momentOf = ({ changedAt }: OrderRow): number => (changedAt === null ? 0 : Date.parse(changedAt))
