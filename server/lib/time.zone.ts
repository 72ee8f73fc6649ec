import { DAY, type Instant, SECOND } from './time.ts'

/** What a clock on the wall shows, as the instant at which a clock in UTC would show the same. */
export type WallTime = number

/** A run of time during which a zone keeps one distance to UTC; `until` is the first instant after it. */
export interface Stretch {
  from: Instant
  until: Instant
  /** Milliseconds that wall clocks are ahead of UTC. */
  offset: number
}

/** Whether the runtime knows this IANA time zone, such as Europe/Berlin. */
export function isZone(zone: string): boolean {
  // Intl would accept "+08:00" too, but such a zone knows no daylight-saving time: a shop never means it.
  if (!/^[A-Za-z]/.test(zone)) return false
  if (zones.has(zone)) return true
  try {
    open(zone)
    return true
  } catch {
    return false
  }
}

/** The wall time of a zone at an instant. */
export function wallTimeAt(zone: string, instant: Instant): WallTime {
  return instant + stretchAt(zone, instant).offset
}

/**
 * The instant at which the clocks of a zone show a wall time, as RFC 5545 and ECMAScript's Temporal ("compatible") have it:
 * a time that the clocks skip in spring is read with the distance from before the change, hence as far after the gap
 * (02:30 becomes 03:30); of a time that they show twice in autumn, the first.
 */
export function instantOf(zone: string, wall: WallTime): Instant {
  // No zone is a day or more away from UTC, so these two lie before and after any change near the wall time.
  const before = stretchAt(zone, wall - DAY).offset
  const after = stretchAt(zone, wall + DAY).offset
  if (before === after) return wall - before
  const first = wall - Math.max(before, after)
  const second = wall - Math.min(before, after)
  if (wallTimeAt(zone, first) === wall) return first
  if (wallTimeAt(zone, second) === wall) return second
  return wall - before
}

/**
 * The stretch that an instant of a zone lies in. Stretches are found a year at a time and kept, so that asking is a
 * lookup; one never reaches over New Year in UTC, even when the distance stays the same.
 */
export function stretchAt(zone: string, instant: Instant): Stretch {
  const known = zones.get(zone) ?? open(zone)
  const last = known.last
  if (instant >= last.from && instant < last.until) return last

  const year = new Date(instant).getUTCFullYear()
  let stretches = known.years.get(year)
  if (!stretches) {
    stretches = stretchesOf(known.format, year)
    known.years.set(year, stretches)
  }
  for (const stretch of stretches) {
    if (instant < stretch.until) {
      known.last = stretch
      return stretch
    }
  }
  throw new RangeError(`${instant} is no instant that a calendar reaches`)
}

interface KnownZone {
  format: Intl.DateTimeFormat
  years: Map<number, Stretch[]>
  last: Stretch
}

const zones = new Map<string, KnownZone>()

function open(zone: string): KnownZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const known: KnownZone = { format, years: new Map<number, Stretch[]>(), last: { from: 0, until: 0, offset: 0 } }
  zones.set(zone, known)
  return known
}

function stretchesOf(format: Intl.DateTimeFormat, year: number): Stretch[] {
  const end = Date.UTC(year + 1, 0)
  let current: Stretch = { from: Date.UTC(year, 0), until: end, offset: offsetAt(format, Date.UTC(year, 0)) }
  const stretches = [current]
  // Clocks never change twice within a day: to look once a day misses none, not Morocco's before and after Ramadan.
  for (let day = current.from + DAY; day <= end; day += DAY) {
    const offset = offsetAt(format, day)
    if (offset === current.offset) continue
    const change = changeBetween(format, day - DAY, day, current.offset)
    if (change === end) break
    current.until = change
    current = { from: change, until: end, offset }
    stretches.push(current)
  }
  return stretches
}

/** The first second that no longer has the offset: halves the day until it is found. */
function changeBetween(format: Intl.DateTimeFormat, from: Instant, until: Instant, offset: number): Instant {
  let before = from
  let after = until
  while (after - before > SECOND) {
    const middle = before + Math.floor((after - before) / 2 / SECOND) * SECOND
    if (offsetAt(format, middle) === offset) before = middle
    else after = middle
  }
  return after
}

const shown = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/

/** Asks the formatter what the wall shows; only whole seconds are asked, for it shows no more. */
function offsetAt(format: Intl.DateTimeFormat, instant: Instant): number {
  const [, month, day, year, hour, minute, second] = (shown.exec(format.format(instant)) ?? []).map(Number)
  const wall = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second)
  if (Number.isNaN(wall)) throw new RangeError(`${format.resolvedOptions().timeZone} shows no time at ${instant}`)
  return wall - instant
}
