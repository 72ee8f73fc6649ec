import { changesBetween } from '../../lib/changes.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { shippedSettings } from './rules.rate.ts'
import type { LossSettings } from './schema.settings.ts'
import * as store from './store.settings.ts'

/** The settings that hold: the workspace's, else those that ship. */
export const settingsOf = async (context: Context): Promise<LossSettings> =>
  (await store.readSettings(context.db)) ?? shippedSettings

/** Sets alarm levels and the basis; they hold at once, for every period. */
export function changeSettings(context: Context, wanted: LossSettings): Promise<LossSettings> {
  if (new Set(wanted.categories.map(({ category }) => category)).size < wanted.categories.length)
    throw new Refusal('losses.category-twice')
  return transact(context, async (context) => {
    const changes = changesBetween(await settingsOf(context), wanted)
    await store.saveSettings(context.db, wanted, context.now())
    if (changes.length > 0)
      await recordAudit(context, {
        action: 'losses.settings-changed',
        subject: { kind: 'settings', id: 'losses' },
        changes,
      })
    return wanted
  })
}
