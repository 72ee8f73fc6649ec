import type { Context } from '../../platform/context.ts'
import { foldAddress } from '../customers/index.ts'
import { listMarketplaces, type Marketplace, marketplaceOfAlias } from '../stores/index.ts'
import * as store from './store.clues.ts'

export type { BuyerClue, FoldedClues, OrderTraits } from './store.clues.ts'

/** The orders that letters may be about, by what these say of them; nothing is asked where nothing is said. */
export async function ordersByClues(context: Context, clues: store.FoldedClues): Promise<store.OrderTraits[]> {
  const said = clues.numbers.length + clues.addresses.length + clues.trackingNumbers.length + clues.buyers.length
  return said === 0 ? [] : store.ordersByClues(context.db, clues)
}

/** What letters may say of these orders. */
export const traitsOfOrders = (context: Context, ids: readonly string[]): Promise<store.OrderTraits[]> =>
  store.traitsOf(context.db, ids)

/** By what letters may name these orders. */
export const namesOfOrders = (context: Context, ids: readonly string[]): Promise<store.OrderNames[]> =>
  store.namesOf(context.db, ids)

/** Addresses as orders know their buyers by; one that is none is left out. */
export async function foldBuyerAddresses(context: Context, addresses: readonly string[]): Promise<string[]> {
  const places = await listMarketplaces(context)
  return addresses.map((address) => foldBuyerAddress(address, places)).filter((address) => address !== null)
}

/** As customers know an address; null for one that is none. */
export function foldBuyerAddress(address: string, places: readonly Marketplace[]): string | null {
  const kind = marketplaceOfAlias(places, address)?.kind
  const isAlias = kind === 'amazon' || kind === 'ebay'
  return foldAddress(isAlias ? `${kind}-alias` : 'email', address) ?? null
}
