import { queryOptions, useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../api/client.ts'
import { queries } from '../api/queries.ts'
import { showLanguage } from '../i18n/text.ts'
import { forgetDrafts } from '../parts/drafts.ts'
import { preferences } from '../preferences.ts'

export type Session = Schemas['Session']

/** Who is signed in, where, and what they may do. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await answered(api.GET('/api/session'))
    await followLanguage(session)
    return session
  },
  staleTime: 5 * 60_000,
})

/** The session, for components inside the shell, where there always is one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('no session outside the shell')
  return data
}

/** Whether the person may do something, whatever its reach; the server decides the reach. */
export const useMay = (permission: string): boolean => permission in useSession().permissions

/** Shows another language at once and remembers it with the member's profile. */
export async function chooseLanguage(language: Session['member']['language']): Promise<void> {
  await showLanguage(language)
  if (!queries.getQueryData(sessionQuery.queryKey)) return
  const session = await answered(api.PATCH('/api/profile', { body: { language } }))
  queries.setQueryData(sessionQuery.queryKey, session)
  // Words that the server writes (reasons, problems) come again in the new language.
  await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
}

const leaving = new Set<() => Promise<void>>()

/** Has something brought to the server before the session ends, such as what was typed a moment ago; answers with how to take that back. */
export function beforeSignOut(save: () => Promise<void>): () => void {
  leaving.add(save)
  return () => leaving.delete(save)
}

/** Ends the session and forgets all that was read and written under it: the server has the drafts. */
export async function signOut(): Promise<void> {
  await Promise.all([...leaving].map((save) => save()))
  await answered(api.DELETE('/api/session'))
  await forgetDrafts()
  queries.clear()
}

/** The profile is the truth about a member's language: another browser shows it too. */
async function followLanguage(session: Session): Promise<void> {
  if (session.member.language !== preferences().language) await showLanguage(session.member.language)
}
