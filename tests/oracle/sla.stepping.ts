import { Temporal } from '@js-temporal/polyfill'
import type { CalendarPlan } from '../../server/lib/calendar.ts'
import type { Happening, SlaCase } from './sla.cases.ts'

/** What is asked of a clock, from the product and from here. */
export interface SlaAnswer {
  dueAt: number | null
  state: string
  spent: number
  breachedAt: number | null
  reminders: { level: string; at: number }[]
  nextReminder: { level: number; at: number } | null
}

/**
 * The answer found the long way: minute after minute, asking Temporal what the wall shows. Shares nothing with server/lib
 * or the rules but the shape of a case.
 */
export function steppedAnswer({ calendar, startedAt, limit, happenings, askedAt }: SlaCase): SlaAnswer {
  const rests = restsOf(happenings)
  const metAt = happenings.find(({ what }) => what === 'meet')?.at ?? null
  const reminders: SlaAnswer['reminders'] = []
  let governing = { calendar, limit }
  let breachedAt: number | null = null

  const remindUntil = (until: number, known: readonly Rest[]) => {
    const moments = momentsOf(governing.calendar, startedAt, governing.limit, known)
    for (const [i, at] of moments.entries()) {
      const level = ['50', '80', 'breach'][i] as string
      if (at === null || at >= until || reminders.some((given) => given.level === level)) continue
      reminders.push({ level, at })
      if (level === 'breach') breachedAt ??= at
    }
    return moments
  }
  for (const happening of happenings) {
    if (happening.what !== 'retarget') continue
    remindUntil(happening.at, restsOf(happenings.slice(0, happenings.indexOf(happening))))
    if (breachedAt === null) governing = { calendar: happening.calendar, limit: happening.limit }
  }
  const end = Math.min(askedAt, metAt ?? askedAt)
  const moments = remindUntil(end, rests)
  const lasting = rests.at(-1)?.until === Number.POSITIVE_INFINITY
  const state = metAt !== null ? 'met' : breachedAt !== null ? 'breached' : lasting ? 'paused' : 'running'
  const next = metAt === null ? levels.find((level) => level > highest(reminders)) : undefined
  const nextAt = next ? moments[levels.indexOf(next)] : null
  return {
    dueAt: moments[2] ?? null,
    state,
    spent: spentUntil(governing.calendar, startedAt, end, rests),
    breachedAt,
    reminders,
    nextReminder: next && typeof nextAt === 'number' ? { level: next, at: nextAt } : null,
  }
}

const levels = [50, 80, 100] as const

const highest = (reminders: SlaAnswer['reminders']): number =>
  Math.max(0, ...reminders.map(({ level }) => (level === 'breach' ? 100 : Number(level))))

interface Rest {
  from: number
  until: number
}

/** The times it stands still. What is met stands no longer, so that its due time can be told. */
function restsOf(happenings: readonly Happening[]): Rest[] {
  const rests: Rest[] = []
  for (const { what, at } of happenings) {
    const last = rests.at(-1)
    const stands = last?.until === Number.POSITIVE_INFINITY
    if (what === 'pause' && !stands) rests.push({ from: at, until: Number.POSITIVE_INFINITY })
    if ((what === 'resume' || what === 'meet') && last && stands) last.until = at
  }
  return rests
}

function spentUntil(calendar: CalendarPlan, startedAt: number, end: number, rests: readonly Rest[]): number {
  let spent = 0
  walk(calendar, startedAt, rests, end, (from, until) => {
    spent += until - from
    return false
  })
  return spent
}

/** When 50, 80 and 100 per cent of a limit are spent; null for what a rest that never ends keeps from coming. */
function momentsOf(
  calendar: CalendarPlan,
  startedAt: number,
  limit: number,
  rests: readonly Rest[],
): (number | null)[] {
  let spent = 0
  const found: (number | null)[] = [null, null, null]
  walk(calendar, startedAt, rests, Number.POSITIVE_INFINITY, (from, until) => {
    spent += until - from
    for (const [i, level] of levels.entries()) {
      const over = spent - (limit * level) / 100
      if (over >= 0) found[i] ??= until - over
    }
    return found[2] !== null
  })
  return found
}

