import type { Listener } from '../../platform/events.ts'
import { endTold } from './service.ts'

export const listeners: Listener[] = [
  {
    name: 'procedures.on-letter-sent',
    on: 'messages.sent',
    handle: (context, { ticketId }: { readonly ticketId: string }) => endTold(context, ticketId),
    order: 'may-wait',
  },
]
