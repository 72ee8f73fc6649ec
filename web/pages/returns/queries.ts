import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { dues, type ReturnSearch } from './search.ts'

export type ReturnRow = Schemas['ReturnRequestRow']

const hour = 3_600_000

type Narrowing = Pick<ReturnSearch, 'store' | 'approval' | 'due'>

/** What narrows every view alike, as the server is asked; moments are reckoned when it is. */
const asked = ({ store, approval, due }: Narrowing) => ({
  ...(store && { storeId: store }),
  ...(approval && { approval }),
  ...(due && { dueBefore: new Date(Date.now() + dues[due] * hour).toISOString() }),
})

/** How many open returns stand where. */
export const countsQuery = (narrowing: Narrowing) =>
  queryOptions({
    queryKey: ['returns', 'counts', narrowing],
    queryFn: async () =>
      (await answered(api.GET('/api/returns/counts', { params: { query: asked(narrowing) } }))).columns,
    placeholderData: keepPreviousData,
  })

/** How many are due on each day from one to another. */
export const waitsQuery = (from: string, to: string, store: string | undefined) =>
  queryOptions({
    queryKey: ['returns', 'waits', from, to, store],
    queryFn: () =>
      answered(api.GET('/api/returns/waits', { params: { query: { from, to, ...(store && { storeId: store }) } } })),
    placeholderData: keepPreviousData,
  })

/** Returns page by page, as a column or a list shows them. */
export function useReturns(search: ReturnSearch, limit: number) {
  const { store, approval, due, stage, letters, outcome, day } = search
  const isEnded = stage === 'ended' || outcome !== undefined
  return usePages<ReturnRow>(['returns', 'list', { store, approval, due, stage, letters, outcome, day }], (after) =>
    answered(
      api.GET('/api/returns', {
        params: {
          query: {
            limit,
            ...(isEnded ? store && { storeId: store } : asked(search)),
            ...(stage && { stage }),
            ...(letters !== undefined && { letters }),
            ...(outcome && { outcome }),
            ...(day && !isEnded && { dueOn: day }),
            ...after,
          },
        },
      }),
    ),
  )
}
