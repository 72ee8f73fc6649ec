import { describe, expect, test } from 'vitest'
import { DAY, dayOf, HOUR, isoDate, MINUTE, timeOfDay, weekdayOf } from './time.ts'

describe('dates', () => {
  test.each(['1970-01-01', '2024-02-29', '2000-02-29', '1969-12-31', '2031-07-04'])(
    '%s is read and written alike',
    (date) => {
      expect(isoDate(dayOf(date))).toBe(date)
    },
  )

  test.each(['2025-02-29', '2100-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '', 'today'])(
    '"%s" is no date',
    (date) => {
      expect(() => dayOf(date)).toThrow(RangeError)
    },
  )

  test('the week begins on Monday, before 1970 too', () => {
    expect(['2026-01-05', '2026-01-11', '1970-01-01', '1969-12-28'].map((date) => weekdayOf(dayOf(date)))).toEqual([
      1, 7, 4, 7,
    ])
  })
})

test('times of day reach from 00:00 to 24:00', () => {
  expect(['00:00', '09:30', '24:00'].map(timeOfDay)).toEqual([0, 9 * HOUR + 30 * MINUTE, DAY])
  for (const wrong of ['24:01', '9:30', '12:60', '', '12:00:00']) expect(() => timeOfDay(wrong)).toThrow(RangeError)
})
