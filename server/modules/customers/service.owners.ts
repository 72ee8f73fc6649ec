import type { Context } from '../../platform/context.ts'
import { ownersOfAddresses } from './store.erasure.ts'

/** The customers behind the addresses of orders, in their order, each in its store; null for those that nobody has yet. */
export const ownersOfBuyers = (
  context: Context,
  addresses: readonly { readonly address: string; readonly storeId: string }[],
): Promise<(string | null)[]> => ownersOfAddresses(context.db, addresses)
