/** What narrows the list of orders; it lives in the address. */
export interface OrderSearch {
  /** The beginning of a number, a SKU or a tracking number. */
  readonly q?: string
  /** Only this store. */
  readonly store?: string
}

/** Reads the search out of an address; what is not understood is left out. */
export function readOrderSearch(search: Record<string, unknown>): OrderSearch {
  // A number of digits only comes back from the address as a number; a Chinese input method may type it in full width.
  const q = (typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q) : '')
    .normalize('NFKC')
    .trim()
  return {
    ...(q !== '' ? { q } : {}),
    ...(typeof search.store === 'string' ? { store: search.store } : {}),
  }
}
