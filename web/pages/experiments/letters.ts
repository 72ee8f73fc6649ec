import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '../../api/client.ts'

/** The letters that policies may use. */
export const templatesQuery = queryOptions({
  queryKey: ['policy-ground'],
  queryFn: () => answered(api.GET('/api/return-policies/ground')),
  staleTime: 5 * 60_000,
})

interface Tree {
  readonly content: { readonly nodes: Readonly<Record<string, { readonly template?: string }>> }
}

/** Letters that a version uses, once each. */
export const lettersOf = (versionId: string) =>
  queryOptions({
    queryKey: ['policy-version', versionId, 'letters'],
    queryFn: async () => {
      // The client writes each answer's shape out anew, and a tree, which holds itself, is then no longer known.
      const call: Promise<{ data?: unknown; error?: unknown; response: Response }> = api.GET(
        '/api/policy-versions/{id}',
        { params: { path: { id: versionId } } },
      )
      const { content } = (await answered(call)) as Tree
      return [...new Set(Object.values(content.nodes).flatMap(({ template }) => template ?? []))].sort()
    },
  })
