import { SaxesParser } from 'saxes'
import type { Cell } from './rules.cells.ts'

/** Cells of a row that are kept, and characters of one (Excel itself writes up to 32,767). */
const CELL_LIMIT = 2_000
const TEXT_LIMIT = 100_000

/** What the cells of a workbook's sheets refer to. */
export interface SheetLooks {
  /** Of the styles, by number: whether they show a number as a day or time. */
  days: readonly boolean[]
  texts: readonly string[]
  countsFrom1904: boolean
}

type Attributes = Readonly<Record<string, string>>

interface Heard {
  opened?(name: string, attributes: Attributes): void
  text?(text: string): void
  closed?(name: string): void
}

/** A parser that tells of elements by their local names, and throws where a text is no XML. */
function parserOf(heard: Heard): SaxesParser<{ xmlns: false }> {
  const parser = new SaxesParser({ xmlns: false })
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('opentag', ({ name, attributes }: { name: string; attributes: Attributes }) =>
    heard.opened?.(local(name), attributes),
  )
  parser.on('text', (text) => heard.text?.(text))
  parser.on('closetag', ({ name }) => heard.closed?.(local(name)))
  parser.on('error', (error) => {
    throw error
  })
  return parser
}

/** The sheets of a workbook and where they lie in it, in their order. */
export function wayOf(
  book: string,
  relations: string,
): { sheets: { name: string; path: string }[]; countsFrom1904: boolean } {
  const paths = new Map<string, string>()
  parserOf({
    opened: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') paths.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
    .write(relations)
    .close()
  const sheets: { name: string; path: string }[] = []
  let countsFrom1904 = false
  parserOf({
    opened: (name, attributes) => {
      if (name === 'workbookPr') countsFrom1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const path = paths.get(id)
      if (path !== undefined) sheets.push({ name: (attributes.name ?? '').slice(0, 120), path })
    },
  })
    .write(book)
    .close()
  return { sheets, countsFrom1904 }
}

/** Formats of numbers that every workbook knows without saying, and that show days or times (ECMA-376, 18.8.30). */
const isKnownDay = (format: number): boolean =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58)

/** Which styles show numbers as days. */
export function looksOf(styles: string): Pick<SheetLooks, 'days'> {
  const days: boolean[] = []
  const own = new Map<number, boolean>()
  let isInCells = false
  if (styles !== '') {
    parserOf({
      opened: (name, { numFmtId = '', formatCode = '' }) => {
        if (name === 'numFmt') own.set(Number(numFmtId), showsDay(formatCode))
        else if (name === 'cellXfs') isInCells = true
        else if (name === 'xf' && isInCells) days.push(own.get(Number(numFmtId)) ?? isKnownDay(Number(numFmtId)))
      },
      closed: (name) => {
        if (name === 'cellXfs') isInCells = false
      },
    })
      .write(styles)
      .close()
  }
  return { days }
}

/** A format with letters of a day or time, but for those within quotation marks, brackets or after a backslash. */
const showsDay = (format: string): boolean => /[ymdhs]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\.|General/gi, ''))

/** The texts that cells share. */
export function textsOf(shared: string): string[] {
  const texts: string[] = []
  if (shared === '') return texts
  let text = ''
  let isText = false
  let isReading = false
  parserOf({
    opened: (name) => {
      if (name === 'si') text = ''
      // How a word is spoken in Japanese stands beside it, and is no part of it.
      if (name === 'rPh') isReading = true
      isText = name === 't' && !isReading
    },
    text: (piece) => {
      if (isText) text += piece
    },
    closed: (name) => {
      if (name === 'rPh') isReading = false
      if (name === 't') isText = false
      if (name === 'si') texts.push(text.slice(0, TEXT_LIMIT))
    },
  })
    .write(shared)
    .close()
  return texts
}

/** Reads the rows of a sheet, given in pieces of any length. */
export class SheetParser {
  readonly #looks: SheetLooks
  readonly #parser: SaxesParser<{ xmlns: false }>
  #rows: Cell[][] = []
  #cells: Cell[] = []
  #attributes: Attributes = {}
  #column = 0
  #text = ''
  #isText = false

  constructor(looks: SheetLooks) {
    this.#looks = looks
    this.#parser = parserOf({
      opened: (name, attributes) => this.#opened(name, attributes),
      text: (text) => {
        if (this.#isText && this.#text.length < TEXT_LIMIT) this.#text += text
      },
      closed: (name) => this.#closed(name),
    })
  }

  /** The rows that this piece completes. */
  push(piece: string): Cell[][] {
    this.#parser.write(piece)
    return this.#taken()
  }

  end(): Cell[][] {
    this.#parser.close()
    return this.#taken()
  }

  #taken(): Cell[][] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #opened(name: string, attributes: Attributes): void {
    if (name === 'row') {
      this.#cells = []
      this.#column = 0
    } else if (name === 'c') {
      this.#attributes = attributes
      this.#column = columnOf(attributes.r ?? '') ?? this.#column
      this.#text = ''
    } else if (name === 'v' || name === 't') this.#isText = true
  }

  #closed(name: string): void {
    if (name === 'v' || name === 't') this.#isText = false
    else if (name === 'row') this.#rows.push(this.#cells)
    else if (name === 'c') {
      if (this.#text !== '' && this.#column < CELL_LIMIT) {
        while (this.#cells.length < this.#column) this.#cells.push('')
        this.#cells[this.#column] = this.#value()
      }
      this.#column++
    }
  }

  #value(): Cell {
    const { t: type = 'n', s: style = '' } = this.#attributes
    if (type === 's') return this.#looks.texts[Number(this.#text)] ?? ''
    if (type === 'b') return this.#text === '1' ? 'TRUE' : 'FALSE'
    const value = Number(this.#text)
    if (type !== 'n' || !Number.isFinite(value)) return this.#text
    if (!this.#looks.days[Number(style)]) return value
    return dayOfSerial(this.#looks.countsFrom1904 ? value + 1_462 : value)
  }
}

/** Days since 1899-12-30 as a wall time in UTC, to the second; a number that is no day of the calendar stays one. */
function dayOfSerial(value: number): Cell {
  const day = new Date(Math.round((value - 25_569) * 86_400) * 1_000)
  return Number.isNaN(day.getTime()) ? value : day
}

/** The column that a reference like `AB12` names, from 0; null without letters. */
function columnOf(reference: string): number | null {
  let column = 0
  let at = 0
  for (; at < 4; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (!(letter >= 1 && letter <= 26)) break
    column = column * 26 + letter
  }
  return at === 0 ? null : column - 1
}
