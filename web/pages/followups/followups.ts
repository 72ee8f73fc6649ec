import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

export type FollowUp = Schemas['FollowUp']
export type FollowUpDetail = Schemas['FollowUpDetail']
export type NewOutcome = Schemas['NewFollowUpOutcome']
export type View = 'due' | 'overdue' | 'mine' | 'done'

/** One follow-up with its script and steps. */
export const followUpQuery = (id: string) =>
  queryOptions({
    queryKey: ['follow-up', id],
    queryFn: () => answered(api.GET('/api/follow-ups/{id}', { params: { path: { id } } })),
  })

/** Who may be given follow-ups. */
export const workersQuery = queryOptions({
  queryKey: ['follow-up-workers'],
  queryFn: async () => (await answered(api.GET('/api/follow-up-workers'))).items,
  staleTime: 5 * 60_000,
})

/** Shows a follow-up as it is after a step, and has the lists asked for again. */
export async function keepStep(detail: FollowUpDetail): Promise<void> {
  queries.setQueryData(followUpQuery(detail.id).queryKey, detail)
  await Promise.all(
    [['follow-ups'], ['suggestions'], ['customer', detail.customerId]].map((queryKey) =>
      queries.invalidateQueries({ queryKey }),
    ),
  )
}

/** The lines of a field as suggestions: each its own, none empty. */
export const suggestionsIn = (written: string): string[] =>
  written
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
