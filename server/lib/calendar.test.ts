import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingTime, always, type CalendarPlan, calendarOf, isWorkingTime, workingTimeBetween } from './calendar.ts'
import { DAY, HOUR, MINUTE } from './time.ts'

const at = (text: string) => Date.parse(text)
const text = (instant: number) => new Date(instant).toISOString().slice(0, 16)
const weekdays = ([1, 2, 3, 4, 5] as const).flatMap((weekday) => [
  { weekday, from: '09:00', to: '12:00' },
  { weekday, from: '13:30', to: '18:30' },
])
const plan = (change: Partial<CalendarPlan> = {}): CalendarPlan => ({
  zone: 'Asia/Shanghai',
  alwaysOpen: false,
  periods: weekdays,
  holidays: [],
  ...change,
})
const office = calendarOf(plan())

describe('adding working time', () => {
  test.each([
    ['goes over lunch', '2026-01-05T03:00Z', 2, '2026-01-05T06:30'],
    ['ends with the day, not with the next morning', '2026-01-05T01:00Z', 8, '2026-01-05T10:30'],
    ['goes over the weekend', '2026-01-09T10:00Z', 1, '2026-01-12T01:30'],
    ['starts with the first open minute', '2026-01-10T00:00Z', 1, '2026-01-12T02:00'],
    ['of nothing stays where it is', '2026-01-10T00:00Z', 0, '2026-01-10T00:00'],
  ])('%s', (_what, start, hours, end) => {
    expect(text(addWorkingTime(office, at(start), hours * HOUR))).toBe(end)
  })

  test('leaves holidays out and keeps their half days', () => {
    const feast = { date: '2026-01-06', open: [] }
    const eve = { date: '2026-01-05', open: [{ from: '09:00', to: '12:00' }] }
    const festive = calendarOf(plan({ holidays: [feast, eve] }))
    expect(text(addWorkingTime(festive, at('2026-01-05T01:00Z'), 4 * HOUR))).toBe('2026-01-07T02:00')
  })

  test('refuses to go back', () => {
    expect(() => addWorkingTime(office, 0, -1)).toThrow(RangeError)
    expect(() => addWorkingTime(office, 0, Number.NaN)).toThrow(RangeError)
  })
})

describe('what the wall shows decides', () => {
  const night = calendarOf(plan({ zone: 'Europe/Berlin', periods: [{ weekday: 6, from: '22:00', to: '06:00' }] }))

  test.each([
    ['an ordinary night has eight hours', '2026-01-10', 8],
    ['the night of spring has seven', '2026-03-28', 7],
    ['the night of autumn has nine', '2026-10-24', 9],
  ])('%s', (_what, date, hours) => {
    const noon = at(`${date}T12:00Z`)
    expect(workingTimeBetween(night, noon, noon + DAY)).toBe(hours * HOUR)
  })

  test('a period in the skipped hour has no time, one in the doubled hour has twice its own', () => {
    const early = calendarOf(plan({ zone: 'Europe/Berlin', periods: [{ weekday: 7, from: '02:15', to: '02:45' }] }))
    const hours = (date: string) => workingTimeBetween(early, at(`${date}T00:00Z`), at(`${date}T12:00Z`))
    expect([hours('2026-03-29'), hours('2026-10-25')]).toEqual([0, HOUR])
  })

  test('a holiday closes its whole date, the end of the night before included', () => {
    const closed = calendarOf(
      plan({
        zone: 'Europe/Berlin',
        periods: [{ weekday: 6, from: '22:00', to: '06:00' }],
        holidays: [{ date: '2026-01-11', open: [] }],
      }),
    )
    const noon = at('2026-01-10T12:00Z')
    expect(workingTimeBetween(closed, noon, noon + DAY)).toBe(2 * HOUR)
  })

  test('a date that the zone never had has no time', () => {
    const samoa = calendarOf(plan({ zone: 'Pacific/Apia', periods: [{ weekday: 5, from: '00:00', to: '24:00' }] }))
    expect(workingTimeBetween(samoa, at('2011-12-24T12:00Z'), at('2012-01-03T00:00Z'))).toBe(0)
  })
})

test('always open counts every millisecond and needs no periods', () => {
  const open = calendarOf(plan({ alwaysOpen: true, periods: [] }))
  for (const calendar of [always, open]) {
    expect(addWorkingTime(calendar, 5, 7)).toBe(12)
    expect(workingTimeBetween(calendar, 5, 12)).toBe(7)
  }
})

test('adding and counting are two sides of one thing', () => {
  const start = fc.integer({ min: at('2024-01-01T00:00Z'), max: at('2030-01-01T00:00Z') })
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 400 * HOUR }), (from, duration) => {
      const end = addWorkingTime(office, from, duration)
      expect(workingTimeBetween(office, from, end)).toBe(duration)
      expect(workingTimeBetween(office, end, from)).toBe(-duration)
      expect(isWorkingTime(office, end - 1)).toBe(true)
    }),
  )
})

test.each([
  ['no period', plan({ periods: [] })],
  ['an empty period', plan({ periods: [{ weekday: 1, from: '09:00', to: '09:00' }] })],
  ['no such zone', plan({ zone: 'Europe/Atlantis' })],
  ['no such date', plan({ holidays: [{ date: '2025-02-29', open: [] }] })],
  ['a half day over midnight', plan({ holidays: [{ date: '2025-02-28', open: [{ from: '20:00', to: '02:00' }] }] })],
])('a calendar with %s is refused', (_what, wrong) => {
  expect(() => calendarOf(wrong)).toThrow(RangeError)
})

test('overlapping periods count once', () => {
  const doubled = calendarOf(plan({ periods: [...weekdays, { weekday: 1, from: '11:00', to: '14:00' }] }))
  const monday = at('2026-01-05T00:00Z')
  expect(workingTimeBetween(doubled, monday, monday + DAY)).toBe(9 * HOUR + 30 * MINUTE)
})

test('ten years ahead take well under a millisecond', () => {
  const started = performance.now()
  for (let i = 0; i < 100; i++) addWorkingTime(office, at('2026-01-05T00:00Z') + i, 20_000 * HOUR)
  expect((performance.now() - started) / 100).toBeLessThan(5)
})
