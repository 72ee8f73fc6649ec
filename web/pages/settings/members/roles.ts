import { queryOptions, useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { useLanguage } from '../../../i18n/text.ts'

export type Role = Schemas['Role']
export type Member = Schemas['Member']

/** The parts of the page. */
export const membersTabs = ['people', 'teams', 'roles'] as const
export type MembersTab = (typeof membersTabs)[number]

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => answered(api.GET('/api/roles')),
  staleTime: 60_000,
})

/** The roles, and what each is called in the language of the screen. */
export function useRoles() {
  const language = useLanguage()
  const query = useQuery(rolesQuery)
  const nameOf = (role: Role): string => (language === 'en' ? role.nameEn : role.nameZh)
  const all = query.data ?? []
  return {
    query,
    all,
    nameOf,
    namesOf: (ids: readonly string[]): string[] => all.filter(({ id }) => ids.includes(id)).map(nameOf),
  }
}
