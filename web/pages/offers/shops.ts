import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '../../api/client.ts'

/** A shop of the seller's own: the only stores from which offers may be sent. */
export interface OwnShop {
  readonly id: string
  readonly name: string
}

export const ownShopsQuery = queryOptions({
  queryKey: ['stores', 'own-shops'],
  queryFn: async (): Promise<readonly OwnShop[]> => {
    const [{ items }, marketplaces] = await Promise.all([
      answered(api.GET('/api/stores', { params: { query: { limit: 200, active: true } } })),
      answered(api.GET('/api/marketplaces')),
    ])
    const own = new Set(marketplaces.filter(({ kind }) => kind === 'own-shop').map(({ code }) => code))
    return items.filter(({ marketplace }) => own.has(marketplace)).map(({ id, name }) => ({ id, name }))
  },
  staleTime: 60_000,
})
