import type { Counts } from './rules.assumptions.ts'
import type { Leaf, Replayed, Turn } from './rules.walk.ts'
import type { FactName, Facts, Outcome, PastReturn } from './schema.past.ts'
import type { Obstacle } from './schema.ts'

/** What something costs for a return, in minor units of its currency; null where facts are missing, which are named. */
export type Cost = (facts: Facts) => { readonly amount: number | null; readonly missing: readonly FactName[] }
/** The cost of a node; undefined where it costs nothing. */
export type CostAt = (node: string) => Cost | undefined

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
  /** What is paid in one way or another, and for each different way what of it. */
  readonly costs: readonly Cost[]
  readonly ways: readonly (readonly number[])[]
  readonly wayOfLeaf: readonly number[]
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
  /** Returns of the policy that the draft would not serve any more. */
  readonly notServed: number
}

/** Returns of a cell whose own costs are reckoned for comparison with what was booked, at most so many. */
const mostCompared = 1_000

/** By which cells are the same. */
export const cellKey = (replayed: Replayed): string => JSON.stringify(replayed)

/** A cell, still empty, for returns of which the draft makes this. */
export function cellFor(replayed: Replayed, costAt: CostAt): Cell {
  const leaves = 'leaves' in replayed ? replayed.leaves : []
  const costs: Cost[] = []
  const places = new Map<string, number | undefined>()
  for (const node of new Set(leaves.flatMap((leaf) => leaf.costs))) {
    const cost = costAt(node)
    places.set(node, cost && costs.push(cost) - 1)
  }
  const ways: number[][] = []
  const known = new Map<string, number>()
  const wayOfLeaf = leaves.map((leaf) => {
    const way = leaf.costs.flatMap((node) => places.get(node) ?? [])
    const at = known.get(way.join()) ?? ways.push(way) - 1
    known.set(way.join(), at)
    return at
  })
  return {
    leaves,
    turn: 'leaves' in replayed ? replayed.turn : null,
    obstacle: 'leaves' in replayed ? null : replayed.obstacle,
    missing: 'leaves' in replayed ? [] : replayed.facts,
    isAsItWas: leaves.length === 1 && leaves[0]?.isAsItWas === true,
    costs,
    ways,
    wayOfLeaf,
    returns: 0,
    claims: 0,
    lettersSent: 0,
    unpriced: 0,
    purses: new Map(),
    outcomes: new Map(),
    requestIds: [],
  }
}

/** Keeps a return of a cell among the few to look at. */
export function noteRequest({ requestIds }: Cell, requestId: string): void {
  if (requestIds.length < mostRequests) requestIds.push(requestId)
}

/** Adds so many returns of one pattern, with all but their money. */
export function addReturns(cell: Cell, past: PastReturn, returns: number, claims: number): void {
  cell.returns += returns
  cell.claims += claims
  if (past.outcome !== null) cell.outcomes.set(past.outcome, (cell.outcomes.get(past.outcome) ?? 0) + returns)
  for (const { kind } of past.stops) if (kind === 'letter') cell.lettersSent += returns
}

/** Adds the money of a return to the cell of its pattern. Its amounts are its own, whatever the pattern. */
export function addMoney(cell: Cell, past: PastReturn, unpricedFor: Map<FactName, number>): void {
  if (cell.obstacle !== null) return
  if (past.loss === null) {
    cell.unpriced += 1
    return
  }
  const purse = purseOf(cell, past.currency)
  if (cell.isAsItWas) {
    const amounts = purse.returns < mostCompared ? amountsOf(cell, past.facts) : undefined
    if (Array.isArray(amounts)) {
      purse.reckoned += amounts[0] ?? 0
      purse.reckonedOf += past.loss
    }
    addAmounts(purse, past.loss, [past.loss])
    return
  }
  const amounts = amountsOf(cell, past.facts)
  if (Array.isArray(amounts)) {
    addAmounts(purse, past.loss, amounts)
    return
  }
  cell.unpriced += 1
  for (const name of amounts.missing) unpricedFor.set(name, (unpricedFor.get(name) ?? 0) + 1)
}

function addAmounts(purse: Purse, booked: number, amounts: readonly number[]): void {
  purse.returns += 1
  purse.booked += booked
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

/** By way, what it costs; or the facts without which it cannot be said. */
function amountsOf({ costs, ways }: Cell, facts: Facts): number[] | { readonly missing: readonly FactName[] } {
  const paid: number[] = []
  for (const cost of costs) {
    const { amount, missing } = cost(facts)
    if (amount === null) return { missing }
    paid.push(amount)
  }
  return ways.map((way) => {
    let sum = 0
    for (const at of way) sum += paid[at] ?? 0
    return sum
  })
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
