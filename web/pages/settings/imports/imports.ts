import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'

export type Import = Schemas['Import']
export type ImportSample = Schemas['ImportSample']
export type ImportChange = Schemas['ImportChange']
export type ImportColumn = Schemas['ImportColumn']
export type Subject = NonNullable<Import['subject']>

export const subjects: readonly Subject[] = [
  'orders',
  'shipments',
  'fba-returns',
  'mfn-returns',
  'settlement',
  'refund-feed',
  'seller-feedback',
  'costs',
]

/** Bytes: the server takes no larger file, and says so before it takes a byte; a browser would send all of them first. */
export const mostBytes = 1_000_000_000

/** Whether the server is at it, so that figures change by themselves. */
export const isUnderWay = ({ status }: Pick<Import, 'status'>): boolean => status === 'waiting' || status === 'running'

/** Whether columns that fill nothing are kept beside their rows; of the others they are the order's, or only repeat it. */
export const keepsOthers = (subject: Import['subject']): boolean =>
  subject === null || subject === 'orders' || subject === 'fba-returns' || subject === 'mfn-returns'

/** Whether a file tells of one store's things; costs are the workspace's. */
export const isOfStore = (subject: Import['subject']): boolean => subject !== null && subject !== 'costs'

/** One import; while the server is at it, asked again each second, unless nobody looks. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: () => answered(api.GET('/api/imports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1_000 : false),
    refetchIntervalInBackground: false,
  })

/** The beginning of its file, as it is going to be read. */
export const sampleQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'sample', id],
    queryFn: () => answered(api.GET('/api/imports/{id}/sample', { params: { path: { id } } })),
    placeholderData: (before: ImportSample | undefined) => before,
  })

/** Shows what the server answered about an import, in the list too. */
export function keepImport(said: Import): void {
  queries.setQueryData(importQuery(said.id).queryKey, said)
  void queries.invalidateQueries({ queryKey: ['imports', 'list'] })
}
