import { queryOptions } from '@tanstack/react-query'
import { answered, api, changesNothing, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import type { Policy } from './tree.ts'

export type PolicyLine = Schemas['ReturnPolicyLine']
export type Version = Schemas['PolicyVersion']
export type VersionLine = Schemas['PolicyVersionLine']
export type Ground = Schemas['PolicyGround']
export type Fault = Schemas['PolicyFault']
export type Figure = Schemas['PolicyNodeFigure']
export type TrialAnswer = Schemas['PolicyTrialAnswer']

/** Every policy, in the order in which they are asked. */
export const policiesQuery = queryOptions({
  queryKey: ['return-policies'],
  queryFn: async () => (await answered(api.GET('/api/return-policies'))).items,
})

/**
 * The version that a call answers. The client writes the shape of each answer out anew, and a tree, which holds itself, is
 * then no longer known for the same.
 */
export const versionOf = async (call: Promise<{ data?: unknown; error?: unknown; response: Response }>) =>
  (await answered(call)) as Version

/** One version with its tree. */
export const versionQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy-version', id],
    queryFn: () => versionOf(api.GET('/api/policy-versions/{id}', { params: { path: { id } } })),
  })

/** What an editor chooses from. */
export const groundQuery = queryOptions({
  queryKey: ['policy-ground'],
  queryFn: () => answered(api.GET('/api/return-policies/ground')),
  staleTime: 5 * 60_000,
})

/** What came of each node of a version so far; empty where nobody tells. */
export const figuresQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy-version', id, 'figures'],
    queryFn: async () =>
      (await answered(api.GET('/api/policy-versions/{id}/figures', { params: { path: { id } } }))).items,
    staleTime: 60_000,
  })

/** What a version as it was saved changes against the one in force. */
export const differenceQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ['policy-version', id, 'difference', revision],
    queryFn: () => answered(api.GET('/api/policy-versions/{id}/difference', { params: { path: { id }, query: {} } })),
  })

/** What is wrong with a tree as it stands on the screen. */
export const checkTree = async (content: Policy): Promise<Fault[]> =>
  (await answered(api.POST('/api/return-policies/checks', { headers: changesNothing, body: { content } }))).faults

/** Shows a version as it is after a step, and has all that lists it asked for again. */
export async function keepVersion(version: Version): Promise<void> {
  queries.setQueryData(versionQuery(version.id).queryKey, version)
  await Promise.all([
    queries.invalidateQueries({ queryKey: policiesQuery.queryKey }),
    queries.invalidateQueries({ queryKey: ['policy-versions', version.policyId] }),
  ])
}

/** Has everything of a policy asked for again, once another version serves it. */
export const forgetPolicy = (id: string): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: policiesQuery.queryKey }),
    queries.invalidateQueries({ queryKey: ['policy-versions', id] }),
    queries.invalidateQueries({ queryKey: ['policy-version'] }),
  ])
