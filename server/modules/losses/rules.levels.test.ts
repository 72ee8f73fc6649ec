import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter, monthAfter } from './rules.days.ts'
import { coverOf, type Keep, keeps, levelFor, levels } from './rules.levels.ts'

test.each<[Keep[], string]>([
  [[], 'total'],
  [['store'], 'store'],
  [['cause', 'category'], 'category-cause'],
  [['version', 'store'], 'all'],
  [['sku'], 'sku'],
  [['sku', 'store'], 'store-sku'],
  [['sku', 'cause'], 'every'],
])('a question about %j is answered on the level %s', (asked, level) => {
  expect(levelFor(new Set(asked))).toBe(level)
})

test('whatever is asked, its level keeps all of it', () => {
  fc.assert(
    fc.property(fc.subarray([...keeps]), (asked) => {
      expect(levels[levelFor(new Set(asked))]).toEqual(expect.arrayContaining(asked))
    }),
  )
})

test.each([
  ['2026-01-01', '2026-12-31', ['month 2026-01-01 2026-12-01']],
  ['2026-03-02', '2026-03-15', ['week 2026-03-02 2026-03-09']],
  ['2026-03-03', '2026-03-04', ['day 2026-03-03 2026-03-04']],
  [
    '2026-02-23',
    '2026-05-10',
    [
      'day 2026-02-23 2026-02-28',
      'month 2026-03-01 2026-04-01',
      'day 2026-05-01 2026-05-03',
      'week 2026-05-04 2026-05-04',
    ],
  ],
])('from %s to %s it is %j', (first, last, wanted) => {
  expect(coverOf(first, last).map(({ grain, first, last }) => `${grain} ${first} ${last}`)).toEqual(wanted)
})

test('each day of a period is in exactly one of its sums, in order', () => {
  const day = fc.integer({ min: 0, max: 2_000 }).map((days) => dayAfter('2024-01-01', days))
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 900 }), (first, length) => {
      const last = dayAfter(first, length)
      let next = first
      for (const span of coverOf(first, last)) {
        expect(span.first).toBe(next)
        next = span.grain === 'month' ? monthAfter(span.last) : dayAfter(span.last, span.grain === 'week' ? 7 : 1)
      }
      expect(next).toBe(dayAfter(last, 1))
    }),
  )
})
