import { queryOptions, useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'
import type { Choice } from '../../../ui/Options.tsx'
import { useMarketplaces } from '../marketplaces/marketplaces.ts'

/** Every store that the person may see, for choosing one. */
export const allStoresQuery = queryOptions({
  queryKey: ['stores', 'all'],
  queryFn: async () => {
    const stores: Schemas['Store'][] = []
    let after: string | null = null
    do {
      const page: Schemas['StorePage'] = await answered(
        api.GET('/api/stores', { params: { query: { limit: 200, ...(after && { after }) } } }),
      )
      stores.push(...page.items)
      after = page.next
    } while (after)
    return stores
  },
})

/** The stores as choices, and what each is called. */
export function useStoreNames() {
  const { nameOf: marketplace } = useMarketplaces()
  const stores = useQuery(allStoresQuery).data ?? []
  const choices: Choice[] = stores.map((store) => ({
    value: store.id,
    label: store.name,
    hint: marketplace(store.marketplace),
    keywords: `${marketplace(store.marketplace)} ${store.externalSellerId ?? ''}`,
  }))
  const known = new Map(stores.map((store) => [store.id, `${store.name} · ${marketplace(store.marketplace)}`]))
  return { choices, nameOf: (id: string): string => known.get(id) ?? '…' }
}
