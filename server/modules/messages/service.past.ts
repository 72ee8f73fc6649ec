import { type Context, transact } from '../../platform/context.ts'
import { recordUse } from '../templates/index.ts'
import { recordAnswer, recordInbound, recordSent, tell } from '../tickets/index.ts'
import { insertOrigin, markAllCounted } from './store.letters.ts'
import * as store from './store.ts'

/** A word that was said before this desk knew of it: demo data, and what another desk hands over. */
export interface PastWord {
  readonly direction: 'inbound' | 'outbound' | 'note'
  readonly authorId?: string
  readonly authorName: string
  readonly address: string | null
  readonly subject: string | null
  readonly text: string
  readonly language: string
  readonly templateKey?: string
  /** The version of the template that it was made from: `countPastUses` counts it as one of its uses. */
  readonly templateVersionId?: string
  /** The first word of a ticket is on it already (`createTicket`); a further one brings it back to the desk. */
  readonly isFirst?: boolean
}

/** Records what was said at `context.now()`, and answers its id. Nothing is sent; clocks are met as if it had been. */
export function recordPast(context: Context, ticketId: string, word: PastWord): Promise<string> {
  return transact(context, async (context) => {
    const at = context.now()
    const id = context.newId()
    const { isFirst: _, direction, templateVersionId: versionId, ...said } = word
    await store.insertMessage(context.db, {
      ...said,
      id,
      ticketId,
      direction,
      createdAt: at,
      ...(direction === 'outbound' && { delivery: 'sent' as const }),
    })
    if (versionId) await insertOrigin(context.db, id, { versionId, edited: false })
    await tellPast(context, ticketId, id, word)
    return id
  })
}

/** What a word of the past did to its ticket. */
async function tellPast(context: Context, ticketId: string, id: string, word: PastWord): Promise<void> {
  const at = context.now()
  const { direction, isFirst } = word
  if (direction === 'note') return tell(context, ticketId, 'noted', { messageId: id })
  if (direction === 'outbound') {
    await recordAnswer(context, ticketId, { text: word.text, status: 'waiting', at })
    await recordSent(context, ticketId, { at, automatic: false })
    return tell(context, ticketId, 'answered', { messageId: id, templateKey: word.templateKey ?? null })
  }
  if (!isFirst) await recordInbound(context, ticketId, { text: word.text, at, automatic: false })
  await tell(context, ticketId, 'buyer-wrote', { messageId: id, automatic: null })
}

/**
 * Counts the letters that `recordPast` has recorded for their templates, each in the month it was sent. Apart from the
 * recording, which runs in several transactions of many words at once: they would wait for one another's counters in a
 * ring.
 */
export function countPastUses(context: Context): Promise<void> {
  return transact(context, async (context) => {
    for (const { sentAt, ...used } of await markAllCounted(context.db, context.now()))
      await recordUse({ ...context, now: () => sentAt }, used)
  })
}
