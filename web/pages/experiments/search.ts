export const views = ['open', 'archived'] as const
export type View = (typeof views)[number]

/** What stands on the page of experiments besides the opened one; it lives in the address. */
export interface ExperimentSearch {
  /** Which ones; those not archived unless told. */
  readonly view?: View
}

/** Reads the search out of an address; what is not understood is left out. */
export const readExperimentSearch = (search: Record<string, unknown>): ExperimentSearch =>
  search.view === 'archived' ? { view: 'archived' } : {}
