import { useMutation, useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'

export type Verification = Schemas['AuditVerification']

const queryKey = ['audit-verification']

/** The verification asked for last, looked at each second while it runs, and what asks for another. */
export function useVerification() {
  const { data } = useQuery({
    queryKey,
    queryFn: async () => {
      const said = await answered(api.GET('/api/audit-verifications/newest'))
      // The log has an entry more once it has ended.
      if (said.newest?.state === 'done' && isRunning()) void queries.invalidateQueries({ queryKey: ['audit'] })
      return said
    },
    refetchInterval: ({ state }) => (state.data?.newest?.state === 'running' ? 1_000 : false),
    refetchIntervalInBackground: false,
  })
  const ask = useMutation({
    mutationFn: () => answered(api.POST('/api/audit-verifications')),
    onSuccess: (newest) => {
      queries.setQueryData(queryKey, { newest })
      void queries.invalidateQueries({ queryKey: ['audit'] })
    },
  })
  return { newest: data?.newest ?? null, ask }
}

const isRunning = (): boolean =>
  queries.getQueryData<{ newest: Verification | null }>(queryKey)?.newest?.state === 'running'
