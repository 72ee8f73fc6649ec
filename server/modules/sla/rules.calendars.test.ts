import { expect, test } from 'vitest'
import { datesOf, faultOf } from './rules.calendars.ts'
import type { CalendarBody } from './schema.calendars.ts'

const calendar: CalendarBody = {
  name: 'Shanghai',
  zone: 'Asia/Shanghai',
  alwaysOpen: false,
  periods: [
    { weekday: 1, from: '09:00', to: '12:00' },
    { weekday: 1, from: '11:00', to: '18:00' },
    { weekday: 7, from: '22:00', to: '06:00' },
  ],
  holidays: [],
}
const holiday = (start: string, end: string, zone = 'Asia/Shanghai') =>
  datesOf({ name: 'Feast', start: Date.parse(start), end: Date.parse(end), zone }, calendar).map(
    ({ date, open }) => `${date} ${open.map(({ from, to }) => `${from}-${to}`).join(' ')}`,
  )

test('a sound calendar has no fault', () => {
  expect(faultOf(calendar)).toBeNull()
  expect(faultOf({ ...calendar, alwaysOpen: true, periods: [] })).toBeNull()
})

test.each([
  [{ zone: 'Mars/Base' }, 'zone'],
  [{ periods: [{ weekday: 1 as const, from: '24:00', to: '09:00' }] }, 'periods.0'],
  [{ holidays: [{ date: '2025-02-29', name: 'Leap', open: [] }] }, 'holidays.0'],
  [{ holidays: [{ date: '2025-02-28', name: 'Eve', open: [{ from: '12:00', to: '09:00' }] }] }, 'holidays.0'],
])('%j is at fault in %s', (change, field) => {
  expect(faultOf({ ...calendar, ...change })?.field).toBe(field)
})

test('a holiday closes each of its dates, in the zone of its country', () => {
  expect(holiday('2026-10-01T00:00+08:00', '2026-10-04T00:00+08:00')).toEqual([
    '2026-10-01 ',
    '2026-10-02 ',
    '2026-10-03 ',
  ])
  expect(holiday('2026-01-05T00:00-05:00', '2026-01-06T00:00-05:00', 'America/New_York')).toEqual(['2026-01-05 '])
})

test('a holiday from noon leaves the morning, one from sunset to sunset leaves what lies around', () => {
  expect(holiday('2026-03-09T12:00+08:00', '2026-03-10T00:00+08:00')).toEqual(['2026-03-09 09:00-12:00 11:00-12:00'])
  expect(holiday('2026-03-08T18:00+08:00', '2026-03-09T10:00+08:00')).toEqual([
    '2026-03-08 ',
    '2026-03-09 10:00-12:00 11:00-18:00',
  ])
})
