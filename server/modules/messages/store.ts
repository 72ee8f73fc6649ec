import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Delivery } from './schema.ts'
import type { MessageTables, Undo } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

const asMessage = [
  'id',
  'ticket_id as ticketId',
  'direction',
  'author_id as authorId',
  'author_name as authorName',
  'address',
  'subject',
  'text',
  'quoted',
  'signature',
  'html',
  'language',
  'automatic',
  'template_key as templateKey',
  'delivery',
  'held_until as heldUntil',
  'failure',
  'outgoing_mail_id as outgoingMailId',
  'mail_message_id as mailMessageId',
  'undo',
  'created_at as createdAt',
  'sent_at as sentAt',
  'erased_at as erasedAt',
] as const

export type MessageRecord = Awaited<ReturnType<typeof messagesOf>>[number]

/** A ticket's messages, newest first, before the given one. */
export function messagesOf(db: Database, ticketId: string, page: { before?: string; limit: number }) {
  let query = own(db).selectFrom('messages').select(asMessage).where('ticket_id', '=', ticketId)
  if (page.before) query = query.where('id', '<', page.before)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}

export const lockMessage = (db: Database, ticketId: string, id: string): Promise<MessageRecord | undefined> =>
  own(db)
    .selectFrom('messages')
    .select(asMessage)
    .where('ticket_id', '=', ticketId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** How far a letter has come. */
export const deliveryOf = (
  db: Database,
  id: string,
): Promise<Pick<MessageRecord, 'delivery' | 'failure'> | undefined> =>
  own(db).selectFrom('messages').select(['delivery', 'failure']).where('id', '=', id).executeTakeFirst()

export const lockByOutgoing = (db: Database, outgoingMailId: string): Promise<MessageRecord | undefined> =>
  own(db)
    .selectFrom('messages')
    .select(asMessage)
    .where('outgoing_mail_id', '=', outgoingMailId)
    .forUpdate()
    .executeTakeFirst()

/** The answer of a person that was written after this one and has not been taken back, nor come back. */
export const nextAnswer = (
  db: Database,
  ticketId: string,
  id: string,
): Promise<{ id: string; undo: Undo | null } | undefined> =>
  own(db)
    .selectFrom('messages')
    .select(['id', 'undo'])
    .where('ticket_id', '=', ticketId)
    .where('id', '>', id)
    .where('direction', '=', 'outbound')
    .where('automatic', '=', false)
    .where('delivery', 'in', ['held', 'queued', 'sent'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

export async function updateUndo(db: Database, id: string, undo: Undo): Promise<void> {
  await own(db)
    .updateTable('messages')
    .set({ undo: JSON.stringify(undo) })
    .where('id', '=', id)
    .execute()
}

/** The newest words of others on a ticket: what a writer must have seen before they answer. */
export const newestSaid = (
  db: Database,
  ticketId: string,
): Promise<{ id: string; direction: string; authorId: string | null } | undefined> =>
  own(db)
    .selectFrom('messages')
    .select(['id', 'direction', 'author_id as authorId'])
    .where('ticket_id', '=', ticketId)
    .where('direction', '!=', 'note')
    .where('automatic', '=', false)
    .where((where) => where.or([where('delivery', 'is', null), where('delivery', '!=', 'withdrawn')]))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What the buyer wrote last on a ticket; mails that nobody wrote and photos without words are passed over. */
export const newestBuyersWord = (db: Database, ticketId: string): Promise<{ text: string } | undefined> =>
  own(db)
    .selectFrom('messages')
    .select('text')
    .where('ticket_id', '=', ticketId)
    .where('direction', '=', 'inbound')
    .where('automatic', '=', false)
    .where('text', '!=', '')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The threading headers of a conversation, oldest first: what an answer refers to. */
export const mailIdsOf = (
  db: Database,
  ticketId: string,
  limit: number,
): Promise<{ mailMessageId: string | null; direction: string; subject: string | null }[]> =>
  own(db)
    .selectFrom('messages')
    .select(['mail_message_id as mailMessageId', 'direction', 'subject'])
    .where('ticket_id', '=', ticketId)
    .where('mail_message_id', 'is not', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** The address that the ticket's own customer last wrote from; others who wrote on it are never answered. */
export const lastBuyerAddress = (
  db: Database,
  ticketId: string,
  customerId: string | null,
): Promise<{ address: string | null } | undefined> =>
  own(db)
    .selectFrom('messages')
    .select('address')
    .where('ticket_id', '=', ticketId)
    // A note with an address says to whom a ticket was opened to write; once they have answered, their own word counts.
    .where('direction', '<>', 'outbound')
    .where('automatic', '=', false)
    .where('address', 'is not', null)
    .where((where) =>
      customerId === null
        ? where('customer_id', 'is', null)
        : where.or([where('customer_id', 'is', null), where('customer_id', '=', customerId)]),
    )
    .orderBy(sql`direction = 'inbound'`, 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export interface NewMessageRow {
  id: string
  ticketId: string
  direction: 'inbound' | 'outbound' | 'note'
  authorId?: string | null
  authorName: string
  address?: string | null
  customerId?: string | null
  subject?: string | null
  text: string
  quoted?: string | null
  signature?: string | null
  html?: string | null
  language?: string | null
  automatic?: boolean
  receivedMailId?: string | null
  outgoingMailId?: string | null
  mailMessageId?: string | null
  templateKey?: string | null
  delivery?: Delivery | null
  heldUntil?: Date | null
  undo?: Undo | null
  createdAt: Date
}

export async function insertMessage(db: Database, row: NewMessageRow): Promise<void> {
  await own(db)
    .insertInto('messages')
    .values({
      id: row.id,
      ticket_id: row.ticketId,
      direction: row.direction,
      author_id: row.authorId ?? null,
      author_name: row.authorName,
      address: row.address ?? null,
      customer_id: row.customerId ?? null,
      subject: row.subject ?? null,
      text: row.text,
      quoted: row.quoted ?? null,
      signature: row.signature ?? null,
      html: row.html ?? null,
      language: row.language ?? null,
      automatic: row.automatic ?? false,
      received_mail_id: row.receivedMailId ?? null,
      outgoing_mail_id: row.outgoingMailId ?? null,
      mail_message_id: row.mailMessageId ?? null,
      template_key: row.templateKey ?? null,
      delivery: row.delivery ?? null,
      held_until: row.heldUntil ?? null,
      failure: null,
      undo: row.undo ? JSON.stringify(row.undo) : null,
      created_at: row.createdAt,
      sent_at: null,
    })
    .execute()
}

export async function updateDelivery(
  db: Database,
  id: string,
  change: {
    delivery: Delivery
    failure?: string | null
    sentAt?: Date
    mailMessageId?: string
    heldUntil?: Date | null
    undo?: Undo
  },
): Promise<void> {
  await own(db)
    .updateTable('messages')
    .set({
      delivery: change.delivery,
      ...(change.failure !== undefined && { failure: change.failure }),
      ...(change.sentAt !== undefined && { sent_at: change.sentAt }),
      ...(change.mailMessageId !== undefined && { mail_message_id: change.mailMessageId }),
      ...(change.heldUntil !== undefined && { held_until: change.heldUntil }),
      ...(change.undo !== undefined && { undo: JSON.stringify(change.undo) }),
    })
    .where('id', '=', id)
    .execute()
}
