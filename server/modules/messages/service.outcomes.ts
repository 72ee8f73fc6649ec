import { type Context, transact } from '../../platform/context.ts'
import { recordOutcome, recordUse } from '../templates/index.ts'
import { readTicketRecord } from '../tickets/index.ts'
import { type Outcome, outcomeAfter, outcomeOf } from './rules.outcomes.ts'
import * as letters from './store.letters.ts'

/** Counts a letter that has left for its template: once, however often it leaves. */
export async function countUse(context: Context, messageId: string): Promise<void> {
  const used = await letters.markCounted(context.db, messageId, context.now())
  if (used) await recordUse(context, used)
}

/** Counts what came of the ticket's newest answer, where it was made from a template; only this answer is judged. */
export async function countOutcome(context: Context, ticketId: string, came: Outcome): Promise<void> {
  const answer = await letters.newestAnswer(context.db, ticketId)
  const letter = answer && (await letters.lockCounted(context.db, answer.id))
  if (letter) await settle(context, letter, outcomeAfter(letter.outcome, came))
}

/** A letter that never arrived has settled nothing. */
export async function takeOutcomeBack(context: Context, messageId: string): Promise<void> {
  const letter = await letters.lockCounted(context.db, messageId)
  if (letter) await settle(context, letter, null)
}

async function settle(context: Context, letter: letters.CountedLetter, outcome: Outcome | null): Promise<void> {
  if (letter.outcome === outcome) return
  await letters.updateOutcome(context.db, letter.messageId, outcome)
  await recordOutcome(context, {
    versionId: letter.versionId,
    ...(outcome && { outcome }),
    ...(letter.outcome && { insteadOf: letter.outcome }),
  })
}

/** A ticket has ended: its last answer is judged by how, unless it was opened again before this was heard. */
export function judgeAnswer(context: Context, ticketId: string): Promise<void> {
  return transact(context, async (context) => {
    const ticket = await readTicketRecord(context, ticketId)
    const came = ticket?.status === 'resolved' && ticket.resolution ? outcomeOf(ticket.resolution) : null
    if (came) await countOutcome(context, ticketId, came)
  })
}
