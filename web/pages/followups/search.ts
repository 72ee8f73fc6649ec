export const places = ['due', 'overdue', 'mine', 'done', 'suggestions'] as const
export type Place = (typeof places)[number]

/** What stands on the page of follow-ups besides the opened one; it lives in the address. */
export interface FollowUpSearch {
  /** Which list; what is due unless told. */
  readonly view?: Place
  /** Words of a suggestion. */
  readonly q?: string
}

/** Reads the search out of an address; what is not understood is left out. */
export function readFollowUpSearch(search: Record<string, unknown>): FollowUpSearch {
  const view = places.find((known) => known === search.view)
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim() : ''
  return { ...(view && view !== 'due' && { view }), ...(q !== '' && { q }) }
}
