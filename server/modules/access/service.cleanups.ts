import type { Cleaned, CleanupKind } from '../../platform/cleanups.ts'
import * as store from './store.cleanups.ts'

/** Rows that are looked at in one transaction. */
const rowsAtOnce = 1_000

/** Sessions that are over, and invitations and links for a password that were used or ran out. */
const endedSignIns: CleanupKind = {
  name: 'ended-sign-ins',
  days: 90,
  weighs: null,
  async find(context, { before }, after) {
    const found = await store.endedSignIns(context.db, before, { after: after ?? '', limit: rowsAtOnce })
    return {
      keys: found.map(({ key }) => key),
      after: found.length < rowsAtOnce ? null : (found.at(-1)?.key ?? null),
    }
  },
  describe: async (context, keys, { before }) =>
    (await store.endedSignIns(context.db, before, { keys })).map(({ key, what, memberName, endedAt }) => ({
      ...{ key, title: memberName, thing: null, reason: `ended-${what}`, at: endedAt },
      ...{ amount: null, currency: null, other: null },
    })),
  async clean(context, keys, { before }): Promise<Cleaned> {
    const found = (await store.endedSignIns(context.db, before, { keys })).map(({ key }) => key)
    await store.forgetSignIns(context.db, found, before)
    return { keys: found, restores: [], files: [] }
  },
}

/** What this module knows to be invalid of its rows. */
export const invalidSignIns = async (): Promise<readonly CleanupKind[]> => [endedSignIns]
