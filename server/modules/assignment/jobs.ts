import type { Listener } from '../../platform/events.ts'
import type { Job } from '../../platform/jobs.ts'
import { coverAssignee, giveOut, giveOutBacklog } from './service.giving.ts'
import { dealJob, dealSoon } from './service.ts'

export const jobs: Job[] = [{ name: dealJob, handle: giveOutBacklog, concurrency: 1 }]

interface OfTicket {
  ticketId: string
}

export const listeners: Listener[] = [
  {
    name: 'assignment.on-ticket-created',
    on: 'tickets.created',
    handle: (context, { ticketId }: OfTicket) => giveOut(context, [ticketId]),
    handleAll: (context, tickets: readonly OfTicket[]) =>
      giveOut(
        context,
        tickets.map(({ ticketId }) => ticketId),
      ),
    batch: 20,
  },
  {
    // A corrected kind, language or store may be what somebody could take.
    name: 'assignment.on-ticket-changed',
    on: 'tickets.changed',
    handle: (context, { ticketId }: OfTicket) => giveOut(context, [ticketId]),
  },
  {
    name: 'assignment.on-buyer-wrote',
    on: 'tickets.buyer-wrote',
    handle: (context, { ticketId }: OfTicket) => coverAssignee(context, ticketId),
  },
  {
    // Who has finished something has room for what waits.
    name: 'assignment.on-ticket-resolved',
    on: 'tickets.resolved',
    handle: (context) => dealSoon(context),
  },
]
