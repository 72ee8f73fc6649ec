import type { Context } from '../../platform/context.ts'
import {
  type BuyersAddress,
  firstOrdersWithin,
  historyUnder,
  type PurchaseHistory,
  type Purchases,
  type PurchasesAsked,
  purchasesUnder,
  type WatchedBuyer,
} from './store.purchases.ts'

export type { PurchaseHistory, Purchases, WatchedBuyer } from './store.purchases.ts'

/** What each of these customers has bought, by their addresses; whoever asks. One statement, however many they are. */
export async function purchasesOf(
  context: Context,
  addresses: readonly BuyersAddress[],
): Promise<Map<string, Purchases>> {
  if (addresses.length === 0) return new Map()
  return new Map((await purchasesUnder(context.db, addresses)).map((each) => [each.customerId, each]))
}

/** What each of these customers has bought by kind and time; whoever asks. One statement, however many they are. */
export async function historyOf(
  context: Context,
  addresses: readonly BuyersAddress[],
  asked: PurchasesAsked,
): Promise<Map<string, PurchaseHistory>> {
  if (addresses.length === 0) return new Map()
  return new Map((await historyUnder(context.db, addresses, asked)).map((each) => [each.customerId, each]))
}

/** The first order of each of these rows within its time; rows without one are left out. */
export const firstOrders = (context: Context, rows: readonly WatchedBuyer[]): Promise<{ id: string; at: Date }[]> =>
  rows.length === 0 ? Promise.resolve([]) : firstOrdersWithin(context.db, rows)
