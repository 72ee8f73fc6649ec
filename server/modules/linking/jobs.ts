import type { Listener } from '../../platform/events.ts'
import { linkTickets, linkToNewOrders } from './service.ts'

interface OfTicket {
  readonly ticketId: string
}

const looksAgain = (name: string, on: string): Listener => ({
  name,
  on,
  handle: (context, { ticketId }: OfTicket) => linkTickets(context, [ticketId]),
  handleAll: (context, tickets: readonly OfTicket[]) =>
    linkTickets(
      context,
      tickets.map(({ ticketId }) => ticketId),
    ),
  batch: 20,
  order: 'may-wait',
})

export const listeners: Listener[] = [
  looksAgain('linking.on-ticket-created', 'tickets.created'),
  looksAgain('linking.on-buyer-wrote', 'tickets.buyer-wrote'),
  looksAgain('linking.on-order-changed', 'tickets.order-changed'),
  {
    name: 'linking.on-orders-added',
    on: 'orders.added',
    handle: (context, { orderIds }: { readonly orderIds: readonly string[] }) => linkToNewOrders(context, orderIds),
    order: 'after-loads',
    concurrency: 1,
  },
]
