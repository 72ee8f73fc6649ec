import { useMutation } from '@tanstack/react-query'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { toast, toastError } from '../../ui/Toast.tsx'
import { type OrderLink, orderLinkQuery } from './orders.ts'

/** Links a ticket to an order by hand, to none, or gives it back to the desk; each can be undone. */
export function useOrderLink(ticketId: string) {
  const text = useText('orders')
  const params = { path: { id: ticketId } }
  const key = orderLinkQuery(ticketId).queryKey
  const put = (orderId: string | null): Promise<OrderLink> =>
    answered(api.PUT('/api/tickets/{id}/order', { params, body: { orderId } }))
  const giveBack = (): Promise<OrderLink> => answered(api.DELETE('/api/tickets/{id}/order', { params }))

  // The number and the timeline of the ticket change with it.
  const show = (link: OrderLink): void => {
    queries.setQueryData(key, link)
    void queries.invalidateQueries({ queryKey: ['ticket', ticketId] })
  }
  const failed = (error: Error): void => {
    toastError(text('link.failed'), error)
    void queries.invalidateQueries({ queryKey: key })
  }
  const undo = (before: OrderLink | undefined): void => {
    const back = before?.linkedBy === 'member' ? put(before.order?.id ?? null) : giveBack()
    back.then(show, failed)
  }
  const choose = useMutation({
    mutationFn: put,
    onMutate: () => queries.getQueryData(key),
    onSuccess: (link, _, before) => {
      show(link)
      const said = link.order ? text('link.done', { number: link.order.number }) : text('link.removed')
      toast(said, { action: { label: text('link.undo'), run: () => undo(before) }, seconds: 8 })
    },
    onError: failed,
  })
  const release = useMutation({
    mutationFn: giveBack,
    onSuccess: (link) => {
      show(link)
      toast(text('link.given-back'))
    },
    onError: failed,
  })
  return { choose, release }
}
