import { DAY, type DayNumber, dayOf, type Instant, timeOfDay, type Weekday, weekdayOf } from './time.ts'
import { isZone, stretchAt } from './time.zone.ts'

/** Part of a day by the clock on the wall, HH:MM to HH:MM; `to` is the first minute that no longer belongs to it. */
export interface DayPeriod {
  from: string
  to: string
}

/** A period of every week. One whose `to` is before its `from` goes over midnight into the next day. */
export interface WeeklyPeriod extends DayPeriod {
  weekday: Weekday
}

/** A date that does not follow the week: closed, or open in these periods only (the half day before a feast). */
export interface Holiday {
  date: string
  open: readonly DayPeriod[]
}

/**
 * When people work.
 *
 * A moment is working time when the clock on the wall of the zone shows a time within a period of the date it shows. So a
 * period 00:00–24:00 has 23 or 25 hours when the clocks change, an hour that they skip is no working time, an hour that they
 * show twice counts twice. A holiday decides about its whole date by the wall, the end of the night before included.
 * Periods that overlap count once.
 */
export interface CalendarPlan {
  zone: string
  /** Every hour of every day: periods and holidays are of no account. */
  alwaysOpen: boolean
  periods: readonly WeeklyPeriod[]
  holidays: readonly Holiday[]
}

/** A plan made ready for counting. */
export interface Calendar {
  readonly zone: string
  /** Open spans by weekday (index 1 to 7) in milliseconds after midnight, sorted and apart; null is always open. */
  readonly week: readonly (readonly Span[])[] | null
  readonly holidays: ReadonlyMap<DayNumber, readonly Span[]>
}

interface Span {
  from: number
  to: number
}

/** Every hour of every day. */
export const always: Calendar = { zone: 'UTC', week: null, holidays: new Map() }

/** Makes a plan ready. Throws a RangeError that says what is wrong with it; a week without any working time is. */
export function calendarOf(plan: CalendarPlan): Calendar {
  if (!isZone(plan.zone)) throw new RangeError(`"${plan.zone}" is no time zone; name one such as Europe/Berlin`)
  if (plan.alwaysOpen) return { ...always, zone: plan.zone }
  const week: Span[][] = [[], [], [], [], [], [], [], []]
  for (const { weekday, from, to } of plan.periods) {
    const span = { from: timeOfDay(from), to: timeOfDay(to) }
    if (span.from === span.to) throw new RangeError(`The period ${from}–${to} is empty; a whole day is 00:00–24:00`)
    const overMidnight = span.to < span.from
    week[weekday]?.push(overMidnight ? { from: span.from, to: DAY } : span)
    if (overMidnight) week[(weekday % 7) + 1]?.push({ from: 0, to: span.to })
  }
  const merged = week.map(joined)
  if (merged.every((spans) => spans.length === 0)) throw new RangeError('A calendar needs at least one period a week')
  return {
    zone: plan.zone,
    week: merged,
    holidays: new Map(plan.holidays.map((day) => [dayOf(day.date), openOn(day)])),
  }
}

function openOn(holiday: Holiday): Span[] {
  return joined(
    holiday.open.map(({ from, to }) => {
      const span = { from: timeOfDay(from), to: timeOfDay(to) }
      if (span.from >= span.to)
        throw new RangeError(`The period ${from}–${to} of ${holiday.date} must end on the same day`)
      return span
    }),
  )
}

/** Sorted, without the empty ones, those that touch or overlap made one. */
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const span of spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else whole.push({ ...span })
  }
  return whole
}

/**
 * The instant at which `duration` milliseconds of working time have passed since `start`: the earliest of them, so that eight
 * hours from the opening of an eight-hour day end as it closes, not as the next one opens. Nothing added gives `start` itself.
 * Throws a RangeError for a negative duration.
 */
export function addWorkingTime(calendar: Calendar, start: Instant, duration: number): Instant {
  if (!(duration >= 0)) throw new RangeError(`Working time can only be added, not ${duration} ms`)
  if (duration === 0) return start
  if (!calendar.week) return start + duration
  let left = duration
  let end = start
  visitOpenTime(calendar, start, (opens, closes) => {
    end = opens + left
    left -= closes - opens
    return left <= 0
  })
  return end
}

/** Milliseconds of working time from `start` to `end`; negative when `end` is the earlier one. */
export function workingTimeBetween(calendar: Calendar, start: Instant, end: Instant): number {
  if (end < start) return -workingTimeBetween(calendar, end, start)
  if (!calendar.week) return end - start
  let sum = 0
  visitOpenTime(
    calendar,
    start,
    (opens, closes) => {
      sum += Math.max(0, Math.min(closes, end) - opens)
      return closes >= end
    },
    end,
  )
  return sum
}

/** Whether people work at this instant. */
export function isWorkingTime(calendar: Calendar, instant: Instant): boolean {
  return workingTimeBetween(calendar, instant, instant + 1) === 1
}

/**
 * Shows a visitor the open times from `start` on, in order, until it says that it has seen enough. A day costs a few steps
 * whatever its hours are; an open time may be shown in two halves where the clocks change.
 */
function visitOpenTime(
  { zone, week, holidays }: Calendar,
  start: Instant,
  enough: (opens: Instant, closes: Instant) => boolean,
  horizon = Number.POSITIVE_INFINITY,
): void {
  for (let at = start; at < horizon; ) {
    const stretch = stretchAt(zone, at)
    for (let day = Math.floor((at + stretch.offset) / DAY); ; day++) {
      const midnight = day * DAY - stretch.offset
      if (midnight >= stretch.until || midnight >= horizon) break
      for (const span of holidays.get(day) ?? week?.[weekdayOf(day)] ?? []) {
        const opens = Math.max(midnight + span.from, at)
        const closes = Math.min(midnight + span.to, stretch.until)
        if (opens < closes && enough(opens, closes)) return
      }
    }
    at = stretch.until
  }
}
