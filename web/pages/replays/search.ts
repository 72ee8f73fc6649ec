/** What stands on the page of replays besides the opened one; it lives in the address. */
export interface ReplaySearch {
  /** Only replays of this version; a new one begins with it. */
  readonly version?: string
}

/** Reads the search out of an address; what is not understood is left out. */
export const readReplaySearch = (search: Record<string, unknown>): ReplaySearch =>
  typeof search.version === 'string' && /^[0-9a-f-]{36}$/.test(search.version) ? { version: search.version } : {}