/** Goes from minute to minute and shows every part of one that counts. Ends at a rest that never ends. */
function walk(
  calendar: CalendarPlan,
  start: number,
  rests: readonly Rest[],
  end: number,
  counts: (from: number, until: number) => boolean,
): void {
  const last = rests.at(-1)
  const stands = last?.until === Number.POSITIVE_INFINITY ? last.from : Number.POSITIVE_INFINITY
  for (let minute = Math.floor(start / 60_000); ; minute++) {
    let from = Math.max(start, minute * 60_000)
    const until = Math.min(end, (minute + 1) * 60_000)
    if (from >= end || from >= stands) return
    if (!isWorkingMinute(calendar, minute)) continue
    for (const rest of rests) {
      if (rest.from > from && rest.from < until && counts(from, rest.from)) return
      if (rest.from < until && rest.until > from) from = rest.until
    }
    if (from < until && counts(from, until)) return
  }
}

function isWorkingMinute(calendar: CalendarPlan, minute: number): boolean {
  if (calendar.alwaysOpen) return true
  const wall = wallMinute(calendar.zone, minute)
  const date = Math.floor(wall / 1_440)
  return openMinutes(calendar, date)[wall - date * 1_440] === 1
}

const dates = new WeakMap<CalendarPlan, Map<number, Uint8Array>>()

/** For every minute that the wall can show on a date, whether it is one to work in. */
function openMinutes(calendar: CalendarPlan, date: number): Uint8Array {
  const known = dates.get(calendar) ?? new Map<number, Uint8Array>()
  dates.set(calendar, known)
  const found = known.get(date)
  if (found) return found
  const special = calendar.holidays.find((holiday) => Date.parse(holiday.date) / 86_400_000 === date)
  const weekday = new Date(date * 86_400_000).getUTCDay() || 7
  const open = new Uint8Array(1_440)
  const mark = (from: string, to: string) => open.fill(1, minuteOf(from), minuteOf(to))
  for (const { from, to } of special?.open ?? []) mark(from, to)
  for (const period of special ? [] : calendar.periods) {
    const overMidnight = period.to < period.from
    if (period.weekday === weekday) mark(period.from, overMidnight ? '24:00' : period.to)
    if (overMidnight && period.weekday === (weekday === 1 ? 7 : weekday - 1)) mark('00:00', period.to)
  }
  known.set(date, open)
  return open
}

const minutes = new Map([['24:00', 1_440]])

function minuteOf(text: string): number {
  const found = minutes.get(text) ?? Temporal.PlainTime.from(text).since('00:00').total('minutes')
  minutes.set(text, found)
  return found
}

const block = 360
const walls = new Map<string, Map<number, number | number[]>>()

/** What the wall shows at a minute since 1970, in minutes since 1970 by the wall; Temporal says. */
function wallMinute(zone: string, minute: number): number {
  const ofZone = walls.get(zone) ?? new Map<number, number | number[]>()
  walls.set(zone, ofZone)
  const first = Math.floor(minute / block) * block
  let shown = ofZone.get(first)
  if (shown === undefined) {
    const [start, end] = [temporalWall(zone, first), temporalWall(zone, first + block - 1)]
    // Six hours that the wall counts through without a jump need no closer look.
    shown = end - start === block - 1 ? start : Array.from({ length: block }, (_, i) => temporalWall(zone, first + i))
    ofZone.set(first, shown)
  }
  return typeof shown === 'number' ? shown + (minute - first) : (shown[minute - first] as number)
}

function temporalWall(zone: string, minute: number): number {
  const shown = Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
  return shown.toZonedDateTime('UTC').epochMilliseconds / 60_000
}
