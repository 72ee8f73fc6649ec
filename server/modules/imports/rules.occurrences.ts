import type { ImportedRow } from './rules.rows.reading.ts'
import type { OrderRow, ReturnRow, Subject } from './schema.ts'

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
    const hash = hashOf(words)
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

/** A number from 1 to 2^53 − 1 by the words and where each ends: two FNV-1a hashes of 32 bits, mixed, side by side. */
function hashOf(words: readonly string[]): number {
  let low = 0x811c9dc5
  let high = 0x9e3779b1
  for (const word of words) {
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at)
      low = Math.imul(low ^ code, 0x01000193)
      high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 15)
    }
    low = Math.imul(low ^ 0x1ffff, 0x01000193)
    high = Math.imul(high ^ 0x1ffff, 0xc2b2ae35)
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b)
  high = Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  const hash = ((high ^ (high >>> 16)) & 0x1fffff) * 0x1_0000_0000 + ((low ^ (low >>> 13)) >>> 0)
  return hash === 0 ? 1 : hash
}

/**
 * Counts the rows of a file that name the same thing, and writes it into them: lines without an id of one order and SKU;
 * units of a return by all that names them, without what a later report may tell otherwise (status, refund). A line's id
 * and a unit's licence plate name it alone: a row of the same is the same again.
 */
export function occurrenceIn(subject: Subject): <Row extends ImportedRow>(row: Row) => Row {
  const occurrences = new Occurrences()
  const count = (row: OrderRow | ReturnRow, words: readonly string[] | null) => {
    if (words !== null) row.occurrence = occurrences.meet(words)
  }
  return (row) => {
    if (subject === 'orders' && 'orderedAt' in row) {
      count(row, row.lineId === null ? [row.orderNumber, row.sku] : null)
    } else if ('returnedAt' in row) {
      const { orderNumber, sku, returnedAt, licencePlate, rma } = row
      count(row, licencePlate === null ? [orderNumber, sku, returnedAt, rma ?? ''] : null)
    }
    return row
  }
}
