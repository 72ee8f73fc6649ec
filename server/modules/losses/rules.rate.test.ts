import fc from 'fast-check'
import { expect, test } from 'vitest'
import { added, alarmOf, endOf, figureOf, mostSteps, nothing, plus, shippedSettings, stepsOf } from './rules.rate.ts'

test('the rate is the loss over the cost of what was sent out; where nothing has a cost there is none', () => {
  const sums = { ...nothing, loss: 350, lossWithoutQuality: 100, cost: 10_000, lines: 3 }
  expect(figureOf(sums)).toEqual({ ...sums, rate: 0.035, rateWithoutQuality: 0.01 })
  expect(figureOf({ ...nothing, loss: 350 })).toMatchObject({ rate: null, rateWithoutQuality: null })
  // More was made good than lost: the rate is below zero, and says so.
  expect(figureOf({ ...nothing, loss: -50, cost: 1_000 }).rate).toBe(-0.05)
})

test('sums and their opposites come to nothing, in any order', () => {
  const summed = fc.record(
    Object.fromEntries(Object.keys(nothing).map((name) => [name, fc.integer()])),
  ) as fc.Arbitrary<typeof nothing>
  fc.assert(
    fc.property(fc.array(summed, { maxLength: 6 }), (all) => {
      expect(added(all)).toEqual(added(all.toReversed()))
      expect(Object.values(plus(added(all), added(all), -1)).every((sum) => sum === 0)).toBe(true)
    }),
  )
})

test('a category may have levels of its own', () => {
  const own = { category: 'sofas', all: 5, withoutQuality: 2 }
  const settings = { ...shippedSettings, categories: [own] }
  expect(alarmOf(settings)).toEqual({ all: 3.5, withoutQuality: 1 })
  expect(alarmOf(settings, 'lamps')).toEqual({ all: 3.5, withoutQuality: 1 })
  expect(alarmOf(settings, 'sofas')).toEqual({ all: 5, withoutQuality: 2 })
})

test('a period is whole steps, those that are asked for or the usual ones, and not too many', () => {
  expect(stepsOf('week', '2026-03-04', { first: '2026-02-18' })).toEqual(['2026-02-16', '2026-02-23', '2026-03-02'])
  expect(stepsOf('month', '2026-03-04', { first: '2025-12-31', last: '2026-02-01' })).toEqual([
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
  ])
  expect(stepsOf('day', '2026-03-04', { first: '2026-03-03' })).toEqual(['2026-03-03', '2026-03-04'])
  expect((['day', 'week', 'month'] as const).map((by) => stepsOf(by, '2026-03-04', {})?.length)).toEqual([28, 13, 12])
  expect(stepsOf('day', '2026-03-04', { first: '2026-03-05' })).toBeNull()
  expect(stepsOf('day', '2026-03-04', { first: '2025-03-04' })).toBeNull()
  expect(stepsOf('day', '2026-03-04', { first: '2025-12-02' })).toHaveLength(mostSteps.day)
  expect([endOf('week', '2026-02-23'), endOf('month', '2026-02-01'), endOf('day', '2026-02-01')]).toEqual([
    '2026-03-01',
    '2026-02-28',
    '2026-02-01',
  ])
})
