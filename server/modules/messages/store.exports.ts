import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { MessageTables } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

const theirs = (ticketIds: readonly string[], messageIds: readonly string[]) =>
  sql<boolean>`(ticket_id = any(${[...ticketIds]}::uuid[]) or messages.id = any(${[...messageIds]}::uuid[]))`

/** What was said on these tickets, and single messages, the oldest first. */
export const messagesInFull = (db: Database, ticketIds: readonly string[], messageIds: readonly string[]) =>
  own(db)
    .selectFrom('messages')
    .select(['id', 'ticket_id as ticketId', 'direction', 'author_name as authorName', 'address', 'subject', 'text'])
    .select(['quoted', 'signature', 'language', 'created_at as createdAt', 'sent_at as sentAt'])
    .where(theirs(ticketIds, messageIds))
    .orderBy('id')
    .execute()

/** The files beside them. */
export const filesInFull = (db: Database, ticketIds: readonly string[], messageIds: readonly string[]) =>
  own(db)
    .selectFrom('message_attachments')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.workspace_id', '=', 'message_attachments.workspace_id')
        .onRef('messages.id', '=', 'message_attachments.message_id'),
    )
    .select(['message_id as messageId', 'filename', 'content_type as contentType', 'size', 'sha256'])
    .where(theirs(ticketIds, messageIds))
    .orderBy('message_id')
    .orderBy('message_attachments.id')
    .execute()
