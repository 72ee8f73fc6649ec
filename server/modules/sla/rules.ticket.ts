import type { Calendar } from '../../lib/calendar.ts'
import type { Instant } from '../../lib/time.ts'
import {
  type Clock,
  dueAt,
  isPaused,
  meet,
  pause,
  restart,
  resume,
  retarget,
  settle,
  startClock,
  stop,
} from './rules.ts'
import type { Measure, SlaDecision } from './schema.ts'

/** A clock as a ticket has it: which policy set it, and whose hours count. */
export interface TicketClock extends Clock {
  readonly id: string
  readonly policyId: string | null
  readonly calendarId: string | null
}

/** What has happened on a ticket, as far as clocks that start later need to know. */
export interface Course {
  readonly openedAt: Instant
  /** The first answer by a person. */
  readonly answeredAt: Instant | null
  /** The earliest message of the buyer that nobody has answered. */
  readonly unansweredSince: Instant | null
  /** The desk waits for the buyer since then. */
  readonly waitingSince: Instant | null
  readonly proposedAt: Instant | null
  readonly resolvedAt: Instant | null
}

export interface TicketClocks {
  readonly course: Course
  readonly clocks: readonly TicketClock[]
}

/** What the rules ask of the world: limits for this ticket, hours by id, a new id. */
export interface Desk {
  readonly limits: ReadonlyMap<Measure, SlaDecision>
  readonly calendarOf: (calendarId: string | null) => Calendar
  readonly newId: () => string
}

/** A ticket arrives: what its kind asks for starts to run. */
export function opened(desk: Desk, openedAt: Instant): TicketClocks {
  const course: Course = {
    openedAt,
    answeredAt: null,
    unansweredSince: openedAt,
    waitingSince: null,
    proposedAt: null,
    resolvedAt: null,
  }
  return { course, clocks: missing(desk, course, []) }
}

/** The buyer writes: the waiting is over, and when nothing of theirs is unanswered yet, the next answer is due. */
export function buyerWrote(desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  const course = { ...ticket.course, waitingSince: null, unansweredSince: ticket.course.unansweredSince ?? at }
  const clocks = ticket.clocks.map((clock) => resume(clock, at))
  return { course, clocks: [...clocks, ...missing(desk, course, clocks)] }
}

/** A member answers. (An automatic acknowledgement never comes here: it stops no clock, T2.) */
export function answered(desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  const course = { ...ticket.course, answeredAt: ticket.course.answeredAt ?? at, unansweredSince: null }
  return { course, clocks: meetAll(desk, ticket.clocks, ['first-response', 'next-response'], at) }
}

/** A solution is put to the buyer: an event of its own, neither the first answer nor the end (S3). */
export function solutionProposed(desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  const course = { ...ticket.course, proposedAt: ticket.course.proposedAt ?? at }
  return { course, clocks: meetAll(desk, ticket.clocks, ['solution-proposed'], at) }
}

/** The buyer is told until when to expect the result (T5). A new promise takes the place of one that still ran. */
export function promised(desk: Desk, ticket: TicketClocks, at: Instant, until: Instant | null): TicketClocks {
  const limit = desk.limits.get('promise')
  if (until === null && !limit) return ticket
  const clocks = ticket.clocks.map((clock) =>
    clock.measure === 'promise' ? stopOne(desk, clock, at, 'dropped') : clock,
  )
  const fixed = { limit: Math.max(0, (until ?? at) - at), pausesForBuyer: false }
  const promise =
    until === null && limit
      ? startOne(desk, 'promise', limit, at)
      : { ...startClock('promise', at, fixed), id: desk.newId(), policyId: null, calendarId: null }
  return { ...ticket, clocks: [...clocks, promise] }
}

export function promiseKept(desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  return { ...ticket, clocks: meetAll(desk, ticket.clocks, ['promise'], at) }
}

/** The desk has done its part for now: clocks whose policy says so stand still until the buyer writes. */
export function waitsForBuyer(desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  const course = { ...ticket.course, waitingSince: ticket.course.waitingSince ?? at }
  const clocks = ticket.clocks.map((clock) => (clock.pausesForBuyer ? pauseOne(desk, clock, at) : clock))
  return { course, clocks }
}

/** The desk no longer waits, though the buyer has not written. */
export function waitsNoLonger(_desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  const clocks = ticket.clocks.map((clock) => resume(clock, at))
  return { course: { ...ticket.course, waitingSince: null }, clocks }
}

/** Resolving meets the one clock that waits for it and ends the rest, unmet: closing is no answer and no solution (S3). */
export function resolved(desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  if (ticket.course.resolvedAt !== null) return ticket
  const course = { ...ticket.course, resolvedAt: at, unansweredSince: null, waitingSince: null }
  const clocks = ticket.clocks.map((clock) =>
    stopOne(desk, clock, at, clock.measure === 'resolution' ? 'met' : 'resolved'),
  )
  return { course, clocks }
}

/**
 * What the resolution ended goes on, the time in between not counted. An answer that was due to a message which needed none
 * does not come back: if the buyer writes again, that is a new one.
 */
