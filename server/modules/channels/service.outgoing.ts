import { setTimeout as pause } from 'node:timers/promises'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { reasonOf } from '../../platform/folder.ts'
import { enqueue } from '../../platform/jobs.ts'
import { hand } from '../../platform/mail/hand.ts'
import type { MailServer } from '../../platform/mail/server.ts'
import { readWorkspace } from '../access/index.ts'
import { listMarketplaces, marketplaceOfAlias } from '../stores/index.ts'
import { shapeLetter } from './rules.profile.ts'
import { retryAfter, waitsFor } from './rules.ts'
import type { Channel, OutgoingContent } from './schema.ts'
import { holdLease, leaseFrom } from './service.lease.ts'
import { replyToken } from './service.tokens.ts'
import { readChannel, smtpOf } from './service.ts'
import * as outgoing from './store.outgoing.ts'
import { relayIdOf } from './store.received.ts'
import * as store from './store.ts'

export const sendJob = 'channels.send'

/** Why the desk itself could not send a letter: codes that the screen has words for, where a server's are shown as it said them. */
const unsent = {
  noServer: 'desk.no-server',
  channelGone: 'desk.channel-gone',
  notComposed: 'desk.not-composed',
  unworked: 'desk.unworked',
} as const

/** A letter to go out. */
export interface Letter {
  readonly channelId: string
  /** Null for a letter to many: who answers it opens a ticket. */
  readonly ticketId: string | null
  readonly to: readonly { readonly address: string; readonly name?: string }[]
  readonly subject: string
  readonly text: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  readonly attachments: OutgoingContent['attachments']
  /** Named in the subject where the marketplace finds the thread by it. */
  readonly orderNumber?: string
  /** The order cannot be completed without an answer; Amazon then delivers in spite of an opt-out. */
  readonly critical?: boolean
  /** Written by the desk itself: marked so, and answered by no other machine (RFC 3834). */
  readonly automatic: boolean
  /** Of a letter to many: where a mail program takes the reader off the list at one click (RFC 8058). */
  readonly unsubscribe?: string
  /** Until then it can be taken back. */
  readonly holdUntil?: Date
}

/** Puts a letter on its way within the caller's transaction: it goes out exactly when the change is kept. */
export async function sendMail(context: Context, letter: Letter): Promise<{ id: string; messageId: string }> {
  const channel = await readChannel(context, letter.channelId)
  if (!channel) throw new Refusal('channels.not-found')
  const id = context.newId()
  const recipient = letter.to[0]?.address ?? ''
  const mark = letter.ticketId === null ? 'many' : replyToken(context, letter.ticketId, recipient)
  const messageId = `${mark}.${id.replaceAll('-', '')}@${channel.address.split('@')[1]}`
  const notBefore = letter.holdUntil ?? context.now()
  const shaped = await shapeFor(context, channel, letter)
  const mail: OutgoingContent = {
    subject: shaped.subject,
    text: shaped.text,
    references: letter.references,
    attachments: letter.attachments,
    ...(letter.inReplyTo && { inReplyTo: letter.inReplyTo }),
    ...(letter.unsubscribe && { unsubscribe: letter.unsubscribe }),
  }
  await outgoing.insertOutgoing(context.db, {
    id,
    channelId: channel.id,
    ticketId: letter.ticketId,
    messageId,
    recipients: letter.to.map(({ address }) => address),
    mail,
    automatic: letter.automatic,
    notBefore,
    createdAt: context.now(),
  })
  await enqueue(context, sendJob, { outgoingMailId: id }, { startAfter: notBefore })
  return { id, messageId }
}

/** Fits the letter to the marketplace that its recipient's address belongs to. */
async function shapeFor(context: Context, channel: Channel, letter: Letter) {
  const recipient = letter.to[0]?.address ?? ''
  const place = marketplaceOfAlias(await listMarketplaces(context), recipient)
  return shapeLetter({
    marketplaceKind: place?.kind ?? null,
    subject: letter.subject,
    text: letter.text,
    orderNumber: letter.orderNumber ?? null,
    isCritical: letter.critical ?? false,
    relayId: place ? await relayIdOf(context.db, channel.id, recipient.toLowerCase()) : null,
  })
}

