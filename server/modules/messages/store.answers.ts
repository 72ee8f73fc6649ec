import { type Database, tablesOf } from '../../platform/db.ts'
import type { MessageTables } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

/** A letter that a person wrote to the buyer, and neither was taken back nor failed. */
export interface Answer {
  readonly delivery: 'held' | 'queued' | 'sent'
  readonly templateKey: string | null
  /** When it left; null while it is on its way. */
  readonly sentAt: Date | null
}

/** The letters of people on a ticket from a moment on, oldest first. */
export async function answersSince(db: Database, ticketId: string, since: Date): Promise<Answer[]> {
  const rows = await own(db)
    .selectFrom('messages')
    .select(['delivery', 'template_key as templateKey', 'sent_at as sentAt', 'created_at as createdAt'])
    .where('ticket_id', '=', ticketId)
    .where('direction', '=', 'outbound')
    .where('automatic', '=', false)
    .where('created_at', '>=', since)
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.flatMap(({ delivery, templateKey, sentAt, createdAt }) =>
    delivery === 'held' || delivery === 'queued' || delivery === 'sent'
      ? [{ delivery, templateKey, sentAt: delivery === 'sent' ? (sentAt ?? createdAt) : null }]
      : [],
  )
}
