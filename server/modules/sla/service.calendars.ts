import { always, type Calendar as CountableCalendar, calendarOf } from '../../lib/calendar.ts'
import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { enqueue } from '../../platform/jobs.ts'
import { cutPage, type Page, type PageWanted, readCursor } from '../../platform/paging.ts'
import { recall } from '../../platform/settings-memory.ts'
import { refusalAt } from './errors.ts'
import { faultOf } from './rules.calendars.ts'
import type { Calendar, CalendarBody } from './schema.calendars.ts'
import * as store from './store.calendars.ts'
import { brokenLaw } from './store.ts'

/** The job that reckons running clocks anew after their calendar changed. */
export const recountJob = 'sla.recount'

/** One page of the calendars, by name. */
export async function listCalendars(context: Context, query: PageWanted): Promise<Page<Calendar>> {
  const after = query.after === undefined ? null : (readCursor(query.after, 2) as [string, string])
  const rows = await store.listCalendars(context.db, after, query.limit + 1)
  return cutPage(rows, query.limit, (row) => [row.name, row.id])
}

export async function calendarOrRefuse(context: Context, id: string): Promise<Calendar> {
  const found = await store.readCalendar(context.db, id)
  if (!found) throw new Refusal('sla.calendar-not-found')
  return found
}

export function createCalendar(context: Context, body: CalendarBody): Promise<Calendar> {
  refuseFaults(context, body)
  return lawful(context, async (context) => {
    const id = context.newId()
    await store.insertCalendar(context.db, id, body, context.now())
    const made = await calendarOrRefuse(context, id)
    await recordChange(context, 'sla.calendar-created', 'calendar', { after: made })
    return made
  })
}

/** Replaces a calendar; the due times of running clocks that count by it follow. */
export function replaceCalendar(context: Context, id: string, body: CalendarBody): Promise<Calendar> {
  refuseFaults(context, body)
  return lawful(context, async (context) => {
    const before = await calendarOrRefuse(context, id)
    await store.updateCalendar(context.db, id, body, context.now())
    await recountClocksOf(context, id)
    const after = await calendarOrRefuse(context, id)
    await recordChange(context, 'sla.calendar-changed', 'calendar', { before, after })
    return after
  })
}

/** Deletes a calendar by which neither a policy nor a running clock counts. */
export function deleteCalendar(context: Context, id: string): Promise<void> {
  return lawful(context, async (context) => {
    const before = await store.lockCalendar(context.db, id)
    if (!before) throw new Refusal('sla.calendar-not-found')
    if (await store.isCalendarUsed(context.db, id)) throw new Refusal('sla.calendar-in-use')
    await store.deleteCalendar(context.db, id)
    await recordChange(context, 'sla.calendar-deleted', 'calendar', { before })
  })
}

/** Lets running clocks follow their changed calendar, once this transaction commits. */
export const recountClocksOf = (context: Context, calendarId: string): Promise<void> =>
  enqueue(context, recountJob, { calendarId })

/** Finds the calendar, ready for counting, of an id; null is every hour of every day. */
export type CalendarFinder = (calendarId: string | null) => CountableCalendar

/** Loads the calendars that these targets or clocks count by. */
export async function calendarsFor(
  context: Context,
  counting: readonly { readonly calendarId: string | null }[],
): Promise<CalendarFinder> {
  const ids = [...new Set(counting.map(({ calendarId }) => calendarId))].filter((id) => id !== null)
  const ready = await recall(context, `sla.calendars ${ids.sort()}`, async () => {
    const rows = ids.length === 0 ? [] : await store.calendarsByIds(context.db, ids)
    return new Map(rows.map((row) => [row.id, calendarOf(row)]))
  })
  return (id) => (id === null ? always : (ready.get(id) ?? always))
}

function refuseFaults(context: Context, body: CalendarBody): void {
  const fault = faultOf(body)
  if (fault) throw refusalAt(fault.field, fault.code, context.language, fault.details)
}

async function lawful<Result>(context: Context, change: (context: Context) => Promise<Result>): Promise<Result> {
  try {
    return await transact(context, change)
  } catch (error) {
    const law = brokenLaw(error)
    if (law === 'calendar-name') throw refusalAt('name', 'sla.calendar-name-taken', context.language)
    if (law === 'calendar') throw new Refusal('sla.calendar-in-use')
    throw error
  }
}
