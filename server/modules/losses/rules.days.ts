import { DAY, dayOf, isoDate, weekdayOf } from '../../lib/time.ts'
import { wallTimeAt } from '../../lib/time.zone.ts'

/** The calendar day (`2026-01-26`) of a moment in a zone. */
export const dayIn = (zone: string, moment: Date): string =>
  isoDate(Math.floor(wallTimeAt(zone, moment.getTime()) / DAY))

/** The first day of the month of a day. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

/** The Monday of the week of a day (ISO 8601). */
export function weekOf(day: string): string {
  const number = dayOf(day)
  return isoDate(number - weekdayOf(number) + 1)
}

/** The first day of the month that follows. */
export function monthAfter(month: string): string {
  const [year = 0, at = 1] = month.split('-').map(Number)
  return isoDate(Math.floor(Date.UTC(year, at, 1) / DAY))
}

export const dayAfter = (day: string, days: number): string => isoDate(dayOf(day) + days)

/** The month of an order that is not known. */
export const unknownMonth = '0001-01-01'
