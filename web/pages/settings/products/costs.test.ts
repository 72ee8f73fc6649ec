import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minorUnits } from '../../../parts/money.ts'
import { costOn } from './costs.ts'

test.each([
  ['12.50', 'USD', 1_250],
  ['12,5', 'EUR', 1_250],
  ['12', 'EUR', 1_200],
  ['１２．５０', 'CNY', 1_250],
  [' 0 ', 'USD', 0],
  ['1500', 'JPY', 1_500],
  ['15.5', 'JPY', undefined],
  ['1.234', 'BHD', 1_234],
  ['1,234', 'USD', undefined],
  ['1,234.50', 'USD', undefined],
  ['12.', 'USD', undefined],
  ['-5', 'USD', undefined],
  ['twelve', 'USD', undefined],
  ['', 'USD', undefined],
  ['99999999999', 'USD', undefined],
] as const)('%j in %s is %j', (typed, currency, units) => expect(minorUnits(typed, currency)).toBe(units))

test('every amount of cents is read as it is written', () => {
  fc.assert(fc.property(fc.nat(1e9), (cents) => minorUnits((cents / 100).toFixed(2), 'USD') === cents))
})

const costs = ['2027-01-01', '2026-10-01', '2026-01-01'].map((validFrom) => ({
  validFrom,
  unitCost: 1,
  currency: 'USD',
}))

test.each([
  ['2025-12-31', undefined],
  ['2026-01-01', '2026-01-01'],
  ['2026-09-30', '2026-01-01'],
  ['2026-10-01', '2026-10-01'],
  ['2027-06-01', '2027-01-01'],
])('on %s the cost from %s holds', (day, from) => expect(costOn(costs, day)?.validFrom).toBe(from))
