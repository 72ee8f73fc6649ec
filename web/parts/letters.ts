import { queryOptions } from '@tanstack/react-query'
import { answered, api, changesNothing, type Schemas } from '../api/client.ts'

export type Letter = Schemas['Letter']

/** One letter, written out for a ticket with what was filled in. */
export const writeLetter = (id: string, key: string, values: Schemas['TemplateValues']): Promise<Letter> =>
  answered(
    api.POST('/api/tickets/{id}/letters/{key}', {
      params: { path: { id, key } },
      body: { values },
      headers: changesNothing,
    }),
  )

/** The variables of all letters, with their types and meanings. */
export const vocabularyQuery = queryOptions({
  queryKey: ['template-vocabulary'],
  queryFn: () => answered(api.GET('/api/template-vocabulary')),
  staleTime: Number.POSITIVE_INFINITY,
})
