import { answerQuestion, likenessOf, movesLikeness, offerKindOf } from './rules.likeness.ts'
import {
  type Decide,
  type FactName,
  type Facts,
  type LearntFact,
  learntFacts,
  type Meanings,
  type Outcome,
  type PastReturn,
  type PastStop,
  type Step,
  type Stop,
} from './schema.past.ts'
import type { Obstacle } from './schema.ts'

/** One thing that nobody knows and that shares of the period stand in for: which question, and which answer to it. */
export interface Factor {
  readonly question: string
  readonly answer: string
}

/** One way that a return may go by the draft; how likely it is, the factors say together. */
export interface Leaf {
  readonly factors: readonly Factor[]
  readonly outcome: Outcome
  readonly letters: number
  /** The nodes that cost something: letters, acts, the end. What options say of costs is a forecast for whoever chooses. */
  readonly costs: readonly string[]
  /** Nothing was decided otherwise than it was: what was booked is what it costs. */
  readonly isAsItWas: boolean
}

/** Where the draft first does otherwise than was done: null where the one or the other had come to its end. */
export interface Turn {
  readonly was: string | null
  readonly becomes: string | null
}

/** What the draft makes of a past return, or why nobody can say. */
export type Replayed =
  | { readonly leaves: readonly Leaf[]; readonly turn: Turn | null }
  | { readonly obstacle: Obstacle; readonly facts: readonly FactName[] }

const answers = ['insists', 'accepts', 'gives-up', 'silent'] as const
const mostLeaves = 600
const mostSteps = 80

interface Trail {
  readonly history: readonly Stop[]
  /** How many of the past stops have been used. */
  readonly used: number
  readonly facts: Facts
  readonly factors: readonly Factor[]
  readonly letters: number
  readonly costs: readonly string[]
  readonly isAsItWas: boolean
}

/** Thrown within a walk only: the return cannot be replayed. */
class Blocked extends Error {
  readonly obstacle: Obstacle
  readonly facts: readonly FactName[]
  constructor(obstacle: Obstacle, facts: readonly FactName[] = []) {
    super(obstacle)
    this.obstacle = obstacle
    this.facts = facts
  }
}

/**
 * Takes a past return through a draft (PRODUCT.md, “Replay”). Where the draft does what was done, what came of it then
 * comes of it again. Where it sends a letter that was never sent, each answer is a way of its own; so are waits, choices
 * and facts that the return never came to.
 */
export function replayOne(decide: Decide, past: PastReturn, meanings: Meanings): Replayed {
  if (past.outcome === null) return { obstacle: 'still-open', facts: [] }
  const walk = new ReplayWalk(decide, past, meanings)
  try {
    walk.go({
      history: [],
      used: 0,
      facts: withoutHistory(past.stops[0]?.facts ?? past.facts),
      factors: [],
      letters: 0,
      costs: [],
      isAsItWas: true,
    })
  } catch (error) {
    if (error instanceof Blocked) return { obstacle: error.obstacle, facts: error.facts }
    throw error
  }
  return { leaves: walk.leaves, turn: walk.turn }
}

/** What the history tells is told anew by the draft's own. */
function withoutHistory(facts: Facts): Facts {
  const { buyerAnswer: _answer, lettersSent: _letters, ...others } = facts
  return others
}

class ReplayWalk {
  readonly leaves: Leaf[] = []
  turn: Turn | null = null
  readonly #decide: Decide
  readonly #past: PastReturn
  readonly #meanings: Meanings
  readonly #known: Facts

  constructor(decide: Decide, past: PastReturn, meanings: Meanings) {
    this.#decide = decide
    this.#past = past
    this.#meanings = meanings
    this.#known = withoutHistory(past.facts)
  }

  go(trail: Trail): void {
    if (trail.history.length > mostSteps || this.leaves.length > mostLeaves) throw new Blocked('too-many-ways')
    const step = this.#decide(trail.facts, trail.history)
    switch (step.kind) {
      case 'letter':
        this.#letter(step, trail)
        break
      case 'choose':
        this.#choose(step, trail)
        break
      case 'act':
        this.#act(step, trail)
        break
      case 'await':
        this.#wait(step, trail)
        break
      case 'ask':
        this.#ask(step.facts, trail)
        break
      case 'end':
        this.#end(step, trail)
        break
      default:
        throw new Blocked('supervisor')
    }
  }

