import { type Cell, isBlank } from './rules.cells.ts'
import { isAlsoKept } from './rules.columns.ts'
import { amountText, currencyOf, digitsOf, minorUnits, minorUnitsOf } from './rules.values.amounts.ts'
import { dayReader, momentReader } from './rules.values.moments.ts'
import { countOf, isLostInSpreadsheet, isNothing, textOf } from './rules.values.ts'
import type {
  Column,
  Conventions,
  CostRow,
  FaultCode,
  FeedbackRow,
  ImportFault,
  MoneyRow,
  OrderRow,
  ReturnRow,
  ShipmentRow,
} from './schema.ts'

export type ImportedRow = OrderRow | ShipmentRow | ReturnRow | MoneyRow | FeedbackRow | CostRow
export type RowRead<Row = ImportedRow> = { row: Row } | { faults: ImportFault[] }
export type RowReader<Row = ImportedRow> = (cells: readonly Cell[], row: number) => RowRead<Row>

/** Where a field stands in the rows of a file; a column without a heading is called by its number. */
export interface Place {
  readonly index: number
  readonly heading: string
}

interface Kept extends Place {
  /** By which the row keeps it: the heading, numbered where it stands twice. */
  readonly name: string
}

/** Lengths that a row keeps of a column without a place of its own (schema of orders: Others), and of a fault's value. */
const KEPT_LENGTH = 2_000
const FAULT_LENGTH = 200
/** What a decoder writes for bytes that are no character. */
const UNREAD = '\ufffd'

/**
 * The row that is being read, and what could not be read of it. One for a file, so that all that is the same for its
 * rows is found out once: a million rows of 33 columns are read by it.
 */
export class Reading {
  readonly conventions: Conventions
  cells: readonly Cell[] = []
  faults: ImportFault[] | null = null
  #row = 0
  readonly #columns: readonly Column[]
  readonly #kept: readonly Kept[]
  readonly #momentOf: (cell: Cell) => number
  readonly #dayOf: (cell: Cell) => string | null

  constructor(columns: readonly Column[], conventions: Conventions) {
    this.conventions = conventions
    this.#columns = columns
    this.#kept = keptOf(columns)
    this.#momentOf = momentReader(conventions)
    this.#dayOf = dayReader(conventions)
  }

  place(field: string): Place | null {
    const column = this.#columns.find((one) => one.field === field)
    return column ? { index: column.index, heading: column.heading || `#${column.index + 1}` } : null
  }

  /** Begins a row. */
  begin(cells: readonly Cell[], row: number): void {
    this.cells = cells
    this.faults = null
    this.#row = row
    const width = this.#columns.length
    if (cells.length > width && !isBlank(cells.slice(width))) {
      this.fault(null, 'too-many-cells', cells.slice(width).map(textOf).join(' '))
    }
  }

  fault(place: Place | null, code: FaultCode, value: string): void {
    this.faults ??= []
    this.faults.push({
      row: this.#row,
      heading: place?.heading ?? '',
      code,
      value: value.slice(0, FAULT_LENGTH).toWellFormed(),
    })
  }

  /** The text of a field; empty where there is none. One that a spreadsheet or a wrong encoding has spoiled is a fault. */
  text(place: Place | null, longest: number): string {
    if (place === null) return ''
    const cell = this.cells[place.index]
    const text = textOf(cell)
    if (isLostInSpreadsheet(typeof cell === 'string' ? text : cell)) return this.#spoiled(place, 'lost', text)
    if (text.includes(UNREAD)) {
      // A report that cuts titles after so many bytes cuts a character in two: what stands before is the title.
      if (text.indexOf(UNREAD) < text.length - 1 || text.length === 1) return this.#spoiled(place, 'unreadable', text)
      return text.slice(0, -1).trimEnd()
    }
    return text.length <= longest ? text : this.#spoiled(place, 'too-long', text)
  }

