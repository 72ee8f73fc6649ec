import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Calendar, CalendarBody, CalendarHoliday } from './schema.calendars.ts'
import type { SlaTables } from './tables.ts'

const own = (db: Database) => tablesOf<SlaTables>(db)

/** The holidays of the calendar that the outer query reads. A date is read as text: the driver would make it midnight here. */
const holidaysOfCalendar = sql<CalendarHoliday[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('date', date::text, 'name', name, 'open', open) order by date), '[]')
  from calendar_holidays where calendar_holidays.calendar_id = calendars.id)`.as('holidays')

const calendars = (db: Database) =>
  own(db)
    .selectFrom('calendars')
    .select([
      'id',
      'name',
      'zone',
      'always_open as alwaysOpen',
      'periods',
      'updated_at as updatedAt',
      holidaysOfCalendar,
    ])

/** Calendars by name, after the given (name, id). */
export function listCalendars(
  db: Database,
  after: readonly [string, string] | null,
  limit: number,
): Promise<Calendar[]> {
  let query = calendars(db)
  if (after) query = query.where(sql<boolean>`(name, id) > (${after[0]}, ${after[1]}::uuid)`)
  return query.orderBy('name').orderBy('id').limit(limit).execute()
}

export const calendarsByIds = (db: Database, ids: readonly string[]): Promise<Calendar[]> =>
  calendars(db)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()

export const readCalendar = (db: Database, id: string): Promise<Calendar | undefined> =>
  calendars(db).where('id', '=', id).executeTakeFirst()

/** The first calendar that bears one of these names. */
export const calendarNamed = (db: Database, names: readonly string[]): Promise<{ id: string } | undefined> =>
  own(db)
    .selectFrom('calendars')
    .select('id')
    .where(sql<boolean>`name = any(${[...names]}::text[])`)
    .orderBy('name')
    .limit(1)
    .executeTakeFirst()

/** Reads it so that nobody else changes it before this transaction ends. */
export async function lockCalendar(db: Database, id: string): Promise<Calendar | undefined> {
  await own(db).selectFrom('calendars').select('id').where('id', '=', id).forUpdate().execute()
  return readCalendar(db, id)
}

const rowOf = (body: CalendarBody, at: Date) => ({
  name: body.name,
  zone: body.zone,
  always_open: body.alwaysOpen,
  periods: JSON.stringify(body.periods),
  updated_at: at,
})

export async function insertCalendar(db: Database, id: string, body: CalendarBody, at: Date): Promise<void> {
  await own(db)
    .insertInto('calendars')
    .values({ id, ...rowOf(body, at) })
    .execute()
  await insertHolidays(db, id, body.holidays)
}

export async function updateCalendar(db: Database, id: string, body: CalendarBody, at: Date): Promise<boolean> {
  const changed = await own(db).updateTable('calendars').set(rowOf(body, at)).where('id', '=', id).executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await own(db).deleteFrom('calendar_holidays').where('calendar_id', '=', id).execute()
  await insertHolidays(db, id, body.holidays)
  return true
}

export async function touchCalendar(db: Database, id: string, at: Date): Promise<void> {
  await own(db).updateTable('calendars').set({ updated_at: at }).where('id', '=', id).execute()
}

export async function deleteCalendar(db: Database, id: string): Promise<void> {
  await own(db).deleteFrom('calendars').where('id', '=', id).execute()
}

/** Adds holidays; a date that the calendar knows keeps what it says. Returns how many were new. */
export async function insertHolidays(
  db: Database,
  calendarId: string,
  holidays: readonly CalendarHoliday[],
): Promise<number> {
  if (holidays.length === 0) return 0
  const rows = holidays.map(({ date, name, open }) => ({
    calendar_id: calendarId,
    date,
    name,
    open: JSON.stringify(open),
  }))
  const inserted = await own(db)
    .insertInto('calendar_holidays')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(inserted.numInsertedOrUpdatedRows ?? 0)
}

/** Whether a policy or a running clock counts by this calendar. */
export async function isCalendarUsed(db: Database, id: string): Promise<boolean> {
  const target = await own(db)
    .selectFrom('sla_targets')
    .select('policy_id')
    .where('calendar_id', '=', id)
    .limit(1)
    .execute()
  if (target.length > 0) return true
  const clock = await own(db)
    .selectFrom('clocks')
    .select('id')
    .where('calendar_id', '=', id)
    .where('stopped_at', 'is', null)
    .limit(1)
    .execute()
  return clock.length > 0
}
