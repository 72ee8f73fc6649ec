import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter } from './rules.days.ts'
import { coverOf, type Grain, type Keep, keeps, keepsOf, lastDayOf, levelFor } from './rules.levels.ts'

test.each<[Keep[], Grain, string | null, string | null]>([
  [[], 'week', 'store', 'store'],
  [['store'], 'day', 'store', 'store'],
  [['version'], 'day', 'cause-version', 'store'],
  [['cause', 'category'], 'month', 'category-cause', 'category'],
  [['version', 'store'], 'week', 'store-version', 'store'],
  [['version', 'store', 'cause'], 'week', 'all', 'store'],
  [['version', 'store', 'cause'], 'day', null, 'store'],
  [['sku'], 'week', 'sku', 'sku'],
  [['sku'], 'day', null, null],
  [['sku', 'store'], 'month', 'store-sku', 'store-sku'],
  [['sku', 'store'], 'week', null, null],
  [['sku', 'cause'], 'month', 'sku-cause', 'sku'],
  [['sku', 'version'], 'cohort', 'sku-version', 'sku'],
  [['sku', 'cause', 'version'], 'month', null, 'sku'],
])(
  'what is asked about %j by %s is answered on the level %s for losses, %s for parcels',
  (asked, grain, loss, shipped) => {
    expect(levelFor(new Set(asked), grain, 'loss')).toBe(loss)
    expect(levelFor(new Set(asked), grain, 'shipped')).toBe(shipped)
  },
)

test('whatever is asked, its level keeps all of it', () => {
  fc.assert(
    fc.property(fc.subarray([...keeps]), fc.constantFrom('day', 'week', 'month', 'cohort'), (asked, grain) => {
      const level = levelFor(new Set(asked), grain as Grain, 'loss')
      if (level !== null) expect([...keepsOf(level)]).toEqual(expect.arrayContaining(asked))
      // Over days what three things narrow is left to the ledger, else only what is asked of a SKU.
      else expect(asked.includes('sku') || (grain === 'day' && asked.length > 2)).toBe(true)
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
        next = dayAfter(lastDayOf(span), 1)
      }
      expect(next).toBe(dayAfter(last, 1))
    }),
  )
})
