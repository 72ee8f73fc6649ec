import type { FileFormat } from './schema.ts'

/** What a cell of a file holds: text; in a workbook also a number, or a wall time as the instant a clock in UTC shows it. */
export type Cell = string | number | Date

/** Characters of one row: the longest of a report are a few thousand; a file of one endless line must not fill memory. */
const ROW_LIMIT = 1024 * 1024
/** Cells of one row that are kept: a fault of the file tells of the rest. */
const CELL_LIMIT = 2_000

/** The cells of a row, and where the one after it begins. */
interface RowFound {
  cells: string[]
  next: number
}

/**
 * Cuts a text into rows and cells (RFC 4180, with what files really hold): given in pieces of any length, with lines
 * ended by LF, CRLF or CR. Where cells are enclosed, a quotation mark that does not begin a cell is text, so is one that
 * is not followed by the end of its cell; one that is never closed is text too, lest it swallow the file.
 */
export class RowCutter {
  readonly #delimiter: string
  readonly #quoted: boolean
  #rest = ''
  /** Inside a row that is longer than may be: left out to its end. */
  #leavingOut = false

  constructor(format: Pick<FileFormat, 'delimiter' | 'quoted'>) {
    this.#delimiter = format.delimiter
    this.#quoted = format.quoted
  }

  /** The rows that this piece completes. */
  push(piece: string): string[][] {
    return this.#cut(piece, false)
  }

  /** The row that nothing ended. */
  end(): string[][] {
    return this.#cut('', true)
  }

  #cut(piece: string, isEnd: boolean): string[][] {
    const text = this.#rest === '' ? piece : this.#rest + piece
    const scan = new Scan(text, this.#delimiter, isEnd)
    const rows: string[][] = []
    let at = 0
    while (at < text.length) {
      if (this.#leavingOut) {
        const end = scan.endOfLine(at)
        if (end === -1) {
          // A CR that may be half of a CRLF is looked at again.
          at = isEnd || !text.endsWith('\r') ? text.length : text.length - 1
          break
        }
        at = scan.afterLine(end)
        this.#leavingOut = false
        continue
      }
      const found = this.#quoted ? scan.enclosedRow(at) : scan.plainRow(at)
      if (found !== null && found.next - at <= ROW_LIMIT + 2) {
        rows.push(found.cells)
        at = found.next
      } else if (found === null && text.length - at <= ROW_LIMIT + 2) break
      else {
        rows.push(text.slice(at, at + ROW_LIMIT).split(this.#delimiter, CELL_LIMIT))
        this.#leavingOut = true
        at += ROW_LIMIT
      }
    }
    this.#rest = text.slice(at)
    return rows
  }
}

/** Where a character stands next; asked in rising order it looks at each place once. */
class Finder {
  #from = 0
  #found = -1
  readonly #text: string
  readonly #sought: string

  constructor(text: string, sought: string) {
    this.#text = text
    this.#sought = sought
  }

  /** Infinity where there is none. */
  from(at: number): number {
    if (at < this.#from || at > this.#found) {
      const found = this.#text.indexOf(this.#sought, at)
      this.#from = at
      this.#found = found === -1 ? Number.POSITIVE_INFINITY : found
    }
    return this.#found
  }
}

const CARRIAGE = 13
const FEED = 10
const MARK = 34

class Scan {
  readonly #feeds: Finder
  readonly #carriages: Finder
  readonly #marks: Finder

  readonly text: string
  readonly delimiter: string
  readonly isEnd: boolean

  constructor(text: string, delimiter: string, isEnd: boolean) {
    this.text = text
    this.delimiter = delimiter
    this.isEnd = isEnd
    this.#feeds = new Finder(text, '\n')
    this.#carriages = new Finder(text, '\r')
    this.#marks = new Finder(text, '"')
  }

  /** Where the line ends; −1 where the text ends first. A CR at the very end may be half of a CRLF: no end yet. */
  endOfLine(at: number): number {
    const feed = this.#feeds.from(at)
    const carriage = this.#carriages.from(at)
    const end = carriage < feed && (this.isEnd || carriage < this.text.length - 1) ? carriage : feed
    return end === Number.POSITIVE_INFINITY ? -1 : end
  }

  afterLine(end: number): number {
    return this.text.charCodeAt(end) === CARRIAGE && this.text.charCodeAt(end + 1) === FEED ? end + 2 : end + 1
  }

  /** A row that ends where its line does; null where that is not seen yet. */
  plainRow(at: number): RowFound | null {
    const end = this.endOfLine(at)
    if (end === -1 && !this.isEnd) return null
    const text = end === -1 ? this.text.slice(at) : this.text.slice(at, end)
    return { cells: text.split(this.delimiter, CELL_LIMIT), next: end === -1 ? this.text.length : this.afterLine(end) }
  }

  /** A row of which some cells may be enclosed, and hold delimiters and ends of lines. */
  enclosedRow(start: number): RowFound | null {
    const line = this.plainRow(start)
    if (line === null || this.#marks.from(start) >= line.next) return line
    const cells: string[] = []
    let at = start
    for (;;) {
      if (this.text.charCodeAt(at) === MARK) {
        const close = this.#closingMark(at + 1)
        if (close === -1 || close - start > ROW_LIMIT) {
          // Never closed: the line is read as it stands.
          return close !== -1 || this.isEnd || this.text.length - start > ROW_LIMIT ? line : null
        }
        cells.push(this.text.slice(at + 1, close).replaceAll('""', '"'))
        at = close + 1
      } else {
        const end = this.#endOfCell(at)
        if (end === -1) return null
        cells.push(this.text.slice(at, end))
        at = end
      }
      if (cells.length > CELL_LIMIT) cells.length = CELL_LIMIT
      if (at >= this.text.length) return { cells, next: this.text.length }
      if (!this.text.startsWith(this.delimiter, at)) return { cells, next: this.afterLine(at) }
      at++
      if (at >= this.text.length && !this.isEnd) return null
    }
  }

  #endOfCell(at: number): number {
    const line = this.endOfLine(at)
    const delimiter = this.text.indexOf(this.delimiter, at)
    if (delimiter !== -1 && (line === -1 || delimiter < line)) return delimiter
    return line === -1 && this.isEnd ? this.text.length : line
  }

  /** The mark that ends an enclosed cell: not one of a pair, and before a delimiter or an end of line. −1 without one. */
  #closingMark(from: number): number {
    let at = from
    for (;;) {
      const mark = this.#marks.from(at)
      if (mark === Number.POSITIVE_INFINITY) return -1
      const after = this.text[mark + 1]
      if (after === undefined || (after === '\r' && mark + 2 === this.text.length)) return this.isEnd ? mark : -1
      if (after === '"') at = mark + 2
      else if (after === this.delimiter || after === '\n' || after === '\r') return mark
      else at = mark + 1
    }
  }
}

/** Whether nothing stands in a row. */
export function isBlank(cells: readonly Cell[]): boolean {
  for (const cell of cells) if (typeof cell !== 'string' || (cell !== '' && cell.trim() !== '')) return false
  return true
}

/** Lines that eBay ends its exports with: how many records they hold, and whose they are; in English and German. */
export function isTrailer(cells: readonly Cell[]): boolean {
  const [first, second] = cells
  return (
    (typeof second === 'string' && /^record\(s\) downloaded|^datens[äa]tze? heruntergeladen/i.test(second)) ||
    (typeof first === 'string' && /^\s*(seller id|verk[äa]ufer-id)\s*:/i.test(first))
  )
}
