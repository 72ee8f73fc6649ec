import type { Schemas } from '../../api/client.ts'

export const steps = ['day', 'week', 'month'] as const
export type Step = (typeof steps)[number]
export const bases = ['booked', 'ordered'] as const
export type Basis = (typeof bases)[number]
export const groups = ['store', 'marketplace', 'category', 'sku', 'reason', 'fault', 'policyVersion'] as const
export type Group = (typeof groups)[number]
export const lineStates = ['booked', 'rate-missing', 'cost-missing'] as const
export type LineState = (typeof lineStates)[number]

/** What the page shows; it lives in the address. An empty cut is what nobody has said. */
export interface LossSearch {
  readonly tab?: 'ledger'
  readonly by?: Step
  readonly basis?: Basis
  /** Days, `2026-03-01`. */
  readonly from?: string
  readonly until?: string
  readonly group?: Group
  readonly store?: string
  readonly marketplace?: string
  readonly category?: string
  readonly sku?: string
  readonly reason?: string
  readonly fault?: string
  readonly version?: string
  readonly without?: true
  readonly state?: LineState
  /** The line of the ledger that is open. */
  readonly line?: string
}

/** The cuts that a figure may be narrowed by, with the group that each comes from. */
export const cuts = {
  store: 'store',
  marketplace: 'marketplace',
  category: 'category',
  sku: 'sku',
  reason: 'reason',
  fault: 'fault',
  version: 'policyVersion',
} as const satisfies Record<string, Group>
export type Cut = keyof typeof cuts
export const cutNames = Object.keys(cuts) as Cut[]
export const cutOf = (group: Group): Cut => (group === 'policyVersion' ? 'version' : group)

/** Reads the search out of an address; what is not understood is left out. */
export function readLossSearch(search: Record<string, unknown>): LossSearch {
  const among = <Word extends string>(name: string, words: readonly Word[]) => {
    const word = words.find((known) => known === search[name])
    return word === undefined ? {} : { [name]: word }
  }
  const day = (name: string) => {
    const value = search[name]
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? { [name]: value } : {}
  }
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {}
  }
  return {
    ...(search.tab === 'ledger' && { tab: 'ledger' }),
    ...among('by', steps),
    ...among('basis', bases),
    ...day('from'),
    ...day('until'),
    ...among('group', groups),
    ...Object.assign({}, ...cutNames.map(text)),
    ...(search.without === true && { without: true }),
    ...among('state', lineStates),
    ...text('line'),
  }
}

/** The cuts of a search as the server is asked for them. */
export function asked(search: LossSearch) {
  const { store, marketplace, category, sku, reason, fault, version } = search
  return {
    ...(search.basis && { basis: search.basis }),
    ...(search.from && { first: search.from }),
    ...(search.until && { last: search.until }),
    ...(store !== undefined && { storeId: store }),
    ...(marketplace !== undefined && { marketplace }),
    ...(category !== undefined && { category }),
    ...(sku !== undefined && { sku }),
    ...(reason !== undefined && { reason }),
    ...(fault !== undefined && { fault }),
    ...(version !== undefined && { policyVersionId: version }),
  }
}

export type Figure = Schemas['LossFigure']
export type Rate = Schemas['LossRate']
export type Line = Schemas['LossLine']

/** The search of the lines behind a whole answer: its period, with the same cuts. */
export const linesBehind = ({ period }: Rate, search: LossSearch): LossSearch => {
  const { group: _, by: __, line: ___, ...kept } = search
  return { ...kept, tab: 'ledger', from: period.first, until: period.last, basis: period.basis }
}
