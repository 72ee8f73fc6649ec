import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOf, rateOf, tailOf, upperLimit } from './rules.intervals.ts'

describe('the chance of so many or more', () => {
  // Of a base that is certain it is Poisson's; these of a mean of 5, from tables.
  test.each([
    [0, 1],
    [1, 0.99326],
    [5, 0.55951],
    [10, 0.03183],
    [15, 0.000226],
  ])('%d: %d', (count, chance) => {
    expect(tailOf(count, 100, { shape: 5e6, exposure: 1e8 })).toBeCloseTo(chance, 4)
  })
  test('an uncertain base makes it less rare, and far ones stay above nothing', () => {
    const [sure, unsure] = [
      { shape: 500, exposure: 10_000 },
      { shape: 5, exposure: 100 },
    ].map((base) => tailOf(20, 100, base))
    expect(unsure).toBeGreaterThan(10 * (sure ?? 1))
    expect(tailOf(150, 100, { shape: 500, exposure: 10_000 })).toBeGreaterThan(0)
  })
  test('falls with the count', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.double({ min: 0.1, max: 5_000, noNaN: true }), (count, exposure) => {
        const base = { shape: 8, exposure: 160 }
        const [one, next] = [tailOf(count, exposure, base), tailOf(count + 1, exposure, base)]
        expect(next).toBeLessThanOrEqual(one + 1e-9)
        expect(one).toBeLessThanOrEqual(1)
      }),
    )
  })
  test('nothing sent, nothing returned', () => {
    expect([tailOf(0, 0, { shape: 1, exposure: 1 }), tailOf(1, 0, { shape: 1, exposure: 1 })]).toEqual([1, 0])
  })
})

describe('a rate', () => {
  // Garwood's limits of a Poisson count, as tables of exact intervals have them.
  test.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [10, 4.795, 18.39],
    [100, 81.36, 121.6],
  ])('of %d lies between %d and %d', (count, low, high) => {
    const rate = rateOf(count, 1_000)
    expect(rate?.rate).toBe(count / 1_000)
    expect((rate?.low ?? 0) * 1_000).toBeCloseTo(low, 1)
    expect((rate?.high ?? 0) * 1_000).toBeCloseTo(high, 1)
  })
  test('without orders is none', () => {
    expect(rateOf(3, 0)).toBeNull()
  })
})

describe('a change', () => {
  test('to half is half, with an interval around it', () => {
    const change = changeOf({ count: 100, exposure: 1_000 }, { count: 50, exposure: 1_000 })
    expect(change?.factor).toBe(0.5)
    expect(change?.low).toBeCloseTo(0.348, 2)
    expect(change?.high).toBeCloseTo(0.708, 2)
  })
  test('to nothing has an upper bound, from nothing has no factor', () => {
    expect(changeOf({ count: 20, exposure: 100 }, { count: 0, exposure: 100 })).toMatchObject({ factor: 0, low: 0 })
    expect(changeOf({ count: 0, exposure: 100 }, { count: 9, exposure: 100 })).toMatchObject({ factor: null })
  })
  test.each([
    [
      { count: 0, exposure: 100 },
      { count: 0, exposure: 100 },
    ],
    [
      { count: 5, exposure: 0 },
      { count: 5, exposure: 100 },
    ],
    [
      { count: 5, exposure: 100 },
      { count: 0, exposure: 0 },
    ],
  ])('of %j and %j cannot be told', (before, after) => {
    expect(changeOf(before, after)).toBeNull()
  })
  test('lies within its interval', () => {
    const side = fc.record({ count: fc.nat(400), exposure: fc.double({ min: 1, max: 1e5, noNaN: true }) })
    fc.assert(
      fc.property(side, side, (before, after) => {
        const change = changeOf(before, after)
        if (!change || change.factor === null) return
        expect(change.low).toBeLessThanOrEqual(change.factor + 1e-6)
        expect(change.high).toBeGreaterThanOrEqual(change.factor - 1e-6)
      }),
    )
  })
})

test('the limit of a p-chart is three sigma above the rate, never above all, and none without orders', () => {
  expect(upperLimit(0.05, 100)).toBeCloseTo(0.05 + 3 * Math.sqrt(0.0475 / 100), 9)
  expect([upperLimit(0.5, 1), upperLimit(0.05, 0)]).toEqual([1, null])
})
