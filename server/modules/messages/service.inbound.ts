import { type Context, type Gathering, gather, transact } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import { withSettings } from '../../platform/settings-memory.ts'
import { finishReceived, type KeptMail, openKept, type ReceivedMail, readKept, setAside } from '../channels/index.ts'
import type { Classification } from '../classification/index.ts'
import { type Customer, findOrCreateCustomers, isReachable } from '../customers/index.ts'
import {
  createInBatch,
  newestOfOrder,
  readTicketRecord,
  recordInbound,
  type TicketRecord,
  tell,
} from '../tickets/index.ts'
import { isUnsatisfied } from './rules.outcomes.ts'
import { acknowledgeJob } from './service.acknowledge.ts'
import { classifyWord } from './service.classify.ts'
import { countOutcome } from './service.outcomes.ts'
import * as store from './store.inbound.ts'

/** How long after its last word an order's ticket still takes a further mail about the order. */
const sameStoryMs = 30 * 24 * 3_600_000
/** How long a ticket waits for a mail that one of its own refers to. */
const awaitedMs = 30 * 24 * 3_600_000
/** Of the mails that a mail refers to, so many are waited for: the first, which a conversation begins with, and the last. */
const mostAwaited = 3

/**
 * Makes exactly one message out of each received mail: on the ticket it belongs to, or on a new one, whose buyer is told
 * afterwards. May run twice for the same mail and does its work once. Bounces go to the letter they are about, not to a
 * ticket of their own. Answers the tickets that were written on.
 */
export async function takeIn(context: Context, receivedMailIds: readonly string[]): Promise<string[]> {
  const ticketIds: string[] = []
  // Reading takes its time, and files are kept by their content: both belong before the transaction.
  const settled = await withSettings(context)
  for await (const kept of readKept(settled, receivedMailIds))
    ticketIds.push(...(await transact(settled, (context) => placeAll(context, kept))))
  return ticketIds
}

async function placeAll(context: Context, kept: readonly KeptMail[]): Promise<string[]> {
  const opened = await openKept(context, kept)
  const mails: ReceivedMail[] = []
  for (const mail of opened)
    if (isReachable(mail.sender)) mails.push(mail)
    else await setAside(context, mail, 'no-sender')
  if (mails.length === 0) return []
  await store.lockSenders(
    context.db,
    mails.map(({ answerTo }) => answerTo.toLowerCase()),
  )
  const customers = await findOrCreateCustomers(
    context,
    mails.map(({ sender, storeId }) => ({ ...sender, storeId })),
  )
  const threads = await threadsOf(context, mails)
  const ticketIds: string[] = []
  for (const [at, mail] of mails.entries()) {
    const customer = customers[at]
    if (customer) ticketIds.push(await place(context, mail, customer, threads))
  }
  return ticketIds
}

/** Which tickets the mails of a batch may belong to by what they refer to, and by what refers to them. */
interface Threads {
  /** What became of a mail, by its Message-ID. */
  readonly said: Map<string, store.Said>
  /** The ticket that waits for a mail, by its Message-ID. */
  readonly awaiting: Map<string, string>
}

const referencesOf = (mail: ReceivedMail): string[] => [
  ...new Set([...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])]),
]

async function threadsOf(context: Context, mails: readonly ReceivedMail[]): Promise<Threads> {
  const said = await store.messagesOfMailIds(context.db, mails.flatMap(referencesOf))
  const awaiting = await store.ticketsAwaiting(
    context.db,
    mails.flatMap(({ messageId }) => messageId ?? []),
  )
  return { said, awaiting }
}

async function place(context: Context, mail: ReceivedMail, customer: Customer, threads: Threads): Promise<string> {
  const { known, referred } = await ticketOf(context, mail, customer, threads)
  const found = await classifyWord(context, {
    subject: mail.subject,
    text: mail.text,
    marketplaceKind: mail.marketplaceKind,
    storeId: mail.storeId,
    customer,
    language: known?.language,
  })
  const ticketId = known ? await goOn(context, known, mail, found) : await begin(context, mail, customer, found)
  if (referred) await tell(context, ticketId, 'refers-to', { ticketId: referred.id, number: referred.number })
  const id = await keepMessage(context, ticketId, mail, customer, found)
  await remember(context, { id, ticketId }, mail, threads)
  await finishReceived(context, mail)
  if (!known && mail.automatic === null) await enqueue(context, acknowledgeJob, { ticketId })
  return ticketId
}

/** What the next mails of the batch, and those of later ones, may refer to. */
async function remember(context: Context, said: store.Said, mail: ReceivedMail, threads: Threads): Promise<void> {
  const { ticketId } = said
  const missing = referencesOf(mail).filter((id) => !threads.said.has(id))
  const awaited = [...new Set([...missing.slice(0, 1), ...missing.slice(1 - mostAwaited)])].slice(0, mostAwaited)
  for (const id of awaited) {
    await gather(context, awaitedMails, { mailMessageId: id, ticketId, since: mail.receivedAt })
    threads.awaiting.set(id, ticketId)
  }
  if (mail.messageId) threads.said.set(mail.messageId, said)
}

