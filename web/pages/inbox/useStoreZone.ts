import { useQuery } from '@tanstack/react-query'
import { storesQuery } from '../../parts/desk.ts'

/** The zone of a store, for the times that are shown beside one's own. */
export function useStoreZone(storeId: string | undefined): string | undefined {
  const stores = useQuery(storesQuery)
  return stores.data?.find((store) => store.id === storeId)?.zone
}
