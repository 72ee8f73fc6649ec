import { sql } from 'kysely'
import type { Instant } from '../../lib/time.ts'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Course, TicketClock } from './rules.ticket.ts'
import type { Facts } from './schema.ts'
import type { SlaTables } from './tables.ts'

const own = (db: Database) => tablesOf<SlaTables>(db)

/** A clock, its ticket, and what was reckoned from it when it last changed. */
export interface StoredClock extends TicketClock {
  readonly ticketId: string
  readonly dueAt: Instant | null
  readonly nextAt: Instant | null
  readonly spent: number | null
}

const clocks = (db: Database) => own(db).selectFrom('clocks').selectAll('clocks')
type ClockRow = Awaited<ReturnType<ReturnType<typeof clocks>['execute']>>[number]

const instant = (date: Date | null): Instant | null => (date === null ? null : date.getTime())
const date = (moment: Instant | null): Date | null => (moment === null ? null : new Date(moment))

const asClock = (row: ClockRow): StoredClock => ({
  id: row.id,
  ticketId: row.ticket_id,
  measure: row.measure,
  policyId: row.policy_id,
  calendarId: row.calendar_id,
  startedAt: row.started_at.getTime(),
  limit: row.limit_ms,
  pausesForBuyer: row.pauses_for_buyer,
  pauses: row.pauses,
  stopped: row.stopped_at && row.stopped_how ? { at: row.stopped_at.getTime(), how: row.stopped_how } : null,
  breachedAt: instant(row.breached_at),
  reminded: row.reminded,
  dueAt: instant(row.due_at),
  nextAt: instant(row.next_at),
  spent: row.spent_ms,
})

/** A new ticket's course with its first clocks. */
export interface NewCourse {
  readonly ticketId: string
  readonly facts: Facts
  readonly course: Course
  readonly clocks: readonly StoredClock[]
}

/** Adds the courses and first clocks of new tickets. */
export async function insertCourses(db: Database, rows: readonly NewCourse[]): Promise<void> {
  const courses = rows.map(({ ticketId, facts, course }) => ({
    ticket_id: ticketId,
    ...factColumns(facts),
    ...courseColumns(course),
  }))
  const first = rows.flatMap(({ clocks }) => clocks.map((clock) => ({ ...rowOf(clock), pauses: clock.pauses })))
  await sql`with courses as (
      insert into sla_courses (ticket_id, kind, priority, store_id, marketplace_kind, channel_kind, opened_at, answered_at,
        unanswered_since, waiting_since, proposed_at, resolved_at)
      select ticket_id, kind, priority, store_id, marketplace_kind, channel_kind, opened_at, answered_at,
        unanswered_since, waiting_since, proposed_at, resolved_at
      from jsonb_populate_recordset(null::sla_courses, ${asRecords(courses)}::jsonb))
    insert into clocks (id, ticket_id, measure, policy_id, calendar_id, started_at, limit_ms, pauses_for_buyer, pauses,
      stopped_at, stopped_how, breached_at, reminded, due_at, next_at, spent_ms)
    select id, ticket_id, measure, policy_id, calendar_id, started_at, limit_ms, pauses_for_buyer, pauses,
      stopped_at, stopped_how, breached_at, reminded, due_at, next_at, spent_ms
    from jsonb_populate_recordset(null::clocks, ${asRecords(first)}::jsonb)`.execute(own(db))
}

export async function updateCourse(db: Database, ticketId: string, facts: Facts, course: Course): Promise<void> {
  await own(db)
    .updateTable('sla_courses')
    .set({ ...factColumns(facts), ...courseColumns(course) })
    .where('ticket_id', '=', ticketId)
    .execute()
}

const factColumns = (facts: Facts) => ({
  kind: facts.kind,
  priority: facts.priority,
  store_id: facts.storeId,
  marketplace_kind: facts.marketplaceKind,
  channel_kind: facts.channelKind,
})

const courseColumns = (course: Course) => ({
  opened_at: new Date(course.openedAt),
  answered_at: date(course.answeredAt),
  unanswered_since: date(course.unansweredSince),
  waiting_since: date(course.waitingSince),
  proposed_at: date(course.proposedAt),
  resolved_at: date(course.resolvedAt),
})

