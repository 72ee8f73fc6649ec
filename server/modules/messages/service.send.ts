import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { defineHook } from '../../platform/hooks.ts'
import { sendMail } from '../channels/index.ts'
import { knownValues } from '../templates/index.ts'
import { holdWorkableTicket, recordAnswer, type TicketRecord, tell } from '../tickets/index.ts'
import { answerSubject, holdMs, referencesOf, sameWords } from './rules.ts'
import type { Message, NewMessage } from './schema.ts'
import { findingsOf, originOf, writeLetter } from './service.letters.ts'
import { asMessages } from './service.ts'
import * as files from './store.files.ts'
import { insertOrigin } from './store.letters.ts'
import * as store from './store.ts'

/** Says why a letter may not go out yet; an empty answer lets it. Certification and mentors hang here. */
export const beforeSend = defineHook<
  { ticket: TicketRecord; text: string; templateKey: string | null },
  { code: string; message: string }[]
>('messages.before-send')

/** Writes a note, or sends a letter that may still be taken back for a few seconds. */
export function writeMessage(context: Context, ticketId: string, wanted: NewMessage): Promise<Message> {
  return transact(context, async (context) => {
    // Held before anything is looked at: of two answers to the same word the second must see the first.
    const ticket = await holdWorkableTicket(context, ticketId)
    const id =
      wanted.direction === 'note' ? await writeNote(context, ticket, wanted) : await sendLetter(context, ticket, wanted)
    await files.deleteDraft(context.db, ticketId, context.actor.id, wanted.direction)
    return messageOrRefuse(context, ticketId, id)
  })
}

async function writeNote(context: Context, ticket: TicketRecord, wanted: NewMessage): Promise<string> {
  const id = context.newId()
  await store.insertMessage(context.db, {
    id,
    ticketId: ticket.id,
    direction: 'note',
    authorId: context.actor.id,
    authorName: context.actor.name,
    text: wanted.text,
    createdAt: context.now(),
  })
  await attach(context, id, wanted.uploadIds ?? [])
  await tell(context, ticket.id, 'noted', { messageId: id })
  return id
}

async function sendLetter(context: Context, ticket: TicketRecord, wanted: NewMessage): Promise<string> {
  if (!scopeOf(context, 'messages.send')) throw new Refusal('request.forbidden', { permission: 'messages.send' })
  await refuseUnseen(context, ticket.id, wanted.seenMessageId)
  await refuseFreeReturnLetter(context, ticket, wanted)
  await refuseBlocked(context, ticket, wanted)
  const to = (await store.lastBuyerAddress(context.db, ticket.id, ticket.customerId))?.address
  if (!ticket.channelId || !to) throw new Refusal('messages.no-way-out')
  const id = context.newId()
  const heldUntil = new Date(context.now().getTime() + holdMs)
  const attachments = await uploadsOrRefuse(context, wanted.uploadIds ?? [])
  const mail = await queueMail(context, ticket, { to, text: wanted.text, attachments, heldUntil, automatic: false })
  const status = wanted.afterwards === 'open' ? 'open' : 'waiting'
  const before = await recordAnswer(context, ticket.id, { text: wanted.text, status, at: context.now() })
  await store.insertMessage(context.db, {
    id,
    ticketId: ticket.id,
    direction: 'outbound',
    authorId: context.actor.id,
    authorName: context.actor.name,
    address: to,
    subject: mail.subject,
    text: wanted.text,
    language: ticket.language,
    outgoingMailId: mail.id,
    mailMessageId: mail.messageId,
    templateKey: wanted.templateKey ?? null,
    delivery: 'held',
    heldUntil,
    undo: { before, solution: wanted.solution ?? false, resolves: wanted.afterwards === 'resolved', status },
    createdAt: context.now(),
  })
  await attach(context, id, wanted.uploadIds ?? [])
  const origin = await originOf(context, ticket, wanted)
  if (origin) await insertOrigin(context.db, id, origin)
  await tell(context, ticket.id, 'answered', { messageId: id, templateKey: wanted.templateKey ?? null })
  return id
}

