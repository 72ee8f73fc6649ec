import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '../../../api/client.ts'

export const tokensQuery = queryOptions({
  queryKey: ['own-tokens'],
  queryFn: () => answered(api.GET('/api/tokens')),
})
