import { Temporal } from '@js-temporal/polyfill'
import type { CalendarPlan, DayPeriod, Holiday, WeeklyPeriod } from '../../server/lib/calendar.ts'

/** One clock's life: whose hours count, when it starts, what happens to it, and when we ask. Instants in milliseconds. */
export interface SlaCase {
  calendar: CalendarPlan
  startedAt: number
  limit: number
  happenings: Happening[]
  askedAt: number
}

export type Happening =
  | { what: 'pause' | 'resume' | 'meet'; at: number }
  | { what: 'retarget'; at: number; limit: number; calendar: CalendarPlan }

/** Zones whose clocks do what clocks do: by an hour, by half of one, at midnight, around Ramadan, at a skipped day, never. */
export const zones = [
  'America/New_York',
  'America/Los_Angeles',
  'Europe/Berlin',
  'Europe/London',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'America/Santiago',
  'America/Havana',
  'America/Nuuk',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Atlantic/Azores',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Kolkata',
]

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The same cases for the same seed, on every machine. */
export function slaCases(count: number, seed: number): SlaCase[] {
  const random = randomBy(seed)
  return Array.from({ length: count }, () => caseBy(random))
}

type Random = () => number

const below = (random: Random, end: number): number => Math.floor(random() * end)
const between = (random: Random, from: number, to: number): number => from + below(random, to - from + 1)
const oneOf = <Item>(random: Random, items: readonly Item[]): Item => items[below(random, items.length)] as Item

function caseBy(random: Random): SlaCase {
  const zone = oneOf(random, zones)
  const startedAt = startBy(random, zone)
  const calendar = calendarBy(random, zone, startedAt)
  const limit = limitBy(random, calendar)
  const happenings: Happening[] = []
  let at = startedAt
  for (let left = below(random, 5), standing = false; left > 0; left--) {
    at = laterBy(random, at, startedAt, limit)
    if (random() < 0.15) {
      const other = random() < 0.5 ? calendar : calendarBy(random, oneOf(random, zones), at)
      happenings.push({ what: 'retarget', at, limit: limitBy(random, other), calendar: other })
    } else {
      // Now and then the same news come twice: pausing what stands and resuming what runs must change nothing.
      happenings.push({ what: standing !== random() < 0.1 ? 'resume' : 'pause', at })
      standing = happenings.at(-1)?.what === 'pause'
    }
  }
  if (random() < 0.4) {
    at = laterBy(random, at, startedAt, limit)
    happenings.push({ what: 'meet', at })
  }
  return { calendar, startedAt, limit, happenings, askedAt: laterBy(random, at, startedAt, limit) }
}

/** Half of the clocks start where it hurts: around a change of the zone's clocks, a leap day, New Year. */
function startBy(random: Random, zone: string): number {
  const anywhere = between(random, Date.UTC(2023, 0), Date.UTC(2031, 11))
  const near = (moment: number) => moment + between(random, -3 * day, 2 * day)
  const kind = random()
  if (kind < 0.4) {
    const from = zone === 'Pacific/Apia' ? Date.UTC(2009, 0) : anywhere
    const change = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).getTimeZoneTransition('next')
    return change ? near(change.epochMilliseconds) : anywhere
  }
  if (kind < 0.5) return near(Date.UTC(oneOf(random, [2024, 2028]), 1, 29))
  if (kind < 0.55) return near(Date.UTC(between(random, 2024, 2030), 0))
  return random() < 0.5 ? Math.floor(anywhere / minute) * minute : anywhere
}

function calendarBy(random: Random, zone: string, around: number): CalendarPlan {
  if (random() < 0.15) return { zone, alwaysOpen: true, periods: [], holidays: [] }
  const periods: WeeklyPeriod[] = []
  const dayCount = oneOf(random, [1, 2, 5, 5, 5, 6, 7, 7])
  for (let weekday = 1; weekday <= dayCount; weekday++) {
    for (const period of periodsBy(random, true))
      periods.push({ weekday: weekday as WeeklyPeriod['weekday'], ...period })
  }
  const holidays = new Map<string, Holiday>()
  for (let left = below(random, 6); left > 0; left--) {
    const date = new Date(around + between(random, -2, 25) * day).toISOString().slice(0, 10)
    holidays.set(date, { date, open: random() < 0.6 ? [] : periodsBy(random, false) })
  }
  return { zone, alwaysOpen: false, periods, holidays: [...holidays.values()] }
}

/** One to three periods of a day, some over midnight, some overlapping, some the whole day. */
function periodsBy(random: Random, overMidnight: boolean): DayPeriod[] {
  if (random() < 0.1) return [{ from: '00:00', to: '24:00' }]
  const usual = random() < 0.3
  if (usual)
    return [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '18:00' },
    ]
  return Array.from({ length: between(random, 1, 3) }, () => {
    const from = below(random, 24 * 60)
    const length = between(random, 1, 14 * 60)
    const to = from + length
    if (to <= 24 * 60) return { from: clock(from), to: clock(to) }
    return { from: clock(from), to: overMidnight ? clock(to % (24 * 60)) : '24:00' }
  })
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function limitBy(random: Random, calendar: CalendarPlan): number {
  if (random() < 0.4) return oneOf(random, [30_000, hour, 4 * hour, 6 * hour, 8 * hour, 24 * hour, 48 * hour])
  // Whole seconds, up to about three weeks of such work: more would only make the stepping long.
  const thin = new Set(calendar.periods.map(({ weekday }) => weekday)).size < 3
  return between(random, 1, ((thin ? 20 : 80) * hour) / 1_000) * 1_000
}

/** Some time after `at`; now and then the very moment at which a level is reached in a zone that is always open. */
function laterBy(random: Random, at: number, startedAt: number, limit: number): number {
  if (random() < 0.2) return Math.max(at, startedAt + (limit * oneOf(random, [50, 80, 100])) / 100)
  return at + (random() < 0.5 ? below(random, 2 * limit) : between(random, 0, 6 * 24 * 60) * minute)
}

/** mulberry32: 32 bits of state, enough for cases. */
function randomBy(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
