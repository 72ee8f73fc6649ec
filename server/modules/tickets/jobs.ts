import type { Listener } from '../../platform/events.ts'
import type { Sweep } from '../../platform/jobs.ts'
import { followClocks, wakeSnoozed } from './service.ts'
import { recordReminder } from './service.work.ts'

export const sweeps: Sweep[] = [{ name: 'tickets.wake-snoozed', everySeconds: 15, handle: wakeSnoozed }]

export const listeners: Listener[] = [
  {
    name: 'tickets.on-due-changed',
    on: 'sla.due-changed',
    handle: (context, { ticketId }: { ticketId: string }) => followClocks(context, ticketId),
  },
  {
    name: 'tickets.on-sla-reminder',
    on: 'sla.reminder',
    handle: (context, reminder: { ticketId: string; measure: string; level: string }) =>
      recordReminder(context, reminder),
  },
]
