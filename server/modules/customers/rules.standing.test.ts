import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { togetherIn } from './rules.history.ts'
import { lowestShare, standingOf } from './rules.standing.ts'
import { shippedThresholds } from './rules.thresholds.ts'
import type { Figures } from './schema.profile.ts'

const since = new Date('2026-01-01T00:00:00Z')
const standing = (figures: Partial<Figures>) => standingOf(togetherIn([figures]), since, shippedThresholds)

describe('value', () => {
  test.each([
    [0, 'new'],
    [1, 'new'],
    [2, 'returning'],
    [3, 'returning'],
    [4, 'regular'],
    [11, 'regular'],
    [12, 'key'],
    [400, 'key'],
  ])('%i orders within a year: %s', (orders, tier) => {
    expect(standing({ orders })).toMatchObject({ tier, tierReasons: [{ code: 'orders', count: orders }] })
  })

  test('by the thresholds of the workspace', () => {
    const by = { ...shippedThresholds, keyOrders: 5, watchPercent: 5, highPercent: 10, highReturned: 10 }
    const figures = togetherIn([{ orders: 5, units: 100, returned: 20, returnedByWish: 20 }])
    expect(standingOf(figures, since, by)).toMatchObject({ tier: 'regular', risk: 'high' })
    expect(standingOf(figures, since, shippedThresholds)).toMatchObject({ tier: 'regular', risk: 'none' })
    expect(standingOf({ ...figures, returnedByWish: 0 }, since, by)).toMatchObject({ tier: 'key', risk: 'none' })
  })

  test('who sends back most of it is worth a step less, and that is said', () => {
    const risky = standing({ orders: 12, units: 20, returned: 18, returnedByWish: 18 })
    expect(risky).toMatchObject({ tier: 'regular', risk: 'high' })
    expect(risky.tierReasons.map(({ code }) => code)).toEqual(['orders', 'lowered'])
  })
})

describe('risk of sending back', () => {
  test.each([
    ['nothing known', {}, 'none', []],
    ['one of one says little', { units: 1, returned: 1, returnedByWish: 1 }, 'none', ['few-returns']],
    ['three of three are watched', { units: 3, returned: 3, returnedByWish: 3 }, 'watch', ['returned-share']],
    ['five of five are high', { units: 5, returned: 5, returnedByWish: 5 }, 'high', ['returned-share']],
    ['ten of a hundred are usual', { units: 100, returned: 10, returnedByWish: 10 }, 'none', ['few-returns']],
    ['forty of a hundred are watched', { units: 100, returned: 40, returnedByWish: 40 }, 'watch', ['returned-share']],
    ['what came broken is not held against them', { units: 9, returned: 9 }, 'none', ['not-counted']],
    ['outside the policy', { outsidePolicy: 3 }, 'watch', ['outside-policy']],
    ['two claims', { claims: 2 }, 'watch', ['claims']],
    ['three claims', { claims: 3 }, 'high', ['claims']],
  ] as const)('%s', (_name, figures, risk, codes) => {
    const found = standing(figures)
    expect(found.risk).toBe(risk)
    expect(found.riskReasons.map(({ code }) => code)).toEqual(codes)
  })

  test('whoever is a risk is told why', () => {
    const count = fc.integer({ min: 0, max: 300 })
    const figures = fc.record({
      units: count,
      returned: count,
      returnedByWish: count,
      outsidePolicy: count,
      claims: count,
    })
    fc.assert(
      fc.property(figures, (figures) => {
        const { risk, riskReasons } = standing(figures)
        return risk === 'none' || riskReasons.length > 0
      }),
    )
  })

  test('the share lies between nought and what was seen, and more of the same is believed more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }), (some, all) => {
        const share = lowestShare(Math.min(some, all), all)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(Math.min(some, all) / all + 1e-12)
        expect(lowestShare(2 * Math.min(some, all), 2 * all)).toBeGreaterThanOrEqual(share - 1e-12)
      }),
    )
  })

  // The score interval of 15 of 50 as NIST's handbook (7.2.4.1) and R's prop.test give it: 0.191 to 0.438.
  test('fifteen of fifty', () => expect(lowestShare(15, 50)).toBeCloseTo(0.191, 3))
})
