import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outOfOrder, previewOf, shippedThresholds } from './rules.thresholds.ts'
import { risks, tiers } from './schema.profile.ts'

test.each([
  [{}, []],
  [{ regularOrders: 2 }, ['regularOrders']],
  [{ regularOrders: 20 }, ['keyOrders']],
  [{ watchPercent: 60 }, ['highPercent']],
  [{ watchPercent: 50 }, []],
  [{ watchReturned: 6, watchClaims: 9 }, ['highReturned', 'highClaims']],
] as const)('%j is out of order at %j', (change, fields) => {
  expect(outOfOrder({ ...shippedThresholds, ...change })).toEqual(fields)
})

describe('how many customers each tier would have', () => {
  const one = fc.record({ tier: fc.constantFrom(...tiers), risk: fc.constantFrom(...risks) })
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, count) => all + count, 0)

  test('all looked at: as they are', () => {
    const looked = [
      { tier: 'key', risk: 'none' },
      { tier: 'new', risk: 'watch' },
      { tier: 'new', risk: 'none' },
    ] as const
    expect(previewOf(3, looked)).toEqual({
      customers: 3,
      lookedAt: 3,
      tiers: { new: 2, returning: 0, regular: 0, key: 1 },
      risks: { none: 2, watch: 1, high: 0 },
    })
  })

  test('estimated from some: whole customers that add up to all, each within rounding of its proportion', () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 1 }), fc.nat({ max: 100_000 }), (looked, more) => {
        const customers = looked.length + more
        const preview = previewOf(customers, looked)
        expect(sum(preview.tiers)).toBe(customers)
        expect(sum(preview.risks)).toBe(customers)
        for (const tier of tiers) {
          const share = looked.filter((each) => each.tier === tier).length / looked.length
          expect(Math.abs(preview.tiers[tier] - share * customers)).toBeLessThan(tiers.length)
        }
      }),
    )
  })

  test('nobody to look at: nobody', () => {
    expect(sum(previewOf(0, []).tiers)).toBe(0)
  })
})
