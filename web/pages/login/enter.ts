import { useRouter, useSearch } from '@tanstack/react-router'
import { queries } from '../../api/queries.ts'

/** How to go on once signed in: to where the person wanted to go, with nothing of an earlier member in the cache. */
export function useEnter(): () => Promise<void> {
  const router = useRouter()
  const search = useSearch({ strict: false })
  return async () => {
    queries.clear()
    const to = 'to' in search && typeof search.to === 'string' ? search.to : '/'
    router.history.push(to)
    await router.invalidate()
  }
}
