import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { remindersBefore } from './rules.ts'
import type { Measure, ReminderLevel } from './schema.ts'
import { calendarsFor } from './service.calendars.ts'
import { reckoned } from './service.clocks.ts'
import * as store from './store.clocks.ts'

const batch = 500

/**
 * Gives every reminder whose time has passed, each once, in order of time; after a stop also those that were missed.
 * Several workers may do so at once: each takes clocks that no other holds.
 */
export async function giveReminders(context: Context): Promise<void> {
  while (await giveBatch(context));
}

/** Whether there may be more. */
const giveBatch = (context: Context): Promise<boolean> =>
  transact(context, async (context) => {
    const { reminders, isAll } = await takeBatch(context)
    for (const { ticketId, measure, level } of reminders)
      await emit(context, 'sla.reminder', { ticketId, measure, level })
    return !isAll
  })

/** A reminder with the moment at which it was due. */
interface DueReminder {
  readonly ticketId: string
  readonly measure: Measure
  readonly level: ReminderLevel
  readonly at: Date
}

/**
 * The reminders whose time has passed, in order of time, for who tells of them by itself: nobody else is given them. A past that
 * is recorded afterwards is told as of when it was.
 */
export async function takeReminders(context: Context): Promise<DueReminder[]> {
  const taken: DueReminder[] = []
  for (;;) {
    const { reminders, isAll } = await transact(context, takeBatch)
    taken.push(...reminders)
    if (isAll) return taken
  }
}

async function takeBatch(context: Context): Promise<{ reminders: DueReminder[]; isAll: boolean }> {
  const now = context.now()
  const clocks = await store.lockDueClocks(context.db, now, batch)
  const latest = clocks.at(-1)?.nextAt
  if (latest === undefined || latest === null) return { reminders: [], isAll: true }
  const calendarOf = await calendarsFor(context, clocks)
  // A full batch leaves later clocks behind: to keep the order, nothing is told that lies after the last one of it.
  const horizon = clocks.length < batch ? now.getTime() : latest + 1
  const reminders = remindersBefore(clocks, horizon, (clock) => calendarOf(clock.calendarId))
  const reminded = new Map(reminders.map(({ clock }) => [clock.id, reckoned(clock, clock.ticketId, calendarOf)]))
  await store.saveClocks(context.db, [...reminded.values()])
  return {
    reminders: reminders.map(({ clock: { ticketId, measure }, level, at }) => ({
      ticketId,
      measure,
      level,
      at: new Date(at),
    })),
    isAll: clocks.length < batch,
  }
}

const lowestId = '00000000-0000-0000-0000-000000000000'

/** After a calendar changed: running clocks that count by it get their new due times, and their tickets are told. */
export async function recount(context: Context, { calendarId }: { calendarId: string }): Promise<void> {
  for (let after: string | undefined = lowestId; after !== undefined; )
    after = await recountBatch(context, calendarId, after)
}

function recountBatch(context: Context, calendarId: string, after: string): Promise<string | undefined> {
  return transact(context, async (context) => {
    const clocks = await store.lockClocksByCalendar(context.db, calendarId, after, batch)
    const calendarOf = await calendarsFor(context, clocks)
    const changed = clocks
      .map((clock) => ({ was: clock, is: reckoned(clock, clock.ticketId, calendarOf) }))
      .filter(({ was, is }) => was.dueAt !== is.dueAt || was.nextAt !== is.nextAt)
    await store.saveClocks(
      context.db,
      changed.map(({ is }) => is),
    )
    for (const ticketId of new Set(changed.map(({ is }) => is.ticketId)))
      await emit(context, 'sla.due-changed', { ticketId })
    return clocks.length < batch ? undefined : clocks.at(-1)?.id
  })
}