const awaitedMails: Gathering<store.AwaitedMail> = {
  name: 'messages.awaited',
  write: (context, mails) => store.awaitMails(context.db, mails),
}

/** Mails that have not come in a month will not come. */
export const forgetAwaited = (context: Context): Promise<void> =>
  store.forgetAwaited(context.db, new Date(context.now().getTime() - awaitedMs))

/** Where a mail goes on; or the ticket that it refers to without a right to. */
interface Place {
  readonly known?: TicketRecord | undefined
  readonly referred?: TicketRecord | undefined
}

/**
 * The ticket that a mail belongs to: by the unforgeable token of our own letter; by the mails it refers to or that refer
 * to it, when the same customer wrote them, since the id of a mail is known to all who ever saw it; or, on a
 * marketplace, by order and alias (REQUIREMENTS "asked for" 2: alias mails come without any reference).
 */
async function ticketOf(context: Context, mail: ReceivedMail, customer: Customer, threads: Threads): Promise<Place> {
  if (mail.replyTicketId) return { known: await readTicketRecord(context, mail.replyTicketId) }
  const referredId = newest(referencesOf(mail).flatMap((id) => threads.said.get(id) ?? []))?.ticketId
  const referred = referredId === undefined ? undefined : await readTicketRecord(context, referredId)
  if (referred?.customerId === customer.id) return { known: referred }
  const awaitingId = mail.messageId ? threads.awaiting.get(mail.messageId) : undefined
  const awaiting = awaitingId === undefined ? undefined : await readTicketRecord(context, awaitingId)
  if (awaiting?.customerId === customer.id) return { known: awaiting }
  return { known: await ticketOfOrder(context, mail, customer), referred }
}

/** What was said last: ids grow with time. */
const newest = (said: readonly store.Said[]): store.Said | undefined =>
  said.toSorted((one, other) => (one.id < other.id ? -1 : 1)).at(-1)

async function ticketOfOrder(
  context: Context,
  mail: ReceivedMail,
  customer: Customer,
): Promise<TicketRecord | undefined> {
  if (!mail.orderNumber || mail.marketplaceKind === 'own-shop') return undefined
  const about = await newestOfOrder(context, mail.orderNumber, customer.id)
  const isFresh = about && context.now().getTime() - about.lastMessageAt.getTime() < sameStoryMs
  return isFresh ? readTicketRecord(context, about.id) : undefined
}

async function goOn(
  context: Context,
  ticket: TicketRecord,
  mail: ReceivedMail,
  found: Classification,
): Promise<string> {
  const { reopened } = await recordInbound(context, ticket.id, {
    text: mail.text,
    at: mail.receivedAt,
    automatic: mail.automatic !== null,
    priority: found.priority,
    reasons: found.reasons,
  })
  if (reopened && isUnsatisfied(found)) await countOutcome(context, ticket.id, 'returned')
  return ticket.id
}

async function begin(context: Context, mail: ReceivedMail, customer: Customer, found: Classification): Promise<string> {
  const { id } = await createInBatch(context, {
    kind: found.kind,
    subType: found.subType,
    priority: found.priority,
    subject: mail.subject || '—',
    text: mail.text,
    language: found.language,
    storeId: mail.storeId,
    channelId: mail.channelId,
    channelKind: mail.channelKind,
    marketplaceKind: mail.marketplaceKind,
    customerId: customer.id,
    orderNumber: mail.orderNumber ?? found.orderNumbers[0] ?? null,
    reasons: found.reasons,
    at: mail.receivedAt,
  })
  return id
}

async function keepMessage(
  context: Context,
  ticketId: string,
  mail: ReceivedMail,
  customer: Customer,
  found: Classification,
): Promise<string> {
  // Messages stand in the order of their ids: that in which their mails came, whichever job happens to be done first.
  const { id } = mail
  await gather(context, inboundMessages, {
    id,
    ticketId,
    authorName: mail.sender.name || mail.sender.address,
    address: mail.answerTo,
    customerId: customer.id,
    subject: mail.subject,
    text: mail.text,
    quoted: mail.quoted,
    signature: mail.signature,
    html: mail.html,
    language: found.language,
    automatic: mail.automatic !== null,
    receivedMailId: mail.id,
    mailMessageId: mail.messageId,
    createdAt: mail.receivedAt,
    attachments: mail.attachments.map((file) => ({ ...file, id: context.newId() })),
  })
  await tell(context, ticketId, 'buyer-wrote', { messageId: id, automatic: mail.automatic })
  return id
}

const inboundMessages: Gathering<store.InboundMessage> = {
  name: 'messages.inbound',
  write: (context, messages) => store.insertInbound(context.db, messages),
}
