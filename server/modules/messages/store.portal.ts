import { type Database, tablesOf } from '../../platform/db.ts'
import type { MessageTables } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

/** What buyer and desk have really said to one another, newest first: no note, no draft, nothing that never left. */
export const saidBetween = (
  db: Database,
  ticketId: string,
  limit: number,
): Promise<
  {
    id: string
    direction: 'inbound' | 'outbound' | 'note'
    authorName: string
    text: string
    automatic: boolean
    createdAt: Date
    sentAt: Date | null
  }[]
> =>
  own(db)
    .selectFrom('messages')
    .select([
      'id',
      'direction',
      'author_name as authorName',
      'text',
      'automatic',
      'created_at as createdAt',
      'sent_at as sentAt',
    ])
    .where('ticket_id', '=', ticketId)
    .where('erased_at', 'is', null)
    .where((where) =>
      where.or([
        where.and([where('direction', '=', 'inbound'), where('automatic', '=', false)]),
        where.and([where('direction', '=', 'outbound'), where('delivery', '=', 'sent')]),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Whether a person's answer is written and has not left yet. */
export const answerUnderWay = (db: Database, ticketId: string): Promise<{ id: string } | undefined> =>
  own(db)
    .selectFrom('messages')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('direction', '=', 'outbound')
    .where('automatic', '=', false)
    .where('delivery', 'in', ['held', 'queued'])
    .limit(1)
    .executeTakeFirst()

/** How many files the buyer has sent on a ticket, counted no further than the cap. */
export async function filesFromBuyer(db: Database, ticketId: string, cap: number): Promise<number> {
  const rows = await own(db)
    .selectFrom('messages')
    .innerJoin('message_attachments', (join) =>
      join
        .onRef('message_attachments.workspace_id', '=', 'messages.workspace_id')
        .onRef('message_attachments.message_id', '=', 'messages.id'),
    )
    .select('message_attachments.id')
    .where('messages.ticket_id', '=', ticketId)
    .where('messages.direction', '=', 'inbound')
    .limit(cap)
    .execute()
  return rows.length
}
