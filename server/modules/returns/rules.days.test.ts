import { expect, test } from 'vitest'
import { dayAt, isCalendar, spanOfDays } from './rules.days.ts'

test.each([
  ['Asia/Shanghai', '2026-03-02T15:59:59Z', '2026-03-02'],
  ['Asia/Shanghai', '2026-03-02T16:00:00Z', '2026-03-03'],
  ['America/Los_Angeles', '2026-03-02T07:59:00Z', '2026-03-01'],
  ['UTC', '2026-12-31T23:59:59Z', '2026-12-31'],
])('in %s %s is %s', (zone, moment, day) => {
  expect(dayAt(zone, new Date(moment))).toBe(day)
})

test.each([
  ['Asia/Shanghai', '2026-03-02', '2026-03-02', '2026-03-01T16:00:00.000Z', '2026-03-02T16:00:00.000Z'],
  // The last Sunday of March has 23 hours in Berlin, that of October 25.
  ['Europe/Berlin', '2026-03-29', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['UTC', '2026-02-28', '2026-03-01', '2026-02-28T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
])('in %s %s to %s goes from %s to %s', (zone, first, last, from, to) => {
  expect(spanOfDays(zone, first, last).map((each) => each.toISOString())).toEqual([from, to])
})

test.each([
  ['2026-03-01', '2026-03-01', true],
  ['2026-03-01', '2026-05-01', true],
  ['2026-03-01', '2026-05-02', false],
  ['2026-03-02', '2026-03-01', false],
])('a calendar from %s to %s: %s', (first, last, may) => {
  expect(isCalendar(first, last)).toBe(may)
})
