import type { Context } from '../../platform/context.ts'
import { openErasuresOf } from './store.erasure.ts'
import { type CustomerOnRoll, onRoll, onRollOf, rollAfter } from './store.roll.ts'

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

/** These customers as they stand there; who is part of another or erased is left out. Whoever asks. */
export const customersOnRoll = (context: Context, ids: readonly string[]): Promise<readonly CustomerOnRoll[]> =>
  ids.length === 0 ? Promise.resolve([]) : onRollOf(context.db, ids)

/** Which of these customers have asked to be erased and are not yet; nobody writes to them on the desk's own account. */
export const erasuresAsked = async (context: Context, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(ids.length === 0 ? [] : await openErasuresOf(context.db, ids))
