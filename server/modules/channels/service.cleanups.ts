import type { Cleaned, CleanupKind } from '../../platform/cleanups.ts'
import { idIn, momentIn, readCursor, writeCursor } from '../../platform/paging.ts'
import { removeUnheld } from '../customers/index.ts'
import * as store from './store.cleanups.ts'
import { emptyReceived } from './store.erasure.ts'

/** Mails that are looked at in one transaction. */
const mailsAtOnce = 1_000

/** Mails that were set aside long ago and that nobody let in. They stay known, so that the same does not come again. */
const quarantinedMails: CleanupKind = {
  name: 'quarantined-mails',
  days: 90,
  weighs: null,
  async find(context, { before }, after) {
    const [at, id] = after === null ? [] : readCursor(after, 2)
    const place = after === null ? undefined : ([momentIn(at), idIn(id)] as const)
    const mails = await store.asideAfter(context.db, before, place, mailsAtOnce)
    const last = mails.length < mailsAtOnce ? undefined : mails.at(-1)
    return {
      keys: mails.map(({ id }) => id),
      after: last ? writeCursor([last.receivedAt.toISOString(), last.id]) : null,
    }
  },
  describe: async (context, keys, { before }) =>
    (await store.asideAmong(context.db, keys, before)).map(({ id, channel, receivedAt }) => ({
      ...{ key: id, title: channel, thing: { kind: 'mail' as const, id }, reason: 'aside' },
      ...{ at: receivedAt, amount: null, currency: null, other: null },
    })),
  async clean(context, keys, { before }): Promise<Cleaned> {
    const ids = (await store.asideAmong(context.db, keys, before, true)).map(({ id }) => id)
    return { keys: ids, restores: [], files: await emptyReceived(context.db, ids) }
  },
  removeFiles: removeUnheld,
}

/** What this module knows to be invalid of its rows. */
export const invalidMails = async (): Promise<readonly CleanupKind[]> => [quarantinedMails]
