import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repeatedDays } from './rules.cleanups.ts'
import type { ProductCost } from './schema.ts'

const cost = (validFrom: string, unitCost: number, currency = 'CNY'): ProductCost => ({ validFrom, unitCost, currency })

test.each([
  ['nothing', [], []],
  ['the only one', [cost('2026-01-01', 5)], []],
  ['the same again', [cost('2026-02-01', 5), cost('2026-01-01', 5)], ['2026-02-01']],
  ['the same in another currency', [cost('2026-01-01', 5), cost('2026-02-01', 5, 'USD')], []],
  ['the same after another', [cost('2026-01-01', 5), cost('2026-02-01', 6), cost('2026-03-01', 5)], []],
])('of %s', (_which, costs, repeated) => {
  expect(repeatedDays(costs)).toEqual(repeated)
})

const costOn = (costs: readonly ProductCost[], day: string): string => {
  const [last] = costs.filter(({ validFrom }) => validFrom <= day).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  return last ? `${last.unitCost} ${last.currency}` : ''
}
const days = Array.from({ length: 28 }, (_, at) => `2026-01-${String(at + 1).padStart(2, '0')}`)

test('whichever of them are taken away, every day costs what it did, and none repeats once all are gone', () => {
  const chain = fc.uniqueArray(
    fc.record({
      validFrom: fc.constantFrom(...days),
      unitCost: fc.integer({ min: 1, max: 2 }),
      currency: fc.constantFrom('CNY', 'USD'),
    }),
    { selector: ({ validFrom }) => validFrom },
  )
  fc.assert(
    fc.property(chain, fc.array(fc.boolean(), { minLength: 28, maxLength: 28 }), (costs, chosen) => {
      const repeated = repeatedDays(costs)
      const taken = repeated.filter((_, at) => chosen[at])
      const left = costs.filter(({ validFrom }) => !taken.includes(validFrom))
      for (const day of days) expect(costOn(left, day)).toBe(costOn(costs, day))
      expect(repeatedDays(costs.filter(({ validFrom }) => !repeated.includes(validFrom)))).toEqual([])
    }),
  )
})
