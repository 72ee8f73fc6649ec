import { describe, expect, test } from 'vitest'
import { always, calendarOf } from '../../lib/calendar.ts'
import { HOUR, MINUTE } from '../../lib/time.ts'
import {
  type Clock,
  dueAt,
  meet,
  nextReminder,
  pause,
  remindersBefore,
  restart,
  resume,
  retarget,
  spentAt,
  startClock,
  stateOf,
  stop,
} from './rules.ts'

const start = Date.parse('2026-01-05T08:00:00Z')
const h = (hours: number) => start + hours * HOUR
const clock = (limit = 6, change: Partial<Clock> = {}): Clock => ({
  ...startClock('first-response', start, { limit: limit * HOUR, pausesForBuyer: true }),
  ...change,
})

describe('a clock', () => {
  test('runs out after its limit', () => {
    expect(dueAt(always, clock())).toBe(h(6))
    expect(stateOf(clock())).toBe('running')
  })

  test('stands while it pauses, and goes on where it stood', () => {
    const standing = pause(always, clock(), h(2))
    expect([stateOf(standing), dueAt(always, standing), nextReminder(always, standing)]).toEqual(['paused', null, null])
    const running = resume(standing, h(12))
    expect([stateOf(running), dueAt(always, running)]).toEqual(['running', h(16)])
    expect(spentAt(always, running, h(13))).toBe(3 * HOUR)
  })

  test('is in time at the very instant of its limit, and late a millisecond after', () => {
    expect(meet(always, clock(), h(6)).breachedAt).toBeNull()
    const late = meet(always, clock(), h(6) + 1)
    expect([stateOf(late), late.breachedAt, late.reminded]).toEqual(['met', h(6), 100])
  })

  test('does not hide its breach by pausing', () => {
    const standing = pause(always, clock(), h(7))
    expect([stateOf(standing), standing.breachedAt]).toEqual(['breached', h(6)])
  })

  test.each([
    ['paused twice', pause(always, pause(always, clock(), h(1)), h(2)), [{ from: h(1), until: null }]],
    ['resumed without a pause', resume(clock(), h(1)), []],
    ['paused before it began', pause(always, clock(), h(-5)), [{ from: start, until: null }]],
    ['resumed before it paused', resume(pause(always, clock(), h(2)), h(1)), [{ from: h(2), until: h(2) }]],
    ['paused after it was met', pause(always, meet(always, clock(), h(1)), h(2)), []],
  ])('stays sound when %s', (_what, changed, pauses) => {
    expect(changed.pauses).toEqual(pauses)
  })

  test('counts by its calendar', () => {
    const office = calendarOf({
      zone: 'Europe/Berlin',
      alwaysOpen: false,
      periods: [{ weekday: 1, from: '09:00', to: '12:00' }],
      holidays: [],
    })
    expect(new Date(dueAt(office, clock(4)) ?? 0).toISOString()).toBe('2026-01-12T09:00:00.000Z')
  })
})

describe('another target', () => {
  test('keeps the time already spent (S5)', () => {
    const complaint = retarget(clock(6), { limit: 24 * HOUR, pausesForBuyer: false })
    expect([complaint.startedAt, dueAt(always, complaint)]).toEqual([start, h(24)])
  })

  test('does not undo a breach', () => {
    const late = pause(always, clock(6), h(7))
    expect(retarget(late, { limit: 24 * HOUR, pausesForBuyer: false })).toBe(late)
  })
})

describe('a stopped clock', () => {
  test('goes on as if it had run all the while', () => {
    expect(dueAt(always, restart(stop(always, clock(), h(1), 'dropped')))).toBe(h(6))
  })

  test('or as if it had rested', () => {
    expect(dueAt(always, restart(stop(always, clock(), h(1), 'resolved'), h(11)))).toBe(h(16))
  })

  test('is stopped once', () => {
    const met = meet(always, clock(), h(1))
    expect(meet(always, met, h(2))).toBe(met)
    expect(spentAt(always, met, h(9))).toBe(HOUR)
  })
})

describe('reminders', () => {
  const told = (clocks: Clock[], horizon: number) =>
    remindersBefore(clocks, horizon, () => always).map(({ level, at }) => `${level}@${(at - start) / MINUTE}`)

  test('come at 50 %, 80 % and the breach', () => {
    expect(told([clock()], h(6) + 1)).toEqual(['50@180', '80@288', 'breach@360'])
  })

  test('of several clocks come in order of time', () => {
    const other = clock(5, { measure: 'resolution' })
    expect(told([clock(), other], h(7))).toEqual(['50@150', '50@180', '80@240', '80@288', 'breach@300', 'breach@360'])
  })

  test('are given once', () => {
    const [first] = remindersBefore([clock()], h(3) + 1, () => always)
    expect(first?.clock.reminded).toBe(50)
    expect(told([first?.clock ?? clock()], h(3) + 1)).toEqual([])
  })

  test('are not given for a time that has not passed', () => {
    expect(told([clock()], h(3))).toEqual([])
  })

  test('of a clock that stands wait', () => {
    expect(told([pause(always, clock(), h(1))], h(100))).toEqual([])
  })

  test('write down the breach', () => {
    const last = remindersBefore([clock()], h(8), () => always).at(-1)
    expect([last?.clock.breachedAt, stateOf(last?.clock ?? clock())]).toEqual([h(6), 'breached'])
  })
})
