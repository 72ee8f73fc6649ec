import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'

export type Team = Schemas['Team']

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: () => answered(api.GET('/api/teams')),
})

/** Everybody of the workspace, for choosing who belongs to a team. */
export const everybodyQuery = queryOptions({
  queryKey: ['members', 'everybody'],
  queryFn: async () => {
    const members: Schemas['Member'][] = []
    let after: string | null = null
    do {
      const page: Schemas['MemberPage'] = await answered(
        api.GET('/api/members', { params: { query: { limit: 100, ...(after && { after }) } } }),
      )
      members.push(...page.items)
      after = page.next
    } while (after)
    return members
  },
})
