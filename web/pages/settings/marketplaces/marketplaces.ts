import { queryOptions, useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { useLanguage } from '../../../i18n/text.ts'

export type Marketplace = Schemas['Marketplace']

/** Every marketplace of the workspace: a few dozen, seldom changed. */
export const marketplacesQuery = queryOptions({
  queryKey: ['marketplaces'],
  queryFn: () => answered(api.GET('/api/marketplaces')),
  staleTime: 5 * 60_000,
})

/** The marketplaces, and what each is called in the language of the screen. */
export function useMarketplaces() {
  const language = useLanguage()
  const query = useQuery(marketplacesQuery)
  const all = query.data ?? []
  const known = new Map(all.map((place) => [place.code, place]))
  return {
    query,
    all,
    of: (code: string) => known.get(code),
    nameOf: (code: string) => known.get(code)?.name[language] ?? code,
  }
}
