import { type Database, tablesOf } from '../../platform/db.ts'
import type { Outcome } from './rules.outcomes.ts'
import type { MessageTables } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

/** Which version of a template a letter was made from, and whether its words were changed. */
export interface Origin {
  readonly versionId: string
  readonly edited: boolean
}

export async function insertOrigin(db: Database, messageId: string, { versionId, edited }: Origin): Promise<void> {
  await own(db)
    .insertInto('message_letters')
    .values({ message_id: messageId, text_id: versionId, edited, counted_at: null, outcome: null })
    .execute()
}

/** Marks a letter as counted; undefined when it was before, or was made from no template. */
export const markCounted = (db: Database, messageId: string, at: Date): Promise<Origin | undefined> =>
  own(db)
    .updateTable('message_letters')
    .set({ counted_at: at })
    .where('message_id', '=', messageId)
    .where('counted_at', 'is', null)
    .returning(['text_id as versionId', 'edited'])
    .executeTakeFirst()

/** Marks every letter that has left as counted; what was not before comes back, with when it left. */
export const markAllCounted = (db: Database, at: Date): Promise<(Origin & { sentAt: Date })[]> =>
  own(db)
    .updateTable('message_letters')
    .from('messages')
    .set({ counted_at: at })
    .whereRef('messages.id', '=', 'message_letters.message_id')
    .where('message_letters.counted_at', 'is', null)
    .where('messages.delivery', '=', 'sent')
    .returning(['message_letters.text_id as versionId', 'message_letters.edited', 'messages.created_at as sentAt'])
    .execute()

/** A letter that was counted, and what is known to have come of it. */
export interface CountedLetter {
  readonly messageId: string
  readonly versionId: string
  readonly outcome: Outcome | null
}

const counted = (db: Database) =>
  own(db)
    .selectFrom('message_letters')
    .select(['message_id as messageId', 'text_id as versionId', 'outcome'])
    .where('counted_at', 'is not', null)

export const lockCounted = (db: Database, messageId: string): Promise<CountedLetter | undefined> =>
  counted(db).where('message_id', '=', messageId).forUpdate().executeTakeFirst()

/** The newest answer of a person that has left and not come back; it may have been written freely. */
export const newestAnswer = (db: Database, ticketId: string): Promise<{ id: string } | undefined> =>
  own(db)
    .selectFrom('messages')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('direction', '=', 'outbound')
    .where('automatic', '=', false)
    .where('delivery', '=', 'sent')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function updateOutcome(db: Database, messageId: string, outcome: Outcome | null): Promise<void> {
  await own(db).updateTable('message_letters').set({ outcome }).where('message_id', '=', messageId).execute()
}
