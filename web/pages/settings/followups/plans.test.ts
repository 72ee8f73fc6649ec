import { expect, test } from 'vitest'
import { emptyPlan, numberIn, withImportance } from './plans.ts'

test('important customers are asked twice as often, unless somebody has said otherwise', () => {
  const important = withImportance(emptyPlan, true)
  expect([emptyPlan.weeks, important.weeks, withImportance(important, false).weeks]).toEqual([8, 4, 8])
  expect(withImportance({ ...emptyPlan, weeks: 6 }, true).weeks).toBe(6)
})

test.each([
  ['', null],
  [' ', null],
  ['30', 30],
])('a limit of “%s” is %s', (written, expected) => {
  expect(numberIn(written)).toBe(expected)
})
