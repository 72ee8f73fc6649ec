import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { Cell } from './rules.cells.ts'
import { looksOf, type SheetLooks, SheetParser, textsOf, wayOf } from './service.sheets.ts'

/** Why a file cannot be read at all. */
export const unreadable = ['empty', 'no-table', 'not-text', 'too-many-columns', 'workbook-too-large'] as const
export type Unreadable = (typeof unreadable)[number]

/** Thrown when a workbook is none, or more than may be unpacked. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly reason: Unreadable

  constructor(reason: Unreadable) {
    super(`the file cannot be read: ${reason}`)
    this.reason = reason
  }
}

/**
 * Bytes of a workbook: as it is packed, which is held in memory; unpacked, all its parts together (a million rows of
 * 33 columns fill about 1 GB, and belong into a text file); of its shared texts, which are held in memory too.
 */
const PACKED_LIMIT = 64 * 1024 * 1024
const UNPACKED_LIMIT = 600 * 1024 * 1024
const TEXTS_LIMIT = 64 * 1024 * 1024
const PARTS_LIMIT = 2_000

export interface Workbook {
  /** Bytes, packed. */
  readonly size: number
  readonly sheets: readonly string[]
  /** The rows of a sheet, the first without a name, with how much of it (0 to 1) has been read. */
  rowsOf(sheet: string | null): AsyncGenerator<{ rows: Cell[][]; share: number }, void, undefined>
}

/** Opens an Office Open XML workbook (ECMA-376). Throws `UnreadableFile`. */
export async function openWorkbook(bytes: Readable): Promise<Workbook> {
  const packed = await packedOf(bytes)
  const parts = await partsOf(packed)
  const book = parts.get('xl/workbook.xml')
  if (!book) throw new UnreadableFile('not-text')
  const textOf = async (name: string): Promise<string> => {
    const part = parts.get(name)
    if (!part) return ''
    if (part.size > TEXTS_LIMIT) throw new UnreadableFile('workbook-too-large')
    let text = ''
    for await (const piece of part.texts()) text += piece
    return text
  }
  const way = wayOf(await textOf('xl/workbook.xml'), await textOf('xl/_rels/workbook.xml.rels'))
  const looks: SheetLooks = {
    ...looksOf(await textOf('xl/styles.xml')),
    countsFrom1904: way.countsFrom1904,
    texts: textsOf(await textOf('xl/sharedStrings.xml')),
  }
  return {
    size: packed.length,
    sheets: way.sheets.map(({ name }) => name),
    async *rowsOf(sheet) {
      const found = sheet === null ? way.sheets[0] : way.sheets.find(({ name }) => name === sheet)
      const part = found && parts.get(found.path)
      if (!part) throw new UnreadableFile('no-table')
      const parser = new SheetParser(looks)
      let read = 0
      for await (const text of part.texts()) {
        read += text.length
        yield { rows: parsed(() => parser.push(text)), share: Math.min(1, read / Math.max(1, part.size)) }
      }
      yield { rows: parsed(() => parser.end()), share: 1 }
    },
  }
}

/** What is no XML was no workbook. */
function parsed<Value>(parse: () => Value): Value {
  try {
    return parse()
  } catch {
    throw new UnreadableFile('not-text')
  }
}

async function packedOf(bytes: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a stream of bytes is read, not of texts')
    size += chunk.byteLength
    if (size > PACKED_LIMIT) throw new UnreadableFile('workbook-too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

interface Part {
  /** Bytes, unpacked. */
  size: number
  texts(): AsyncGenerator<string, void, undefined>
}

/** The parts of a packed file by name. What they say of their size is held to: yauzl fails where one is larger. */
function partsOf(packed: Buffer): Promise<Map<string, Part>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(packed, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(new UnreadableFile('not-text'))
      const parts = new Map<string, Part>()
      let unpacked = 0
      zip.on('error', () => reject(new UnreadableFile('not-text')))
      zip.on('end', () => resolve(parts))
      zip.on('entry', (entry: yauzl.Entry) => {
        unpacked += entry.uncompressedSize
        if (unpacked > UNPACKED_LIMIT || parts.size >= PARTS_LIMIT) {
          return reject(new UnreadableFile('workbook-too-large'))
        }
        parts.set(entry.fileName, { size: entry.uncompressedSize, texts: () => textsIn(zip, entry) })
        zip.readEntry()
      })
      zip.readEntry()
    })
  })
}

async function* textsIn(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8')
  try {
    const stream = await new Promise<Readable>((resolve, reject) =>
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    )
    for await (const chunk of stream) yield decoder.decode(chunk, { stream: true })
  } catch {
    throw new UnreadableFile('not-text')
  }
  yield decoder.decode()
}
