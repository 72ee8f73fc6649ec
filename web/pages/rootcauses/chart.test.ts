import { expect, test } from 'vitest'
import { timesExpected } from './anomalies.ts'
import { isAbove, linesOf, nicest } from './chart.ts'

const week = (rate: number | null, limit: number | null) => ({
  week: '2026-03-02',
  sent: 10,
  returned: 1,
  rate,
  limit,
  suspected: false,
})

test.each([
  [0, 0.1],
  [0.037, 0.05],
  [0.05, 0.05],
  [0.11, 0.2],
  [0.7, 1],
])('an axis to %d ends at %d', (most, end) => {
  expect(nicest(most)).toBeCloseTo(end, 9)
})

test.each([
  [0.3, 0.2, true],
  [0.2, 0.2, false],
  [null, 0.2, false],
  [0.3, null, false],
])('%d above %d: %s', (rate, limit, above) => {
  expect(isAbove(week(rate, limit))).toBe(above)
})

test('a line breaks where a week has no value', () => {
  const weeks = [week(0.1, 1), week(null, 1), week(0.2, 1), week(0.3, 1)]
  expect(linesOf(weeks, ({ rate }) => rate)).toEqual([
    [{ at: 0, value: 0.1 }],
    [
      { at: 2, value: 0.2 },
      { at: 3, value: 0.3 },
    ],
  ])
})

test.each([
  [12, 4, 3],
  [3, 0, null],
])('%d where %d were expected is %d times', (observed, expected, times) => {
  expect(timesExpected({ observed, expected })).toBe(times)
})