  #letter(step: Extract<Step, { kind: 'letter' }>, trail: Trail): void {
    const at = this.#find(trail.used, 'letter', likenessOf(step.template, step.offers))
    const before = this.#stepTaken(step, trail, at)
    const letters = trail.letters + 1
    const past = this.#past.stops[at]
    if (past) {
      this.go({ ...this.#after(before, step.node, past, at), letters })
      return
    }
    const question = answerQuestion(offerKindOf(step.offers), trail.letters)
    for (const answer of answers) this.go({ ...assumed(before, step.node, question, answer), letters })
  }

  #choose(step: Extract<Step, { kind: 'choose' }>, trail: Trail): void {
    const open = step.options.filter(({ state }) => state.is === 'open')
    const chosenAs = new Map(open.map(({ key, moves }) => [movesLikeness(moves), key]))
    for (let at = trail.used; at < this.#past.stops.length; at += 1) {
      const stop = this.#past.stops[at]
      if (stop?.kind !== 'options' || stop.outcome === null) continue
      const likeness = this.#meaning(stop)?.options.get(stop.outcome)
      const key = likeness === undefined ? undefined : chosenAs.get(likeness)
      if (key === undefined) continue
      const before = this.#stepTaken(step, trail, at)
      this.go(this.#after(before, step.node, { ...stop, outcome: key }, at))
      return
    }
    const before = this.#stepTaken(step, trail, -1)
    const question = `choice ${[...chosenAs.keys()].sort().join(' | ')}`
    for (const [likeness, key] of chosenAs) {
      const after = chosenAs.size === 1 ? before : assumed(before, step.node, question, likeness)
      const history = [...trail.history, { node: step.node, outcome: key }]
      this.go({ ...after, history })
    }
  }

  #act(step: Extract<Step, { kind: 'act' }>, trail: Trail): void {
    const at = this.#find(trail.used, 'act', likenessOf(step.template, step.moves))
    const before = this.#stepTaken(step, trail, at)
    const past = this.#past.stops[at]
    if (past) {
      this.go(this.#after(before, step.node, { ...past, outcome: 'done' }, at))
      return
    }
    this.go({ ...before, history: [...trail.history, { node: step.node, outcome: 'done' }] })
  }

  #wait(step: Extract<Step, { kind: 'await' }>, trail: Trail): void {
    const at = this.#find(trail.used, 'wait', step.awaits)
    const before = this.#stepTaken(step, trail, at)
    const past = this.#past.stops[at]
    if (past) {
      this.go(this.#after(before, step.node, past, at))
      return
    }
    for (const answer of ['arrived', 'silent']) this.go(assumed(before, step.node, `wait ${step.awaits}`, answer))
  }

  /** What the return knew later counts; what it never knew has a share, if it is of the kind that comes up underway. */
  #ask(asked: readonly FactName[], trail: Trail): void {
    const learnt = asked.filter((name) => (this.#known[name] ?? undefined) !== undefined)
    if (learnt.length > 0) {
      const more = Object.fromEntries(learnt.map((name) => [name, this.#known[name]]))
      this.go({ ...trail, facts: { ...trail.facts, ...more } })
      return
    }
    const name = asked.find(isLearnt)
    if (!name) throw new Blocked('facts-missing', asked)
    for (const value of learntFacts[name]) {
      const factors = [...trail.factors, { question: `fact ${name}`, answer: String(value) }]
      this.go({ ...trail, factors, facts: { ...trail.facts, [name]: value }, isAsItWas: false })
    }
  }

  #end(step: Extract<Step, { kind: 'end' }>, trail: Trail): void {
    const isAsItWas = trail.isAsItWas && trail.used === this.#past.stops.length && step.outcome === this.#past.outcome
    if (!isAsItWas && trail.isAsItWas && !this.turn)
      this.turn = { was: this.#past.stops[trail.used]?.node ?? null, becomes: null }
    const { factors, letters } = trail
    this.leaves.push({ factors, letters, outcome: step.outcome, costs: [...trail.costs, step.node], isAsItWas })
  }

  /** The first past stop from `from` on that is the same thing and had an outcome; -1 where there is none. */
  #find(from: number, kind: PastStop['kind'], likeness: string): number {
    for (let at = from; at < this.#past.stops.length; at += 1) {
      const stop = this.#past.stops[at]
      if (stop?.kind === kind && stop.outcome !== null && this.#meaning(stop)?.likeness === likeness) return at
    }
    return -1
  }

  #meaning = (stop: PastStop) => this.#meanings(this.#past.versionId, stop.node)

  /** Goes on from a past stop with what was known then. */
  #after(trail: Trail, node: string, stop: PastStop, at: number): Trail {
    const outcome = stop.outcome ?? 'done'
    const facts = { ...trail.facts, ...withoutHistory(knownOf(stop.facts)) }
    return { ...trail, history: [...trail.history, { node, outcome }], used: at + 1, facts }
  }

  /** Notes whether this step is the one that was taken there, and what it costs. */
  #stepTaken(step: Step & { readonly node: string }, trail: Trail, at: number): Trail {
    const isSame = trail.isAsItWas && at === trail.used
    if (!isSame && trail.isAsItWas && !this.turn)
      this.turn = { was: this.#past.stops[trail.used]?.node ?? null, becomes: step.node }
    const costs = step.kind === 'letter' || step.kind === 'act' ? [...trail.costs, step.node] : trail.costs
    return { ...trail, isAsItWas: isSame, costs }
  }
}

const knownOf = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined))

const isLearnt = (name: FactName): name is LearntFact => Object.hasOwn(learntFacts, name)

const assumed = (trail: Trail, node: string, question: string, answer: string): Trail => ({
  ...trail,
  history: [...trail.history, { node, outcome: answer }],
  factors: [...trail.factors, { question, answer }],
  isAsItWas: false,
})
