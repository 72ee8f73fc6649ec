import { addWorkingTime } from '../../lib/calendar.ts'
import type { Context } from '../../platform/context.ts'
import { calendarsFor } from './service.calendars.ts'
import { starterCalendars } from './starter/policies.ts'
import * as store from './store.calendars.ts'

/** When so much working time has passed since a moment, by a business calendar; null is every hour of every day. */
export async function deadlineAfter(
  context: Context,
  from: Date,
  limit: { readonly limitSeconds: number; readonly calendarId: string | null },
): Promise<Date> {
  const calendarOf = await calendarsFor(context, [limit])
  return new Date(addWorkingTime(calendarOf(limit.calendarId), from.getTime(), limit.limitSeconds * 1_000))
}

/** The office hours that a workspace begins with, by their name; null where somebody renamed or deleted them. */
export async function officeCalendarId(context: Context): Promise<string | null> {
  const names = starterCalendars.filter(({ key }) => key === 'office').flatMap(({ name }) => Object.values(name))
  return (await store.calendarNamed(context.db, names))?.id ?? null
}

/** Whether there is a calendar of this id. */
export const hasCalendar = async (context: Context, id: string): Promise<boolean> =>
  (await store.readCalendar(context.db, id)) !== undefined