/** Takes a letter back while it is held; false when it is on its way already. */
export async function cancelMail(context: Context, id: string): Promise<boolean> {
  const mail = await outgoing.lockOutgoing(context.db, id)
  if (mail?.status !== 'queued' || mail.attempts > 0) return false
  await outgoing.updateOutgoing(context.db, id, { status: 'withdrawn' })
  return true
}

/** Tries a failed letter once more, as the same mail. */
export async function retryMail(context: Context, id: string): Promise<void> {
  await outgoing.updateOutgoing(context.db, id, {
    status: 'queued',
    attempts: 0,
    problem: null,
    notBefore: context.now(),
  })
  await enqueue(context, sendJob, { outgoingMailId: id })
}

/**
 * Tries to hand a letter to the mail server. "Sending" is written down first and "sent" after: when the process dies in
 * between, the letter is tried again under the same Message-ID, which is all that SMTP lets anybody do.
 */
export async function trySending(context: Context, id: string): Promise<void> {
  const mail = await claim(context, id)
  if (!mail) return
  const channel = await store.readChannel(context.db, mail.channelId)
  if (!channel) return fail(context, mail, unsent.channelGone)
  const relay = await smtpOf(context, channel)
  // The demo writes to nobody: its buyers do not exist, and their addresses may be somebody's.
  if (!relay)
    return (await readWorkspace(context)).isDemo ? succeed(context, mail) : fail(context, mail, unsent.noServer)
  const outcome = await handOver(context, relay, channel, mail)
  if (outcome.status === 'taken') return succeedSurely(context, mail)
  if (outcome.status === 'refused') return fail(context, mail, outcome.said)
  const age = context.now().getTime() - mail.createdAt.getTime()
  const wait = retryAfter(mail.attempts, age, context.services.config.sendRetrySeconds)
  if (wait === null) return fail(context, mail, outcome.said)
  await again(context, mail, outcome.said, new Date(context.now().getTime() + wait))
}

/** The job of a letter fails at each try: it is shown as failed, and holds back those after it no longer. */
export function giveUpSending(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const mail = await outgoing.lockOutgoing(context.db, id)
    if (mail?.status === 'queued' || mail?.status === 'sending') await showAsFailed(context, mail, unsent.unworked)
  })
}

async function handOver(context: Context, relay: MailServer, channel: Channel, mail: outgoing.OutgoingRecord) {
  const { mailTransports: transports, config } = context.services
  const lease = holdLease(context, mail)
  try {
    const letter = await composed(context, channel, mail)
    return await hand(relay, letter, config.mailNetworks, { transports, signal: lease.signal })
  } catch (error) {
    // A file that cannot be read, as while a disk is away: tried again like all else, and shown in the end.
    context.services.log.error({ outgoingMailId: mail.id, err: error }, 'a letter could not be composed')
    return { status: 'later' as const, said: `${unsent.notComposed} ${reasonOf(error)}` }
  } finally {
    lease.end()
  }
}

function claim(context: Context, id: string): Promise<outgoing.OutgoingRecord | undefined> {
  return transact(context, async (context) => {
    const mail = await outgoing.lockOutgoing(context.db, id)
    if (!mail || (mail.status !== 'queued' && mail.status !== 'sending')) return undefined
    const now = context.now()
    const waits = context.services.config.sendRetrySeconds
    const held = waitsFor(await outgoing.earlierOnTheirWay(context.db, mail), waits, now)
    const startAfter = new Date(Math.max(mail.notBefore.getTime(), now.getTime() + held))
    if (startAfter > now) {
      // Too early, in another's hands, or not its turn: it is looked at again, not forgotten.
      await enqueue(context, sendJob, { outgoingMailId: id }, { startAfter })
      return undefined
    }
    const attempts = mail.attempts + 1
    await outgoing.updateOutgoing(context.db, id, { status: 'sending', attempts, notBefore: leaseFrom(now) })
    return { ...mail, attempts }
  })
}

