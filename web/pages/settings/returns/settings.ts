import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '../../../api/client.ts'

/** What returns are settled by. */
export const settingsQuery = queryOptions({
  queryKey: ['return-settings'],
  queryFn: () => answered(api.GET('/api/return-settings')),
})
