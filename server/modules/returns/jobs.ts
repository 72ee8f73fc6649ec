import type { Listener } from '../../platform/events.ts'
import type { Sweep } from '../../platform/jobs.ts'
import { hearBuyer, recordLetterSent, sweepSilent } from './service.listening.ts'

export const listeners: Listener[] = [
  {
    name: 'returns.on-letter-sent',
    on: 'messages.sent',
    handle: (context, { messageId }: { readonly messageId: string }) => recordLetterSent(context, messageId),
    order: 'may-wait',
  },
  {
    name: 'returns.on-buyer-wrote',
    on: 'tickets.buyer-wrote',
    handle: (context, { ticketId }: { readonly ticketId: string }) => hearBuyer(context, ticketId),
    order: 'may-wait',
  },
]

export const sweeps: Sweep[] = [{ name: 'returns.sweep-silent', everySeconds: 60, handle: sweepSilent }]
