import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type Order = Schemas['Order']
export type OrderSummary = Schemas['OrderSummary']
export type OrderLine = Order['lines'][number]
export type Shipment = Order['shipments'][number]
export type ReturnedUnit = Order['returns'][number]
export type OrderFeedback = NonNullable<Order['feedback']>

/** One order; the buyer is masked until one asks to see more, which is written into the audit log. */
export const orderQuery = (id: string, reveal: boolean) =>
  queryOptions({
    queryKey: ['order', id, reveal],
    queryFn: () => answered(api.GET('/api/orders/{id}', { params: { path: { id }, query: { reveal } } })),
    placeholderData: (before: Order | undefined) => (before?.id === id ? before : undefined),
  })

export type OrderLink = Schemas['OrderLink']
export type LinkReason = Schemas['LinkReason']

/** Which order a ticket is about. The first words of its key are those of its ticket: it is fetched again with it. */
export const orderLinkQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'order'],
    queryFn: () => answered(api.GET('/api/tickets/{id}/order', { params: { path: { id: ticketId } } })),
  })

/** A few orders that fit what somebody types. */
export const foundOrdersQuery = (search: string) =>
  queryOptions({
    queryKey: ['order', 'found', search],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/orders', { signal, params: { query: { limit: 20, ...(search && { search }) } } })),
    placeholderData: keepPreviousData,
  })
