import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Draft } from './schema.ts'
import type { MessageTables } from './tables.ts'

const own = (db: Database) => tablesOf<MessageTables>(db)

export interface AttachmentRow {
  id: string
  filename: string
  contentType: string
  size: number
  sha256: string
  contentId: string | null
  inline: boolean
  contradictsName: boolean
}

/** A file that was judged and kept, before it stands beside a message. */
export type KeptFile = Pick<AttachmentRow, 'id' | 'filename' | 'contentType' | 'size' | 'sha256'>

export async function insertAttachments(
  db: Database,
  messageId: string,
  files: readonly AttachmentRow[],
): Promise<void> {
  if (files.length === 0) return
  await own(db)
    .insertInto('message_attachments')
    .values(
      files.map((file) => ({
        message_id: messageId,
        id: file.id,
        filename: file.filename,
        content_type: file.contentType,
        size: file.size,
        sha256: file.sha256,
        content_id: file.contentId,
        inline: file.inline,
        contradicts_name: file.contradictsName,
      })),
    )
    .execute()
}

export const attachmentsOf = (
  db: Database,
  messageIds: readonly string[],
): Promise<(AttachmentRow & { messageId: string })[]> =>
  messageIds.length === 0
    ? Promise.resolve([])
    : own(db)
        .selectFrom('message_attachments')
        .select([
          'message_id as messageId',
          'id',
          'filename',
          'content_type as contentType',
          'size',
          'sha256',
          'content_id as contentId',
          'inline',
          'contradicts_name as contradictsName',
        ])
        .where(sql<boolean>`message_id = any(${[...messageIds]}::uuid[])`)
        .orderBy('id')
        .execute()

/** One attachment, with the ticket that its message stands on. */
export const readAttachment = (
  db: Database,
  messageId: string,
  id: string,
): Promise<{ ticketId: string; filename: string; contentType: string; size: number; sha256: string } | undefined> =>
  own(db)
    .selectFrom('message_attachments')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.workspace_id', '=', 'message_attachments.workspace_id')
        .onRef('messages.id', '=', 'message_attachments.message_id'),
    )
    .select(['messages.ticket_id as ticketId', 'filename', 'content_type as contentType', 'size', 'sha256'])
    .where('message_attachments.message_id', '=', messageId)
    .where('message_attachments.id', '=', id)
    .executeTakeFirst()

export async function insertUpload(
  db: Database,
  upload: KeptFile & { memberId: string; createdAt: Date },
): Promise<void> {
  await own(db)
    .insertInto('uploads')
    .values({
      id: upload.id,
      member_id: upload.memberId,
      filename: upload.filename,
      content_type: upload.contentType,
      size: upload.size,
      sha256: upload.sha256,
      created_at: upload.createdAt,
    })
    .execute()
}

/** A member's uploads of these ids, in the order asked for. */
export async function uploadsOf(db: Database, memberId: string, ids: readonly string[]): Promise<KeptFile[]> {
  if (ids.length === 0) return []
  const rows = await own(db)
    .selectFrom('uploads')
    .select(['id', 'filename', 'content_type as contentType', 'size', 'sha256'])
    .where('member_id', '=', memberId)
    .where('id', 'in', [...ids])
    .execute()
  return ids.flatMap((id) => rows.filter((row) => row.id === id))
}

/** Lets go of what was added to letters that were never sent. The files stay: others may hold the same content. */
export async function deleteUploadsBefore(db: Database, moment: Date): Promise<void> {
  await own(db).deleteFrom('uploads').where('created_at', '<', moment).execute()
}

const asDraft = [
  'ticket_id as ticketId',
  'direction',
  'text',
  'template_key as templateKey',
  'updated_at as updatedAt',
] as const

export const draftsOf = (db: Database, memberId: string, limit: number): Promise<Draft[]> =>
  own(db)
    .selectFrom('drafts')
    .select(asDraft)
    .where('member_id', '=', memberId)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute()

export const draftsOn = (db: Database, ticketId: string, memberId: string): Promise<Draft[]> =>
  own(db)
    .selectFrom('drafts')
    .select(asDraft)
    .where('ticket_id', '=', ticketId)
    .where('member_id', '=', memberId)
    .execute()

export async function saveDraft(db: Database, memberId: string, draft: Draft): Promise<void> {
  const columns = { text: draft.text, template_key: draft.templateKey, updated_at: draft.updatedAt }
  await own(db)
    .insertInto('drafts')
    .values({ ticket_id: draft.ticketId, member_id: memberId, direction: draft.direction, ...columns })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'ticket_id', 'member_id', 'direction']).doUpdateSet(columns),
    )
    .execute()
}

export async function deleteDraft(
  db: Database,
  ticketId: string,
  memberId: string,
  direction: 'outbound' | 'note',
): Promise<void> {
  await own(db)
    .deleteFrom('drafts')
    .where('ticket_id', '=', ticketId)
    .where('member_id', '=', memberId)
    .where('direction', '=', direction)
    .execute()
}

export const switches = (db: Database): Promise<{ storeId: string; kind: string; enabled: boolean }[]> =>
  own(db).selectFrom('acknowledgement_switches').select(['store_id as storeId', 'kind', 'enabled']).execute()

export async function setSwitch(db: Database, storeId: string, kind: string, enabled: boolean): Promise<void> {
  await own(db)
    .insertInto('acknowledgement_switches')
    .values({ store_id: storeId, kind, enabled })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'store_id', 'kind']).doUpdateSet({ enabled }))
    .execute()
}

/** How often an address was confirmed since a moment, counted no further than the cap. */
export async function acknowledgedSince(db: Database, address: string, since: Date, cap: number): Promise<number> {
  const rows = await own(db)
    .selectFrom('acknowledgements')
    .select('ticket_id')
    .where('address', '=', address)
    .where('at', '>', since)
    .limit(cap)
    .execute()
  return rows.length
}

/** Notes a confirmation; false when this ticket and address had one already. */
export async function insertAcknowledgement(
  db: Database,
  ticketId: string,
  address: string,
  at: Date,
): Promise<boolean> {
  const result = await own(db)
    .insertInto('acknowledgements')
    .values({ ticket_id: ticketId, address, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
