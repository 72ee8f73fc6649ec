import type { Cell } from './rules.cells.ts'
import { amountFields, dayFields } from './rules.fields.ts'
import { amountText } from './rules.values.amounts.ts'
import { numbersOfDay } from './rules.values.days.ts'
import { textOf } from './rules.values.ts'
import type { Column, Conventions } from './schema.ts'

/**
 * How a file writes days and numbers, by its first rows: what they settle (a day greater than twelve, a decimal mark
 * before other than three digits) goes before what the store says. The person sees it, and may say otherwise.
 */
export function conventionsOf(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  defaults: Conventions,
): Conventions {
  const cellsOf = (fields: ReadonlySet<string>): string[] => {
    const places = columns.flatMap(({ field, index }) => (field !== null && fields.has(field) ? [index] : []))
    return rows.flatMap((row) => places.map((place) => textOf(row[place])).filter((text) => text !== ''))
  }
  return {
    ...defaults,
    dayOrder: dayOrderOf(cellsOf(dayFields)) ?? defaults.dayOrder,
    decimal: decimalOf(cellsOf(amountFields)) ?? defaults.decimal,
  }
}

function dayOrderOf(texts: readonly string[]): Conventions['dayOrder'] | null {
  let dayFirst = 0
  let monthFirst = 0
  let dotted = 0
  for (const text of texts) {
    const day = text.split(/[\sT]/, 1)[0] ?? ''
    const [first, second] = numbersOfDay(day) ?? [0, 0]
    if (first > 12 && second <= 12) dayFirst++
    else if (second > 12 && first <= 12 && first > 0) monthFirst++
    // 03.04.2026: nobody who writes dots begins with the month.
    else if (first > 0 && /^\d+\.\d+\.\d+$/.test(day)) dotted++
  }
  if (dayFirst === monthFirst) return dotted > 0 ? 'day-first' : null
  return dayFirst > monthFirst ? 'day-first' : 'month-first'
}

function decimalOf(texts: readonly string[]): Conventions['decimal'] | null {
  let dots = 0
  let commas = 0
  for (const text of texts) {
    const number = amountText(text)?.number ?? ''
    const dot = number.lastIndexOf('.')
    const comma = number.lastIndexOf(',')
    const at = Math.max(dot, comma)
    if (at === -1) continue
    const mark = number[at]
    const isAlone = dot === -1 || comma === -1
    const repeats = isAlone && number.indexOf(mark ?? '') !== at
    if (repeats) mark === '.' ? commas++ : dots++
    else if (!isAlone || number.length - at !== 4) mark === '.' ? dots++ : commas++
  }
  return dots === commas ? null : dots > commas ? '.' : ','
}
