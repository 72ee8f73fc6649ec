import { addWorkingTime, type Calendar, workingTimeBetween } from '../../lib/calendar.ts'
import type { Instant } from '../../lib/time.ts'
import type { ClockState, Measure, ReminderLevel } from './schema.ts'

/** A time that does not count; `until` is null as long as it lasts. */
export interface Pause {
  readonly from: Instant
  readonly until: Instant | null
}

/**
 * Why a clock no longer runs: `met` by what it waited for, `resolved` with its ticket (it may go on when that is reopened), or
 * `dropped` because no policy asks for it any more or another took its place.
 */
export type Ending = 'met' | 'resolved' | 'dropped'

/**
 * One measure running on one ticket, as a value: every change makes a new one, and all that it tells follows from what it
 * holds. Which hours count is its calendar's affair, which every function is handed.
 */
export interface Clock {
  readonly measure: Measure
  readonly startedAt: Instant
  /** Working time allowed, in milliseconds. */
  readonly limit: number
  readonly pausesForBuyer: boolean
  /** In order of time, apart from one another; only the last may still last. */
  readonly pauses: readonly Pause[]
  readonly stopped: { readonly at: Instant; readonly how: Ending } | null
  /** When the limit passed unmet. Never taken back: a breach does not slip out of sight (S4). */
  readonly breachedAt: Instant | null
  /** The highest reminder that was given, in per cent of the limit; 100 is the breach. */
  readonly reminded: 0 | 50 | 80 | 100
}

/** What a clock is told by the policy that governs it. */
export type Target = Pick<Clock, 'limit' | 'pausesForBuyer'>

export function startClock(measure: Measure, startedAt: Instant, target: Target): Clock {
  const { limit, pausesForBuyer } = target
  return { measure, startedAt, limit, pausesForBuyer, pauses: [], stopped: null, breachedAt: null, reminded: 0 }
}

/** Stands still from `at` on. A clock that stands already, or no longer runs, stays as it is. */
export function pause<Of extends Clock>(calendar: Calendar, clock: Of, at: Instant): Of {
  if (clock.stopped || isPaused(clock)) return clock
  const from = Math.max(at, lastMoment(clock))
  return { ...settle(calendar, clock, from), pauses: [...clock.pauses, { from, until: null }] }
}

/** Runs again from `at` on. */
export function resume<Of extends Clock>(clock: Of, at: Instant): Of {
  const last = clock.pauses.at(-1)
  if (clock.stopped || last?.until !== null) return clock
  return { ...clock, pauses: [...clock.pauses.slice(0, -1), { from: last.from, until: Math.max(at, last.from) }] }
}

/** What it waited for happened; after its limit, it is met and breached. */
export function meet<Of extends Clock>(calendar: Calendar, clock: Of, at: Instant): Of {
  return stop(calendar, clock, at, 'met')
}

/** Stops for another reason than that it was met. */
export function stop<Of extends Clock>(calendar: Calendar, clock: Of, at: Instant, how: Ending): Of {
  if (clock.stopped) return clock
  const moment = Math.max(at, lastMoment(clock))
  return { ...settle(calendar, resume(clock, moment), moment), stopped: { at: moment, how } }
}

/** Takes a stop back, as if it had run all the while; with `rested`, as if it had paused since the stop until then. */
export function restart<Of extends Clock>(clock: Of, rested?: Instant): Of {
  if (!clock.stopped) return clock
  const from = clock.stopped.at
  const rest = rested === undefined || rested <= from ? [] : [{ from, until: rested }]
  return { ...clock, stopped: null, pauses: [...clock.pauses, ...rest] }
}

/**
 * Another limit, another rule of pausing; the time already spent stays spent (S5), counted anew where the calendar changed.
 * A clock that breached stays as it was: what was late does not become timely by calling the ticket something else.
 */
export function retarget<Of extends Clock>(clock: Of, target: Target): Of {
  if (clock.stopped || clock.breachedAt !== null) return clock
  return { ...clock, limit: target.limit, pausesForBuyer: target.pausesForBuyer }
}

