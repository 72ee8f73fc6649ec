import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../api/client.ts'

export type Customer = Schemas['Customer']

/** One customer; addresses are masked until one asks to see them, which is written into the audit log. */
export const customerQuery = (id: string, reveal: boolean) =>
  queryOptions({
    queryKey: ['customer', id, reveal],
    queryFn: () => answered(api.GET('/api/customers/{id}', { params: { path: { id }, query: { reveal } } })),
    placeholderData: (before: Customer | undefined) => (before?.id === id ? before : undefined),
  })
