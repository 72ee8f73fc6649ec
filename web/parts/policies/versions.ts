import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type PolicyOfList = Schemas['ReturnPolicyLine']
export type VersionOfList = Schemas['PolicyVersionLine']

/** Every return policy, in the order in which they are asked. */
export const policiesQuery = queryOptions({
  queryKey: ['return-policies'],
  queryFn: async () => (await answered(api.GET('/api/return-policies'))).items,
})

/** The newest versions of a policy, which are all that anybody compares. */
export const versionsQuery = (policyId: string) =>
  queryOptions({
    queryKey: ['return-policies', policyId, 'newest-versions'],
    queryFn: async () =>
      (
        await answered(
          api.GET('/api/return-policies/{id}/versions', { params: { path: { id: policyId }, query: { limit: 100 } } }),
        )
      ).items.filter(({ state }) => state !== 'discarded'),
    enabled: policyId !== '',
  })
