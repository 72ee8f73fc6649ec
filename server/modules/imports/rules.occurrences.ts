import { hashOf } from '../../lib/hash.ts'
import type { ImportedRow } from './rules.rows.reading.ts'
import type { MoneyRow, OrderRow, ReturnRow, Subject } from './schema.ts'

/** Slots to begin with; they double when seven in ten are taken. */
const FIRST_SLOTS = 1 << 12
const FULL = 0.7

/**
 * Counts how often each identity has been met, in a table of numbers rather than of texts: 9 bytes a slot, 19 MB for a
 * million identities. Two of a million that are different are taken for one with a chance of 6 in 100,000 (53 bits).
 */
export class Occurrences {
  #hashes = new Float64Array(FIRST_SLOTS)
  #counts = new Uint8Array(FIRST_SLOTS)
  #taken = 0
  /** Of what was met more often than a byte counts. */
  readonly #many = new Map<number, number>()

  /** How often these words have been met together, this time among them. */
  meet(words: readonly string[]): number {
    if (this.#taken >= this.#hashes.length * FULL) this.#grow()
    // No text that was read holds a NUL: it ends each word. An empty slot is 0.
    const hash = hashOf(words.join('\u0000')) || 1
    const slot = this.#slotOf(hash)
    if (this.#hashes[slot] === 0) {
      this.#hashes[slot] = hash
      this.#taken++
    }
    const before = this.#counts[slot] ?? 0
    if (before < 255) {
      this.#counts[slot] = before + 1
      return before + 1
    }
    const times = (this.#many.get(hash) ?? 255) + 1
    this.#many.set(hash, times)
    return times
  }

  /** Bytes that the table takes. */
  get size(): number {
    return this.#hashes.byteLength + this.#counts.byteLength
  }

  #slotOf(hash: number): number {
    const mask = this.#hashes.length - 1
    let slot = hash % this.#hashes.length
    while (this.#hashes[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const hashes = this.#hashes
    const counts = this.#counts
    this.#hashes = new Float64Array(hashes.length * 2)
    this.#counts = new Uint8Array(counts.length * 2)
    for (const [at, hash] of hashes.entries()) {
      if (hash === 0) continue
      const slot = this.#slotOf(hash)
      this.#hashes[slot] = hash
      this.#counts[slot] = counts[at] ?? 0
    }
  }
}

/**
 * Counts the rows of a file that name the same thing, and writes it into them: lines without an id of one order and SKU;
 * units of a return by all that names them, without what a later report may tell otherwise (status, refund);
 * entries of money by all that is said of them. A line's id
 * and a unit's licence plate name it alone: a row of the same is the same again.
 *
 * @param identityOf what names an entry of money, as the module says that keeps them
 */
export function occurrenceIn(
  subject: Subject,
  identityOf: (row: MoneyRow) => readonly string[],
): <Row extends ImportedRow>(row: Row) => Row {
  const occurrences = new Occurrences()
  const count = (row: OrderRow | ReturnRow | MoneyRow, words: readonly string[] | null) => {
    if (words !== null) row.occurrence = occurrences.meet(words)
  }
  return (row) => {
    if (subject === 'orders' && 'orderedAt' in row) {
      count(row, row.lineId === null ? [row.orderNumber, row.sku] : null)
    } else if ('bookedAt' in row) {
      count(row, identityOf(row))
    } else if ('returnedAt' in row) {
      const { orderNumber, sku, returnedAt, licencePlate, rma } = row
      count(row, licencePlate === null ? [orderNumber, sku, returnedAt, rma ?? ''] : null)
    }
    return row
  }
}
