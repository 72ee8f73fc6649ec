import { defineHook } from '../../platform/hooks.ts'

/** A profile that may be removed, by all that a higher storey could know it by. */
export interface Removable {
  readonly id: string
  readonly contacts: readonly { readonly address: string; readonly storeId: string | null }[]
}

/** Of these profiles the ids of those of which a higher storey has something. */
export const customersHeld = defineHook<readonly Removable[], readonly string[]>('customers.held')
