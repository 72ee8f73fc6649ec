import type { Cell } from './rules.cells.ts'

/** The text of a cell without the blanks around it; a workbook's numbers and days as they would be written. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return needsTrim(cell) ? bare(cell) : cell
  if (typeof cell === 'number') return String(cell)
  if (Number.isNaN(cell.getTime())) return ''
  const written = cell.toISOString()
  return written.endsWith('T00:00:00.000Z') ? written.slice(0, 10) : written.slice(0, 19).replace('T', ' ')
}

const needsTrim = (text: string): boolean => {
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  return first <= 32 || last <= 32 || first >= 128 || last >= 128 || first === EQUALS
}

const EQUALS = 61

/** Blanks, and marks that nobody sees, of the direction of writing and of joins: they come along when text is copied. */
const isUnseen = (code: number): boolean =>
  code <= 32 ||
  code === 0xa0 ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202f) ||
  (code >= 0x205f && code <= 0x2069) ||
  code === 0x3000 ||
  code === 0xfeff

/** Without what is around it: what nobody sees, and `="…"`, by which programs keep a spreadsheet from counting. */
function bare(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isUnseen(text.charCodeAt(start))) start++
  while (end > start && isUnseen(text.charCodeAt(end - 1))) end--
  const isKept = end - start > 2 && text.startsWith('="', start) && text[end - 1] === '"'
  return isKept ? text.slice(start + 2, end - 1).trim() : text.slice(start, end)
}

/** A text that may be kept: a piece of a longer one keeps all of that in memory, 64 KB for the name of a country. */
export const apart = (text: string): string => ` ${text}`.slice(1)

/** What reports write where there is nothing, such as eBay's dashes. */
const nothings = new Set(['-', '--', '---', '—', '–', 'n/a', 'N/A', 'NA', 'null', 'NULL'])
export const isNothing = (text: string): boolean => text === '' || (text.length <= 7 && nothings.has(text))

const spreadsheetErrors = new Set(['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NUM!', '#NULL!', '#SPILL!'])

/**
 * Whether a spreadsheet has put something else where a text stood: an error, or a number with its last digits gone. Excel
 * keeps 15 digits, and saves longer numbers as `1.12346E+16`.
 */
export function isLostInSpreadsheet(cell: Cell | undefined): boolean {
  if (typeof cell === 'number') return Math.abs(cell) >= 1e15
  if (typeof cell !== 'string' || cell.length > 30) return false
  const first = cell.charCodeAt(0)
  if (first === HASH) return spreadsheetErrors.has(cell)
  return first >= 48 && first <= 57 && cell.includes('E+') && /^\d(?:[.,]\d+)?E\+\d{1,3}$/.test(cell)
}

const HASH = 35

/**
 * A whole number of things, at most a million; NaN where a cell is none, 0 where it is −0. A decimal mark before three
 * digits may group thousands all the same: such a number is none.
 */
export function countOf(cell: Cell, decimal: '.' | ','): number {
  if (typeof cell === 'number') return Number.isInteger(cell) && Math.abs(cell) <= 1_000_000 ? cell + 0 : Number.NaN
  const text = textOf(cell)
  if (text.length === 1) {
    const digit = text.charCodeAt(0) - 48
    if (digit >= 0 && digit <= 9) return digit
  }
  if (text.length > 40) return Number.NaN
  const written = text.normalize('NFKC')
  if (written.split(decimal).length === 2 && /[.,]\d{3}$/.test(written)) return Number.NaN
  const plain = written.replace(/(\d)[,.\s](?=\d{3}(?:\D|$))/g, '$1').replace(/[.,]0+$/, '')
  return /^[+-]?\d{1,7}$/.test(plain) && Math.abs(Number(plain)) <= 1_000_000 ? Number(plain) + 0 : Number.NaN
}

const yes = new Set(['y', 'yes', 'true', '1', 'j', 'ja', 'oui', 'si', 'sí', 'sì', 'はい', '是', '有'])
const no = new Set(['n', 'no', 'false', '0', 'nein', 'non', 'いいえ', '否', '无'])

/** Yes or no in the words of a report; null where it says neither. */
export function yesOrNo(text: string): boolean | null {
  const word = text.toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : null
}

let names: Map<string, string> | undefined

/** The ISO 3166 code of a country that is written as one or by its name; null where it is neither. */
export function countryOf(text: string): string | null {
  if (/^[A-Z]{2}$/.test(text)) return text === 'UK' ? 'GB' : text
  names ??= countryNames()
  return names.get(plainName(text)) ?? null
}

const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '')

/** What marketplaces write otherwise than the runtime does. */
const otherNames: Readonly<Record<string, string>> = {
  ...{
    usa: 'US',
    unitedstatesofamerica: 'US',
    uk: 'GB',
    greatbritain: 'GB',
    england: 'GB',
    großbritannien: 'GB',
    scotland: 'GB',
    wales: 'GB',
  },
  ...{ hongkong: 'HK', macau: 'MO', taiwan: 'TW', southkorea: 'KR', korearepublicof: 'KR', republicofkorea: 'KR' },
  ...{
    russianfederation: 'RU',
    czechrepublic: 'CZ',
    turkey: 'TR',
    vietnam: 'VN',
    mainlandchina: 'CN',
    republicofireland: 'IE',
  },
}

function countryNames(): Map<string, string> {
  const known = new Map(Object.entries(otherNames))
  for (const language of ['en', 'de', 'fr', 'es', 'it', 'ja', 'zh']) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    for (let first = 65; first <= 90; first++) {
      for (let second = 65; second <= 90; second++) {
        const code = String.fromCharCode(first, second)
        const name = display.of(code)
        // QO, EU, UN and the like are no countries; of old codes and new ones of one name the canonical one stays.
        if (name !== undefined && isCountry(code)) if (!known.has(plainName(name))) known.set(plainName(name), code)
      }
    }
  }
  return known
}

const isCountry = (code: string): boolean =>
  !/^(?:A[AC]|CP|CQ|DG|EA|EU|EZ|IC|Q[M-Z]|TA|UK|UN|X[A-JL-Z]|ZZ)$/.test(code) &&
  Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
