import { DAY, dayOf, type Instant, isoDate, timeOfDay, type Weekday, weekdayOf } from '../../lib/time.ts'
import { isZone, wallTimeAt } from '../../lib/time.zone.ts'
import type { CalendarBody, CalendarHoliday } from './schema.calendars.ts'

/** What is wrong with a calendar, and at which field of the form. */
export interface CalendarFault {
  readonly code:
    | 'sla.calendar-zone'
    | 'sla.calendar-empty'
    | 'sla.period-empty'
    | 'sla.holiday-date'
    | 'sla.holiday-twice'
    | 'sla.holiday-period'
  readonly field: string
  readonly details: Record<string, string>
}

/** The first thing that keeps a calendar from being counted by; null when nothing does. */
export function faultOf(calendar: CalendarBody): CalendarFault | null {
  if (!isZone(calendar.zone)) return { code: 'sla.calendar-zone', field: 'zone', details: { zone: calendar.zone } }
  if (!calendar.alwaysOpen && calendar.periods.length === 0)
    return { code: 'sla.calendar-empty', field: 'periods', details: {} }
  for (const [i, { from, to }] of calendar.periods.entries()) {
    if (from === to || from === '24:00')
      return { code: 'sla.period-empty', field: `periods.${i}`, details: { from, to } }
  }
  const dates = new Set<string>()
  for (const [i, { date, open }] of calendar.holidays.entries()) {
    const field = `holidays.${i}`
    if (!isDate(date)) return { code: 'sla.holiday-date', field, details: { date } }
    if (dates.has(date)) return { code: 'sla.holiday-twice', field, details: { date } }
    dates.add(date)
    const wrong = open.find(({ from, to }) => timeOfDay(from) >= timeOfDay(to))
    if (wrong) return { code: 'sla.holiday-period', field, details: { date, from: wrong.from, to: wrong.to } }
  }
  return null
}

function isDate(text: string): boolean {
  try {
    dayOf(text)
    return true
  } catch {
    return false
  }
}

/** A public holiday of a country, as instants of its own zone. */
export interface PublicHoliday {
  readonly name: string
  readonly start: Instant
  readonly end: Instant
  readonly zone: string
}

/**
 * The dates on which a public holiday keeps people from work. A date that it covers only in part (from sunset, from noon)
 * keeps the hours of its weekday outside of it.
 */
export function datesOf(holiday: PublicHoliday, calendar: Pick<CalendarBody, 'periods'>): CalendarHoliday[] {
  const [start, end] = [wallTimeAt(holiday.zone, holiday.start), wallTimeAt(holiday.zone, holiday.end)]
  const dates: CalendarHoliday[] = []
  for (let day = Math.floor(start / DAY); day * DAY < end; day++) {
    const closed = { from: Math.max(start, day * DAY) - day * DAY, to: Math.min(end, (day + 1) * DAY) - day * DAY }
    dates.push({
      date: isoDate(day),
      name: holiday.name.slice(0, 120),
      open: hoursOutside(calendar, weekdayOf(day), closed),
    })
  }
  return dates
}

function hoursOutside(
  { periods }: Pick<CalendarBody, 'periods'>,
  weekday: Weekday,
  closed: { from: number; to: number },
): CalendarHoliday['open'] {
  const today = periods.filter((period) => period.weekday === weekday && timeOfDay(period.from) < timeOfDay(period.to))
  return today.flatMap(({ from, to }) => {
    const before = { from: timeOfDay(from), to: Math.min(timeOfDay(to), closed.from) }
    const after = { from: Math.max(timeOfDay(from), closed.to), to: timeOfDay(to) }
    return [before, after]
      .filter((part) => part.from < part.to)
      .map((part) => ({ from: clock(part.from), to: clock(part.to) }))
  })
}

const clock = (ofDay: number): string => {
  const minutes = Math.round(ofDay / 60_000)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
