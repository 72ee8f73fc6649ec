import type { Conventions } from './schema.ts'

/**
 * What months are called on Amazon's marketplaces in full and short, without accents: in English, German, French, Spanish
 * and Italian, then in Dutch, Swedish, Portuguese and Polish.
 */
const monthNames = [
  [
    'jan',
    'january',
    'januar',
    'jan',
    'janner',
    'janvier',
    'janv',
    'enero',
    'ene',
    'gennaio',
    'gen',
    'januari',
    'jan',
    'janeiro',
    'stycznia',
    'sty',
  ],
  [
    'feb',
    'february',
    'februar',
    'fevrier',
    'fevr',
    'fev',
    'febrero',
    'febbraio',
    'februari',
    'fevereiro',
    'lutego',
    'lut',
  ],
  ['mar', 'march', 'marz', 'mrz', 'mars', 'marzo', 'maart', 'mrt', 'marco', 'marca'],
  ['apr', 'april', 'avril', 'avr', 'abril', 'abr', 'aprile', 'kwietnia', 'kwi'],
  ['may', 'mai', 'mayo', 'maggio', 'mag', 'mei', 'maj', 'maio', 'maja'],
  ['jun', 'june', 'juni', 'juin', 'junio', 'giugno', 'giu', 'junho', 'czerwca', 'cze'],
  ['jul', 'july', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'lug', 'julho', 'lipca', 'lip'],
  ['aug', 'august', 'aout', 'agosto', 'ago', 'augustus', 'augusti', 'sierpnia', 'sie'],
  [
    'sep',
    'sept',
    'september',
    'septembre',
    'septiembre',
    'setiembre',
    'settembre',
    'set',
    'setembro',
    'wrzesnia',
    'wrz',
  ],
  ['oct', 'october', 'oktober', 'okt', 'octobre', 'octubre', 'ottobre', 'ott', 'outubro', 'out', 'pazdziernika', 'paz'],
  ['nov', 'november', 'novembre', 'noviembre', 'novembro', 'listopada', 'lis'],
  ['dec', 'december', 'dezember', 'dez', 'decembre', 'diciembre', 'dic', 'dicembre', 'dezembro', 'grudnia', 'gru'],
] as const

const months = new Map<string, number>(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)))

/** Words beside a day that say nothing: ordinals, "of", days of the week in English. */
const besides = new Set([
  ...['st', 'nd', 'rd', 'th', 'er', 'of', 'de', 'del', 'di', '年', '月', '日', '号', 'kl', 'um', 'at', 'a'],
  ...['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  ...['saturday', 'sunday'],
])

/** Midnight of a day on a clock in UTC; NaN where the calendar has no such day from 1990 to 2099. */
export function wallDay(year: number, month: number, day: number): number {
  if (!(year >= 1990 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return Number.NaN
  const wall = Date.UTC(year, month - 1, day)
  return new Date(wall).getUTCDate() === day ? wall : Number.NaN
}

/** The three numbers of a day that is written in numbers and does not begin with its year; null where it is none. */
export function numbersOfDay(text: string): [number, number, number] | null {
  const numbers = text.normalize('NFKC').match(/\d+/g)
  if (numbers?.length !== 3 || /\p{L}/u.test(text)) return null
  const [first = '', second = '', third = ''] = numbers
  return first.length <= 2 && second.length <= 2 ? [Number(first), Number(second), Number(third)] : null
}

/**
 * Midnight of the day that a text names, on a clock in UTC; NaN where it names none. Of two numbers before a year the
 * order decides which is the day, unless one of them is greater than twelve.
 */
export function dayIn(text: string, order: Conventions['dayOrder']): number {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  const parts = plain.match(/\d+|\p{L}+/gu) ?? []
  const numbers = parts.filter((part) => /^\d/.test(part))
  const words = parts.filter((part) => !/^\d/.test(part) && !besides.has(part))
  if (words.length > 1 || numbers.some((number) => number.length > 8)) return Number.NaN
  if (words.length === 1) return namedDay(numbers, months.get(words[0] ?? '') ?? Number.NaN)
  const [first = '', second = '', third = ''] = numbers
  if (numbers.length === 1 && first.length === 8) {
    return wallDay(Number(first.slice(0, 4)), Number(first.slice(4, 6)), Number(first.slice(6)))
  }
  if (numbers.length !== 3) return Number.NaN
  if (first.length === 4) return wallDay(Number(first), Number(second), Number(third))
  if (third.length !== 2 && third.length !== 4) return Number.NaN
  const dayFirst = Number(first) > 12 || (order === 'day-first' && Number(second) <= 12)
  return dayFirst
    ? wallDay(fullYear(third), Number(second), Number(first))
    : wallDay(fullYear(third), Number(first), Number(second))
}

function namedDay(numbers: readonly string[], month: number): number {
  const [first = '', second = ''] = numbers
  if (numbers.length !== 2) return Number.NaN
  if (first.length === 4) return wallDay(Number(first), month, Number(second))
  return second.length === 2 || second.length === 4 ? wallDay(fullYear(second), month, Number(first)) : Number.NaN
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))
