import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type Order = Schemas['Order']
export type OrderSummary = Schemas['OrderSummary']
export type OrderLine = Order['lines'][number]
export type Shipment = Order['shipments'][number]
export type ReturnedUnit = Order['returns'][number]

/** One order; the buyer is masked until one asks to see more, which is written into the audit log. */
export const orderQuery = (id: string, reveal: boolean) =>
  queryOptions({
    queryKey: ['order', id, reveal],
    queryFn: () => answered(api.GET('/api/orders/{id}', { params: { path: { id }, query: { reveal } } })),
    placeholderData: (before: Order | undefined) => (before?.id === id ? before : undefined),
  })

/** The orders of a number: none before a report tells of it, several when two stores have the same. */
export const ordersOfNumberQuery = (number: string) =>
  queryOptions({
    queryKey: ['order', 'number', number],
    queryFn: () => answered(api.GET('/api/orders/by-number/{number}', { params: { path: { number } } })),
  })