async function composed(context: Context, channel: Channel, mail: outgoing.OutgoingRecord) {
  const attachments = await Promise.all(
    mail.mail.attachments.map(async ({ filename, contentType, sha256 }) => ({
      filename,
      contentType,
      content: await context.services.storage.read(sha256),
    })),
  )
  return {
    from: { name: channel.settings.senderName ?? channel.name, address: channel.address },
    to: mail.recipients,
    subject: mail.mail.subject,
    text: mail.mail.text,
    messageId: mail.messageId,
    references: mail.mail.references,
    attachments,
    automatic: mail.automatic,
    date: mail.createdAt,
    ...(mail.mail.inReplyTo && { inReplyTo: mail.mail.inReplyTo }),
    ...(mail.mail.unsubscribe && { unsubscribe: mail.mail.unsubscribe }),
    ...replyToOf(context, channel, mail),
  }
}

/** An address of 64 letters before the @ is all that mail allows; a longer one would lose answers (RFC 5321 §4.5.3.1.1). */
function replyToOf(context: Context, channel: Channel, mail: outgoing.OutgoingRecord): { replyTo?: string } {
  const [local = '', domain = ''] = channel.address.split('@')
  const [recipient = ''] = mail.recipients
  const isMarketplace = /@(marketplace\.amazon|members\.ebay)\./i.test(recipient)
  const plus = mail.ticketId ? `${local}+${replyToken(context, mail.ticketId, recipient)}` : local
  // Marketplaces take letters only from the address that the seller registered.
  return mail.ticketId && !isMarketplace && plus.length <= 64 && channel.kind === 'receiver'
    ? { replyTo: `${plus}@${domain}` }
    : {}
}

/** So often, and so long between, it is tried to write down that a letter has gone: while it is nobody else's still. */
const recordTries = 5
const recordPauseMs = 500

/**
 * The server has the letter. Until that is written down another would hand it over once more, so a database that is away
 * for a moment is waited for: five seconds, of the twenty that the letter is ours for (service.lease.ts).
 */
async function succeedSurely(context: Context, mail: outgoing.OutgoingRecord): Promise<void> {
  for (let tried = 1; tried < recordTries; tried += 1) {
    try {
      return await succeed(context, mail)
    } catch (error) {
      context.services.log.warn(
        { outgoingMailId: mail.id, err: error },
        'a letter has gone, and it was not written down',
      )
      await pause(tried * recordPauseMs)
    }
  }
  await succeed(context, mail)
}

function succeed(context: Context, mail: outgoing.OutgoingRecord): Promise<void> {
  return transact(context, async (context) => {
    await outgoing.updateOutgoing(context.db, mail.id, { status: 'sent', sentAt: context.now(), problem: null })
    await emit(context, 'channels.mail-sent', { outgoingMailId: mail.id, at: context.now().toISOString() })
  })
}

function fail(context: Context, mail: outgoing.OutgoingRecord, reason: string): Promise<void> {
  return whileInHand(context, mail, (context) => showAsFailed(context, mail, reason))
}

async function showAsFailed(context: Context, mail: outgoing.OutgoingRecord, reason: string): Promise<void> {
  await outgoing.updateOutgoing(context.db, mail.id, { status: 'failed', problem: reason })
  await emit(context, 'channels.mail-failed', { outgoingMailId: mail.id, reason })
}

function again(context: Context, mail: outgoing.OutgoingRecord, problem: string, notBefore: Date): Promise<void> {
  return whileInHand(context, mail, async (context) => {
    await outgoing.updateOutgoing(context.db, mail.id, { status: 'queued', problem, notBefore })
    await enqueue(context, sendJob, { outgoingMailId: mail.id }, { startAfter: notBefore })
  })
}

/** Who was held up for so long that another took the letter over has nothing more to say of it: it may have gone. */
function whileInHand(
  context: Context,
  mail: outgoing.OutgoingRecord,
  work: (context: Context) => Promise<void>,
): Promise<void> {
  return transact(context, async (context) => {
    if (await outgoing.isInHand(context.db, mail)) await work(context)
  })
}
