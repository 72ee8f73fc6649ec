export const views = ['open', 'department', 'mine', 'asked', 'overdue', 'closed'] as const
export type View = (typeof views)[number]

/** What stands on the page of actions besides the opened one; it lives in the address. */
export interface ActionSearch {
  /** Which list; all that is open unless told. */
  readonly view?: View
}

/** Reads the search out of an address; what is not understood is left out. */
export function readActionSearch(search: Record<string, unknown>): ActionSearch {
  const view = views.find((known) => known === search.view)
  return view && view !== 'open' ? { view } : {}
}
