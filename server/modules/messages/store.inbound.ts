import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { AttachmentRow } from './store.files.ts'
import type { MessageTables } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

/** What a buyer wrote, as the message that it becomes. */
export interface InboundMessage {
  readonly id: string
  readonly ticketId: string
  readonly authorName: string
  readonly address: string
  readonly customerId: string
  readonly subject: string
  readonly text: string
  readonly quoted: string | null
  readonly signature: string | null
  readonly html: string | null
  readonly language: string
  readonly automatic: boolean
  readonly receivedMailId: string
  readonly mailMessageId: string | null
  readonly createdAt: Date
  readonly attachments: readonly AttachmentRow[]
}

/** Adds what buyers wrote, with their files. */
export async function insertInbound(db: Database, messages: readonly InboundMessage[]): Promise<void> {
  await sql`insert into messages (id, ticket_id, direction, author_name, address, customer_id, subject, text, quoted,
      signature, html, language, automatic, received_mail_id, mail_message_id, created_at)
    select id, "ticketId", 'inbound', "authorName", address, "customerId", subject, text, quoted, signature, html, language,
      automatic, "receivedMailId", "mailMessageId", "createdAt"
    from jsonb_to_recordset(${asRecords(messages)}::jsonb) as message(id uuid, "ticketId" uuid, "authorName" text,
      address text, "customerId" uuid, subject text, text text, quoted text, signature text, html text, language text,
      automatic boolean, "receivedMailId" uuid, "mailMessageId" text, "createdAt" timestamptz)`.execute(own(db))
  const files = messages.flatMap(({ id, attachments }) => attachments.map((file) => ({ messageId: id, ...file })))
  if (files.length > 0)
    await sql`insert into message_attachments
        (message_id, id, filename, content_type, size, sha256, content_id, inline, contradicts_name)
      select "messageId", id, filename, "contentType", size, sha256, "contentId", inline, "contradictsName"
      from jsonb_to_recordset(${asRecords(files)}::jsonb) as file("messageId" uuid, id uuid, filename text,
        "contentType" text, size bigint, sha256 text, "contentId" text, inline boolean,
        "contradictsName" boolean)`.execute(own(db))
}

/** The message that a mail became, and its ticket. */
export interface Said {
  readonly id: string
  readonly ticketId: string
}

/** Where mails were said: of each id the newest message. */
export async function messagesOfMailIds(db: Database, ids: readonly string[]): Promise<Map<string, Said>> {
  if (ids.length === 0) return new Map()
  const rows = await own(db)
    .selectFrom('messages')
    .select(['id', 'mail_message_id as mailMessageId', 'ticket_id as ticketId'])
    .where(sql<boolean>`mail_message_id = any(${[...ids]}::text[])`)
    .orderBy('id')
    .execute()
  return new Map(rows.flatMap(({ mailMessageId, ...said }) => (mailMessageId ? [[mailMessageId, said]] : [])))
}

/** A mail that a ticket's message refers to and that is not here. */
export interface AwaitedMail {
  readonly mailMessageId: string
  readonly ticketId: string
  readonly since: Date
}

export async function awaitMails(db: Database, mails: readonly AwaitedMail[]): Promise<void> {
  await sql`insert into awaited_mails (mail_message_id, ticket_id, awaited_since)
    select distinct on ("mailMessageId", "ticketId") "mailMessageId", "ticketId", since
    from jsonb_to_recordset(${asRecords(mails)}::jsonb) as mail("mailMessageId" text, "ticketId" uuid, since timestamptz)
    on conflict do nothing`.execute(own(db))
}

/** The tickets that wait for these mails: of each id the oldest. */
export async function ticketsAwaiting(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await own(db)
    .selectFrom('awaited_mails')
    .select(['mail_message_id as mailMessageId', 'ticket_id as ticketId'])
    .where(sql<boolean>`mail_message_id = any(${[...ids]}::text[])`)
    .orderBy('ticket_id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.mailMessageId, row.ticketId]))
}

export async function forgetAwaited(db: Database, before: Date): Promise<void> {
  await own(db).deleteFrom('awaited_mails').where('awaited_since', '<', before).execute()
}

/**
 * Holds back every other transaction that takes in mail of one of these senders, until this one ends: the mails of one
 * conversation are placed one after the other, whichever workers have them. In one order, so that no two wait for one
 * another.
 */
export async function lockSenders(db: Database, senders: readonly string[]): Promise<void> {
  await sql`select count(pg_advisory_xact_lock(sender)) from (
    select distinct hashtextextended('sender ' || current_workspace()::text || ' ' || address, 0) as sender
    from unnest(${[...senders]}::text[]) as address order by 1) as senders`.execute(own(db))
}
