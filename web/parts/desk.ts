import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../api/client.ts'

export type TicketRow = Schemas['TicketRow']
export type View = keyof Schemas['ViewCounts']

/** How full each view is. */
export const countsQuery = (storeId: string | undefined) =>
  queryOptions({
    queryKey: ['tickets', 'counts', storeId ?? ''],
    queryFn: () => answered(api.GET('/api/tickets/counts', { params: { query: storeId ? { storeId } : {} } })),
    placeholderData: keepPreviousData,
  })

/** The stores one serves, for names, zones and the filter. */
export const storesQuery = queryOptions({
  queryKey: ['stores', 'all'],
  queryFn: async () =>
    (await answered(api.GET('/api/stores', { params: { query: { limit: 200, active: true } } }))).items,
  staleTime: 10 * 60_000,
})

/** The active members, for assigning. */
export const membersQuery = queryOptions({
  queryKey: ['members', 'active'],
  queryFn: async () =>
    (await answered(api.GET('/api/members', { params: { query: { limit: 100 } } }))).items.filter(
      (member) => member.state === 'active',
    ),
  staleTime: 5 * 60_000,
})
