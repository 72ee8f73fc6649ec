import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type Customer = Schemas['Customer']
export type Standing = Schemas['Standing']
export type StandingReason = Standing['tierReasons'][number]
export type HistoryEntry = Schemas['HistoryEntry']
export type CustomerChange = Schemas['CustomerChange']

/** One customer; addresses are masked until one asks to see them, which is written into the audit log. */
export const customerQuery = (id: string, reveal: boolean) =>
  queryOptions({
    queryKey: ['customer', id, reveal],
    queryFn: () => answered(api.GET('/api/customers/{id}', { params: { path: { id }, query: { reveal } } })),
    placeholderData: (before: Customer | undefined) => (before?.id === id ? before : undefined),
  })

/** What a customer is worth and how risky they are, with the reasons. */
export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'standing'],
    queryFn: () => answered(api.GET('/api/customers/{id}/standing', { params: { path: { id } } })),
  })
