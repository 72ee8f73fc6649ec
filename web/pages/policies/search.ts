export const panels = ['node', 'fields', 'trial', 'difference', 'history'] as const
export type Panel = (typeof panels)[number]
export const looks = ['graph', 'outline'] as const
export type Look = (typeof looks)[number]

/** What stands on the page of a policy besides the policy; it lives in the address. */
export interface PolicySearch {
  /** The version that is looked at; the open draft, else the one in force, unless told. */
  readonly version?: string
  readonly panel?: Panel
  readonly look?: Look
  readonly node?: string
}

/** Reads the search out of an address; what is not understood is left out. */
export function readPolicySearch(search: Record<string, unknown>): PolicySearch {
  const panel = panels.find((known) => known === search.panel)
  const look = looks.find((known) => known === search.look)
  return {
    ...(typeof search.version === 'string' && /^[0-9a-f-]{36}$/.test(search.version)
      ? { version: search.version }
      : {}),
    ...(panel && panel !== 'node' ? { panel } : {}),
    ...(look ? { look } : {}),
    ...(typeof search.node === 'string' && search.node.length <= 60 ? { node: search.node } : {}),
  }
}
