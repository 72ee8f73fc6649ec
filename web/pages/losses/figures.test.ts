import { expect, test } from 'vitest'
import { axisTop, csvOf, isAbove, plainMoney } from './figures.ts'

test.each([
  [[0.021, 0.035], 0.05],
  [[0.01], 0.02],
  [[], 0.002],
  [[1.2], 2],
])('an axis for %j reaches to %d', (shares, top) => expect(axisTop(shares)).toBeCloseTo(top))

test('a level is crossed above it, not on it; without a rate it is not', () => {
  expect([isAbove(0.035, 3.5), isAbove(0.0351, 3.5), isAbove(null, 3.5)]).toEqual([false, true, false])
})

test('files have plain numbers, and no formulas', () => {
  expect([plainMoney(12_345, 'EUR'), plainMoney(12_345, 'JPY'), plainMoney(-5, 'EUR')]).toEqual([
    '123.45',
    '12345',
    '-0.05',
  ])
  expect(csvOf([['=1+1', '-5', 'a "b"']])).toBe('\uFEFF"\'=1+1","-5","a ""b"""\r\n')
})
