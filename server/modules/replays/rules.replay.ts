import { observe } from './rules.assumptions.ts'
import {
  addMoney,
  addReturns,
  type Cell,
  type CostAt,
  cellFor,
  cellKey,
  noteRequest,
  type Tally,
} from './rules.cells.ts'
import { type Patterns, patternsOf, type Verdicts } from './rules.patterns.ts'
import { replayOne } from './rules.walk.ts'
import type { Decide, Meanings, PastReturn } from './schema.past.ts'

/** The draft under the law of one marketplace. */
export interface Ground {
  readonly decide: Decide
  /** Days since delivery between which no rule tells. */
  readonly ages: readonly number[]
  readonly verdicts: Verdicts
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
  readonly costAt: CostAt
}

/** Returns that nothing tells apart that the draft or the assumptions ask about. */
interface Pattern {
  readonly first: PastReturn
  /** Null for those of other policies, and for those that the draft would not serve. */
  readonly cell: Cell | null
  readonly isNotServed: boolean
  returns: number
  claims: number
}

/**
 * Takes past returns through a draft, one after another; returns that the draft cannot tell apart are walked once. What
 * no return ever came to stays open until all have been seen: `predictionOf` the tally settles it.
 */
export class Replay {
  readonly #ground: ReplayGround
  readonly #cells = new Map<string, Cell>()
  readonly #unpricedFor: Tally['unpricedFor'] = new Map()
  readonly #places = new Map<Ground, { readonly patterns: Patterns; readonly found: Map<string, Pattern> }>()

  constructor(ground: ReplayGround) {
    this.#ground = ground
  }

  /** @param at the same object for all returns under the same law */
  add(past: PastReturn, at: Ground): void {
    let place = this.#places.get(at)
    if (!place) {
      place = { patterns: patternsOf(this.#ground.conditions, at.ages, at.verdicts), found: new Map() }
      this.#places.set(at, place)
    }
    const isOwn = past.policyId === this.#ground.policyId
    const key = `${isOwn ? '' : '-'}${place.patterns.keyOf(past)}`
    let pattern = place.found.get(key)
    if (!pattern) {
      pattern = this.#patternOf(past, at, isOwn)
      place.found.set(key, pattern)
    }
    pattern.returns += 1
    if (past.hasClaim) pattern.claims += 1
    if (pattern.cell) addMoney(pattern.cell, past, this.#unpricedFor)
  }

  /** All that has been added; adding more afterwards changes it. */
  tally(): Tally {
    const counts: Tally['counts'] = new Map()
    let notServed = 0
    for (const cell of this.#cells.values()) {
      Object.assign(cell, { returns: 0, claims: 0, lettersSent: 0 })
      cell.outcomes.clear()
    }
    for (const { found } of this.#places.values())
      for (const { first, cell, isNotServed, returns, claims } of found.values()) {
        observe(counts, first, this.#ground.meanings, returns, claims)
        if (cell) addReturns(cell, first, returns, claims)
        if (isNotServed) notServed += returns
      }
    return { cells: [...this.#cells.values()], counts, unpricedFor: this.#unpricedFor, notServed }
  }

  #patternOf(first: PastReturn, at: Ground, isOwn: boolean): Pattern {
    const isNotServed = isOwn && !at.serves(first)
    const cell = isOwn && !isNotServed ? this.#cellOf(first, at) : null
    if (cell) noteRequest(cell, first.requestId)
    return { first, cell, isNotServed, returns: 0, claims: 0 }
  }

  #cellOf(past: PastReturn, at: Ground): Cell {
    const replayed = replayOne(at.decide, past, this.#ground.meanings)
    const key = cellKey(replayed)
    const found = this.#cells.get(key)
    if (found) return found
    const cell = cellFor(replayed, this.#ground.costAt)
    this.#cells.set(key, cell)
    return cell
  }
}