/** Two people must not answer the same word of the buyer without knowing of one another (UX.md §2.6). */
async function refuseUnseen(context: Context, ticketId: string, seenId: string | undefined): Promise<void> {
  if (!seenId) return
  const newest = await store.newestSaid(context.db, ticketId)
  if (newest && newest.id > seenId && newest.authorId !== context.actor.id)
    throw new Refusal('messages.newer-exists', { messageId: newest.id, direction: newest.direction })
}

/** A return letter comes from a template, word for word, unless its sender may edit (REQUIREMENTS R9). */
async function refuseFreeReturnLetter(context: Context, ticket: TicketRecord, wanted: NewMessage): Promise<void> {
  if (ticket.kind !== 'return' || scopeOf(context, 'messages.edit-letter')) return
  if (!wanted.templateKey) throw new Refusal('messages.letter-not-written-freely')
  const letter = await writeLetter(context, ticket.id, wanted.templateKey, knownValues(wanted.values ?? {}))
  if (letter.missing.length > 0 || !sameWords(letter.text, wanted.text))
    throw new Refusal('messages.letter-not-written-freely', { missing: letter.missing })
}

async function refuseBlocked(context: Context, ticket: TicketRecord, wanted: NewMessage): Promise<void> {
  const findings = (await findingsOf(context, ticket, wanted)).filter(({ severity }) => severity === 'block')
  const objections = (
    await context.services.hooks.run(context, beforeSend, {
      ticket,
      text: wanted.text,
      templateKey: wanted.templateKey ?? null,
    })
  ).flat()
  if (findings.length > 0 || objections.length > 0) throw new Refusal('messages.blocked', { findings, objections })
}

interface Outgoing {
  to: string
  text: string
  /** Instead of an answer's to the subject before it. */
  subject?: string
  attachments: readonly files.KeptFile[]
  heldUntil: Date | null
  automatic: boolean
}

/** Puts a mail into the way out, threaded onto what was said before. */
export async function queueMail(
  context: Context,
  ticket: TicketRecord,
  outgoing: Outgoing,
): Promise<{ id: string; messageId: string; subject: string }> {
  if (!ticket.channelId) throw new Refusal('messages.no-way-out')
  const said = await store.mailIdsOf(context.db, ticket.id, 60)
  const ids = said.flatMap(({ mailMessageId }) => mailMessageId ?? [])
  const newestInbound = said.find(({ direction }) => direction === 'inbound')
  // Where the desk writes first there is nothing that it answers.
  const begun = newestInbound ? answerSubject(newestInbound.subject ?? ticket.subject) : ticket.subject
  const subject = outgoing.subject ?? begun
  const mail = await sendMail(context, {
    channelId: ticket.channelId,
    ticketId: ticket.id,
    to: [{ address: outgoing.to }],
    subject,
    text: outgoing.text,
    references: referencesOf(ids),
    attachments: outgoing.attachments.map(({ filename, contentType, sha256 }) => ({ filename, contentType, sha256 })),
    automatic: outgoing.automatic,
    ...(newestInbound?.mailMessageId && { inReplyTo: newestInbound.mailMessageId }),
    ...(outgoing.heldUntil && { holdUntil: outgoing.heldUntil }),
  })
  return { ...mail, subject }
}

/** Files that the actor has uploaded; refused where one is not there (any more). */
export async function uploadsOrRefuse(context: Context, ids: readonly string[]) {
  const found = await files.uploadsOf(context.db, context.actor.id, ids)
  if (found.length !== ids.length) throw new Refusal('messages.upload-not-found')
  return found
}

async function attach(context: Context, messageId: string, uploadIds: readonly string[]): Promise<void> {
  const uploads = await uploadsOrRefuse(context, uploadIds)
  await files.insertAttachments(
    context.db,
    messageId,
    uploads.map((upload) => ({ ...upload, contentId: null, inline: false, contradictsName: false })),
  )
}

/** A message as the page shows it. */
export async function messageOrRefuse(context: Context, ticketId: string, id: string): Promise<Message> {
  const record = await store.lockMessage(context.db, ticketId, id)
  const [message] = record ? await asMessages(context, [record]) : []
  if (!message) throw new Refusal('messages.not-found')
  return message
}
