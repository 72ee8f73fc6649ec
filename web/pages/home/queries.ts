import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '../../api/client.ts'

/** Open tickets, the most pressing first: mine or everybody's, as many as can run late within hours. */
export const pressingQuery = (view: 'mine' | 'open') =>
  queryOptions({
    queryKey: ['tickets', 'pressing', view],
    queryFn: async () =>
      (await answered(api.GET('/api/tickets', { params: { query: { view, order: 'due', limit: 100 } } }))).items,
  })

/** Everybody who works on tickets: whether they are there, and their load. The key is the live topic with its plural s. */
export const availabilitiesQuery = queryOptions({
  queryKey: ['availabilitys'],
  queryFn: () => answered(api.GET('/api/availabilities')),
  refetchInterval: 60_000,
})
