export const views = ['open', 'closed'] as const
export type View = (typeof views)[number]

/** What stands on the page of root causes besides the opened anomaly; it lives in the address. */
export interface AnomalySearch {
  /** Which list; open ones unless told. */
  readonly view?: View
}

/** Reads the search out of an address; what is not understood is left out. */
export const readAnomalySearch = (search: Record<string, unknown>): AnomalySearch =>
  search.view === 'closed' ? { view: 'closed' } : {}
