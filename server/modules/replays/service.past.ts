import type { Context } from '../../platform/context.ts'
import { defineHook } from '../../platform/hooks.ts'
import type { PastReturn } from './schema.past.ts'

/** Which ended returns are wanted: begun within a period, by id from one on. */
export interface PastWanted {
  readonly from: Date
  readonly to: Date
  readonly after?: string
  readonly limit: number
}

/** Told by whoever keeps returns: those that have ended, in order of their ids. */
export const pastReturnsKnown = defineHook<PastWanted, readonly PastReturn[]>('replays.past-returns')
/** Told by whoever keeps returns: one as it went so far. */
export const pastReturnKnown = defineHook<{ readonly requestId: string }, PastReturn | undefined>('replays.past-return')

/** Returns that have ended, in order of their ids. */
export const pastReturns = async (context: Context, wanted: PastWanted): Promise<readonly PastReturn[]> =>
  (await context.services.hooks.run(context, pastReturnsKnown, wanted)).flat()

/** One return as it went so far. */
export const readPastReturn = async (context: Context, requestId: string): Promise<PastReturn | undefined> =>
  (await context.services.hooks.run(context, pastReturnKnown, { requestId })).find((one) => one !== undefined)
