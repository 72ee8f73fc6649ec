import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '../api/client.ts'

/** Whether there is demo data, and how far its loading or wiping is; asked again while one of them goes on. */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: () => answered(api.GET('/api/demo')),
  refetchInterval: ({ state }) => (state.data?.state === 'loading' || state.data?.state === 'wiping' ? 700 : false),
})
