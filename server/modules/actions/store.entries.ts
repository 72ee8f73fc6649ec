import { type Database, tablesOf } from '../../platform/db.ts'
import type { EntryKind } from './schema.ts'
import type { ActionRecord } from './store.ts'
import type { ActionTables } from './tables.ts'

const own = (db: Database) => tablesOf<ActionTables>(db)

/** What an action was before a step, with moments as ISO 8601: enough to take the step back. */
export type Before = Pick<ActionRecord, 'stage' | 'outcome' | 'ownerId' | 'answer'> & {
  readonly [moment in 'dueAt']: string
} & { readonly [moment in 'answeredAt' | 'closedAt' | 'remindedAt']: string | null }

/** A step of an action as it lies in the rows. */
export interface EntryRecord {
  readonly id: string
  readonly actionId: string
  readonly kind: EntryKind
  readonly note: string
  readonly ownerId: string | null
  readonly dueAt: Date | null
  readonly before: Before | null
  readonly undoneAt: Date | null
  readonly actorId: string
  readonly at: Date
}

export async function insertEntry(db: Database, entry: EntryRecord): Promise<void> {
  await own(db)
    .insertInto('action_entries')
    .values({
      id: entry.id,
      action_id: entry.actionId,
      kind: entry.kind,
      note: entry.note,
      owner_id: entry.ownerId,
      due_at: entry.dueAt,
      before: entry.before === null ? null : JSON.stringify(entry.before),
      undone_at: entry.undoneAt,
      actor_id: entry.actorId,
      at: entry.at,
    })
    .execute()
}

/** The steps of an action, the newest first. */
export const entriesOf = (db: Database, actionId: string): Promise<EntryRecord[]> =>
  own(db)
    .selectFrom('action_entries')
    .select(['id', 'action_id as actionId', 'kind', 'note', 'owner_id as ownerId', 'due_at as dueAt'])
    .select(['before', 'undone_at as undoneAt', 'actor_id as actorId', 'at'])
    .where('action_id', '=', actionId)
    .orderBy('id', 'desc')
    .execute()

export async function markUndone(db: Database, id: string, at: Date): Promise<void> {
  await own(db).updateTable('action_entries').set({ undone_at: at }).where('id', '=', id).execute()
}
