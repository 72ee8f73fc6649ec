import type { Context } from '../../platform/context.ts'
import { eraseMails, filesOfMails } from '../channels/index.ts'
import type { ErasedPart, ReachCounts, Traces, Whose } from '../customers/index.ts'
import { refoldTicket, ticketsOfCustomer } from '../tickets/index.ts'
import * as store from './store.erasure.ts'

const messagesAtOnce = 200

/** Letters that a customer wrote on tickets of others. */
export async function tracesInMessages(
  context: Context,
  { customerId }: Pick<Whose, 'customerId'>,
): Promise<Partial<Traces>> {
  const ticketIds = await ticketsOfCustomer(context, customerId)
  return { messageIds: await store.writtenElsewhere(context.db, customerId, ticketIds) }
}

/** How many letters, files and drafts an erasure reaches. */
export async function messagesReached(context: Context, { customerId, traces }: Whose): Promise<ReachCounts> {
  const { letters, ...counts } = await store.countOn(context.db, await ticketsOfCustomer(context, customerId))
  return { ...counts, letters: letters + traces.messageIds.length }
}

/**
 * Empties all that was said on a customer's tickets, by whomever, and what they said on others', with the raw mails behind
 * it; drafts go. Who of the desk answered when stays. A letter that waits to be sent is taken back.
 */
export async function eraseMessages(context: Context, { customerId, traces }: Whose): Promise<ErasedPart> {
  const ticketIds = await ticketsOfCustomer(context, customerId)
  const { messageIds } = traces
  const messages = await store.lockUnerased(context.db, { ticketIds, messageIds }, messagesAtOnce)
  const drafts = await store.dropAround(context.db, ticketIds)
  const ids = messages.map(({ id }) => id)
  const attached = await store.emptyMessages(context.db, ids, context.now())
  await store.dropUploads(context.db, attached)
  const mails = await eraseMails(context, {
    received: messages.flatMap(({ receivedMailId }) => receivedMailId ?? []),
    outgoing: messages.flatMap(({ outgoingMailId }) => outgoingMailId ?? []),
  })
  const theirs = new Set(ticketIds)
  const ofOthers = new Set(messages.map(({ ticketId }) => ticketId).filter((id) => !theirs.has(id)))
  for (const id of ofOthers) await refoldTicket(context, id, await store.textsOn(context.db, id))
  return {
    counts: {
      ...(ids.length > 0 && { letters: ids.length }),
      ...(attached.length > 0 && { attachments: attached.length }),
      ...(drafts > 0 && { drafts }),
    },
    files: [...attached, ...mails],
    more: messages.length >= messagesAtOnce,
  }
}

/** Which of these files messages and the mails behind them hold. */
export async function filesOfMessages(context: Context, files: readonly string[]): Promise<string[]> {
  const [messages, mails] = await Promise.all([store.heldByMessages(context.db, files), filesOfMails(context, files)])
  return [...messages, ...mails]
}