/** The course of a ticket, locked: changes to one ticket's clocks follow one another. */
export async function lockCourse(
  db: Database,
  ticketId: string,
): Promise<{ facts: Facts; course: Course } | undefined> {
  const row = await own(db)
    .selectFrom('sla_courses')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  return {
    facts: {
      kind: row.kind,
      priority: row.priority,
      storeId: row.store_id,
      marketplaceKind: row.marketplace_kind,
      channelKind: row.channel_kind,
    },
    course: {
      openedAt: row.opened_at.getTime(),
      answeredAt: instant(row.answered_at),
      unansweredSince: instant(row.unanswered_since),
      waitingSince: instant(row.waiting_since),
      proposedAt: instant(row.proposed_at),
      resolvedAt: instant(row.resolved_at),
    },
  }
}

/** A ticket's clocks, locked against the reminders that run beside. */
export async function lockClocks(db: Database, ticketId: string): Promise<StoredClock[]> {
  const rows = await clocks(db)
    .where('ticket_id', '=', ticketId)
    .orderBy('started_at')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(asClock)
}

/** The clocks of several tickets in order of their start, with the names of what governs them. */
export async function clocksOf(
  db: Database,
  ticketIds: readonly string[],
): Promise<(StoredClock & { policyName: string | null; calendarName: string | null })[]> {
  const rows = await clocks(db)
    .leftJoin('sla_policies', 'sla_policies.id', 'clocks.policy_id')
    .leftJoin('calendars', 'calendars.id', 'clocks.calendar_id')
    .select(['sla_policies.name as policyName', 'calendars.name as calendarName'])
    .where(sql<boolean>`clocks.ticket_id = any(${[...ticketIds]}::uuid[])`)
    .orderBy('clocks.started_at')
    .orderBy('clocks.id')
    .execute()
  return rows.map((row) => ({ ...asClock(row), policyName: row.policyName, calendarName: row.calendarName }))
}

/** Clocks whose next reminder was due before `now`, the earliest first, locked; those that another worker holds are skipped. */
export async function lockDueClocks(db: Database, now: Date, limit: number): Promise<StoredClock[]> {
  const due = clocks(db).where('next_at', '<', now).orderBy('next_at').orderBy('id').limit(limit)
  return (await due.forUpdate().skipLocked().execute()).map(asClock)
}

/** Running clocks that count by a calendar, by id after the given one, locked. */
export async function lockClocksByCalendar(
  db: Database,
  calendarId: string,
  after: string,
  limit: number,
): Promise<StoredClock[]> {
  const rows = await clocks(db)
    .where('calendar_id', '=', calendarId)
    .where('stopped_at', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
  return rows.map(asClock)
}

/** Writes clocks as they are now, new ones and known ones alike. */
export async function saveClocks(db: Database, changed: readonly StoredClock[]): Promise<void> {
  if (changed.length === 0) return
  await own(db)
    .insertInto('clocks')
    .values(changed.map(rowOf))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((row) => ({
        policy_id: row.ref('excluded.policy_id'),
        calendar_id: row.ref('excluded.calendar_id'),
        limit_ms: row.ref('excluded.limit_ms'),
        pauses_for_buyer: row.ref('excluded.pauses_for_buyer'),
        pauses: row.ref('excluded.pauses'),
        stopped_at: row.ref('excluded.stopped_at'),
        stopped_how: row.ref('excluded.stopped_how'),
        breached_at: row.ref('excluded.breached_at'),
        reminded: row.ref('excluded.reminded'),
        due_at: row.ref('excluded.due_at'),
        next_at: row.ref('excluded.next_at'),
        spent_ms: row.ref('excluded.spent_ms'),
      })),
    )
    .execute()
}

const rowOf = (clock: StoredClock) => ({
  id: clock.id,
  ticket_id: clock.ticketId,
  measure: clock.measure,
  policy_id: clock.policyId,
  calendar_id: clock.calendarId,
  started_at: new Date(clock.startedAt),
  limit_ms: clock.limit,
  pauses_for_buyer: clock.pausesForBuyer,
  pauses: JSON.stringify(clock.pauses),
  stopped_at: date(clock.stopped?.at ?? null),
  stopped_how: clock.stopped?.how ?? null,
  breached_at: date(clock.breachedAt),
  reminded: clock.reminded,
  due_at: date(clock.dueAt),
  next_at: date(clock.nextAt),
  spent_ms: clock.spent,
})
