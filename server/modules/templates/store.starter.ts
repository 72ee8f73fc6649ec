import { type Database, tablesOf } from '../../platform/db.ts'
import type { TemplateTables } from './tables.ts'

const own = (db: Database) => tablesOf<TemplateTables>(db)

/** The keys of the starter letters that the workspace has had once; as many as were ever shipped at most. */
export async function broughtKeys(db: Database): Promise<ReadonlySet<string>> {
  const found = await own(db).selectFrom('starter_letters_brought').select('key').execute()
  return new Set(found.map(({ key }) => key))
}

/** Notes that the workspace has had these; answers those that nobody had noted before. */
export async function noteBrought(db: Database, keys: readonly string[], at: Date): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const noted = await own(db)
    .insertInto('starter_letters_brought')
    .values(keys.map((key) => ({ key, brought_at: at })))
    .onConflict((known) => known.doNothing())
    .returning('key')
    .execute()
  return new Set(noted.map(({ key }) => key))
}
