import iconv from 'iconv-lite'
import type { Column, Conventions, FaultCode, Subject } from '../../server/modules/imports/schema.ts'

/** A line of an order as whoever wrote the file meant it. */
export interface MeantLine {
  readonly number: string
  /** ISO 8601, in UTC; files that name no zone are read as of UTC. */
  readonly orderedAt: string
  readonly title: string
  readonly sku: string
  readonly quantity: number
  readonly currency: string
  /** Minor units. */
  readonly price: number
  /** Columns without a place of their own; not looked at where absent. */
  readonly others?: Readonly<Record<string, string>>
}

/** A unit that came back, as far as it is looked at. */
export interface MeantUnit {
  readonly number: string
  readonly sku: string
  readonly title: string
  readonly returnedAt: string
  readonly quantity: number
  readonly reason: string
}

export interface MeantCost {
  readonly sku: string
  readonly unitCost: number
  readonly currency: string
  readonly validFrom: string
}

/** What a buyer says of the seller. */
export interface MeantFeedback {
  readonly number: string
  readonly givenAt: string
  readonly rating: number
  readonly verdict: 'negative' | 'neutral' | 'positive'
  readonly comments: string
  readonly response: string
}

/** A row that nobody could read rightly, and where. */
export interface MeantFault {
  readonly row: number
  /** Empty where the row as a whole is meant. */
  readonly heading: string
  readonly code: FaultCode
}

/** What shall become of a file. */
export type Meant =
  | {
      readonly kind: 'read'
      readonly lines?: readonly MeantLine[]
      readonly units?: readonly MeantUnit[]
      readonly costs?: readonly MeantCost[]
      readonly feedback?: readonly MeantFeedback[]
      readonly faults?: readonly MeantFault[]
      /** Rows that are recorded beside those. */
      readonly besides?: number
    }
  /** Refused as a whole when it is uploaded, with this code. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Kept, and not begun before somebody says what is asked for: the fields of the answer. */
  | { readonly kind: 'asked'; readonly fields: readonly string[] }

/** A file as people have them, with what it means. */
export interface AwkwardFile {
  /** What is awkward about it. */
  readonly name: string
  readonly filename: string
  readonly bytes: Buffer
  /** What a person says who has looked at the beginning of it; nothing where the file says all. */
  readonly said?: {
    readonly subject?: Subject
    readonly conventions?: Partial<Conventions>
    /** Fields by the heading of their column. */
    readonly fields?: Readonly<Record<string, NonNullable<Column['field']>>>
  }
  readonly meant: Meant
}

/** Makes a file; `number` gives an order number that no other file has. */
export type Maker = (number: (row: number) => string) => AwkwardFile

/** How a table is written down. */
export interface Hand {
  readonly delimiter: ',' | ';' | '\t' | '|'
  readonly end: '\r\n' | '\n' | '\r'
  /** Which cells stand between quotation marks. */
  readonly quotes: 'none' | 'needed' | 'all'
}

export const plainHand: Hand = { delimiter: ',', end: '\n', quotes: 'needed' }

/** A table as text. */
export function written(rows: readonly (readonly string[])[], { delimiter, end, quotes }: Hand = plainHand): string {
  const cell = (text: string): string => {
    const needs = text.startsWith('"') || text.includes(delimiter) || /[\r\n]/.test(text)
    return quotes === 'all' || (quotes === 'needed' && needs) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return rows.map((row) => row.map(cell).join(delimiter) + end).join('')
}

/** A text as bytes; with its byte order mark where that is wanted. */
export const encoded = (text: string, encoding: string, marked = false): Buffer =>
  iconv.encode(text, encoding, { addBOM: marked })

/** The headings of Amazon's report of orders that these files use, and a row that means a lamp. */
export const englishHeadings = [
  ...['amazon-order-id', 'purchase-date', 'product-name', 'sku', 'quantity', 'currency', 'item-price'],
] as const
export type EnglishHeading = (typeof englishHeadings)[number]

const lamp: Readonly<Record<EnglishHeading, string>> = {
  'amazon-order-id': '',
  'purchase-date': '2026-09-29T14:03:11Z',
  'product-name': 'Lamp',
  sku: 'L-1',
  quantity: '1',
  currency: 'USD',
  'item-price': '35.00',
}

/** The cells of a row in the order of the headings. */
export const englishRow = (number: string, change: Partial<Record<EnglishHeading, string>> = {}): string[] =>
  englishHeadings.map((heading) => ({ ...lamp, 'amazon-order-id': number, ...change })[heading])

/** What that row means. */
export const meantLine = (number: string, change: Partial<MeantLine> = {}): MeantLine => ({
  ...{ number, orderedAt: '2026-09-29T14:03:11.000Z', title: 'Lamp', sku: 'L-1', quantity: 1 },
  ...{ currency: 'USD', price: 3_500 },
  ...change,
})
