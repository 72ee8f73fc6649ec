import { expect, test } from 'vitest'
import { isOvernight, weekHours } from './calendars.ts'
import { readTime } from './times.ts'

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9:30', '09:30'],
  ['９：３０', '09:30'],
  ['9.30', '09:30'],
  ['2400', '24:00'],
  ['24', '24:00'],
  ['24:30', undefined],
  ['25', undefined],
  ['9:60', undefined],
  ['', undefined],
  ['noon', undefined],
])('%s is %s', (typed, time) => {
  expect(readTime(typed)).toBe(time)
})

test('a week of two periods a day and a night shift', () => {
  const periods = [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '18:00' },
    { from: '22:00', to: '06:00' },
  ]
  expect(weekHours(periods)).toBe(15.5)
  expect(periods.map(isOvernight)).toEqual([false, false, true])
})
