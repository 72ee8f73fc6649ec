import type { Cleaned, CleanupKind } from '../../platform/cleanups.ts'
import { removeUnheld } from '../customers/index.ts'
import * as store from './store.cleanups.ts'
import { dropKeptFiles } from './store.erasure.ts'

/** Imports that are looked at in one transaction. */
const importsAtOnce = 1_000
const first = '00000000-0000-0000-0000-000000000000'

/** Kept files of imports that are over, and of those that were given and never begun. What was read in stays. */
const importFiles: CleanupKind = {
  name: 'import-files',
  days: 90,
  weighs: null,
  async find(context, { before }, after) {
    const ids = await store.keptAfter(context.db, after ?? first, importsAtOnce)
    const idle = await store.idleAmong(context.db, ids, before)
    return {
      keys: idle.map(({ id }) => id),
      after: ids.length < importsAtOnce ? null : (ids.at(-1) ?? null),
    }
  },
  describe: async (context, keys, { before }) =>
    (await store.idleAmong(context.db, keys, before)).map(({ id, filename, status, at }) => ({
      ...{ key: id, title: filename, thing: { kind: 'import' as const, id }, at },
      ...{ reason: status === 'done' ? 'read-in' : 'never-read-in', amount: null, currency: null, other: null },
    })),
  async clean(context, keys, { before }): Promise<Cleaned> {
    await store.lockImports(context.db, keys)
    const ids = (await store.idleAmong(context.db, keys, before)).map(({ id }) => id)
    return { keys: ids, restores: [], files: await dropKeptFiles(context.db, ids, context.now()) }
  },
  removeFiles: removeUnheld,
}

/** What this module knows to be invalid of its rows. */
export const invalidImports = async (): Promise<readonly CleanupKind[]> => [importFiles]
