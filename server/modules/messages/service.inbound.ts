import { type Context, transact } from '../../platform/context.ts'
import { finishReceived, type ReceivedMail, readReceived } from '../channels/index.ts'
import type { Classification } from '../classification/index.ts'
import { type Customer, findOrCreateCustomer } from '../customers/index.ts'
import {
  createTicket,
  newestOfOrder,
  readTicketRecord,
  recordInbound,
  type TicketRecord,
  tell,
} from '../tickets/index.ts'
import { isUnsatisfied } from './rules.outcomes.ts'
import { classifyWord } from './service.classify.ts'
import { countOutcome } from './service.outcomes.ts'
import * as files from './store.files.ts'
import * as store from './store.ts'

/** How long after its last word an order's ticket still takes a further mail about the order. */
const sameStoryMs = 30 * 24 * 3_600_000

/**
 * Makes exactly one message out of a received mail: on the ticket it belongs to, or on a new one. May run twice for the
 * same mail and does its work once. Bounces go to the letter they are about, not to a ticket of their own.
 */
export async function takeIn(
  context: Context,
  receivedMailId: string,
): Promise<{ ticketId: string; isNew: boolean; automatic: boolean } | null> {
  // Reading takes its time, and files are kept by their content: both belong before the transaction.
  const mail = await readReceived(context, receivedMailId)
  if (!mail) return null
  return transact(context, async (context) => {
    if (await store.messageOfReceived(context.db, receivedMailId)) return null
    const customer = await findOrCreateCustomer(context, { ...mail.sender, storeId: mail.storeId })
    const { known, referred } = await ticketOf(context, mail, customer)
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
    await keepMessage(context, ticketId, mail, customer, found)
    await finishReceived(context, receivedMailId)
    return { ticketId, isNew: !known, automatic: mail.automatic !== null }
  })
}

/** Where a mail goes on; or the ticket that it refers to without a right to. */
interface Place {
  readonly known?: TicketRecord | undefined
  readonly referred?: TicketRecord | undefined
}

/**
 * The ticket that a mail belongs to: by the unforgeable token of our own letter; by the letters it refers to, when the
 * same customer wrote it, since the id of a letter is known to all who ever saw one; or, on a marketplace, by order and
 * alias (REQUIREMENTS "asked for" 2: alias mails come without any reference).
 */
async function ticketOf(context: Context, mail: ReceivedMail, customer: Customer): Promise<Place> {
  if (mail.replyTicketId) return { known: await readTicketRecord(context, mail.replyTicketId) }
  const ids = [...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])]
  const found = ids.length > 0 ? await store.ticketOfMailIds(context.db, ids) : undefined
  const referred = found && (await readTicketRecord(context, found.ticketId))
  if (referred?.customerId === customer.id) return { known: referred }
  return { known: await ticketOfOrder(context, mail, customer), referred }
}

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
  const { id } = await createTicket(context, {
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
): Promise<void> {
  const id = context.newId()
  await store.insertMessage(context.db, {
    id,
    ticketId,
    direction: 'inbound',
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
  })
  await files.insertAttachments(
    context.db,
    id,
    mail.attachments.map((file) => ({ ...file, id: context.newId() })),
  )
  await tell(context, ticketId, 'buyer-wrote', { messageId: id, automatic: mail.automatic })
}
