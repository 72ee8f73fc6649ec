import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

export type Replay = Schemas['Replay']
export type ReplayLine = Schemas['ReplayLine']
export type Result = Schemas['ReplayResult']
export type Assumption = Schemas['ReplayAssumption']

/** While one is worked at, it is asked for again so often. */
const refreshMs = 1_500

export const isOpen = ({ state }: Pick<ReplayLine, 'state'>): boolean => state === 'waiting' || state === 'running'

/** One replay, asked for again until it has ended. */
export const replayQuery = (id: string) =>
  queryOptions({
    queryKey: ['replay', id],
    queryFn: () => answered(api.GET('/api/replays/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? refreshMs : false),
  })

/** Asks the list again so often while one of it is worked at. */
export const againWhileOpen = { every: (rows: readonly ReplayLine[]) => (rows.some(isOpen) ? refreshMs * 2 : false) }

/** Shows a replay as it is after a step, and has the list asked for again. */
export async function keepReplay(replay: Replay): Promise<void> {
  queries.setQueryData(replayQuery(replay.id).queryKey, replay)
  await queries.invalidateQueries({ queryKey: ['replays'] })
}

/** The last whole months before a day, as first and last day: what was meant by “the last quarter”. */
export function monthsBefore(today: string, months: number): { from: string; to: string } {
  const first = new Date(`${today.slice(0, 7)}-01T00:00:00Z`)
  const from = new Date(first)
  from.setUTCMonth(from.getUTCMonth() - months)
  return {
    from: from.toISOString().slice(0, 10),
    to: new Date(first.getTime() - 86_400_000).toISOString().slice(0, 10),
  }
}
