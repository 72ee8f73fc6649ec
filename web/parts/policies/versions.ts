import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type PolicyOfList = Schemas['ReturnPolicyLine']
export type VersionOfList = Schemas['PolicyVersionLine']

/** Every return policy, in the order in which they are asked. */
export const policiesQuery = queryOptions({
  queryKey: ['return-policies'],
  queryFn: async () => (await answered(api.GET('/api/return-policies'))).items,
})

/** Which policy a version is of. */
export const policyOfVersion = (versionId: string) =>
  queryOptions({
    queryKey: ['policy-version', versionId, 'policy'],
    queryFn: async () => {
      // The client writes each answer's shape out anew, and a tree, which holds itself, is then no longer known.
      const call: Promise<{ data?: unknown; error?: unknown; response: Response }> = api.GET(
        '/api/policy-versions/{id}',
        { params: { path: { id: versionId } } },
      )
      return ((await answered(call)) as { readonly policyId: string }).policyId
    },
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
