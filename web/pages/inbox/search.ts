import type { Schemas } from '../../api/client.ts'

/** The views of the inbox, in the order of the list. */
export const views = [
  'mine',
  'unassigned',
  'breaching',
  'waiting',
  'snoozed',
  'following',
  'open',
  'resolved',
  'all',
] as const satisfies readonly (keyof Schemas['ViewCounts'])[]
export type View = (typeof views)[number]

export type Order = 'due' | 'recent'

/** What narrows a view; it lives in the address. */
export interface InboxSearch {
  /** Words looked for. */
  readonly q?: string
  /** Only this store. */
  readonly store?: string
  readonly order?: Order
}

/** Reads the filters out of an address; what is not understood is left out. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  // A search for an order number of digits only comes back from the address as a number.
  const q = typeof search.q === 'string' ? search.q : typeof search.q === 'number' ? String(search.q) : ''
  return {
    ...(q !== '' ? { q } : {}),
    ...(typeof search.store === 'string' ? { store: search.store } : {}),
    ...(search.order === 'recent' ? { order: 'recent' } : {}),
  }
}
