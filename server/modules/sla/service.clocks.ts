import { always } from '../../lib/calendar.ts'
import type { Instant } from '../../lib/time.ts'
import { type Context, type Gathering, gather, transact, writeGathered } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import * as course from './rules.ticket.ts'
import { dueAt, nextReminder, spentAt, stateOf } from './rules.ts'
import type { ClockView, Facts, Measure, NextDue, SlaDecision } from './schema.ts'
import { type CalendarFinder, calendarsFor } from './service.calendars.ts'
import { limitsFor } from './service.ts'
import * as store from './store.clocks.ts'

/** A new ticket: its clocks start at `at`, when the buyer's message arrived. They are written with those of the other tickets. */
export async function startClocks(
  context: Context,
  ticket: Facts & { ticketId: string; at: Date },
): Promise<NextDue | null> {
  const { ticketId, at, ...facts } = ticket
  const { limits, calendarOf } = await limitsFor(context, facts, at.getTime())
  const opened = course.opened({ limits, calendarOf, newId: context.newId }, at.getTime())
  const clocks = opened.clocks.map((clock) => reckoned(clock, ticketId, calendarOf))
  await gather(context, courses, { ticketId, facts, course: opened.course, clocks })
  return asDue(course.nextDueOf({ calendarOf }, opened.clocks))
}

const courses: Gathering<store.NewCourse> = {
  name: 'sla.courses',
  order: 'first',
  write: (context, rows) => store.insertCourses(context.db, rows),
}

/** The buyer wrote; a ticket that was resolved is reopened by it. */
export const recordInbound = (context: Context, ticketId: string, at: Date) =>
  change(context, ticketId, at, (desk, ticket, at) => course.buyerWrote(desk, afresh(desk, ticket, at), at))

/** Somebody answered. What the desk sends by itself stops no clock (T2). */
export const recordAnswer = (context: Context, ticketId: string, at: Date, { by }: { by: 'member' | 'automatic' }) =>
  by === 'member' ? change(context, ticketId, at, course.answered) : nextDue(context, ticketId)

export const recordSolutionProposed = (context: Context, ticketId: string, at: Date) =>
  change(context, ticketId, at, course.solutionProposed)

/** The buyer was promised a result by `dueAt`, or without it within the time that the policy for promises gives. */
export const setPromise = (context: Context, ticketId: string, dueAt: Date | null) =>
  change(context, ticketId, context.now(), (desk, ticket, at) =>
    course.promised(desk, ticket, at, dueAt === null ? null : dueAt.getTime()),
  )

export const keepPromise = (context: Context, ticketId: string, at: Date) =>
  change(context, ticketId, at, course.promiseKept)

/** The ticket waits for the buyer: clocks whose policy says so stand until `recordInbound` or `stopWaiting`. */
export const waitForBuyer = (context: Context, ticketId: string, at: Date) =>
  change(context, ticketId, at, course.waitsForBuyer)

/** The ticket no longer waits, though the buyer has not written. */
export const stopWaiting = (context: Context, ticketId: string, at: Date) =>
  change(context, ticketId, at, course.waitsNoLonger)

export const recordResolved = (context: Context, ticketId: string, at: Date) =>
  change(context, ticketId, at, course.resolved)

/** The ticket is open again by hand, from whatever it was. */
export const recordReopened = (context: Context, ticketId: string, at: Date) =>
  change(context, ticketId, at, (desk, ticket, at) => course.waitsNoLonger(desk, afresh(desk, ticket, at), at))

/** Limits may have changed while the ticket was resolved. */
const afresh = (desk: course.Desk, ticket: course.TicketClocks, at: Instant): course.TicketClocks =>
  ticket.course.resolvedAt === null ? ticket : course.retargeted(desk, course.reopened(desk, ticket, at), at)

/** Something changed by which policies are chosen; whoever has the ticket, its clocks keep what they have spent (S5). */
export const retarget = (context: Context, ticketId: string, facts: Partial<Facts>) =>
  change(context, ticketId, context.now(), course.retargeted, facts)

