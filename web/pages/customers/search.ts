/** What narrows the list of customers; it lives in the address. */
export interface CustomerSearch {
  /** The beginnings of a name, or an address. */
  readonly q?: string
  /** Only the important ones. */
  readonly vip?: true
  /** The other profile that the opened one is compared with; it narrows nothing. */
  readonly merge?: string
}

/** Reads the search out of an address; what is not understood is left out. */
export function readCustomerSearch(search: Record<string, unknown>): CustomerSearch {
  // A phone number comes back from the address as a number; a Chinese input method may type it in full width.
  const q = (typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q) : '')
    .normalize('NFKC')
    .trim()
  return {
    ...(q !== '' ? { q } : {}),
    ...(search.vip === true ? { vip: true } : {}),
    ...(typeof search.merge === 'string' && isId.test(search.merge) ? { merge: search.merge } : {}),
  }
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
