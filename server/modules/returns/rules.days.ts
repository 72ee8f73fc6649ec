import { DAY, dayOf, isoDate } from '../../lib/time.ts'
import { instantOf, wallTimeAt } from '../../lib/time.zone.ts'

/** The calendar day (`2026-03-02`) of a moment in a zone. */
export const dayAt = (zone: string, moment: Date): string =>
  isoDate(Math.floor(wallTimeAt(zone, moment.getTime()) / DAY))

/** From the first moment of one day to the first after another, in a zone; a day of a clock change is as long as it is. */
export const spanOfDays = (zone: string, first: string, last: string): readonly [Date, Date] => [
  new Date(instantOf(zone, dayOf(first) * DAY)),
  new Date(instantOf(zone, (dayOf(last) + 1) * DAY)),
]

/** Days shown at once: two months, with the rests of their weeks. */
const mostDays = 62

/** Whether a calendar may be asked for from one day to another. */
export const isCalendar = (first: string, last: string): boolean =>
  dayOf(last) >= dayOf(first) && dayOf(last) - dayOf(first) < mostDays