/** The clocks of several tickets, in order of their start. */
export async function clocksOf(context: Context, ticketIds: readonly string[]): Promise<ClockView[]> {
  if (ticketIds.length === 0) return []
  await writeGathered(context, courses)
  const rows = await store.clocksOf(context.db, ticketIds)
  return rows.map((clock) => ({
    id: clock.id,
    ticketId: clock.ticketId,
    measure: clock.measure,
    state: stateOf(clock),
    startedAt: new Date(clock.startedAt),
    dueAt: clock.dueAt === null ? null : new Date(clock.dueAt),
    metAt: clock.stopped?.how === 'met' ? new Date(clock.stopped.at) : null,
    breachedAt: clock.breachedAt === null ? null : new Date(clock.breachedAt),
    limitSeconds: clock.limit / 1_000,
    calendarName: clock.calendarName,
    policyName: clock.policyName,
  }))
}

/** The clock of a ticket that runs out first; null when all stand or are done, or the ticket has none. */
export async function nextDue(context: Context, ticketId: string): Promise<NextDue | null> {
  await writeGathered(context, courses)
  const clocks = await store.clocksOf(context.db, [ticketId])
  const calendarOf = await calendarsFor(context, clocks)
  return asDue(course.nextDueOf({ calendarOf }, clocks))
}

type Step = (desk: course.Desk, ticket: course.TicketClocks, at: Instant) => course.TicketClocks

/** Steps that neither start nor change a clock need not know the policies. */
const withoutLimits: ReadonlySet<Step> = new Set([
  course.answered,
  course.solutionProposed,
  course.promiseKept,
  course.waitsForBuyer,
  course.waitsNoLonger,
  course.resolved,
])

/** Load, decide, record: what happened on the ticket moves its clocks on, in the caller's transaction. */
function change(
  context: Context,
  ticketId: string,
  at: Date,
  step: Step,
  newFacts: Partial<Facts> = {},
): Promise<NextDue | null> {
  return transact(context, async (context) => {
    await writeGathered(context, courses)
    const found = await store.lockCourse(context.db, ticketId)
    if (!found) throw new Error(`the clocks of the ticket ${ticketId} were never started`)
    const before = await store.lockClocks(context.db, ticketId)
    const facts = { ...found.facts, ...newFacts }
    const { limits, calendarOf: ofLimits } = withoutLimits.has(step)
      ? { limits: new Map<Measure, SlaDecision>(), calendarOf: () => always }
      : await limitsFor(context, facts, at.getTime())
    const ofClocks = await calendarsFor(context, before)
    const calendarOf: CalendarFinder = (id) =>
      before.some(({ calendarId }) => calendarId === id) ? ofClocks(id) : ofLimits(id)

    const after = step(
      { limits, calendarOf, newId: context.newId },
      { course: found.course, clocks: before },
      at.getTime(),
    )
    await store.updateCourse(context.db, ticketId, facts, after.course)
    const changed = after.clocks.filter((clock) => !(before as readonly course.TicketClock[]).includes(clock))
    await store.saveClocks(
      context.db,
      changed.map((clock) => reckoned(clock, ticketId, calendarOf)),
    )
    for (const clock of changed) {
      const was = before.find(({ id }) => id === clock.id)
      // A breach that nobody had looked at yet came to light: it is told like the ones that the reminders find.
      if (clock.reminded === 100 && was?.reminded !== 100) {
        await emit(context, 'sla.reminder', { ticketId, measure: clock.measure, level: 'breach' })
      }
    }
    return asDue(course.nextDueOf({ calendarOf }, after.clocks))
  })
}

/** A clock with what follows from it now, as its row keeps it. */
export function reckoned(clock: course.TicketClock, ticketId: string, calendarOf: CalendarFinder): store.StoredClock {
  const calendar = calendarOf(clock.calendarId)
  return {
    ...clock,
    ticketId,
    dueAt: dueAt(calendar, clock),
    nextAt: nextReminder(calendar, clock)?.at ?? null,
    spent: clock.stopped ? spentAt(calendar, clock, clock.stopped.at) : null,
  }
}

const asDue = (due: ReturnType<typeof course.nextDueOf>): NextDue | null =>
  due && { at: new Date(due.at), measure: due.measure, startedAt: new Date(due.startedAt) }
