import { recordAccess } from '../../platform/audit.ts'
import { type Context, scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { judgeFile, type NamedFile } from '../../platform/file-content.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { maskCustomer } from '../customers/index.ts'
import { ticketWithin, workableTicket } from '../tickets/index.ts'
import { uploadMs } from './rules.ts'
import type { Attachment, Draft, Message, SavedDraft, Upload } from './schema.ts'
import * as files from './store.files.ts'
import * as store from './store.ts'

/** A ticket's messages, newest first. */
export async function listMessages(
  context: Context,
  ticketId: string,
  query: { after?: string; limit: number },
): Promise<Page<Message>> {
  const before = query.after === undefined ? undefined : idIn(readCursor(query.after, 1)[0])
  // Asked for at once, with the question whether the ticket may be seen: whoever may not gets none of them.
  const [messages] = await Promise.all([
    store.messagesOf(context.db, ticketId, { limit: query.limit + 1, ...(before && { before }) }),
    ticketWithin(context, ticketId, 'tickets.read'),
  ])
  const cut = cutPage(messages, query.limit, (message) => [message.id])
  return { items: await asMessages(context, cut.items), next: cut.next }
}

/** The whole of what the buyer wrote last, as the classifier read it. */
export const buyersLastWord = async (
  context: Context,
  { ticketId }: { ticketId: string },
): Promise<string | undefined> => (await store.newestBuyersWord(context.db, ticketId))?.text

/** Messages as the page shows them, with their files. */
export async function asMessages(context: Context, records: readonly store.MessageRecord[]): Promise<Message[]> {
  const attachments = await files.attachmentsOf(
    context.db,
    records.map(({ id }) => id),
  )
  return records.map((record) => ({
    id: record.id,
    ticketId: record.ticketId,
    direction: record.direction,
    author: authorOf(context, record),
    subject: record.subject,
    text: record.text,
    quoted: record.quoted,
    signature: record.signature,
    html: record.html,
    language: record.language,
    automatic: record.automatic,
    templateKey: record.templateKey,
    delivery: record.delivery,
    heldUntil: record.heldUntil,
    failure: record.failure,
    attachments: attachments.filter(({ messageId }) => messageId === record.id).map(asAttachment),
    createdAt: record.createdAt,
    sentAt: record.sentAt,
    erasedAt: record.erasedAt,
  }))
}

/** Buyers' names and addresses are for those who may reveal customers; all others see of them what the customer's page shows. */
function authorOf(context: Context, record: store.MessageRecord): Message['author'] {
  const shown = { id: record.authorId, name: record.authorName, address: record.address }
  if (scopeOf(context, 'customers.reveal')) return shown
  const { name, contacts } = maskCustomer(context, {
    id: record.id,
    name: record.authorName,
    language: null,
    vip: false,
    vipReason: '',
    notes: '',
    specialNeeds: '',
    preferences: '',
    contacts: [{ id: record.id, kind: 'email', address: record.address ?? '@', storeId: null }],
    masked: false,
    createdAt: record.createdAt,
    updatedAt: record.createdAt,
    erasedAt: null,
  })
  const address = record.address === null ? null : (contacts[0]?.address ?? null)
  return { ...shown, address, ...(record.direction === 'inbound' && { name }) }
}

function asAttachment(row: files.AttachmentRow & { messageId: string }): Attachment {
  return {
    id: row.id,
    filename: row.filename,
    contentType: row.contentType,
    size: row.size,
    inline: row.inline,
    contradictsName: row.contradictsName,
    url: `/api/attachments/${row.messageId}/${row.id}`,
  }
}

/** A stored file that the reader's tickets reach; out of reach and not there look the same. */
export async function openAttachment(context: Context, messageId: string, id: string) {
  const found = await files.readAttachment(context.db, messageId, id)
  if (!found) throw new Refusal('messages.not-found')
  await ticketWithin(context, found.ticketId, 'tickets.read').catch(asNoFile)
  await recordAccess(context, { action: 'messages.attachment-opened', subject: { kind: 'attachment', id } })
  return { ...found, stream: context.services.storage.open(found.sha256) }
}

/** A file of a ticket out of reach and one that is not there look the same. */
function asNoFile(error: unknown): never {
  throw error instanceof Refusal && error.code === 'tickets.not-found' ? new Refusal('messages.not-found') : error
}

/** Keeps a file that a member adds to a letter, when it is what its name says. */
export async function keepUpload(context: Context, file: NamedFile): Promise<Upload> {
  if (file.bytes.length === 0) throw new Refusal('messages.upload-empty')
  const filename = plainName(file.filename)
  const { contentType, name, recognised } = await judgeFile({ ...file, filename })
  // A letter goes out under our name, and marketplaces judge files by their names: here a picture is held to its own too.
  if (name !== 'agrees')
    throw recognised
      ? new Refusal('messages.upload-other-kind', { name: filename, kind: recognised.ending })
      : new Refusal('messages.upload-not-of-its-kind', { name: filename })
  const kept = { id: context.newId(), filename, contentType, ...(await context.services.storage.put(file.bytes)) }
  await files.insertUpload(context.db, { ...kept, memberId: context.actor.id, createdAt: context.now() })
  return { id: kept.id, filename, contentType, size: kept.size }
}

/** Lets go of files whose letter was not sent within two days. */
export const forgetUploads = (context: Context): Promise<void> =>
  files.deleteUploadsBefore(context.db, new Date(context.now().getTime() - uploadMs))

/** A file's name without folders, controls or direction marks (ENGINEERING S10). */
function plainName(name: string): string {
  const plain = name
    .replace(/^.*[\\/]/u, '')
    .replace(/[\p{C}\p{Zl}\p{Zp}"<>|:*?]/gu, '')
    .trim()
    .slice(0, 150)
  return plain || 'file'
}

export const listDrafts = (context: Context): Promise<Draft[]> => files.draftsOf(context.db, context.actor.id, 200)

export async function draftsOn(context: Context, ticketId: string): Promise<Draft[]> {
  await ticketWithin(context, ticketId, 'tickets.read')
  return files.draftsOn(context.db, ticketId, context.actor.id)
}

/** Keeps what a member has typed so far; an empty text lets the draft go. */
export async function saveDraft(context: Context, ticketId: string, draft: SavedDraft): Promise<void> {
  await workableTicket(context, ticketId)
  if (draft.text.trim() === '') return files.deleteDraft(context.db, ticketId, context.actor.id, draft.direction)
  await files.saveDraft(context.db, context.actor.id, {
    ticketId,
    direction: draft.direction,
    text: draft.text,
    templateKey: draft.templateKey ?? null,
    updatedAt: context.now(),
  })
}
