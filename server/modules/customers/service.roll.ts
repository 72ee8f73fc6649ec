import type { Context } from '../../platform/context.ts'
import { type CustomerOnRoll, onRoll, rollAfter } from './store.roll.ts'

export type { CustomerOnRoll } from './store.roll.ts'

/** One customer as they stand there; undefined where there is none, or they are part of another. Whoever asks. */
export const customerOnRoll = (context: Context, id: string): Promise<CustomerOnRoll | undefined> =>
  onRoll(context.db, id)

/** All customers in parts, the newest first: those older than `after`. Whoever asks; for work over everybody, not for a page. */
export const rollOfCustomers = (
  context: Context,
  after: string | null,
  limit: number,
): Promise<readonly CustomerOnRoll[]> => rollAfter(context.db, after, limit)
