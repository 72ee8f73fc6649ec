import { createHash } from 'node:crypto'
import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { fingerprint } from '../../platform/mail/fingerprint.ts'
import type { ReadMail } from '../../platform/mail/read.ts'
import { directoryAddress } from './rules.ts'
import type { Channel, QuarantinedMail } from './schema.ts'
import { takeBounce } from './service.bounces.ts'
import { type Origin, originOf } from './service.profile.ts'
import { readReplyToken } from './service.tokens.ts'
import * as received from './store.received.ts'
import * as store from './store.ts'

/** A mail as the desk sees it: who wrote, on whose behalf, about what, and the words of this time apart from the rest. */
export interface ReceivedMail {
  readonly id: string
  readonly channelId: string
  readonly channelKind: Channel['kind']
  readonly storeId: string | null
  readonly marketplaceKind: 'amazon' | 'ebay' | 'own-shop'
  readonly sender: {
    readonly kind: 'email' | 'amazon-alias' | 'ebay-alias'
    readonly address: string
    readonly name: string
  }
  /** Where an answer goes. */
  readonly answerTo: string
  readonly subject: string
  readonly messageId: string | null
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  /** The ticket of our own token, when the mail carries one that was made for its sender. */
  readonly replyTicketId: string | null
  readonly orderNumber: string | null
  /** What a question before any order is about: ASIN or eBay item. */
  readonly itemNumber: string | null
  readonly text: string
  readonly quoted: string | null
  readonly signature: string | null
  readonly html: string | null
  /** Why a machine wrote it; null for a person's mail. */
  readonly automatic: string | null
  readonly attachments: readonly {
    readonly filename: string
    readonly contentType: string
    readonly size: number
    readonly sha256: string
    readonly contentId: string | null
    readonly inline: boolean
  }[]
  readonly receivedAt: Date
}

/** Keeps a mail for good, before anything is done with it. The same mail again changes nothing. */
export async function receive(
  context: Context,
  mail: {
    channelId: string
    raw: Buffer
    envelopeFrom: string | null
    envelopeTo: string
    sourceKey?: string
    /** Set aside at once, for this reason. */
    quarantine?: QuarantinedMail['reason']
  },
): Promise<void> {
  const { sha256, size } = await context.services.storage.put(mail.raw)
  const sourceKey = mail.sourceKey ?? createHash('sha256').update(`${sha256} ${mail.envelopeTo}`).digest('hex')
  await transact(context, async (context) => {
    const id = context.newId()
    const isNew = await received.insertReceived(context.db, {
      id,
      channelId: mail.channelId,
      sourceKey,
      sha256,
      size,
      envelopeFrom: mail.envelopeFrom,
      envelopeTo: mail.envelopeTo,
      receivedAt: context.now(),
    })
    if (!isNew) return
    if (mail.quarantine) await quarantine(context, id, mail.quarantine)
    else await emit(context, 'channels.mail-received', { receivedMailId: id })
  })
}

/**
 * Reads a kept mail. Null when it was settled before or is settled now without a message: a second copy, a failed
 * delivery of a letter of ours (that letter is told), or a mail that cannot be read: then it is in quarantine, with the
 * reason, and a person decides.
 */
export async function readReceived(context: Context, id: string): Promise<ReceivedMail | null> {
  const row = await received.readReceivedRow(context.db, id)
  if (row?.status !== 'received') return null
  const channel = await store.readChannel(context.db, row.channelId)
  if (!channel) return null
  const raw = await context.services.storage.read(row.sha256)
  const reading = await context.services.mailReader.read(raw, row.envelopeFrom ?? undefined)
  if (!reading.mail) {
    await quarantine(context, id, reading.unreadable)
    return null
  }
  const { mail } = reading
  const origin = await originOf(context, channel, mail)
  const answerTo = await answerAddress(context, mail, origin)
  if (!answerTo) {
    await quarantine(context, id, 'no-sender')
    return null
  }
  if (await settledOtherwise(context, row, channel, raw, mail, origin)) return null
  const earlier = await rememberStory(context, row, mail, origin, answerTo)
  for (const attachment of mail.attachments) await context.services.storage.put(attachment.bytes)
  return asReceived(context, { row, channel, mail, origin, answerTo, earlier })
}

/** How long after its last word a story still takes a further mail that refers to nothing. */
const sameStoryMs = 30 * 24 * 3_600_000

/** Marketplaces' mails refer to nothing; sender and order, item or reference tie them together. */
async function rememberStory(
  context: Context,
  row: received.ReceivedRecord,
  mail: ReadMail,
  origin: Origin,
  answerTo: string,
): Promise<string[]> {
  const learned = {
    sender: answerTo.toLowerCase(),
    messageId: mail.messageId ?? null,
    about: origin.alias ? (origin.orderNumber ?? origin.profile?.itemNumber ?? null) : null,
    relayId: origin.profile?.relayId ?? null,
  }
  const since = new Date(row.receivedAt.getTime() - sameStoryMs)
  const earlier = await received.earlierIds(context.db, row.channelId, learned, since)
  await received.learn(context.db, row.id, learned)
  return earlier.filter((id) => id !== learned.messageId)
}

/** The alias on a marketplace; else Reply-To, unless that is ourselves: a mail must not make us write to us. */
async function answerAddress(context: Context, mail: ReadMail, origin: Origin): Promise<string | undefined> {
  if (origin.alias) return origin.alias
  for (const { address } of mail.replyTo) if (address && !(await isOwn(context, address))) return address
  return mail.from?.address || undefined
}

