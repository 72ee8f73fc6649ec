import { useMutation } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

/** Begins an order task on a ticket, or takes one on; the ticket's timeline and every list of tasks follow. */
export function useOrderTasks(ticketId: string) {
  const renew = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['ticket', ticketId] }),
      queries.invalidateQueries({ queryKey: ['tickets', 'order-tasks'] }),
    ])
  const begin = useMutation({
    mutationFn: (body: Schemas['NewOrderTask']) =>
      answered(api.POST('/api/tickets/{ticketId}/order-tasks', { params: { path: { ticketId } }, body })),
    onSuccess: renew,
  })
  const move = useMutation({
    mutationFn: ({ id, ...body }: Schemas['OrderTaskMove'] & { readonly id: string }) =>
      answered(api.POST('/api/order-tasks/{id}/moves', { params: { path: { id } }, body })),
    onSuccess: renew,
  })
  return { begin, move }
}
