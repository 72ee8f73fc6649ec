import type { Context } from '../../platform/context.ts'
import type { ErasedPart, ReachCounts, Whose } from '../customers/index.ts'
import { ticketsOfCustomer } from '../tickets/index.ts'
import * as store from './store.erasure.ts'

async function sendersOf(context: Context, { customerId, contacts }: Whose): Promise<store.Senders> {
  const mails = contacts.filter(({ kind }) => kind !== 'phone')
  return {
    ticketIds: await ticketsOfCustomer(context, customerId),
    addresses: mails.flatMap(({ address, written }) => [address, written]),
  }
}

/** How many letters of web forms an erasure reaches. */
export const formLettersReached = async (context: Context, whose: Whose): Promise<ReachCounts> => ({
  'form-letters': await store.countLetters(context.db, await sendersOf(context, whose)),
})

/** Removes what a customer sent by a web form; what became of it is a ticket's. */
export async function eraseFormLetters(context: Context, whose: Whose): Promise<ErasedPart> {
  const letters = await store.deleteLetters(context.db, await sendersOf(context, whose))
  const counts = letters.length > 0 ? { 'form-letters': letters.length } : {}
  return { counts, files: letters.flat(), more: false }
}

/** Which of these files letters of web forms hold. */
export const filesOfForms = (context: Context, files: readonly string[]): Promise<string[]> =>
  store.heldByLetters(context.db, files)
