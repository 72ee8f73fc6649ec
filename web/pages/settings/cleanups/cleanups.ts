import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'

export type Cleanup = Schemas['Cleanup']
export type CleanupRun = Schemas['CleanupRun']
export type Finding = Schemas['CleanupFinding']

/** So many rows can be named one by one in a request. */
export const mostChosen = 500

const isOpen = (status: string | undefined): boolean => status === 'waiting' || status === 'running'

export const isLooking = ({ look }: Cleanup): boolean => isOpen(look?.status)
export const isCleaning = (run: CleanupRun | null): boolean => isOpen(run?.status)
export const isUndoing = (run: CleanupRun | null): boolean => isOpen(run?.undo?.status)
/** Whether the server is at it, so that figures change by themselves. */
export const isBusy = (cleanup: Cleanup): boolean =>
  isLooking(cleanup) || isCleaning(cleanup.run) || isUndoing(cleanup.run)

/** All kinds; asked again each second while the server is at one of them, unless nobody looks. */
export const cleanupsQuery = queryOptions({
  queryKey: ['cleanups', 'kinds'],
  queryFn: () => answered(api.GET('/api/cleanups')),
  refetchInterval: ({ state }) => (state.data?.items.some(isBusy) ? 1_000 : false),
  refetchIntervalInBackground: false,
})

/** Has kinds counted anew, and shows that they are. */
export async function checkKinds(kinds: readonly Cleanup['kind'][]): Promise<void> {
  await answered(api.POST('/api/cleanups/looks', { body: { kinds: [...kinds] } }))
  await queries.invalidateQueries({ queryKey: ['cleanups'] })
}

/** What is chosen of what was found: all of it, or rows one by one. */
export type Choice = 'all' | ReadonlySet<string>

/** What is proposed at first: all, but nothing where figures rest on the rows. */
export const proposed = ({ weighs }: Pick<Cleanup, 'weighs'>): Choice => (weighs === null ? 'all' : new Set<string>())

/** A row is chosen or let go. Out of all, it leaves those that are shown: what nobody has seen is not chosen one by one. */
export function toggled(choice: Choice, key: string, shown: readonly string[]): Choice {
  const keys = new Set(choice === 'all' ? shown : choice)
  if (!keys.delete(key)) keys.add(key)
  return keys
}

export const countOf = (choice: Choice, found: number): number => (choice === 'all' ? found : choice.size)

/** The days that somebody has typed; null where they are none. */
export function daysIn(typed: string): number | null {
  const days = /^\d{1,4}$/.test(typed.trim()) ? Number(typed.trim()) : 0
  return days >= 1 && days <= 3_650 ? days : null
}
