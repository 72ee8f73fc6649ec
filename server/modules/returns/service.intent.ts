import type { Context } from '../../platform/context.ts'
import type { BuyerAnswer } from '../policies/index.ts'
import type { TicketRecord } from '../tickets/index.ts'
import type { IntentShape } from './schema.ts'

/** What the desk takes the buyer's last letter for: somebody confirms it, or says otherwise. */
export async function proposeAnswer(
  _context: Context,
  _ticket: TicketRecord,
  word: { readonly id: string; readonly text: string },
): Promise<IntentShape> {
  return { intent: 'unclear', confidence: 0, sentence: '', messageId: word.id }
}

/** Somebody says what the buyer meant: the desk learns from it. */
export async function confirmAnswer(
  _context: Context,
  _ticket: TicketRecord,
  _word: { readonly id: string; readonly text: string },
  _answer: BuyerAnswer,
): Promise<void> {}
