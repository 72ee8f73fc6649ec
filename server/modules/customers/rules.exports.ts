import { byteOrderMark, csvLine } from '../../lib/csv.ts'
import type { ExportPart, ExportRow } from './schema.exports.ts'

/** How long the file of an export is kept for whoever asked. */
export const exportDays = 7

/** A table as a CSV file, with all columns that any of its rows has. */
export function asCsv(rows: readonly ExportRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => csvLine(columns.map((column) => cellOf(row[column] ?? null))))
  return byteOrderMark + csvLine(columns) + lines.join('')
}

const cellOf = (value: ExportRow[string] | null): string | number => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'boolean' ? String(value) : value
}

/** What several parts of the desk know as one; a table that two name has the rows of both. */
export function partsTogether(parts: readonly ExportPart[]): ExportPart {
  const tables: Record<string, ExportRow[]> = {}
  for (const part of parts)
    for (const [name, rows] of Object.entries(part.tables)) tables[name] = [...(tables[name] ?? []), ...rows]
  return { tables, files: parts.flatMap((part) => part.files) }
}

/** A path for each file, none twice whatever their names are; a name decides nothing but how it ends. */
export const attachmentPath = (at: number, filename: string): string =>
  `attachments/${String(at + 1).padStart(4, '0')}-${filename.replace(/[^\p{L}\p{N}._-]/gu, '_').slice(-100)}`
