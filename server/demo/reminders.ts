import { takeReminders } from '../modules/sla/index.ts'
import { recordReminder } from '../modules/tickets/index.ts'
import type { Context } from '../platform/context.ts'

/** Tickets whose reminders are told at the same time. */
const atOnce = 6

/** Tells what the clocks of the demo have run into, as of when they did: the desk would tell of it as of now. */
export async function recordReminders(context: Context): Promise<void> {
  // A breach raises its ticket, and a raised ticket has shorter clocks, which may have run out too.
  for (;;) {
    const byTicket = Map.groupBy(await takeReminders(context), ({ ticketId }) => ticketId)
    if (byTicket.size === 0) return
    const next = byTicket.values()
    const work = async () => {
      for (const reminders of next)
        for (const { at, ...reminder } of reminders) await recordReminder({ ...context, now: () => at }, reminder)
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  }
}
