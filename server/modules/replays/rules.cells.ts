import type { Counts } from './rules.assumptions.ts'
import type { Leaf, Obstacle, Replayed, Turn } from './rules.walk.ts'
import type { FactName, Facts, Outcome, PastReturn } from './schema.past.ts'

/** What a node costs for a return, in minor units of its currency; null where facts are missing, which are named. */
export type Price = (node: string, facts: Facts) => { readonly amount: number | null; readonly missing: readonly FactName[] }

/** Money of the returns of one pattern in one currency. */
export interface Purse {
  readonly currency: string
  returns: number
  booked: number
  /** If each buyer did what is cheapest for the seller, or dearest. */
  least: number
  most: number
  /** By way of cost: the sum over the returns, and of the products of each two ways. */
  readonly sums: Float64Array
  readonly products: Float64Array
  /** Where nothing changes: what the draft's own costs come to, for comparison with what was booked. */
  reckoned: number
  reckonedOf: number
}

/** Past returns that may go the same ways by the draft, each as likely for one as for the other. */
export interface Cell {
  readonly leaves: readonly Leaf[]
  readonly turn: Turn | null
  readonly obstacle: Obstacle | null
  readonly missing: readonly FactName[]
  readonly isAsItWas: boolean
  /** Different lists of costs, and which of them each leaf has. */
  readonly ways: readonly (readonly string[])[]
  readonly wayOfLeaf: readonly number[]
  readonly nodes: readonly string[]
  returns: number
  claims: number
  lettersSent: number
  unpriced: number
  readonly purses: Map<string, Purse>
  readonly outcomes: Map<Outcome, number>
  /** Some of the returns, to look at. */
  readonly requestIds: string[]
}

const mostRequests = 5

/** All that has been taken through a draft so far; what nobody knows stays open until the end, when all has been seen. */
export interface Tally {
  readonly cells: Cell[]
  readonly counts: Counts
  /** Facts that kept money from being reckoned, and in how many returns. */
  readonly unpricedFor: Map<FactName, number>
}

/** By which cells are the same. */
export const cellKey = (replayed: Replayed): string => JSON.stringify(replayed)

/** A cell, still empty, for returns of which the draft makes this. */
export function cellFor(replayed: Replayed): Cell {
  const leaves = 'leaves' in replayed ? replayed.leaves : []
  const ways: (readonly string[])[] = []
  const places = new Map<string, number>()
  const wayOfLeaf = leaves.map(({ costs }) => {
    const key = costs.join(' ')
    const at = places.get(key) ?? ways.length
    if (at === ways.length) ways.push(costs)
    places.set(key, at)
    return at
  })
  return {
    leaves,
    turn: 'leaves' in replayed ? replayed.turn : null,
    obstacle: 'leaves' in replayed ? null : replayed.obstacle,
    missing: 'leaves' in replayed ? [] : replayed.facts,
    isAsItWas: leaves.length === 1 && leaves[0]?.isAsItWas === true,
    ways,
    wayOfLeaf,
    nodes: [...new Set(ways.flat())],
    returns: 0,
    claims: 0,
    lettersSent: 0,
    unpriced: 0,
    purses: new Map(),
    outcomes: new Map(),
    requestIds: [],
  }
}

/** Adds a return to the cell of its pattern. Its amounts are its own, whatever the pattern. */
export function addTo(cell: Cell, past: PastReturn, price: Price, unpricedFor: Map<FactName, number>): void {
  cell.returns += 1
  if (past.hasClaim) cell.claims += 1
  if (past.outcome !== null) cell.outcomes.set(past.outcome, (cell.outcomes.get(past.outcome) ?? 0) + 1)
  if (cell.requestIds.length < mostRequests) cell.requestIds.push(past.requestId)
  for (const { kind } of past.stops) if (kind === 'letter') cell.lettersSent += 1
  if (cell.obstacle !== null) return
  const amounts = amountsOf(cell, past, price, unpricedFor)
  if (past.loss === null || (!amounts && !cell.isAsItWas)) {
    cell.unpriced += 1
    return
  }
  const purse = purseOf(cell, past.currency)
  purse.returns += 1
  purse.booked += past.loss
  if (cell.isAsItWas) {
    if (amounts?.[0] !== undefined) {
      purse.reckoned += amounts[0]
      purse.reckonedOf += past.loss
    }
    addAmounts(purse, [past.loss])
  } else if (amounts) addAmounts(purse, amounts)
}

function addAmounts(purse: Purse, amounts: readonly number[]): void {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const { sums, products } = purse
  const size = amounts.length
  for (let one = 0; one < size; one += 1) {
    const amount = amounts[one] ?? 0
    if (amount < least) least = amount
    if (amount > most) most = amount
    sums[one] = (sums[one] ?? 0) + amount
    for (let other = one; other < size; other += 1)
      products[one * size + other] = (products[one * size + other] ?? 0) + amount * (amounts[other] ?? 0)
  }
  purse.least += least
  purse.most += most
}

/** By way, what it costs; undefined where one of them cannot be said. */
function amountsOf(
  { nodes, ways }: Cell,
  { facts, loss }: PastReturn,
  price: Price,
  unpricedFor: Map<FactName, number>,
): number[] | undefined {
  const byNode = new Map<string, number>()
  let isKnown = true
  for (const node of nodes) {
    const { amount, missing } = price(node, facts)
    if (amount !== null) byNode.set(node, amount)
    else {
      isKnown = false
      if (loss !== null) for (const name of missing) unpricedFor.set(name, (unpricedFor.get(name) ?? 0) + 1)
    }
  }
  if (!isKnown) return undefined
  return ways.map((way) => way.reduce((sum, node) => sum + (byNode.get(node) ?? 0), 0))
}

function purseOf(cell: Cell, currency: string): Purse {
  const found = cell.purses.get(currency)
  if (found) return found
  const size = cell.isAsItWas ? 1 : cell.ways.length
  const purse: Purse = {
    currency,
    returns: 0,
    booked: 0,
    least: 0,
    most: 0,
    sums: new Float64Array(size),
    products: new Float64Array(size * size),
    reckoned: 0,
    reckonedOf: 0,
  }
  cell.purses.set(currency, purse)
  return purse
}
