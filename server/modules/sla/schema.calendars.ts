import { type Static, Type } from 'typebox'
import { Id, pageOf, Timestamp } from '../../platform/http.ts'

/** HH:MM by the clock on the wall; 24:00 is the end of the day. */
const TimeOfDay = Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' })
const Day = Type.String({ format: 'date' })
const Weekday = Type.Unsafe<1 | 2 | 3 | 4 | 5 | 6 | 7>({ type: 'integer', enum: [1, 2, 3, 4, 5, 6, 7] })
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

export const DayPeriod = Type.Object(
  { from: TimeOfDay, to: TimeOfDay },
  { title: 'DayPeriod', additionalProperties: false },
)

export const WeeklyPeriod = Type.Object(
  { weekday: Weekday, from: TimeOfDay, to: TimeOfDay },
  {
    title: 'WeeklyPeriod',
    additionalProperties: false,
    description: 'Monday is 1. An end before its beginning is on the next day.',
  },
)

/** A date that does not follow the week: closed, or open in its own periods only. */
export const CalendarHoliday = Type.Object(
  { date: Day, name: Name, open: Type.Array(DayPeriod, { maxItems: 8 }) },
  { title: 'CalendarHoliday', additionalProperties: false },
)
export type CalendarHoliday = Static<typeof CalendarHoliday>

const calendarFields = {
  name: Name,
  zone: Type.String({ minLength: 2, maxLength: 60, description: 'IANA zone, like Europe/Berlin.' }),
  alwaysOpen: Type.Boolean({ description: 'Every hour of every day; periods and holidays are of no account.' }),
  periods: Type.Array(WeeklyPeriod, { maxItems: 56 }),
}

/** When people work: in a zone, by the week, with its exceptions. What counts exactly: server/lib/calendar.ts. */
export const Calendar = Type.Object(
  { id: Id, ...calendarFields, holidays: Type.Array(CalendarHoliday), updatedAt: Timestamp },
  { title: 'Calendar' },
)
export type Calendar = Static<typeof Calendar>

export const CalendarBody = Type.Object(
  { ...calendarFields, holidays: Type.Array(CalendarHoliday, { maxItems: 2_000 }) },
  { title: 'CalendarBody', additionalProperties: false },
)
export type CalendarBody = Static<typeof CalendarBody>

export const CalendarPage = pageOf(Calendar, 'CalendarPage')

export const CalendarParams = Type.Object({ calendarId: Id })

/** Public holidays of a country or one of its regions to be added; a date that the calendar knows keeps what it says. */
export const HolidayImport = Type.Object(
  {
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    region: Type.Optional(Type.String({ pattern: '^[A-Z0-9-]{1,10}$' })),
    years: Type.Array(Type.Integer({ minimum: 2000, maximum: 2100 }), { minItems: 1, maxItems: 10, uniqueItems: true }),
  },
  { title: 'HolidayImport', additionalProperties: false },
)
export type HolidayImport = Static<typeof HolidayImport>

export const HolidayImportResult = Type.Object(
  { added: Type.Integer(), calendar: Calendar },
  { title: 'HolidayImportResult' },
)
export type HolidayImportResult = Static<typeof HolidayImportResult>

export const HolidayCountry = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    regions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  },
  { title: 'HolidayCountry' },
)
export type HolidayCountry = Static<typeof HolidayCountry>