/**
 * Writes down a breach that lies before `at`, when nobody has yet: an answer that comes a second before the reminders are
 * looked through does not hide it. Who sees `reminded` jump to 100 here has the breach to tell.
 */
export function settle<Of extends Clock>(calendar: Calendar, clock: Of, at: Instant): Of {
  if (clock.stopped || clock.breachedAt !== null) return clock
  const due = dueAt(calendar, clock)
  return due !== null && due < at ? { ...clock, breachedAt: due, reminded: 100 } : clock
}

/** When the limit passes, or null while nobody can say because the clock stands. What happens at that very instant is in time. */
export function dueAt(calendar: Calendar, clock: Clock): Instant | null {
  return momentOf(calendar, clock, clock.limit)
}

/** Working time spent until `at`, in milliseconds, pauses left out. */
export function spentAt(calendar: Calendar, clock: Clock, at: Instant): number {
  const end = clock.stopped ? Math.min(at, clock.stopped.at) : at
  let spent = 0
  let from = clock.startedAt
  for (const rest of clock.pauses) {
    if (rest.from >= end) break
    spent += workingTimeBetween(calendar, from, rest.from)
    from = rest.until ?? end
  }
  return from < end ? spent + workingTimeBetween(calendar, from, end) : spent
}

export function stateOf(clock: Clock): ClockState {
  if (clock.stopped) return clock.stopped.how === 'met' ? 'met' : 'ended'
  if (clock.breachedAt !== null) return 'breached'
  return isPaused(clock) ? 'paused' : 'running'
}

export const isPaused = (clock: Clock): boolean => !clock.stopped && clock.pauses.at(-1)?.until === null

const levels = [50, 80, 100] as const

/** The next reminder and its time; null when there is none, or nobody can say when because the clock stands. */
export function nextReminder(calendar: Calendar, clock: Clock): { level: 50 | 80 | 100; at: Instant } | null {
  if (clock.stopped) return null
  const level = levels.find((candidate) => candidate > clock.reminded)
  if (!level) return null
  const at = momentOf(calendar, clock, (clock.limit * level) / 100)
  return at === null ? null : { level, at }
}

/** A reminder to be given, and the clock as it is after that. */
export interface Reminder<Of extends Clock> {
  readonly clock: Of
  readonly level: ReminderLevel
  readonly at: Instant
}

/**
 * Every reminder of these clocks whose time lies before `horizon`, in order of time: also the ones that were missed while
 * nobody looked. Each is given once, for the clock that comes with it remembers it.
 */
export function remindersBefore<Of extends Clock>(
  clocks: readonly Of[],
  horizon: Instant,
  calendarOf: (clock: Of) => Calendar,
): Reminder<Of>[] {
  const given: Reminder<Of>[] = []
  for (const clock of clocks) {
    let current = clock
    for (;;) {
      const calendar = calendarOf(clock)
      const next = nextReminder(calendar, current)
      if (!next || next.at >= horizon) break
      current = { ...current, reminded: next.level }
      if (next.level === 100) current = { ...current, breachedAt: current.breachedAt ?? next.at }
      given.push({ clock: current, level: next.level === 100 ? 'breach' : `${next.level}`, at: next.at })
    }
  }
  return given.sort((a, b) => a.at - b.at)
}

/** The instant at which this much working time is spent; null when the clock stands before that. */
function momentOf(calendar: Calendar, clock: Clock, spent: number): Instant | null {
  let left = spent
  let from = clock.startedAt
  for (const rest of clock.pauses) {
    const ran = workingTimeBetween(calendar, from, rest.from)
    if (left <= ran) return addWorkingTime(calendar, from, left)
    if (rest.until === null) return null
    left -= ran
    from = rest.until
  }
  return addWorkingTime(calendar, from, left)
}

/** The latest moment that a clock already knows of: nothing can happen to it before that, whatever order news come in. */
function lastMoment(clock: Clock): Instant {
  const last = clock.pauses.at(-1)
  return last ? (last.until ?? last.from) : clock.startedAt
}
