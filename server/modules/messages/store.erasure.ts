import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { MessageTables } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

const idsIn = (column: 'ticket_id' | 'message_id' | 'id', ids: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`

/** A message that is to be erased, with what is kept of it elsewhere. */
export interface Unerased {
  readonly id: string
  readonly ticketId: string
  readonly receivedMailId: string | null
  readonly outgoingMailId: string | null
}

/** Messages on these tickets, and single ones, that are not erased; kept from everybody else. */
export async function lockUnerased(
  db: Database,
  { ticketIds, messageIds }: { readonly ticketIds: readonly string[]; readonly messageIds: readonly string[] },
  limit: number,
): Promise<Unerased[]> {
  const among = (column: 'ticket_id' | 'id', ids: readonly string[]) =>
    own(db)
      .selectFrom('messages')
      .select(['id', 'ticket_id as ticketId'])
      .select(['received_mail_id as receivedMailId', 'outgoing_mail_id as outgoingMailId'])
      .where('erased_at', 'is', null)
      .where(idsIn(column, ids))
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .execute()
  const theirs = ticketIds.length > 0 ? await among('ticket_id', ticketIds) : []
  const single = messageIds.length > 0 ? await among('id', messageIds) : []
  return [...new Map([...theirs, ...single].map((message) => [message.id, message])).values()]
}

/** Empties messages; who of the desk wrote when, in what language and by which template, stays. Answers their files. */
export async function emptyMessages(db: Database, ids: readonly string[], at: Date): Promise<string[]> {
  await sql`update messages set address = null, subject = null, text = '', quoted = null, signature = null, html = null,
      failure = null, mail_message_id = null, held_until = null, erased_at = ${at}::timestamptz,
      author_name = case when direction = 'inbound' then '' else author_name end,
      delivery = case when delivery in ('held', 'queued') then 'withdrawn' else delivery end
    where id = any(${[...ids]}::uuid[])`.execute(own(db))
  const files = await own(db)
    .deleteFrom('message_attachments')
    .where(idsIn('message_id', ids))
    .returning('sha256')
    .execute()
  return files.map(({ sha256 }) => sha256)
}

/** Removes what waits on these tickets to be sent, to be answered, or was confirmed to an address; answers how many drafts. */
export async function dropAround(db: Database, ticketIds: readonly string[]): Promise<number> {
  const drafts = await own(db).deleteFrom('drafts').where(idsIn('ticket_id', ticketIds)).executeTakeFirst()
  await own(db).deleteFrom('awaited_mails').where(idsIn('ticket_id', ticketIds)).execute()
  await own(db).deleteFrom('acknowledgements').where(idsIn('ticket_id', ticketIds)).execute()
  return Number(drafts.numDeletedRows)
}

/** Lets go of uploads of these files: what was beside a letter, or was to be. */
export async function dropUploads(db: Database, files: readonly string[]): Promise<void> {
  if (files.length > 0)
    await own(db)
      .deleteFrom('uploads')
      .where(sql<boolean>`sha256 = any(${[...files]}::text[])`)
      .execute()
}

/** What a customer wrote on tickets that are not theirs. Reads every message: nobody asks for this but an erasure. */
export const writtenElsewhere = async (
  db: Database,
  customerId: string,
  ticketIds: readonly string[],
): Promise<string[]> =>
  (
    await own(db)
      .selectFrom('messages')
      .select('id')
      .where('customer_id', '=', customerId)
      .where('erased_at', 'is', null)
      .where(sql<boolean>`ticket_id <> all(${[...ticketIds]}::uuid[])`)
      .execute()
  ).map(({ id }) => id)

/** What is left to be read on a ticket, the oldest first. */
export const textsOn = async (db: Database, ticketId: string): Promise<string[]> =>
  (
    await own(db)
      .selectFrom('messages')
      .select('text')
      .where('ticket_id', '=', ticketId)
      .where('erased_at', 'is', null)
      .where('direction', '!=', 'note')
      .orderBy('id')
      .execute()
  ).map(({ text }) => text)

/** How many messages, files and drafts are on these tickets. */
export async function countOn(
  db: Database,
  ticketIds: readonly string[],
): Promise<{ letters: number; attachments: number; drafts: number }> {
  const found = await sql<{ letters: number; attachments: number; drafts: number }>`
    with theirs as (select id from messages where ticket_id = any(${[...ticketIds]}::uuid[]) and erased_at is null)
    select (select count(*) from theirs)::int as letters,
      (select count(*) from message_attachments where message_id in (select id from theirs))::int as attachments,
      (select count(*) from drafts where ticket_id = any(${[...ticketIds]}::uuid[]))::int as drafts`.execute(own(db))
  return found.rows[0] ?? { letters: 0, attachments: 0, drafts: 0 }
}

/** Which of these files stand beside a message or wait to. */
export async function heldByMessages(db: Database, files: readonly string[]): Promise<string[]> {
  const wanted = sql`${[...files]}::text[]`
  const held = await sql<{ sha256: string }>`
    select sha256 from message_attachments where sha256 = any(${wanted})
    union select sha256 from uploads where sha256 = any(${wanted})`.execute(own(db))
  return held.rows.map(({ sha256 }) => sha256)
}
