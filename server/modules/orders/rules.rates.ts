/** What one unit of a currency was worth in another on a day, as somebody has told it. */
export interface KnownRate {
  /** `2026-09-29`. */
  readonly day: string
  readonly from: string
  readonly to: string
  /** Decimal digits as they were written: `1.0876`. */
  readonly rate: string
  readonly source: string
}

/** How an amount comes from one currency to another; the fraction is exact. */
export interface FoundRate {
  /** The day of the rate, which may be some before the one that was asked for. */
  readonly day: string
  readonly way: 'same' | 'direct' | 'inverse' | 'via-eur'
  readonly numerator: bigint
  readonly denominator: bigint
  readonly source: string
}

/**
 * The last rate so many days before holds where a day has none. The European Central Bank tells none on Saturdays, Sundays
 * and its holidays, at most four days in a row (Good Friday to Easter Monday).
 */
export const mostDaysBefore = 7

const dayMs = 86_400_000
export const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10)

interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** A decimal number as a fraction. */
function fractionOf(decimal: string): Fraction {
  const [whole = '0', digits = ''] = decimal.split('.')
  return { numerator: BigInt(whole + digits), denominator: 10n ** BigInt(digits.length) }
}

const inverse = ({ numerator, denominator }: Fraction): Fraction => ({ numerator: denominator, denominator: numerator })
const times = (one: Fraction, other: Fraction): Fraction => ({
  numerator: one.numerator * other.numerator,
  denominator: one.denominator * other.denominator,
})

/**
 * The rate from one currency to another on a day: that of the day, else the last one at most `mostDaysBefore` days before,
 * else null; it is never guessed. Of a day the rate itself goes before its inverse, and that before the way through the
 * euro, of which both halves must be of the same day.
 */
export function rateOn(
  rates: readonly KnownRate[],
  { from, to, day }: { readonly from: string; readonly to: string; readonly day: string },
): FoundRate | null {
  if (from === to) return { day, way: 'same', numerator: 1n, denominator: 1n, source: '' }
  const known = new Map(rates.map((rate) => [`${rate.day} ${rate.from} ${rate.to}`, rate]))
  for (let before = 0; before <= mostDaysBefore; before++) {
    const on = dayBefore(day, before)
    const leg = (
      one: string,
      other: string,
    ): (Fraction & { readonly source: string; readonly isInverse: boolean }) | null => {
      if (one === other) return { numerator: 1n, denominator: 1n, source: '', isInverse: false }
      const direct = known.get(`${on} ${one} ${other}`)
      if (direct) return { ...fractionOf(direct.rate), source: direct.source, isInverse: false }
      const turned = known.get(`${on} ${other} ${one}`)
      return turned ? { ...inverse(fractionOf(turned.rate)), source: turned.source, isInverse: true } : null
    }
    const plain = leg(from, to)
    if (plain) {
      const { numerator, denominator, source, isInverse } = plain
      return { day: on, way: isInverse ? 'inverse' : 'direct', numerator, denominator, source }
    }
    const [there, back] = [leg(from, 'EUR'), leg('EUR', to)]
    if (there && back) return { day: on, way: 'via-eur', ...times(there, back), source: there.source || back.source }
  }
  return null
}

/**
 * An amount in minor units of the other currency: exact, and rounded once, at the end, half away from zero.
 *
 * @param digits of the minor units of both currencies: two of the euro, none of the yen
 */
export function converted(
  amount: number,
  { numerator, denominator }: Fraction,
  digits: { readonly from: number; readonly to: number },
): number {
  const above = BigInt(amount < 0 ? -amount : amount) * numerator * 10n ** BigInt(digits.to)
  const below = denominator * 10n ** BigInt(digits.from)
  const rounded = Number((above * 2n + below) / (below * 2n))
  return amount < 0 && rounded !== 0 ? -rounded : rounded
}

/** A rate in decimal digits to be shown, with six that count; cut off, for an amount is reckoned by the fraction. */
export function shownRate({ numerator, denominator }: Fraction): string {
  let scale = 6
  for (let value = numerator; value > 0n && value * 10n < denominator && scale < 16; value *= 10n) scale++
  const digits = String((numerator * 10n ** BigInt(scale)) / denominator).padStart(scale + 1, '0')
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '')
}

/** Days on which no rate is near enough: from the first to the last of them, both among them. */
export interface RateGap {
  readonly first: string
  readonly last: string
}

/** The gaps of one pair: days after its first rate, up to today, that have none of so many days before. */
export function gapsIn(days: readonly string[], today: string): RateGap[] {
  const sorted = [...new Set(days)].sort()
  return sorted.flatMap((day, at) => {
    const first = dayBefore(day, -(mostDaysBefore + 1))
    const last = sorted[at + 1] === undefined ? today : dayBefore(sorted[at + 1] ?? today, 1)
    return first <= last ? [{ first, last }] : []
  })
}
