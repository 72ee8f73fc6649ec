import type { Listener } from '../../platform/events.ts'
import { forgetAddresses } from './service.erasure.ts'
import { endTold } from './service.ts'

export const listeners: Listener[] = [
  {
    name: 'procedures.on-letter-sent',
    on: 'messages.sent',
    handle: (context, { ticketId }: { readonly ticketId: string }) => endTold(context, ticketId),
    order: 'may-wait',
  },
  {
    name: 'procedures.on-orders-redacted',
    on: 'orders.redacted',
    handle: (context, { orderIds }: { readonly orderIds: readonly string[] }) => forgetAddresses(context, orderIds),
    order: 'may-wait',
  },
]