  #spoiled(place: Place, code: FaultCode, text: string): string {
    this.fault(place, code, text)
    return ''
  }

  optional(place: Place | null, longest: number): string | null {
    const text = this.text(place, longest)
    return text === '' || text === '--' ? null : text
  }

  /** The text of a field that a row cannot be without. */
  needed(place: Place | null, longest: number): string {
    const faults = this.faults?.length ?? 0
    const text = this.text(place, longest)
    if (text === '' && (this.faults?.length ?? 0) === faults) this.fault(place, 'missing', '')
    return text
  }

  /** A moment in milliseconds; null where there is none. */
  moment(place: Place | null): number | null {
    const cell = this.#something(place)
    if (cell === null) return null
    const moment = this.#momentOf(cell)
    if (!Number.isNaN(moment)) return moment
    this.fault(place, 'no-day', textOf(cell))
    return null
  }

  day(place: Place | null): string | null {
    const cell = this.#something(place)
    if (cell === null) return null
    const day = this.#dayOf(cell)
    if (day === null) this.fault(place, 'no-day', textOf(cell))
    return day
  }

  count(place: Place | null): number | null {
    const cell = this.#something(place)
    if (cell === null) return null
    const count = countOf(cell, this.conventions.decimal)
    if (count >= 0) return count
    this.fault(place, count < 0 ? 'negative' : 'no-count', textOf(cell))
    return null
  }

  /** An amount in minor units of the currency; null where there is none. */
  amount(place: Place | null, currency: string): number | null {
    const cell = this.#something(place)
    if (cell === null) return null
    const digits = digitsOf(currency)
    const minor =
      typeof cell === 'number' ? minorUnitsOf(cell, digits) : minorUnits(textOf(cell), digits, this.conventions.decimal)
    if (!Number.isNaN(minor)) return minor
    this.fault(place, 'no-amount', textOf(cell))
    return null
  }

  /** As `amount`, where none means zero and less than zero is a mistake. */
  price(place: Place | null, currency: string): number {
    const minor = this.amount(place, currency) ?? 0
    if (minor >= 0 || place === null) return minor
    this.fault(place, 'negative', textOf(this.cells[place.index]))
    return 0
  }

  /** The currency of a row: its own column's, or the one beside the amount, or the conventions'. */
  currency(place: Place | null, amount: Place | null): string {
    const usual = this.conventions.currency
    const text = place === null ? '' : textOf(this.cells[place.index])
    if (text !== '') {
      const currency = currencyOf(text, usual)
      if (currency === null) this.fault(place, 'no-currency', text)
      return currency ?? usual
    }
    const cell = amount === null ? '' : this.cells[amount.index]
    if (typeof cell !== 'string' || isPlainNumber(cell)) return usual
    const unit = amountText(cell)?.unit ?? ''
    if (unit === '') return usual
    const currency = currencyOf(unit, usual)
    if (currency === null) this.fault(amount, 'no-currency', cell)
    return currency ?? usual
  }

  /** What the row holds in columns without a place of their own. */
  others(): Record<string, string> | null {
    let others: Record<string, string> | null = null
    for (const { index, name } of this.#kept) {
      const text = textOf(this.cells[index])
      if (text === '') continue
      others ??= {}
      others[name] = text.length > KEPT_LENGTH ? text.slice(0, KEPT_LENGTH).toWellFormed() : text
    }
    return others
  }

  /** What a cell holds; null where that is nothing. */
  #something(place: Place | null): Cell | null {
    if (place === null) return null
    const cell = this.cells[place.index]
    if (cell === undefined || typeof cell !== 'string') return cell ?? null
    const text = textOf(cell)
    return isNothing(text) ? null : text
  }
}

const isPlainNumber = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code < 48 || code > 57) && code !== 46 && code !== 44) return false
  }
  return true
}

function keptOf(columns: readonly Column[]): Kept[] {
  const names = new Set<string>()
  const kept: Kept[] = []
  for (const { index, heading, field } of columns) {
    if (field !== null && !isAlsoKept(field)) continue
    const base = (heading || `column ${index + 1}`).slice(0, 190).toWellFormed()
    let name = base
    for (let times = 2; names.has(name); times++) name = `${base} (${times})`
    names.add(name)
    // As a key of an object it would be no key of its own.
    if (name !== '__proto__') kept.push({ index, heading, name })
  }
  return kept
}

export const isoMoment = (moment: number): string => new Date(moment).toISOString()
