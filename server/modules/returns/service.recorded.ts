import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { recordPast } from '../messages/index.ts'
import { type SentValues, versionInUse } from '../templates/index.ts'
import { holdWorkableTicket } from '../tickets/index.ts'
import type { ReturnRequest } from './schema.ts'
import { goOn } from './service.letters.sending.ts'
import { letterOf } from './service.letters.ts'
import { recordLetterSent } from './service.listening.ts'
import { type Situation, situationOf } from './service.step.ts'
import { requestWithin, viewOf } from './service.views.ts'
import * as store from './store.ts'

/** Where a letter of the past went, and what it said that the desk does not know by itself. */
export interface PastLetter {
  readonly address: string
  readonly values: SentValues
}

/**
 * Takes a return through the letter or act of its step at `context.now()` as it was done before this desk knew of it: demo
 * data, and what another desk hands over. Everything is recorded as `decide` would, but nothing is sent.
 */
export function goOnInPast(context: Context, id: string, past: PastLetter): Promise<ReturnRequest> {
  return transact(context, async (context) => {
    const seen = await requestWithin(context, id, 'returns.work')
    await holdWorkableTicket(context, seen.ticketId)
    const request = await store.lockRequest(context.db, id)
    if (!request) throw new Refusal('returns.not-found')
    const situation = await situationOf(context, { ...request, revision: request.revision + 1 })
    const { step } = situation
    if (step.kind !== 'letter' && step.kind !== 'act') throw new Refusal('returns.not-now')
    let sent: string | undefined
    const wanted = { event: 'go-on' as const, revision: request.revision, node: step.node, values: past.values }
    await goOn(context, situation, wanted, async (context) => {
      sent = await recordLetter(context, situation, past)
      return sent
    })
    if (sent !== undefined) await recordLetterSent(context, sent)
    const after = await store.readRequest(context.db, id)
    if (!after) throw new Refusal('returns.not-found')
    return viewOf(context, after)
  })
}

/** Records the letter of a step as it went out; undefined where the step has none. */
async function recordLetter(context: Context, situation: Situation, past: PastLetter): Promise<string | undefined> {
  const letter = await letterOf(context, situation, past.values)
  if (!letter) return undefined
  const templateVersionId = await versionInUse(context, letter.key, letter.language)
  return recordPast(context, situation.request.ticketId, {
    direction: 'outbound',
    authorId: context.actor.id,
    authorName: context.actor.name,
    address: past.address,
    subject: letter.subject,
    text: letter.text,
    language: letter.language,
    templateKey: letter.key,
    ...(templateVersionId && { templateVersionId }),
  })
}
