/** Milliseconds since 1970-01-01T00:00:00Z, the only way this library speaks of a moment. */
export type Instant = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A date of the calendar as whole days since 1970-01-01; dates have no zone. */
export type DayNumber = number

/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const isoDatePattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day of a date written YYYY-MM-DD. Throws a RangeError for what is no date, 2025-02-29 among them. */
export function dayOf(date: string): DayNumber {
  const parts = isoDatePattern.exec(date)
  if (parts) {
    const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY
    // Date.UTC rolls 30 February over into March: writing the day back tells.
    if (isoDate(day) === date) return day
  }
  throw new RangeError(`"${date}" is no date; write it as YYYY-MM-DD`)
}

/** The date of a day, written YYYY-MM-DD. */
export function isoDate(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

export function weekdayOf(day: DayNumber): Weekday {
  // Day 0 was a Thursday.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday
}

const timeOfDayPattern = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

/** Milliseconds after midnight of a wall time written HH:MM, up to and with 24:00. Throws a RangeError. */
export function timeOfDay(text: string): number {
  const parts = timeOfDayPattern.exec(text)
  if (!parts) throw new RangeError(`"${text}" is no time of day; write it as HH:MM from 00:00 to 24:00`)
  return parts[1] === undefined ? DAY : Number(parts[1]) * HOUR + Number(parts[2]) * MINUTE
}
