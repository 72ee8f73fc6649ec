import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type Standing = Schemas['Standing']
export type StandingReason = Standing['tierReasons'][number]
export type HistoryEntry = Schemas['HistoryEntry']
export type CustomerChange = Schemas['CustomerChange']

/** What a customer is worth and how risky they are, with the reasons. */
export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'standing'],
    queryFn: () => answered(api.GET('/api/customers/{id}/standing', { params: { path: { id } } })),
  })
