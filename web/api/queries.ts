import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem.ts'

/** The cache of everything read from the server. What changed on the server is told by `live.ts`, so it may be kept a while. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      gcTime: 15 * 60_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      retryDelay: (failures, error) => waitAsked(error) ?? 600 * 2 ** failures,
    },
    mutations: { retry: false },
  },
})

/** Whether trying again may help: the connection or the server itself failed, or was too busy; nothing was refused. */
const isPassing = (error: unknown): boolean =>
  error instanceof ProblemError && (error.status === 0 || error.status >= 500 || waitAsked(error) !== undefined)

/** The wait that a busy server asks for, in milliseconds. */
const waitAsked = (error: unknown): number | undefined => {
  const seconds = error instanceof ProblemError ? error.details.retryAfter : undefined
  return typeof seconds === 'number' ? seconds * 1_000 : undefined
}
