import { isBlank, RowCutter } from './rules.cells.ts'
import { knownHeadings } from './rules.columns.ts'
import { delimiters, type FileFormat } from './schema.ts'

export interface TextFormat {
  delimiter: FileFormat['delimiter']
  quoted: boolean
  /** Rows before the one with the headings, blank ones among them. */
  skipped: number
  headings: string[]
}

/** FileFormat.skipped goes no further. */
const MAX_SKIPPED = 50
/** Rows that are compared with the headings. */
const COMPARED = 30

/**
 * How a text is cut into rows and cells, and where its headings stand, by its beginning. Of the delimiters the one by
 * which most headings are known, then by which rows are alike. Null where no line has two cells: no table.
 *
 * @param isWhole false where the beginning may end within a row
 */
export function formatOf(text: string, isWhole: boolean): TextFormat | null {
  let best: { format: TextFormat; worth: number } | null = null
  for (const delimiter of delimiters) {
    const quoted = isQuoted(text, delimiter)
    const found = headingsBy(text, delimiter, quoted, isWhole)
    if (found && found.worth > (best?.worth ?? 0)) best = found
  }
  return best?.format ?? null
}

function headingsBy(text: string, delimiter: FileFormat['delimiter'], quoted: boolean, isWhole: boolean) {
  const cutter = new RowCutter({ delimiter, quoted })
  const rows = cutter.push(text)
  if (isWhole) rows.push(...cutter.end())
  const found = headingsIn(rows)
  if (!found) return null
  const { headings, skipped, known } = found
  const compared = rows.slice(skipped + 1, skipped + 1 + COMPARED).filter((cells) => !isBlank(cells))
  const alike = compared.filter((cells) => cells.length === headings.length).length
  // A known heading outweighs all likeness; likeness outweighs the number of cells.
  const worth = known * 100 + (alike / Math.max(1, compared.length)) * 50 + Math.min(headings.length, 40)
  return { format: { delimiter, quoted, skipped, headings }, worth }
}

/**
 * Where the headings stand in the first rows of a table: the row of which most are known; where none are, the first of
 * the widest. Null where no row has two cells.
 */
export function headingsIn(
  rows: readonly (readonly string[])[],
): { headings: string[]; skipped: number; known: number } | null {
  const looked = rows.slice(0, MAX_SKIPPED + 1)
  let skipped = -1
  let most = 1
  for (const [index, cells] of looked.entries()) {
    const known = wholeCells(cells) < 2 ? 0 : knownHeadings(cells)
    if (known > most) {
      most = known
      skipped = index
    }
  }
  const at = skipped === -1 ? widest(looked) : skipped
  const headings = looked[at]
  return headings ? { headings: [...headings], skipped: at, known: skipped === -1 ? 0 : most } : null
}

const wholeCells = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length

function widest(rows: readonly (readonly string[])[]): number {
  let at = -1
  let most = 1
  for (const [index, cells] of rows.entries()) {
    const whole = wholeCells(cells)
    if (whole > most) {
      most = whole
      at = index
    }
  }
  return at
}

/**
 * Whether quotation marks enclose cells. Between tabs only where each cell that one begins also ends with one and has
 * none inside but in pairs: Amazon's reports let them stand in titles (`"Gold" necklace`).
 */
function isQuoted(text: string, delimiter: string): boolean {
  if (delimiter !== '\t') return true
  let enclosed = 0
  const rows = new RowCutter({ delimiter: '\t', quoted: true }).push(text).slice(0, 200)
  const width = rows.find((cells) => wholeCells(cells) > 1)?.length ?? 0
  for (const line of text.split(/\r\n|\r|\n/, 200)) {
    for (const cell of line.split('\t')) {
      if (!cell.startsWith('"')) continue
      if (/^"(?:[^"]|"")*"$/.test(cell)) enclosed++
      // Open at the end of its line: enclosed if, read so, the rows are as wide as the headings.
      else if (!/^"(?:[^"]|"")*$/.test(cell) || rows.some((cells) => cells.length > width)) return false
      else enclosed++
    }
  }
  return enclosed > 0 && rows.every((cells) => isBlank(cells) || cells.length <= width)
}
