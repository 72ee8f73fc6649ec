import { type Database, tablesOf } from '../../platform/db.ts'
import type { LossSettings } from './schema.settings.ts'
import type { LossTables } from './tables.ts'

const own = (db: Database) => tablesOf<LossTables>(db)

/** What the workspace has set; undefined where nobody has. */
export async function readSettings(db: Database): Promise<LossSettings | undefined> {
  const found = await own(db)
    .selectFrom('loss_settings')
    .select(['basis', 'alarm_all as all', 'alarm_without_quality as withoutQuality', 'categories'])
    .executeTakeFirst()
  return found && { ...found, all: Number(found.all), withoutQuality: Number(found.withoutQuality) }
}

export async function saveSettings(db: Database, settings: LossSettings, at: Date): Promise<void> {
  const set = {
    basis: settings.basis,
    alarm_all: String(settings.all),
    alarm_without_quality: String(settings.withoutQuality),
    categories: JSON.stringify(settings.categories),
    updated_at: at,
  }
  await own(db)
    .insertInto('loss_settings')
    .values(set)
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(set))
    .execute()
}
