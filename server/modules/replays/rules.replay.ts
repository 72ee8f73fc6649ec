import { observe } from './rules.assumptions.ts'
import { addTo, type Cell, cellFor, cellKey, type Price, type Tally } from './rules.cells.ts'
import { type Patterns, patternsOf } from './rules.patterns.ts'
import { replayOne } from './rules.walk.ts'
import type { Decide, Meanings, PastReturn } from './schema.past.ts'

/** The draft under the law of one marketplace. */
export interface Ground {
  readonly decide: Decide
  /** Days since delivery between which no rule tells. */
  readonly ages: readonly number[]
  /** Whether the draft is meant for a return with these facts at all. */
  readonly serves: (past: PastReturn) => boolean
}

/** What a replay needs to know besides the returns themselves. */
export interface ReplayGround {
  /** The policy of which the draft is a version: its returns are taken through; of others only answers are counted. */
  readonly policyId: string
  /** Whatever of the draft holds conditions. */
  readonly conditions: unknown
  readonly meanings: Meanings
  readonly price: Price
}

/**
 * Takes past returns through a draft, one after another; returns that the draft cannot tell apart are walked once. What
 * no return ever came to stays open until all have been seen: `predictionOf` the tally settles it.
 */
export class Replay {
  readonly tally: Tally = { cells: [], counts: new Map(), unpricedFor: new Map() }
  /** Returns of the policy that the draft would not serve any more. */
  notServed = 0
  readonly #ground: ReplayGround
  readonly #byWays = new Map<string, Cell>()
  readonly #places = new Map<Ground, { readonly patterns: Patterns; readonly cells: Map<string, Cell> }>()

  constructor(ground: ReplayGround) {
    this.#ground = ground
  }

  add(past: PastReturn, at: Ground): void {
    const { policyId, meanings, price } = this.#ground
    observe(this.tally.counts, past, meanings)
    if (past.policyId !== policyId) return
    if (!at.serves(past)) {
      this.notServed += 1
      return
    }
    addTo(this.#cellOf(past, at), past, price, this.tally.unpricedFor)
  }

  #cellOf(past: PastReturn, at: Ground): Cell {
    let place = this.#places.get(at)
    if (!place) {
      place = { patterns: patternsOf(this.#ground.conditions, at.ages), cells: new Map() }
      this.#places.set(at, place)
    }
    const key = place.patterns.keyOf(past)
    const found = place.cells.get(key)
    if (found) return found
    const replayed = replayOne(at.decide, past, this.#ground.meanings)
    const ways = cellKey(replayed)
    let cell = this.#byWays.get(ways)
    if (!cell) {
      cell = cellFor(replayed)
      this.#byWays.set(ways, cell)
      this.tally.cells.push(cell)
    }
    place.cells.set(key, cell)
    return cell
  }
}
