import type { MoneyRow } from './schema.money.ts'
import type { OrderRow, ReturnRow } from './schema.rows.ts'
import type { ShipmentRow } from './schema.shipments.ts'

/** A line that is known already. */
export interface KnownLine {
  readonly orderNumber: string
  readonly lineKey: string
  readonly lineId: string | null
  readonly sku: string
}

type LineRow = Pick<OrderRow, 'orderNumber' | 'lineId' | 'sku' | 'occurrence'>

/**
 * Under which key each row's line is kept. Some reports give a line its id and others do not, and both tell of the same
 * lines: a row with an id is the line that has it, else the first of its SKU that has none yet; a row without an id is
 * the line of its SKU that comes as many-eth.
 */
export function lineKeys(known: readonly KnownLine[], rows: readonly LineRow[]): string[] {
  const orders = new Map<string, LinesOfOrder>()
  const ofOrder = (number: string): LinesOfOrder => {
    const found = orders.get(number) ?? new LinesOfOrder()
    orders.set(number, found)
    return found
  }
  for (const line of known) ofOrder(line.orderNumber).know(line)
  return rows.map((row) => ofOrder(row.orderNumber).keyOf(row))
}

class LinesOfOrder {
  readonly #bySku = new Map<string, Map<string, string | null>>()
  readonly #byId = new Map<string, string>()

  know({ sku, lineKey, lineId }: KnownLine): void {
    this.#linesOf(sku).set(lineKey, lineId)
    if (lineId !== null) this.#byId.set(lineId, lineKey)
  }

  keyOf({ sku, lineId, occurrence }: LineRow): string {
    if (lineId === null) {
      const key = keyAt(sku, occurrence)
      if (!this.#linesOf(sku).has(key)) this.#linesOf(sku).set(key, null)
      return key
    }
    const key = this.#byId.get(lineId) ?? this.#firstWithoutId(sku)
    this.#byId.set(lineId, key)
    this.#linesOf(sku).set(key, lineId)
    return key
  }

  #firstWithoutId(sku: string): string {
    const lines = this.#linesOf(sku)
    for (let at = 1; ; at++) {
      const key = keyAt(sku, at)
      if ((lines.get(key) ?? null) === null) return key
    }
  }

  #linesOf(sku: string): Map<string, string | null> {
    const found = this.#bySku.get(sku) ?? new Map<string, string | null>()
    this.#bySku.set(sku, found)
    return found
  }
}

const keyAt = (sku: string, at: number): string => `${sku}#${at}`

/**
 * What a row of a returns report is the same unit by when a later report tells of it again, whatever has become of it
 * since. FBA names each unit by its licence plate; where it does not, and for MFN, by what was sent back when and why.
 */
export function unitKey(row: ReturnRow): string {
  if (row.licencePlate !== null) return `plate ${row.licencePlate}`
  return JSON.stringify([...unitIdentity(row), row.occurrence])
}

/** What names a unit but for which of several alike it is: rows that agree in it are counted (`occurrence`). */
export const unitIdentity = (
  row: Pick<ReturnRow, 'source' | 'orderNumber' | 'sku' | 'rma' | 'returnedAt' | 'reason'>,
) =>
  row.source === 'mfn' && row.rma !== null
    ? [row.source, row.orderNumber, row.sku, row.rma]
    : [row.source, row.orderNumber, row.sku, row.returnedAt, row.reason]

/** What a row of a report of shipments is the same part of a parcel by, within its order. */
export const shipmentKey = (row: Pick<ShipmentRow, 'shipmentId' | 'shipmentItemId'>): string =>
  JSON.stringify([row.shipmentId, row.shipmentItemId])

/**
 * What names an entry of money but for which of several alike it is: all that its source says of it. Neither settlements
 * nor refund feeds number their rows, and two pieces that were lost on one day are two rows alike. The kind is ours.
 */
export const entryIdentity = ({ kind: _, occurrence: __, references, ...row }: MoneyRow): string[] => [
  ...[row.source, row.settlementId ?? '', row.transactionType, row.orderNumber ?? '', row.lineId ?? '', row.sku],
  ...[row.amountType, row.description, String(row.amount), row.currency, String(row.quantity ?? '')],
  ...[row.bookedAt === null ? '' : new Date(row.bookedAt).toISOString(), ...references],
]
