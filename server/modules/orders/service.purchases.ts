import type { Context } from '../../platform/context.ts'
import { type BuyersAddress, type Purchases, purchasesUnder } from './store.purchases.ts'

export type { Purchases } from './store.purchases.ts'

/** What each of these customers has bought, by their addresses; whoever asks. One statement, however many they are. */
export async function purchasesOf(
  context: Context,
  addresses: readonly BuyersAddress[],
): Promise<Map<string, Purchases>> {
  if (addresses.length === 0) return new Map()
  return new Map((await purchasesUnder(context.db, addresses)).map((each) => [each.customerId, each]))
}
