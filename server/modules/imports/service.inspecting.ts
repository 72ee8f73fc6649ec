import { isAscii } from 'node:buffer'
import type { Readable } from 'node:stream'
import type { Cell } from './rules.cells.ts'
import { columnsOf, subjectOf } from './rules.columns.ts'
import { conventionsOf } from './rules.conventions.ts'
import { encodingOf } from './rules.encoding.ts'
import { formatOf, headingsIn } from './rules.format.ts'
import { textOf } from './rules.values.ts'
import type { Column, Conventions, FileFormat, Subject } from './schema.ts'
import { decoderOf, readRows } from './service.reading.ts'
import { openWorkbook, type Unreadable, UnreadableFile } from './service.workbook.ts'

export interface FileSource {
  /** Opens the file from its beginning; may be asked several times. */
  open: () => Readable
  filename: string
  /** Bytes. */
  size: number
}

/** How a file seems to be written, and what it seems to tell of. */
export interface Inspected {
  readonly format: FileFormat
  /** Null where no kind of file fits. */
  readonly subject: Subject | null
  readonly columns: Column[]
  readonly conventions: Conventions
}

/** Bytes of a text by which it is known how it is written. */
const HEAD = 256 * 1024
/** Schema of imports: Column.index. */
const MOST_COLUMNS = 1_000
/** Sheets that are looked into. */
const LOOKED_SHEETS = 20

/**
 * Looks into a file: how it seems to be written, what it seems to tell of, and what its first rows say. A file that is
 * no table is refused with the reason; nothing of it is kept.
 *
 * @param defaults of the store, for what the file does not settle
 */
export async function inspectFile(
  source: FileSource,
  defaults: Conventions,
): Promise<Inspected | { refused: Unreadable }> {
  try {
    return await inspect(source, defaults)
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.reason }
    throw error
  }
}

interface Written {
  format: FileFormat
  headings: string[]
}

async function inspect(source: FileSource, defaults: Conventions): Promise<Inspected> {
  const head = await headOf(source.open())
  if (head.length === 0) throw new UnreadableFile('empty')
  const { format, headings } = isZip(head) ? await workbookWritten(source) : await textWritten(head, source)
  if (headings.length > MOST_COLUMNS) throw new UnreadableFile('too-many-columns')
  const rows = await firstRows(source, format)
  const subject = subjectOf(headings)
  const columns = columnsOf(headings, subject)
  const usual: Conventions = hasDecimalComma(format, headings) ? { ...defaults, decimal: ',' } : defaults
  const conventions = conventionsOf(columns, rows, usual)
  return { format, subject, columns, conventions }
}

/** A spreadsheet parts cells by semicolons where the comma is its decimal mark: nowhere in East Asia. */
const hasDecimalComma = ({ kind, delimiter }: FileFormat, headings: readonly string[]): boolean =>
  kind === 'text' && delimiter === ';' && !eastAsian.test(headings.join(' '))
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

async function headOf(stream: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= HEAD) break
  }
  return Buffer.concat(chunks).subarray(0, HEAD)
}

/** From the first byte on that is no ASCII; nothing where all are. A name may be the first, after a thousand plain rows. */
async function beyondAscii(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes: Buffer = chunk
    if (size === 0 && isAscii(bytes)) continue
    const kept = size === 0 ? bytes.subarray(bytes.findIndex((byte) => byte > 127)) : bytes
    chunks.push(kept)
    size += kept.length
    if (size >= HEAD) break
  }
  return Buffer.concat(chunks)
}

async function firstRows(source: FileSource, format: FileFormat): Promise<(readonly Cell[])[]> {
  for await (const batch of readRows(source.open(), format)) return batch.map(({ cells }) => cells)
  return []
}

const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4

/** How files begin that are no text: PDF, PNG, JPEG, GIF, gzip, RAR, 7z, and the workbooks of Excel before 2007. */
const otherKinds = [
  '255044462d',
  '89504e47',
  'ffd8ff',
  '47494638',
  '1f8b',
  '52617221',
  '377abcaf',
  'd0cf11e0',
  '504b0506',
]

/** Pages that call themselves workbooks, workbooks of Excel 2003 in XML, and JSON: texts, and no tables. */
const otherTexts = /^\s*(?:<(?:!doctype|html|head|body|table|meta|\?xml)\b|[[{]\s*["{[\]}])/i

async function textWritten(head: Buffer, source: FileSource): Promise<Written> {
  const beginning = head.subarray(0, 8).toString('hex')
  if (otherKinds.some((kind) => beginning.startsWith(kind))) throw new UnreadableFile('not-text')
  const isWhole = head.length >= source.size
  const isPlain = isAscii(head) && !isWhole
  const { encoding, bomBytes } = encodingOf(isPlain ? await beyondAscii(source.open()) : head, isWhole)
  if (head.length <= bomBytes) throw new UnreadableFile('empty')
  const decode = decoderOf(encoding)
  const text = decode(head) + (isWhole ? decode(null) : '')
  if (text.trim() === '') throw new UnreadableFile('empty')
  if (isGarbage(text) || otherTexts.test(text)) throw new UnreadableFile('not-text')
  const found = formatOf(text, isWhole)
  if (found === null) throw new UnreadableFile('no-table')
  const { delimiter, quoted, skipped, headings } = found
  return { format: { kind: 'text', encoding, delimiter, quoted, sheet: null, skipped }, headings }
}

/** Whether more than one character in fifty is a control or cannot be: a program, a picture, what is encrypted. */
function isGarbage(text: string): boolean {
  let strange = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12)) strange++
  }
  return strange > text.length / 50
}

/** The first sheet with headings that are known, or else the first that is a table. */
async function workbookWritten(source: FileSource): Promise<Written> {
  const workbook = await openWorkbook(source.open())
  const sheets = [...workbook.sheets]
  let best: (Written & { known: number }) | null = null
  for (const sheet of sheets.slice(0, LOOKED_SHEETS)) {
    const found = headingsIn((await beginningOf(workbook.rowsOf(sheet))).map((cells) => cells.map(textOf)))
    if (found === null || found.known <= (best?.known ?? -1)) continue
    const format = { kind: 'workbook', encoding: 'utf-8', delimiter: ',', quoted: true, sheet } as const
    best = { format: { ...format, skipped: found.skipped }, headings: found.headings, known: found.known }
  }
  if (best === null) throw new UnreadableFile('no-table')
  return best
}

async function beginningOf(pieces: AsyncIterable<{ rows: Cell[][] }>): Promise<Cell[][]> {
  const beginning: Cell[][] = []
  for await (const { rows } of pieces) {
    beginning.push(...rows)
    if (beginning.length > 60) break
  }
  return beginning
}