const isOwn = (context: Context, address: string) => store.isChannelAddress(context.db, directoryAddress(address))

/** Mail that becomes no message of its own: news of a letter of ours, or a copy of what is here. */
async function settledOtherwise(
  context: Context,
  row: received.ReceivedRecord,
  channel: Channel,
  raw: Buffer,
  mail: ReadMail,
  origin: Origin,
): Promise<boolean> {
  const isNews = await takeBounce(context, mail, origin)
  const isCopy = !isNews && !(await claimed(context, row, channel, raw, mail))
  if (isNews || isCopy)
    await received.settle(context.db, row.id, { status: 'done', reason: isNews ? 'bounce' : 'copy', at: context.now() })
  return isNews || isCopy
}

/** Without a Message-ID nobody can tell a copy from a buyer who says the same again. */
function claimed(context: Context, row: received.ReceivedRecord, channel: Channel, raw: Buffer, mail: ReadMail) {
  if (!mail.messageId) return true
  const content = { scopeId: channel.storeId ?? channel.id, key: fingerprint(raw), receivedMailId: row.id }
  return received.claimContent(context.db, content)
}

interface Read {
  readonly row: received.ReceivedRecord
  readonly channel: Channel
  readonly mail: ReadMail
  readonly origin: Origin
  readonly answerTo: string
  /** Message ids of the same story, which the mail itself does not name. */
  readonly earlier: readonly string[]
}

async function asReceived(context: Context, read: Read): Promise<ReceivedMail> {
  const { row, channel, mail, origin, answerTo, earlier } = read
  const folded = (kind: 'quote' | 'signature') =>
    mail.body.fragments
      .filter((fragment) => fragment.kind === kind)
      .map(({ text }) => text)
      .join('\n') || null
  return {
    id: row.id,
    channelId: channel.id,
    channelKind: channel.kind,
    storeId: channel.storeId,
    marketplaceKind: origin.marketplaceKind,
    sender: { kind: senderKind(origin), address: answerTo, name: origin.profile?.buyerName ?? mail.from?.name ?? '' },
    answerTo,
    subject: mail.subject,
    messageId: mail.messageId ?? null,
    inReplyTo: mail.inReplyTo ?? null,
    references: [...new Set([...mail.references, ...earlier])],
    replyTicketId: ticketOfToken(context, row.envelopeTo, mail, [answerTo, mail.from?.address ?? '']),
    orderNumber: origin.orderNumber,
    itemNumber: origin.profile?.itemNumber ?? null,
    text: origin.profile?.visible || mail.body.visible || mail.body.text,
    quoted: folded('quote'),
    signature: folded('signature'),
    html: mail.body.html ?? null,
    automatic: await automaticReason(context, mail, origin),
    attachments: mail.attachments.map(({ filename, contentType, size, sha256, contentId, inline }) => ({
      filename,
      contentType,
      size,
      sha256,
      contentId: contentId ?? null,
      inline,
    })),
    receivedAt: row.receivedAt,
  }
}

function senderKind(origin: Origin): ReceivedMail['sender']['kind'] {
  if (!origin.alias || origin.marketplaceKind === 'own-shop') return 'email'
  return origin.marketplaceKind === 'amazon' ? 'amazon-alias' : 'ebay-alias'
}

/** Marketplaces relay their buyers' words by machine; that alone does not make them a machine's words. */
async function automaticReason(context: Context, mail: ReadMail, origin: Origin): Promise<string | null> {
  if (mail.from && (await isOwn(context, mail.from.address))) return 'loop: From'
  if (origin.profile && origin.profile.role !== 'buyer') return `notice: ${origin.profile.role}`
  const found = mail.automatic
  if (!found || (origin.profile && relayed.has(found.kind))) return null
  return `${found.kind}: ${found.marker}`
}

const relayed = new Set(['list', 'bulk', 'no-reply'])

/** Our token stands behind the plus of the address that was written to, or in the ids that the mail refers to. */
function ticketOfToken(
  context: Context,
  envelopeTo: string,
  mail: ReadMail,
  senders: readonly string[],
): string | null {
  // A mailbox server does not say which of its addresses was written to; the headers may.
  const delivered = mail.headers.filter(({ name }) => name === 'delivered-to' || name === 'x-original-to')
  const written = [
    envelopeTo,
    ...delivered.map(({ value }) => value),
    ...[...mail.to, ...mail.cc].map(({ address }) => address),
  ]
  const plus = written.flatMap((address) => /\+([^@+]{1,64})@/.exec(address)?.[1] ?? []).slice(0, 10)
  const marks = [...plus, ...[...mail.references, mail.inReplyTo ?? ''].map((id) => id.split('.')[0])]
  for (const mark of marks)
    for (const sender of senders) {
      const ticketId = mark ? readReplyToken(context, mark, sender) : undefined
      if (ticketId) return ticketId
    }
  return null
}

/** The mail has become a message. */
export async function finishReceived(context: Context, id: string): Promise<void> {
  await received.settle(context.db, id, { status: 'done', reason: null, at: context.now() })
}

/** Sets a mail aside for a person to look at. */
export async function quarantine(context: Context, id: string, reason: string): Promise<void> {
  await received.settle(context.db, id, { status: 'quarantined', reason, at: context.now() })
}
