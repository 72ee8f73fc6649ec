import type { Context } from '../../platform/context.ts'
import { confirmIntent, type Intent, proposeIntent } from '../classification/index.ts'
import type { TicketRecord } from '../tickets/index.ts'
import type { IntentShape } from './schema.ts'

/** The buyer's last letter, as the ticket holds it. */
interface Word {
  readonly id: string
  readonly text: string
}

/** What the desk takes the buyer's last letter for: somebody confirms it, or says otherwise (R5–R7). */
export async function proposeAnswer(context: Context, word: Word): Promise<IntentShape> {
  const { intent, confidence, sentence, reasons } = await proposeIntent(context, { text: word.text })
  return { intent, confidence, sentence, reasons, messageId: word.id }
}

/** Somebody says what the buyer meant: the desk learns from it. */
export async function confirmAnswer(context: Context, ticket: TicketRecord, word: Word, answer: Intent): Promise<void> {
  const reply = { text: word.text }
  const { intent: proposed } = await proposeIntent(context, reply)
  await confirmIntent(context, { ...reply, proposed, confirmed: answer, messageId: word.id, ticketId: ticket.id })
}
