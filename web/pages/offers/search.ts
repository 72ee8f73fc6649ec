export const views = ['all', 'draft', 'approved', 'sending', 'done', 'stopped'] as const
export type View = (typeof views)[number]

/** What stands on the page of offers besides the opened one; it lives in the address. */
export interface OfferSearch {
  /** Which ones; all unless told. */
  readonly view?: View
}

/** Reads the search out of an address; what is not understood is left out. */
export function readOfferSearch(search: Record<string, unknown>): OfferSearch {
  const view = views.find((known) => known === search.view)
  return view && view !== 'all' ? { view } : {}
}
