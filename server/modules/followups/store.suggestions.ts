import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { FollowUpTables } from './tables.ts'

const own = (db: Database) => tablesOf<FollowUpTables>(db)

export async function insertSuggestions(
  db: Database,
  of: { readonly customerId: string; readonly followUpId: string; readonly entryId: string; readonly at: Date },
  rows: readonly { readonly id: string; readonly text: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await own(db)
    .insertInto('suggestions')
    .values(
      rows.map(({ id, text }) => ({
        id,
        text,
        customer_id: of.customerId,
        follow_up_id: of.followUpId,
        entry_id: of.entryId,
        made_at: of.at,
      })),
    )
    .execute()
}

/** Takes back what an entry brought. */
export async function withdrawSuggestions(db: Database, entryId: string, at: Date): Promise<void> {
  await own(db).updateTable('suggestions').set({ withdrawn_at: at }).where('entry_id', '=', entryId).execute()
}

export const suggestionsOf = (db: Database, followUpId: string): Promise<{ entryId: string; text: string }[]> =>
  own(db)
    .selectFrom('suggestions')
    .select(['entry_id as entryId', 'text'])
    .where('follow_up_id', '=', followUpId)
    .orderBy('id')
    .execute()

/** What customers suggested, newest first, older than the given id; those that hold these words. */
export function listSuggestions(db: Database, wanted: { search: string; after?: string; limit: number }) {
  let query = own(db)
    .selectFrom('suggestions')
    .select(['id', 'follow_up_id as followUpId', 'customer_id as customerId', 'text', 'made_at as madeAt'])
    .where('withdrawn_at', 'is', null)
  // Suggestions are few, a line for each that somebody wrote down: a walk along the newest finds the words.
  for (const word of wanted.search.split(/\s+/).filter(Boolean))
    query = query.where(sql<boolean>`strpos(lower(text), lower(${word})) > 0`)
  if (wanted.after) query = query.where('id', '<', wanted.after)
  return query.orderBy('id', 'desc').limit(wanted.limit).execute()
}
