import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { MessageTables } from './tables.ts'

/** What a buyer wrote, as a letter of a ticket. */
export interface BuyersLetter {
  readonly ticketId: string
  readonly authorName: string
  readonly address: string | null
  readonly subject: string | null
  readonly text: string
  readonly quoted: string | null
}

/** A letter is read so far: whoever has more to say has said long ago what it is about. */
const mostCharacters = 20_000

/** What the buyer wrote last on a ticket, and when; mails that nobody wrote and photos without words are passed over. */
export const newestWord = (
  db: Database,
  ticketId: string,
): Promise<{ id: string; subject: string | null; text: string; at: Date } | undefined> =>
  tablesOf<MessageTables>(db)
    .selectFrom('messages')
    .select(['id', 'subject', 'text', 'created_at as at'])
    .where('ticket_id', '=', ticketId)
    .where('direction', '=', 'inbound')
    .where('automatic', '=', false)
    .where('text', '!=', '')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Whether anything that a buyer sent on a ticket came after a moment, or at all. */
export async function wroteAfter(db: Database, ticketId: string, moment: Date | null): Promise<boolean> {
  const newest = await tablesOf<MessageTables>(db)
    .selectFrom('messages')
    .select('created_at as at')
    .where('ticket_id', '=', ticketId)
    .where('direction', '=', 'inbound')
    .where('automatic', '=', false)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest !== undefined && (moment === null || newest.at > moment)
}

/** How many pictures the buyer has sent on a ticket. */
export async function countPhotos(db: Database, ticketId: string): Promise<number> {
  const { photos } = await tablesOf<MessageTables>(db)
    .selectFrom('messages')
    .innerJoin('message_attachments', (join) =>
      join
        .onRef('message_attachments.workspace_id', '=', 'messages.workspace_id')
        .onRef('message_attachments.message_id', '=', 'messages.id'),
    )
    .where('messages.ticket_id', '=', ticketId)
    .where('messages.direction', '=', 'inbound')
    .where('message_attachments.inline', '=', false)
    .where('message_attachments.content_type', 'like', 'image/%')
    .select(sql<number>`count(*)::int`.as('photos'))
    .executeTakeFirstOrThrow()
  return photos
}

/** The first ten and the last ten letters of each ticket, the newest first. */
export async function buyersLetters(db: Database, ticketIds: readonly string[]): Promise<BuyersLetter[]> {
  const ofTicket = (order: 'asc' | 'desc') => sql`(select id from messages
    where workspace_id = current_workspace() and ticket_id = wanted.id and direction = 'inbound'
    order by id ${sql.raw(order)} limit 10)`
  const found = await sql<BuyersLetter>`
    select m.ticket_id as "ticketId", m.author_name as "authorName", m.address, m.subject,
      left(m.text, ${sql.lit(mostCharacters)}) as text, left(m.quoted, ${sql.lit(mostCharacters)}) as quoted
    from unnest(${[...ticketIds]}::uuid[]) as wanted (id)
    cross join lateral (${ofTicket('asc')} union ${ofTicket('desc')}) chosen
    join messages m on m.workspace_id = current_workspace() and m.ticket_id = wanted.id and m.id = chosen.id
    order by m.ticket_id, m.id desc`.execute(tablesOf<MessageTables>(db))
  return found.rows
}
