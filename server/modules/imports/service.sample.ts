import type { Readable } from 'node:stream'
import { readerOf } from './rules.rows.ts'
import { textOf } from './rules.values.ts'
import type { Column, Conventions, FileFormat, ImportSample, Subject } from './schema.ts'
import { type ReadRow, readRows } from './service.reading.ts'
import { openWorkbook, UnreadableFile } from './service.workbook.ts'

/** Rows that are shown. */
const shown = 20
/** Characters of a cell that are shown. */
const longest = 500

interface FileAsSaid {
  readonly open: () => Readable
  readonly format: FileFormat
  readonly subject: Subject | null
  readonly columns: readonly Column[]
  readonly conventions: Conventions
}

/** The first rows of a file as it is said to be written, and what of them cannot be read; none where that is wrong. */
export async function sampleOf(file: FileAsSaid): Promise<Pick<ImportSample, 'sheets' | 'rows' | 'faults'>> {
  const { format, subject, columns, conventions } = file
  const sheets = format.kind === 'workbook' ? await sheetsOf(file.open()) : []
  const first = await firstRows(file.open(), format)
  const read = subject === null ? undefined : readerOf(subject, columns, conventions)
  const faults = first.flatMap(({ cells, row }) => {
    const said = read?.(cells, row)
    return said && 'faults' in said ? said.faults : []
  })
  const rows = first.map(({ cells }) => columns.map((_, at) => textOf(cells[at]).slice(0, longest).toWellFormed()))
  return { sheets, rows, faults }
}

/** The sheets of a workbook; none of what is said to be one and is not. */
async function sheetsOf(bytes: Readable): Promise<string[]> {
  try {
    return [...(await openWorkbook(bytes)).sheets]
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return []
  } finally {
    bytes.destroy()
  }
}

/** The line of headings of a file as it is said to be written; empty where there is none. */
export async function headingsOf(bytes: Readable, format: FileFormat): Promise<string[]> {
  // One line less is skipped than the rows below the headings want.
  const [first] = await firstRows(bytes, { ...format, skipped: format.skipped - 1 })
  return (first?.cells ?? []).map(textOf)
}

async function firstRows(bytes: Readable, format: FileFormat): Promise<ReadRow[]> {
  try {
    for await (const batch of readRows(bytes, format)) return batch.slice(0, shown)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
  } finally {
    bytes.destroy()
  }
  return []
}
