import type { Context } from '../../platform/context.ts'
import { type CustomerOnRoll, rollAfter } from './store.roll.ts'

export type { CustomerOnRoll } from './store.roll.ts'

/** All customers in parts, the newest first: those older than `after`. Whoever asks; for work over everybody, not for a page. */
export const rollOfCustomers = (
  context: Context,
  after: string | null,
  limit: number,
): Promise<readonly CustomerOnRoll[]> => rollAfter(context.db, after, limit)
