import { type Context, type Gathering, gather } from '../../platform/context.ts'
import { fingerprint } from '../../platform/mail/fingerprint.ts'
import type { JudgedFile, MailReading, ReadMail } from '../../platform/mail/read.ts'
import { recall } from '../../platform/settings-memory.ts'
import { directoryAddress } from './rules.ts'
import type { Channel, QuarantinedMail } from './schema.ts'
import { takeBounce } from './service.bounces.ts'
import { type Origin, originOf } from './service.profile.ts'
import { readReplyToken } from './service.tokens.ts'
import { readChannel } from './service.ts'
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
    readonly contradictsName: boolean
  }[]
  readonly receivedAt: Date
}

/** A mail that was kept, as the reading process has read it. */
export interface KeptMail {
  readonly row: received.ReceivedRecord
  readonly reading: MailReading<JudgedFile>
  /** What its copies share; null where nobody can tell a copy from a buyer who says the same again. */
  readonly content: received.Content | null
}

/** Bytes of mails that are read and held in memory at the same time; a larger mail is read alone. */
const mostBytesAtOnce = 8_000_000

/** Reads kept mails that still wait, oldest first, some at a time. It takes its while: no transaction should be open. */
export async function* readKept(context: Context, ids: readonly string[]): AsyncGenerator<KeptMail[]> {
  const rows = await received.readReceivedRows(context.db, ids)
  while (rows.length > 0) {
    let bytes = 0
    const beyond = rows.findIndex(({ size }, at) => {
      bytes += size
      return at > 0 && bytes > mostBytesAtOnce
    })
    const some = rows.splice(0, beyond < 0 ? rows.length : beyond)
    yield await Promise.all(some.map((row) => readOne(context, row)))
  }
}

async function readOne(context: Context, row: received.ReceivedRecord): Promise<KeptMail> {
  const raw = await context.services.storage.read(row.sha256)
  const reading = await context.services.mailReader.read(raw, row.envelopeFrom ?? undefined)
  const channel = await readChannel(context, row.channelId)
  const content =
    reading.mail?.messageId && channel
      ? { scopeId: channel.storeId ?? channel.id, key: fingerprint(raw), receivedMailId: row.id }
      : null
  for (const attachment of reading.mail?.attachments ?? []) await context.services.storage.put(attachment.bytes)
  return { row, reading, content }
}

/**
 * What kept mails say, in the transaction that makes messages of them. Left out are those that another worker has in
 * hand, and those that are settled here without a message: second copies, news of failed letters of ours (the letter is
 * told), and what cannot be read: it is in quarantine with the reason, and a person decides.
 */
export async function openKept(context: Context, kept: readonly KeptMail[]): Promise<ReceivedMail[]> {
  const ours = await received.lockReceived(
    context.db,
    kept.map(({ row }) => row.id),
  )
  const open = kept.filter(({ row }) => ours.has(row.id))
  const copies = await received.claimContents(
    context.db,
    open.flatMap(({ content }) => content ?? []),
  )
  const mails: ReceivedMail[] = []
  for (const each of open) {
    const mail = await openOne(context, each, copies.has(each.row.id))
    if (mail) mails.push(mail)
  }
  return mails
}

async function openOne(context: Context, { row, reading }: KeptMail, isCopy: boolean): Promise<ReceivedMail | null> {
  const channel = await readChannel(context, row.channelId)
  if (!channel) return null
  if (!reading.mail) return settle(context, row.id, { status: 'quarantined', reason: reading.unreadable })
  const { mail } = reading
  const origin = await originOf(context, channel, mail)
  const answerTo = await answerAddress(context, mail, origin)
  if (!answerTo) return settle(context, row.id, { status: 'quarantined', reason: 'no-sender' })
  if (await takeBounce(context, mail, origin)) return settle(context, row.id, { status: 'done', reason: 'bounce' })
  if (isCopy) return settle(context, row.id, { status: 'done', reason: 'copy' })
  const earlier = await rememberStory(context, row, mail, origin, answerTo)
  return asReceived(context, { row, channel, mail, origin, answerTo, earlier })
}

async function settle(
  context: Context,
  id: string,
  how: { status: 'done' | 'quarantined'; reason: string | null; sender?: string; messageId?: string | null },
): Promise<null> {
  await gather(context, settlements, { sender: null, messageId: null, ...how, id, at: context.now() })
  return null
}

const settlements: Gathering<received.Settled> = {
  name: 'channels.settlements',
  write: (context, settled) => received.settleAll(context.db, settled),
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
  if (!learned.about && !learned.relayId) return []
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

async function isOwn(context: Context, address: string): Promise<boolean> {
  const own = await recall(context, 'channels.addresses', () => store.channelAddresses(context.db))
  return own.has(directoryAddress(address))
}

interface Read {
  readonly row: received.ReceivedRecord
  readonly channel: Channel
  readonly mail: ReadMail<JudgedFile>
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
    attachments: mail.attachments.map(
      ({ filename, contentType, size, sha256, contentId, inline, contradictsName }) => ({
        filename,
        contentType,
        size,
        sha256,
        contentId: contentId ?? null,
        inline,
        contradictsName,
      }),
    ),
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
export async function finishReceived(context: Context, mail: ReceivedMail): Promise<void> {
  const { id, messageId } = mail
  await settle(context, id, { status: 'done', reason: null, sender: mail.answerTo.toLowerCase(), messageId })
}

/** The mail cannot become a message: a person must look at it. */
export async function setAside(context: Context, mail: ReceivedMail, reason: QuarantinedMail['reason']): Promise<void> {
  await settle(context, mail.id, { status: 'quarantined', reason })
}
