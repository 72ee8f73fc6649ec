import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import { addressShown } from '../customers/index.ts'
import type { OutgoingMail } from './schema.ts'
import { retryMail } from './service.outgoing.ts'
import { channelOrRefuse } from './service.ts'
import * as outgoing from './store.outgoing.ts'

/** Letters on their way and gone, newest first; buyers' addresses masked for those who may reveal nothing. */
export async function listOutgoing(
  context: Context,
  query: { after?: string; limit: number; status?: OutgoingMail['status'] },
): Promise<Page<OutgoingMail>> {
  const [at, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const isNarrow = (scopeOf(context, 'channels.read') ?? 'all') !== 'all'
  const rows = await outgoing.listOutgoing(context.db, {
    limit: query.limit + 1,
    ...(query.after !== undefined && { after: [momentIn(at), idIn(id)] as const }),
    ...(query.status && { status: query.status }),
    ...(isNarrow && { storeIds: context.actor.storeIds }),
  })
  const page = cutPage(rows, query.limit, (row) => [row.createdAt.toISOString(), row.id])
  return { ...page, items: page.items.map((letter) => shown(context, letter)) }
}

/** Sends a letter that failed or came back once more, as the same mail. */
export function retryLetter(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const letter = await outgoing.lockOutgoing(context.db, id)
    if (!letter) throw new Refusal('channels.letter-not-found')
    await channelOrRefuse(context, letter.channelId)
    if (letter.status !== 'failed' && letter.status !== 'bounced') throw new Refusal('channels.letter-not-failed')
    await retryMail(context, id)
  })
}

function shown(context: Context, letter: OutgoingMail): OutgoingMail {
  const { id, channelId, ticketId, subject, status, attempts, problem, notBefore, createdAt, sentAt } = letter
  const recipients = letter.recipients.map((address) => addressShown(context, address))
  return { id, channelId, ticketId, recipients, subject, status, attempts, problem, notBefore, createdAt, sentAt }
}
