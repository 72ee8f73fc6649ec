import { DAY } from '../../lib/time.ts'
import { type Context, transact } from '../../platform/context.ts'
import { customersOnRoll } from '../customers/index.ts'
import { firstOrders } from '../orders/index.ts'
import * as rows from './store.letters.ts'

/** Whoever orders within so many days of a letter is counted as having bought since. */
const boughtDays = 30
const batch = 500

/** Letters have left the house; mails that are none of an offer's change nothing. */
export const recordSent = (
  context: Context,
  mails: readonly { readonly outgoingMailId: string; readonly at: Date }[],
): Promise<void> =>
  transact(context, async (context) => {
    for (const { outgoingMailId, at } of mails)
      await rows.saveDelivery(context.db, outgoingMailId, { state: 'sent', sentAt: at })
  })

/** A letter could not be delivered, or came back. */
export const recordFailed = (context: Context, outgoingMailId: string): Promise<void> =>
  rows.saveDelivery(context.db, outgoingMailId, { state: 'failed' })

/** Finds who has ordered since they had a letter; orders may be told days late, so each letter is watched for a month. */
export async function findBuyers(context: Context): Promise<void> {
  const sentAfter = new Date(context.now().getTime() - (boughtDays + 7) * DAY)
  for (let after: string | null = null; ; ) {
    const letters: rows.LetterRecord[] = await rows.watchedLetters(context.db, { sentAfter, after, limit: batch })
    await markBuyers(context, letters)
    after = letters.at(-1)?.id ?? null
    if (letters.length < batch) return
  }
}

async function markBuyers(context: Context, letters: readonly rows.LetterRecord[]): Promise<void> {
  const ids = [...new Set(letters.map(({ customerId }) => customerId))]
  const customers = new Map((await customersOnRoll(context, ids)).map((customer) => [customer.id, customer]))
  const watched = letters.flatMap(({ id, customerId, sentAt }) =>
    sentAt === null
      ? []
      : (customers.get(customerId)?.contacts ?? []).map(({ address, storeId }) => ({
          id,
          address,
          storeId,
          after: sentAt,
          until: new Date(sentAt.getTime() + boughtDays * DAY),
        })),
  )
  await rows.markBought(context.db, await firstOrders(context, watched))
}
