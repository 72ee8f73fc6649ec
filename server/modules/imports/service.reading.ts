import type { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { type Cell, isBlank, isTrailer, RowCutter } from './rules.cells.ts'
import type { FileFormat } from './schema.ts'
import { openWorkbook } from './service.workbook.ts'

export interface ReadRow {
  cells: readonly Cell[]
  /** Counted from 1, without headings, blank lines and trailers. */
  row: number
  /** Of the file: how far it has been read when this row was. */
  bytes: number
}

/** Rows that are given at once. */
const BATCH = 1_000

/**
 * The rows of a file below its headings, in batches, as fast as they are taken: of a text no more is in memory than a
 * batch and a piece of the file. A workbook is held as it is packed, with its shared texts; what is too large for that
 * throws `UnreadableFile`.
 */
export async function* readRows(bytes: Readable, format: FileFormat): AsyncGenerator<ReadRow[], void, undefined> {
  let batch: ReadRow[] = []
  let seen = 0
  let row = 0
  for await (const { rows, read } of format.kind === 'workbook' ? sheetRows(bytes, format) : textRows(bytes, format)) {
    for (const cells of rows) {
      seen++
      if (seen <= format.skipped + 1 || isBlank(cells) || isTrailer(cells)) continue
      row++
      batch.push({ cells, row, bytes: read })
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

interface Cut {
  rows: readonly (readonly Cell[])[]
  read: number
}

async function* textRows(bytes: Readable, format: FileFormat): AsyncGenerator<Cut> {
  const decode = decoderOf(format.encoding)
  const cutter = new RowCutter(format)
  let read = 0
  for await (const chunk of bytes) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a stream of bytes is read, not of texts')
    read += chunk.byteLength
    yield { rows: cutter.push(decode(chunk)), read }
  }
  const rest = cutter.push(decode(null))
  yield { rows: [...rest, ...cutter.end()], read }
}

async function* sheetRows(bytes: Readable, format: FileFormat): AsyncGenerator<Cut> {
  const workbook = await openWorkbook(bytes)
  for await (const { rows, share } of workbook.rowsOf(format.sheet)) {
    yield { rows, read: Math.round(workbook.size * share) }
  }
}

/**
 * Decodes bytes piece by piece, without their byte order mark; null ends them. What PostgreSQL cannot hold is left out, and
 * the sign by which DOS ends a file.
 */
export function decoderOf(encoding: FileFormat['encoding']): (bytes: Uint8Array | null) => string {
  // The runtime's Big5 is the web's, which lacks letters that Taiwan's programs write.
  const decode = encoding === 'big5' ? big5() : byRuntime(encoding)
  let isBegun = false
  return (bytes) => {
    const text = cleared(decode(bytes))
    if (isBegun || text === '') return text
    isBegun = true
    // The runtime takes the mark of Unicode's own encodings away, and leaves that of GB18030.
    return text.startsWith('\ufeff') ? text.slice(1) : text
  }
}

const cleared = (text: string): string =>
  text.includes('\u0000') || text.includes('\u001a') ? text.replaceAll('\u0000', '').replaceAll('\u001a', '') : text

function byRuntime(encoding: string): (bytes: Uint8Array | null) => string {
  const decoder = new TextDecoder(encoding)
  return (bytes) => (bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true }))
}

function big5(): (bytes: Uint8Array | null) => string {
  const decoder = iconv.getDecoder('big5')
  return (bytes) =>
    bytes === null
      ? (decoder.end() ?? '')
      : decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
