import type { CurrencyRate } from './schema.rates.ts'

/** What could not be read of a file of rates; rows count from 1, the headings not among them. */
export interface RateFault {
  readonly row: number
  /** Empty where the row as a whole is meant. */
  readonly heading: string
  readonly value: string
}

export interface RatesInFile {
  readonly rates: readonly CurrencyRate[]
  readonly faults: readonly RateFault[]
}

const headings = {
  day: ['date', 'day', '日期', 'datum'],
  from: ['from', 'base', '源币种', '原币种'],
  to: ['to', 'quote', '目标币种', '兑换币种'],
  rate: ['rate', '汇率', 'kurs'],
  source: ['source', '来源', 'quelle'],
} as const

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** A day as the European Central Bank writes it: `2026-09-29` in its history, `29 September 2026` in the file of one day. */
function dayOf(text: string): string | null {
  const named = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text)
  const month = named ? months.indexOf((named[2] ?? '').toLowerCase()) + 1 : 0
  const day = named ? `${named[3]}-${String(month).padStart(2, '0')}-${(named[1] ?? '').padStart(2, '0')}` : text
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== day ? null : day
}

/** As the contract has it (schema of rates): above zero, without an exponent. */
const isRate = (text: string): boolean => /^\d{1,8}(?:\.\d{1,10})?$/.test(text) && Number(text) > 0

/**
 * Reads the rates of a file: a row a day with a column for each currency, which one euro is worth so many of (the European
 * Central Bank's `eurofxref-hist.csv`), or a row for each rate with the columns day, from, to and rate. Null where the
 * headings are neither.
 *
 * @param since days before are left out
 */
export function ratesInFile(
  text: string,
  { source, since }: { readonly source: string; readonly since: string },
): RatesInFile | null {
  const [first = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const delimiter = [',', ';', '\t'].find((one) => first.includes(one)) ?? ','
  const cellsOf = (line: string): string[] =>
    line.split(delimiter).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    )
  const names = cellsOf(first)
  const at = (field: keyof typeof headings): number =>
    names.findIndex((name) => (headings[field] as readonly string[]).includes(name.toLowerCase()))
  const places = { day: at('day'), from: at('from'), to: at('to'), rate: at('rate'), source: at('source') }
  const currencies = names.flatMap((name, index) => (/^[A-Z]{3}$/.test(name) ? [{ name, index }] : []))
  const isList = places.from >= 0 && places.to >= 0 && places.rate >= 0
  if (places.day < 0 || (!isList && currencies.length === 0)) return null

  const rates: CurrencyRate[] = []
  const faults: RateFault[] = []
  let row = 0
  for (const line of lines) {
    const cells = cellsOf(line)
    if (cells.every((cell) => cell === '')) continue
    row++
    const written = cells[places.day] ?? ''
    const day = dayOf(written)
    if (day === null) faults.push({ row, heading: names[places.day] ?? '', value: written })
    if (day === null || day < since) continue
    if (!isList) {
      for (const { name, index } of currencies) {
        const rate = cells[index] ?? ''
        // The bank writes N/A for currencies that were not there yet, or are no more.
        if (rate === '' || rate === 'N/A') continue
        if (isRate(rate)) rates.push({ day, from: 'EUR', to: name, rate, source })
        else faults.push({ row, heading: name, value: rate })
      }
      continue
    }
    const [from, to, rate] = [places.from, places.to, places.rate].map((index) => cells[index] ?? '')
    const wrong = (['from', 'to'] as const).filter(
      (field) => !/^[A-Z]{3}$/.test(field === 'from' ? (from ?? '') : (to ?? '')),
    )
    for (const field of wrong)
      faults.push({ row, heading: names[places[field]] ?? '', value: cells[places[field]] ?? '' })
    if (!isRate(rate ?? '')) faults.push({ row, heading: names[places.rate] ?? '', value: rate ?? '' })
    else if (wrong.length === 0 && from !== undefined && to !== undefined && from !== to)
      rates.push({ day, from, to, rate: rate ?? '', source: cells[places.source] || source })
    else if (wrong.length === 0) faults.push({ row, heading: '', value: `${from} ${to}` })
  }
  return { rates, faults }
}
