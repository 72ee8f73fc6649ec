import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type Erasure = Schemas['Erasure']
export type Reached = Schemas['ErasureReached']

/** Whether the server is at it, so that figures change by themselves. */
export const isUnderWay = ({ status }: Pick<Erasure, 'status'>): boolean => status === 'waiting' || status === 'running'

/** How far the erasure of a customer is; while the server is at it, asked again each second, unless nobody looks. */
export const erasureQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'erasure'],
    queryFn: () => answered(api.GET('/api/customers/{id}/erasure', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.last && isUnderWay(state.data.last) ? 1_000 : false),
    refetchIntervalInBackground: false,
  })

/** The file of all that is known of a customer; while it is made, asked for again each second. */
export const exportQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'export'],
    queryFn: () => answered(api.GET('/api/customers/{id}/export', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.last && isUnderWay(state.data.last) ? 1_000 : false),
    refetchIntervalInBackground: false,
  })

/** What an erasure would reach; counted when somebody is about to ask for one. */
export const reachQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'erasure-reach'],
    queryFn: () => answered(api.GET('/api/customers/{id}/erasure-reach', { params: { path: { id } } })),
    staleTime: 0,
    gcTime: 0,
  })

/** How much of what was there is gone, from 0 to 1; letters that came in meanwhile do not make it more than all. */
export function shareOf({ reach, erased }: Pick<Erasure, 'reach' | 'erased'>): number {
  const sum = (counts: readonly Reached[]): number => counts.reduce((all, { count }) => all + count, 0)
  const all = sum(reach)
  return all === 0 ? 0 : Math.min(1, sum(erased) / all)
}
