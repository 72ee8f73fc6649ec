const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  bst: 60,
  jst: 540,
}

/**
 * The time in a Date header (RFC 5322 §3.3 and its obsolete forms): missing seconds, two-digit years, named zones,
 * comments, no comma. Undefined when it is no date or lies outside 1980–2100.
 */
export function readDate(value: string | undefined): Date | undefined {
  if (!value) return undefined
  const text = value
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100)
  const time = byRfc(text) ?? byOthers(text)
  if (time === undefined || Number.isNaN(time)) return undefined
  const year = new Date(time).getUTCFullYear()
  return year >= 1980 && year <= 2100 ? new Date(time) : undefined
}

const rfc =
  /(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ -](\d{2,4})(?:,? (\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?)?(?:[.,]\d+)?\s*(?:([+-])\s?(\d{1,2}):?(\d{2})|([a-z]{1,5}))?/i

function byRfc(text: string): number | undefined {
  const found = rfc.exec(text)
  if (!found) return undefined
  const [, day, name, yearText, hour, minute, second, sign, zoneHours, zoneMinutes, zone] = found
  const month = months.indexOf((name ?? '').toLowerCase())
  if (month < 0) return undefined
  const short = Number(yearText)
  const year = (yearText ?? '').length > 2 ? short : short + (short < 50 ? 2000 : 1900)
  const offset = sign
    ? (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes))
    : (zones[(zone ?? '').toLowerCase()] ?? 0)
  const local = Date.UTC(
    year,
    month,
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Math.min(Number(second ?? 0), 59),
  )
  return local - offset * 60_000
}

function byOthers(text: string): number | undefined {
  const iso = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?/.exec(text)
  return iso || /[a-z]{3} \d{1,2},? \d/i.test(text) ? Date.parse(text) : undefined
}
