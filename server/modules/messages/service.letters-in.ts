import type { Context } from '../../platform/context.ts'
import * as store from './store.letters-in.ts'

export type { BuyersLetter } from './store.letters-in.ts'

/** What the buyers of these tickets wrote, by ticket, the newest first: of each ticket the first ten and the last ten. */
export async function buyersLetters(
  context: Context,
  ticketIds: readonly string[],
): Promise<Map<string, store.BuyersLetter[]>> {
  const letters = new Map<string, store.BuyersLetter[]>()
  for (const letter of await store.buyersLetters(context.db, ticketIds))
    letters.set(letter.ticketId, [...(letters.get(letter.ticketId) ?? []), letter])
  return letters
}

/** What the buyer wrote last on a ticket, and when; undefined where they wrote nothing in words. */
export const newestWordOfBuyer = (context: Context, ticketId: string) => store.newestWord(context.db, ticketId)

/** Whether the buyer sent a mail on a ticket after a moment, or ever; pictures without words count, mails that nobody wrote do not. */
export const wroteAfter = (context: Context, ticketId: string, moment: Date | null): Promise<boolean> =>
  store.wroteAfter(context.db, ticketId, moment)

/** How many pictures the buyer has sent on a ticket, apart from those within a mail's text. */
export const photosOfBuyer = (context: Context, ticketId: string): Promise<number> =>
  store.countPhotos(context.db, ticketId)
