import type { Conventions } from './schema.ts'

const currencies = new Set(Intl.supportedValuesOf('currency'))
const minorDigits = new Map<string, number>()

/** Digits after the decimal mark of a currency (ISO 4217): two of the euro, none of the yen. */
export function digitsOf(currency: string): number {
  const known = minorDigits.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  minorDigits.set(currency, digits)
  return digits
}

/** Signs that stand for one currency only; a bare $ or ¥ is that of the conventions, or the commonest. */
const signs = new Map(
  [
    '€ EUR, £ GBP, ₹ INR, ₩ KRW, ₺ TRY, ₫ VND, ₽ RUB, ฿ THB',
    '₱ PHP, ₪ ILS, US$ USD, U.S.$ USD, C$ CAD, CA$ CAD, CDN$ CAD, A$ AUD',
    'AU$ AUD, MX$ MXN, R$ BRL, S$ SGD, SG$ SGD, HK$ HKD, NZ$ NZD, NT$ TWD',
    'ZŁ PLN, KČ CZK, CN¥ CNY, JP¥ JPY, RMB CNY, 元 CNY, 人民币 CNY, 円 JPY',
    '日元 JPY, 美元 USD, 美金 USD, 欧元 EUR, 英镑 GBP, EURO EUR',
  ]
    .flatMap((line) => line.split(', '))
    .map((pair): [string, string] => [pair.slice(0, -4), pair.slice(-3)]),
)
const dollars = new Set(['USD', 'CAD', 'AUD', 'MXN', 'SGD', 'HKD', 'NZD', 'TWD'])

/**
 * The currency that a code or sign names: `USD`, `US $`, `€`, `￥`. Null where it names none.
 *
 * @param usual the currency of the store, for signs that several share
 */
export function currencyOf(text: string, usual: string): string | null {
  if (text.length === 3 && currencies.has(text)) return text
  if (text.length > LONGEST) return null
  const sign = text.normalize('NFKC').toUpperCase().replace(/\s+/g, '')
  if (currencies.has(sign)) return sign
  if (sign === '$') return dollars.has(usual) ? usual : 'USD'
  if (sign === '¥') return usual === 'CNY' || usual === 'JPY' ? usual : 'JPY'
  if (sign === 'KR') return ['SEK', 'NOK', 'DKK', 'ISK'].includes(usual) ? usual : 'SEK'
  return signs.get(sign) ?? null
}

/** An amount as it stands in a cell: digits with their marks, what stands before or after them, and its sign. */
interface AmountText {
  number: string
  isNegative: boolean
  unit: string
}

/** Characters of the longest amount or currency that anyone writes; what is longer is neither. */
const LONGEST = 60

/** Takes an amount apart: `US $12.34`, `(1,234.00)`, `−12`, `12.00-`, `￥1,200`. Null where no digits stand in it. */
export function amountText(text: string): AmountText | null {
  if (text.length > LONGEST) return null
  const plain = text.normalize('NFKC').replaceAll('\u2212', '-').trim()
  const found = /^([^\d]*?)([.,]?\d(?:[\d.,'’\s]*\d)?[.,]?)([^\d]*)$/.exec(plain)
  if (!found) return null
  const [, before = '', number = '', after = ''] = found
  const inBrackets = before.includes('(') && after.includes(')')
  const minus = (before + after).split('-').length - 1
  const unit = (before + after).replace(/[()+\-\s]/g, '')
  if (minus > 1 || (inBrackets && minus > 0)) return null
  return { number: number.replace(/[\s'’]/g, ''), isNegative: inBrackets || minus === 1, unit }
}

/**
 * The digits before and after the decimal mark of a number. With both marks the last one is the decimal mark; one that
 * stands once before exactly three digits groups thousands, unless it is the conventions' decimal mark: then it may be
 * either of a currency with fewer digits, and is taken for neither. One that stands several times groups thousands.
 */
function parted(number: string, decimal: Conventions['decimal'], digits: number): [string, string] | null {
  const dot = number.lastIndexOf('.')
  const comma = number.lastIndexOf(',')
  if (dot === -1 && comma === -1) return [number, '']
  if (dot !== -1 && comma !== -1) {
    const [mark, group] = dot > comma ? ['.', ','] : [',', '.']
    const at = Math.max(dot, comma)
    const whole = ungrouped(number.slice(0, at), group)
    return whole === null || number.indexOf(mark) !== at ? null : [whole, number.slice(at + 1)]
  }
  const at = Math.max(dot, comma)
  const mark = number[at] ?? ''
  if (number.indexOf(mark) !== at) {
    const whole = ungrouped(number, mark)
    return whole === null ? null : [whole, '']
  }
  const mayGroup = number.length - at === 4 && at > 0 && at <= 3
  const parts: [string, string] = [number.slice(0, at), number.slice(at + 1)]
  if (mayGroup && mark !== decimal) return [parts.join(''), '']
  // `1.000` of a German file is a thousand; one of it would be wrong by as much.
  return mayGroup && digits < 3 && number[0] !== '0' ? null : parts
}

/** Groups of three, or of two before the last as India writes them. */
function ungrouped(number: string, mark: string): string | null {
  const groups = number.split(mark)
  const isWhole = groups.every((group, at) =>
    at === 0
      ? group.length >= 1 && group.length <= 3
      : group.length === 3 || (group.length === 2 && at < groups.length - 1),
  )
  return isWhole ? groups.join('') : null
}

/** Beyond it an amount is a mistake (schema of products: Amount). */
const MOST = 9_000_000_000_000

/**
 * An amount in minor units of a currency with so many digits. NaN where the text is none, and where it has more digits
 * than the currency that are not zero: nobody may round another's money.
 */
export function minorUnits(text: string, digits: number, decimal: Conventions['decimal']): number {
  const simple = simpleAmount(text, digits, decimal)
  if (simple !== -1) return simple
  const found = amountText(text)
  const parts = found && parted(found.number, decimal, digits)
  if (!parts) return Number.NaN
  const [whole, fraction] = parts
  if (!/^\d*$/.test(fraction) || whole + fraction === '' || !/^0*$/.test(fraction.slice(digits))) return Number.NaN
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  if (!(minor <= MOST)) return Number.NaN
  return found.isNegative && minor !== 0 ? -minor : minor
}

/** Plain digits with the conventions' decimal mark, which most cells are; −1 where there is more to it. */
function simpleAmount(text: string, digits: number, decimal: string): number {
  const mark = decimal.charCodeAt(0)
  let minor = 0
  let after = -1
  if (text.length === 0 || text.length > 12) return -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) {
      minor = minor * 10 + code - 48
      if (after >= 0) after++
    } else if (code === mark && after === -1 && at > 0) after = 0
    else return -1
  }
  if (after > digits || after === 0) return -1
  for (let missing = digits - Math.max(after, 0); missing > 0; missing--) minor *= 10
  return minor
}

/** An amount that a workbook holds as a number, in minor units; NaN where it has more digits than the currency. */
export function minorUnitsOf(value: number, digits: number): number {
  // Rounding what is hardly below nothing gives −0, which is not the 0 that is read back.
  const minor = Math.round(value * 10 ** digits) + 0
  // Sums of a workbook differ from their digits by parts of a billionth.
  return Math.abs(minor) <= MOST && Math.abs(value * 10 ** digits - minor) < 1e-6 * Math.max(1, Math.abs(value))
    ? minor
    : Number.NaN
}
