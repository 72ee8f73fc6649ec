import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

const folder = new URL('../../../shared/data/text/', import.meta.url)

/** Whether the labelled texts stand beside the project; without them the measures fall back on our own letters. */
export const hasShared = existsSync(folder)

/** The text of one file of the shared labelled sets. */
export function readShared(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, folder)), 'utf8')
}

/** The rows of a shared CSV file, by column. */
export function readSharedCsv(path: string): Record<string, string>[] {
  return parse(readShared(path), { columns: true, bom: true, relax_quotes: true, skip_empty_lines: true })
}

/** One figure, what it is of, and what it must reach. */
export interface Figure {
  readonly what: string
  /** Per cent. */
  readonly value: number
  readonly of: number
  readonly target?: number
}

export function share(what: string, hits: number, of: number, target?: number): Figure {
  return {
    what,
    value: of === 0 ? 0 : Math.round((hits / of) * 10_000) / 100,
    of,
    ...(target !== undefined && { target }),
  }
}