export function reopened(desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  const { resolvedAt } = ticket.course
  if (resolvedAt === null) return ticket
  const course = { ...ticket.course, resolvedAt: null }
  const clocks = ticket.clocks.map((clock) => {
    const endedHere = clock.stopped?.how === 'resolved' && clock.stopped.at >= resolvedAt
    const goesOn = clock.measure === 'resolution' ? clock.stopped?.how === 'met' : endedHere
    return goesOn && clock.measure !== 'next-response' ? restart(clock, at) : clock
  })
  return { course, clocks: [...clocks, ...missing(desk, course, clocks)] }
}

/**
 * Kind, priority, store or policy changed: running clocks keep the time they have spent (S5), what is asked for now and was
 * not before counts from when it began for the buyer, and what nobody asks for any more ends.
 */
export function retargeted(desk: Desk, ticket: TicketClocks, at: Instant): TicketClocks {
  const { course } = ticket
  if (course.resolvedAt !== null) return ticket
  const clocks = ticket.clocks.map((clock) => {
    if (clock.measure === 'promise') return clock
    const limit = desk.limits.get(clock.measure)
    if (!limit) return stopOne(desk, clock, at, 'dropped')
    const running = clock.stopped?.how === 'dropped' && isAwaited(course, clock) ? restart(clock) : clock
    return retargetOne(desk, course, running, limit, at)
  })
  return { course, clocks: [...clocks, ...missing(desk, course, clocks)] }
}

/** The clock that runs out first of those that run; one that has run out stays first until it is met. Null when all stand or are done. */
export function nextDueOf(
  desk: Pick<Desk, 'calendarOf'>,
  clocks: readonly TicketClock[],
): { at: Instant; measure: Measure; startedAt: Instant } | null {
  let first: { at: Instant; measure: Measure; startedAt: Instant } | null = null
  for (const clock of clocks) {
    if (clock.stopped || isPaused(clock)) continue
    const at = clock.breachedAt ?? dueAt(desk.calendarOf(clock.calendarId), clock)
    if (at !== null && (first === null || at < first.at))
      first = { at, measure: clock.measure, startedAt: clock.startedAt }
  }
  return first
}

/** Clocks for all that the limits ask for, that has begun and not ended, and that no clock measures yet. */
function missing(desk: Desk, course: Course, clocks: readonly TicketClock[]): TicketClock[] {
  const begun: [Measure, Instant | null][] = [
    ['first-response', course.answeredAt === null ? course.openedAt : null],
    ['next-response', course.answeredAt === null ? null : course.unansweredSince],
    ['solution-proposed', course.proposedAt === null ? course.openedAt : null],
    ['resolution', course.resolvedAt === null ? course.openedAt : null],
  ]
  const started: TicketClock[] = []
  for (const [measure, since] of begun) {
    const limit = desk.limits.get(measure)
    if (since === null || !limit || clocks.some((clock) => clock.measure === measure && coversSince(clock, since)))
      continue
    const clock = startOne(desk, measure, limit, since)
    const waits = clock.pausesForBuyer && course.waitingSince !== null
    started.push(waits ? pauseOne(desk, clock, course.waitingSince ?? since) : clock)
  }
  return started
}

const coversSince = (clock: TicketClock, since: Instant): boolean => !clock.stopped || clock.startedAt >= since

/** Whether what a dropped clock waited for is still to come. */
function isAwaited(course: Course, clock: TicketClock): boolean {
  if (clock.measure === 'first-response') return course.answeredAt === null
  if (clock.measure === 'next-response') return course.unansweredSince === clock.startedAt
  if (clock.measure === 'solution-proposed') return course.proposedAt === null
  return clock.measure === 'resolution'
}

function startOne(desk: Desk, measure: Measure, limit: SlaDecision, at: Instant): TicketClock {
  const target = { limit: limit.limitSeconds * 1_000, pausesForBuyer: limit.pausesForBuyer }
  return {
    ...startClock(measure, at, target),
    id: desk.newId(),
    policyId: limit.policyId,
    calendarId: limit.calendarId,
  }
}

/** A clock that breached keeps policy and calendar too: what it says stays what it was judged by. */
function retargetOne(desk: Desk, course: Course, clock: TicketClock, limit: SlaDecision, at: Instant): TicketClock {
  const settled = settle(desk.calendarOf(clock.calendarId), clock, at)
  if (settled.stopped || settled.breachedAt !== null) return settled
  const target = { limit: limit.limitSeconds * 1_000, pausesForBuyer: limit.pausesForBuyer }
  const changed = { ...settled, ...retarget(settled, target), policyId: limit.policyId, calendarId: limit.calendarId }
  if (isPaused(changed) && !changed.pausesForBuyer) return resume(changed, at)
  return changed.pausesForBuyer && course.waitingSince !== null ? pauseOne(desk, changed, at) : changed
}

const meetAll = (
  desk: Desk,
  clocks: readonly TicketClock[],
  measures: readonly Measure[],
  at: Instant,
): TicketClock[] =>
  clocks.map((clock) =>
    measures.includes(clock.measure) ? { ...clock, ...meet(desk.calendarOf(clock.calendarId), clock, at) } : clock,
  )

const stopOne = (desk: Desk, clock: TicketClock, at: Instant, how: 'met' | 'resolved' | 'dropped'): TicketClock => ({
  ...clock,
  ...stop(desk.calendarOf(clock.calendarId), clock, at, how),
})

const pauseOne = (desk: Desk, clock: TicketClock, at: Instant): TicketClock => ({
  ...clock,
  ...pause(desk.calendarOf(clock.calendarId), clock, at),
})
