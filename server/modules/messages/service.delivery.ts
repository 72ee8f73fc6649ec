import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { defineHook } from '../../platform/hooks.ts'
import { cancelMail, retryMail } from '../channels/index.ts'
import {
  holdWorkableTicket,
  recordAnswer,
  recordSent,
  resolveTicket,
  tell,
  undoAnswer,
  workableTicket,
} from '../tickets/index.ts'
import type { Message } from './schema.ts'
import { countUse, takeOutcomeBack } from './service.outcomes.ts'
import { messageOrRefuse } from './service.send.ts'
import * as files from './store.files.ts'
import * as store from './store.ts'
import type { Undo } from './tables.ts'

/** A letter was taken back before it left: who has noted it as sent takes that back in the same transaction. */
export const letterTakenBack = defineHook<{ ticketId: string; messageId: string }>('messages.letter-taken-back')

/**
 * A letter could not be delivered or came back (`isFailed`), or is tried once more: who waits for an answer to it hears so in
 * the same transaction.
 */
export const letterUndelivered = defineHook<{ ticketId: string; messageId: string; isFailed: boolean }>(
  'messages.letter-undelivered',
)

/** Takes a letter back while it is held: the ticket is as it was, the words become a draft again. */
export function undoSend(context: Context, ticketId: string, id: string): Promise<Message> {
  return transact(context, async (context) => {
    await workableTicket(context, ticketId)
    const message = await store.lockMessage(context.db, ticketId, id)
    if (!message) throw new Refusal('messages.not-found')
    if (message.delivery !== 'held' || !message.outgoingMailId || !(await cancelMail(context, message.outgoingMailId)))
      throw new Refusal('messages.too-late-to-undo')
    await store.updateDelivery(context.db, id, { delivery: 'withdrawn', heldUntil: null })
    if (message.undo) await giveBack(context, message, message.undo)
    await context.services.hooks.run(context, letterTakenBack, { ticketId, messageId: id })
    await tell(context, ticketId, 'send-undone', { messageId: id })
    await files.saveDraft(context.db, context.actor.id, {
      ticketId,
      direction: 'outbound',
      text: message.text,
      templateKey: message.templateKey,
      updatedAt: context.now(),
    })
    return messageOrRefuse(context, ticketId, id)
  })
}

/** The ticket is as it was before the letter; where another stands behind it, that one has answered what this one had. */
async function giveBack(context: Context, { id, ticketId }: store.MessageRecord, undo: Undo): Promise<void> {
  await holdWorkableTicket(context, ticketId)
  const next = await store.nextAnswer(context.db, ticketId, id)
  if (!next?.undo) return undoAnswer(context, ticketId, { ...undo.before, as: undo.status })
  const unanswered = undo.before.unanswered + next.undo.before.unanswered
  await store.updateUndo(context.db, next.id, { ...next.undo, before: { ...undo.before, unanswered } })
}

/** Sends a failed letter once more, the same mail under the same id. */
export function retrySend(context: Context, ticketId: string, id: string): Promise<Message> {
  return transact(context, async (context) => {
    await workableTicket(context, ticketId)
    const message = await store.lockMessage(context.db, ticketId, id)
    if (!message) throw new Refusal('messages.not-found')
    const isFailed = message.delivery === 'failed' || message.delivery === 'bounced'
    if (!isFailed || !message.outgoingMailId || message.erasedAt) throw new Refusal('messages.not-failed')
    await retryMail(context, message.outgoingMailId)
    await store.updateDelivery(context.db, id, {
      delivery: 'queued',
      failure: null,
      ...(message.undo && { undo: { ...message.undo, retried: true as const } }),
    })
    await context.services.hooks.run(context, letterUndelivered, { ticketId, messageId: id, isFailed: false })
    await tell(context, ticketId, 'send-retried', { messageId: id })
    return messageOrRefuse(context, ticketId, id)
  })
}

/** A letter has left the house: clocks are met now, and what should follow follows. */
export function recordMailSent(context: Context, outgoingMailId: string, at: Date): Promise<void> {
  return transact(context, async (context) => {
    const message = await store.lockByOutgoing(context.db, outgoingMailId)
    if (!message || message.delivery === 'sent') return
    if (message.undo?.retried) await leaveAgain(context, message, message.undo, at)
    await store.updateDelivery(context.db, message.id, { delivery: 'sent', sentAt: at, failure: null, heldUntil: null })
    await recordSent(context, message.ticketId, {
      at,
      automatic: message.automatic,
      solution: message.undo?.solution ?? false,
    })
    await tell(context, message.ticketId, 'sent', { messageId: message.id })
    await countUse(context, message.id)
    if (message.undo?.resolves)
      await resolveTicket(context, message.ticketId, { result: 'answered', note: '', customerFeedback: 'unknown' })
    await emit(context, 'messages.sent', { ticketId: message.ticketId, messageId: message.id })
  })
}

/** A letter that failed has gone out after all: the buyer's turn again, unless they have said more since. */
async function leaveAgain(context: Context, message: store.MessageRecord, undo: Undo, at: Date): Promise<void> {
  const { retried: _retried, ...done } = undo
  const newest = await store.newestSaid(context.db, message.ticketId)
  const hasMore = newest !== undefined && newest.direction === 'inbound' && newest.id > message.id
  const before = hasMore
    ? { status: 'open' as const, unanswered: 0 }
    : await recordAnswer(context, message.ticketId, { text: message.text, status: undo.status, at })
  await store.updateDelivery(context.db, message.id, { delivery: 'sent', undo: { ...done, before } })
}

/** A letter could not be delivered, or came back: the ticket returns to the desk with the reason, once. */
export function recordMailFailed(
  context: Context,
  outgoingMailId: string,
  failure: { reason: string; bounced: boolean },
): Promise<void> {
  return transact(context, async (context) => {
    const message = await store.lockByOutgoing(context.db, outgoingMailId)
    if (!message) return
    const delivery = failure.bounced ? ('bounced' as const) : ('failed' as const)
    if (message.delivery === delivery) return
    // A mail server names the address that it refuses.
    const reason = message.erasedAt ? '' : failure.reason.slice(0, 500)
    await store.updateDelivery(context.db, message.id, {
      delivery,
      failure: reason,
      heldUntil: null,
    })
    const isBack = message.delivery === 'failed' || message.delivery === 'bounced'
    if (message.undo && !message.automatic && !isBack && !message.undo.retried)
      await undoAnswer(context, message.ticketId, { ...message.undo.before, status: 'open' })
    await takeOutcomeBack(context, message.id)
    const { ticketId, id: messageId } = message
    await context.services.hooks.run(context, letterUndelivered, { ticketId, messageId, isFailed: true })
    await tell(context, message.ticketId, failure.bounced ? 'send-bounced' : 'send-failed', {
      messageId: message.id,
      reason,
    })
  })
}

/** Why a letter was not delivered, in the words of whoever refused it; undefined for one that did not fail. */
export async function failureOf(
  context: Context,
  messageId: string,
): Promise<{ readonly reason: string; readonly bounced: boolean } | undefined> {
  const found = await store.deliveryOf(context.db, messageId)
  if (found?.delivery !== 'failed' && found?.delivery !== 'bounced') return undefined
  return { reason: found.failure ?? '', bounced: found.delivery === 'bounced' }
}
