import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { converted, dayBefore, gapsIn, type KnownRate, mostDaysBefore, rateOn, shownRate } from './rules.rates.ts'

const told = (day: string, from: string, to: string, rate: string): KnownRate => ({
  day,
  from,
  to,
  rate,
  source: 'ECB',
})
const cents = { from: 2, to: 2 }

describe('which rate', () => {
  const rates = [
    told('2026-09-25', 'EUR', 'USD', '1.1'),
    told('2026-09-25', 'EUR', 'CNY', '8'),
    told('2026-09-29', 'EUR', 'USD', '1.0876'),
    told('2026-09-29', 'USD', 'JPY', '150'),
  ]
  test.each([
    ['USD', 'USD', '2020-01-01', '2020-01-01', 'same', '1'],
    ['EUR', 'USD', '2026-09-29', '2026-09-29', 'direct', '1.0876'],
    ['EUR', 'USD', '2026-09-27', '2026-09-25', 'direct', '1.1'],
    ['CNY', 'EUR', '2026-09-25', '2026-09-25', 'inverse', '0.125'],
    ['USD', 'CNY', '2026-09-25', '2026-09-25', 'via-eur', '7.272727'],
    // The euro has no rate to the yuan on the 29th: both halves are those of the 25th.
    ['USD', 'CNY', '2026-09-29', '2026-09-25', 'via-eur', '7.272727'],
    ['JPY', 'USD', '2026-09-30', '2026-09-29', 'inverse', '0.00666666'],
  ])('%s to %s on %s is that of %s, %s', (from, to, day, of, way, shown) => {
    const found = rateOn(rates, { from, to, day })
    expect(found).toMatchObject({ day: of, way })
    expect(found && shownRate(found)).toBe(shown)
  })

  test('none is guessed: not of a day after, of one too long before, or of a currency that nobody told', () => {
    expect(rateOn(rates, { from: 'EUR', to: 'USD', day: '2026-09-24' })).toBeNull()
    const last = dayBefore('2026-09-29', -mostDaysBefore)
    expect(rateOn(rates, { from: 'EUR', to: 'USD', day: last })).toMatchObject({ day: '2026-09-29' })
    expect(rateOn(rates, { from: 'EUR', to: 'USD', day: dayBefore(last, -1) })).toBeNull()
    expect(rateOn(rates, { from: 'EUR', to: 'SEK', day: '2026-09-29' })).toBeNull()
  })
})

describe('the amount', () => {
  const of = (rate: string) =>
    rateOn([told('2026-09-29', 'USD', 'EUR', rate)], { from: 'USD', to: 'EUR', day: '2026-09-29' })
  const through = (amount: number, rate: string, digits: { from: number; to: number }) => {
    const found = of(rate)
    return found && converted(amount, found, digits)
  }
  test.each([
    [1_000, '1.0876', cents, 1_088],
    [1, '0.5', cents, 1],
    [-1, '0.5', cents, -1],
    [-1, '0.4', cents, 0],
    [100, '150', { from: 2, to: 0 }, 150],
    [150, '0.0066', { from: 0, to: 2 }, 99],
    [9_000_000_000_000, '1.0000000001', cents, 9_000_000_000_900],
  ])('%i at %s is %i', (amount, rate, digits, result) => {
    expect(through(amount, rate, digits)).toBe(result)
  })

  test('is never off by more than half of the smallest coin, and the sign turns nothing else', () => {
    const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 10_000_000 }), (amount, parts) => {
        const rate = (parts / 10_000).toFixed(4)
        const found = of(rate)
        if (!found) throw new Error('the rate of the day is known')
        const result = converted(amount, found, cents)
        // Exactly: |result × 10000 − amount × parts| ≤ 5000.
        const off = BigInt(result) * 10_000n - BigInt(amount) * BigInt(parts)
        expect(off <= 5_000n && off >= -5_000n).toBe(true)
        expect(converted(-amount, found, cents)).toBe(result === 0 ? 0 : -result)
      }),
    )
  })
})

describe('gaps', () => {
  test('are the days without a rate near enough, and only those', () => {
    const days = ['2026-09-01', '2026-09-04', '2026-09-20', '2026-09-21']
    expect(gapsIn(days, '2026-09-28')).toEqual([{ first: '2026-09-12', last: '2026-09-19' }])
    expect(gapsIn(days, '2026-09-30')).toEqual([
      { first: '2026-09-12', last: '2026-09-19' },
      { first: '2026-09-29', last: '2026-09-30' },
    ])
    expect(gapsIn([], '2026-09-28')).toEqual([])
  })

  test('and conversion say the same of every day', () => {
    const places = fc.uniqueArray(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(places, (at) => {
        const days = at.map((days) => dayBefore('2026-01-01', -days))
        const today = dayBefore('2026-01-01', -90)
        const gaps = gapsIn(days, today)
        const rates = days.map((day) => told(day, 'EUR', 'USD', '1.1'))
        const first = [...days].sort()[0] ?? today
        for (let day = first; day <= today; day = dayBefore(day, -1)) {
          const isGap = gaps.some((gap) => gap.first <= day && day <= gap.last)
          expect(rateOn(rates, { from: 'EUR', to: 'USD', day }) === null).toBe(isGap)
        }
      }),
      { numRuns: 50 },
    )
  })
})
