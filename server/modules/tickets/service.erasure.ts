import { searchTokens } from '../../lib/text.search.ts'
import type { Context } from '../../platform/context.ts'
import { forgetAnswers } from '../../platform/idempotency.ts'
import { forgetCorrections } from '../classification/index.ts'
import type { ErasedPart, ReachCounts, Whose } from '../customers/index.ts'
import { previewOf } from './rules.ts'
import { tell } from './service.timeline.ts'
import * as store from './store.erasure.ts'
import { readTicket } from './store.ts'

const ticketsAtOnce = 100

/** Every ticket of a customer, for the storeys that hold what was said on them. */
export const ticketsOfCustomer = (context: Context, customerId: string): Promise<string[]> =>
  store.idsOfCustomer(context.db, customerId)

/** How many tickets an erasure reaches. */
export const ticketsReached = async (context: Context, { customerId }: Whose): Promise<ReachCounts> => ({
  tickets: (await store.idsOfCustomer(context.db, customerId)).length,
})

/**
 * Takes subjects, previews, quoted reasons, the words of timelines and of resolutions out of a customer's tickets, and
 * what they are found by. Kinds, stages, clocks, order numbers and moments stay; the timeline says what was done.
 */
export async function eraseTickets(context: Context, { customerId }: Whose): Promise<ErasedPart> {
  const ids = await store.lockUnerased(context.db, customerId, ticketsAtOnce)
  if (ids.length === 0) return { counts: {}, files: [], more: false }
  await store.eraseWords(context.db, ids, context.now())
  await forgetCorrections(context, ids)
  await forgetAnswers(context, ids)
  for (const id of ids) await tell(context, id, 'erased', {})
  return { counts: { tickets: ids.length }, files: [], more: ids.length === ticketsAtOnce }
}

/** A ticket of somebody else has lost words of one who was erased: what it is found by and shows is made of the others. */
export async function refoldTicket(context: Context, id: string, texts: readonly string[]): Promise<void> {
  const ticket = await readTicket(context.db, id)
  if (!ticket) return
  const said = [ticket.subject, ...texts, ticket.orderNumber ?? ''].join('\n')
  await store.replaceWords(context.db, id, {
    preview: previewOf(texts.at(-1) ?? ''),
    tokens: searchTokens(said, ticket.language),
  })
}
