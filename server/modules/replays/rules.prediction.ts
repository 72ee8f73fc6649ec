import { answersOf, type Share, sharesOf, weightsOf } from './rules.assumptions.ts'
import type { Cell, Tally } from './rules.cells.ts'
import { drawsFrom, normalFrom, quantile, sharesFrom } from './rules.chance.ts'
import type { Turn } from './rules.walk.ts'
import type { FactName, Outcome } from './schema.past.ts'
import type { Obstacle } from './schema.ts'

/** A figure and between what it lies in 95 of 100 cases, if the assumptions hold. */
export interface Range {
  readonly mean: number
  readonly low: number
  readonly high: number
}

export interface Assumption {
  readonly question: string
  /** In how many returns it was asked, those that would come to it only by chance with their chance. */
  readonly uses: number
  readonly shares: readonly Share[]
}

export interface ReplayResult {
  readonly returns: number
  readonly unchanged: number
  readonly changed: number
  readonly notServed: number
  readonly obstacles: readonly {
    readonly obstacle: Obstacle
    readonly returns: number
    readonly facts: readonly FactName[]
  }[]
  readonly outcomes: readonly ({ readonly outcome: Outcome; readonly before: number } & Range)[]
  readonly letters: { readonly before: number } & Range
  readonly claims: { readonly before: number } & Range
  readonly money: readonly Money[]
  readonly unpriced: {
    readonly returns: number
    readonly facts: readonly { readonly fact: FactName; readonly returns: number }[]
  }
  readonly turns: readonly (Turn & { readonly returns: number; readonly requestIds: readonly string[] })[]
  readonly assumptions: readonly Assumption[]
}

interface Money extends Range {
  readonly currency: string
  readonly returns: number
  readonly booked: number
  /** Whatever buyers answer, it lies between these. */
  readonly least: number
  readonly most: number
  /** Where nothing changes: what the draft's own costs come to, and what was booked of the same returns. */
  readonly reckoned: number
  readonly reckonedOf: number
}

const draws = 400
const mostTurns = 30
const requestsOfTurn = 5

/**
 * Settles what nobody knows of a tally. The mean takes each share as the period has it; the range also takes in how
 * uncertain the shares are (their Dirichlet distribution, drawn from) and that each single buyer answers by chance. The
 * same tally and seed give the same result.
 */
export function predictionOf(tally: Tally, seed: number): ReplayResult {
  const cells = tally.cells.filter(({ obstacle }) => obstacle === null)
  const measured = new Measures(cells)
  const questions = questionsOf(cells)
  const settled = questions.map((question) => weightsOf(tally.counts, question).weights)
  const mean = measured.figures(chances(cells, questions, settled.map(normed)))
  const draw = drawsFrom(seed)
  const drawn = Array.from({ length: draws }, () => {
    const shares = settled.map((weights) => sharesFrom(draw, weights))
    const { means, variances } = measured.figures(chances(cells, questions, shares))
    return means.map((value, at) => value + Math.sqrt(Math.max(0, variances[at] ?? 0)) * normalFrom(draw))
  })
  const range = (at: number): Range => {
    const sorted = Float64Array.from(drawn, (each) => each[at] ?? 0).sort()
    const value = mean.means[at] ?? 0
    return {
      mean: value,
      low: Math.min(value, quantile(sorted, 0.025)),
      high: Math.max(value, quantile(sorted, 0.975)),
    }
  }
  const sum = (of: (cell: Cell) => number) => cells.reduce((total, cell) => total + of(cell), 0)
  return {
    returns: sum(({ returns }) => returns),
    unchanged: sum((cell) => (cell.isAsItWas ? cell.returns : 0)),
    changed: sum((cell) => (cell.isAsItWas ? 0 : cell.returns)),
    notServed: tally.notServed,
    obstacles: obstaclesOf(tally.cells),
    outcomes: measured.outcomes.map((outcome, at) => ({
      outcome,
      before: sum(({ outcomes }) => outcomes.get(outcome) ?? 0),
      ...range(at),
    })),
    letters: { before: sum(({ lettersSent }) => lettersSent), ...range(measured.letters) },
    claims: { before: sum(({ claims }) => claims), ...range(measured.claims) },
    money: measured.currencies.map((currency, at) => ({
      currency,
      ...measured.purse(currency),
      ...range(measured.money + at),
    })),
    unpriced: {
      returns: sum(({ unpriced }) => unpriced),
      facts: [...tally.unpricedFor]
        .map(([fact, returns]) => ({ fact, returns }))
        .sort((one, other) => other.returns - one.returns),
    },
    turns: turnsOf(cells),
    assumptions: assumptionsOf(tally, cells, questions, settled.map(normed)),
  }
}

const normed = (weights: readonly number[]): number[] => {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / whole)
}

const claimOf = (outcome: Outcome) => `claim ${outcome}`

function questionsOf(cells: readonly Cell[]): string[] {
  const questions = new Set<string>()
  for (const { leaves, isAsItWas } of cells) {
    if (isAsItWas) continue
    for (const { factors, outcome } of leaves) {
      for (const { question } of factors) questions.add(question)
      questions.add(claimOf(outcome))
    }
  }
  return [...questions].sort()
}

/** How likely each leaf of each cell is, and of each outcome a claim. */
interface Chances {
  readonly leaves: readonly Float64Array[]
  readonly claim: (outcome: Outcome) => number
}

function chances(
  cells: readonly Cell[],
  questions: readonly string[],
  shares: readonly (readonly number[])[],
): Chances {
  const byQuestion = new Map(
    questions.map((question, at) => [
      question,
      new Map(answersOf(question).map((answer, place) => [answer, shares[at]?.[place] ?? 0])),
    ]),
  )
  const leaves = cells.map(({ leaves }) =>
    Float64Array.from(leaves, ({ factors }) =>
      factors.reduce((chance, { question, answer }) => chance * (byQuestion.get(question)?.get(answer) ?? 0), 1),
    ),
  )
  return { leaves, claim: (outcome) => byQuestion.get(claimOf(outcome))?.get('yes') ?? 0 }
}

/** Every figure that is predicted, one after another: outcomes, letters, claims, money by currency. */
class Measures {
  readonly outcomes: readonly Outcome[]
  readonly currencies: readonly string[]
  readonly letters: number
  readonly claims: number
  readonly money: number
  readonly #cells: readonly Cell[]

  constructor(cells: readonly Cell[]) {
    this.#cells = cells
    this.outcomes = [
      ...new Set(
        cells.flatMap(({ outcomes, leaves }) => [...outcomes.keys(), ...leaves.map(({ outcome }) => outcome)]),
      ),
    ].sort()
    this.currencies = [...new Set(cells.flatMap(({ purses }) => [...purses.keys()]))].sort()
    this.letters = this.outcomes.length
    this.claims = this.letters + 1
    this.money = this.claims + 1
  }

  /** The expected value of each figure, and how far single returns make it vary. */
  figures({ leaves, claim }: Chances): { readonly means: readonly number[]; readonly variances: readonly number[] } {
    const size = this.money + this.currencies.length
    const [means, variances] = [new Array<number>(size).fill(0), new Array<number>(size).fill(0)]
    const add = (at: number, mean: number, variance: number) => {
      means[at] = (means[at] ?? 0) + mean
      variances[at] = (variances[at] ?? 0) + variance
    }
    for (const [place, cell] of this.#cells.entries()) {
      const likely = leaves[place] ?? new Float64Array()
      const { returns } = cell
      const byOutcome = new Map<Outcome, number>()
      let [letters, squares, claims] = [0, 0, 0]
      for (const [at, leaf] of cell.leaves.entries()) {
        const chance = likely[at] ?? 0
        byOutcome.set(leaf.outcome, (byOutcome.get(leaf.outcome) ?? 0) + chance)
        letters += chance * leaf.letters
        squares += chance * leaf.letters ** 2
        claims += chance * claim(leaf.outcome)
      }
      for (const [outcome, chance] of byOutcome)
        add(this.outcomes.indexOf(outcome), returns * chance, returns * chance * (1 - chance))
      add(this.letters, returns * letters, returns * (squares - letters ** 2))
      if (cell.isAsItWas) add(this.claims, cell.claims, 0)
      else add(this.claims, returns * claims, returns * claims * (1 - claims))
      this.#addMoney(cell, likely, add)
    }
    return { means, variances }
  }

  #addMoney(cell: Cell, likely: Float64Array, add: (at: number, mean: number, variance: number) => void): void {
    const ways = new Float64Array(cell.isAsItWas ? 1 : cell.ways.length)
    for (const [at, way] of cell.wayOfLeaf.entries()) ways[way] = (ways[way] ?? 0) + (likely[at] ?? 0)
    for (const [currency, { sums, products }] of cell.purses) {
      let [mean, variance] = [0, 0]
      for (let one = 0; one < ways.length; one += 1) {
        const chance = ways[one] ?? 0
        mean += chance * (sums[one] ?? 0)
        variance += chance * (products[one * ways.length + one] ?? 0)
        for (let other = one; other < ways.length; other += 1)
          variance -= (other === one ? 1 : 2) * chance * (ways[other] ?? 0) * (products[one * ways.length + other] ?? 0)
      }
      add(this.money + this.currencies.indexOf(currency), mean, variance)
    }
  }

  purse(currency: string): Omit<Money, 'currency' | keyof Range> {
    const whole = { returns: 0, booked: 0, least: 0, most: 0, reckoned: 0, reckonedOf: 0 }
    for (const { purses } of this.#cells) {
      const purse = purses.get(currency)
      if (!purse) continue
      for (const name of ['returns', 'booked', 'least', 'most', 'reckoned', 'reckonedOf'] as const)
        whole[name] += purse[name]
    }
    return whole
  }
}

function obstaclesOf(cells: readonly Cell[]): ReplayResult['obstacles'] {
  const found = new Map<string, { obstacle: Obstacle; returns: number; facts: readonly FactName[] }>()
  for (const { obstacle, missing, returns } of cells) {
    if (obstacle === null) continue
    const facts = [...missing].sort()
    const key = `${obstacle} ${facts.join(' ')}`
    const before = found.get(key)?.returns ?? 0
    found.set(key, { obstacle, facts, returns: before + returns })
  }
  return [...found.values()].sort((one, other) => other.returns - one.returns)
}

/** Where the draft first does otherwise, the most frequent first, with some returns to look at. */
function turnsOf(cells: readonly Cell[]): ReplayResult['turns'] {
  const found = new Map<string, Turn & { returns: number; requestIds: string[] }>()
  for (const { turn, returns, requestIds } of cells) {
    if (!turn) continue
    const key = `${turn.was} ${turn.becomes}`
    const of = found.get(key) ?? { ...turn, returns: 0, requestIds: [] }
    of.returns += returns
    of.requestIds.push(...requestIds.slice(0, requestsOfTurn - of.requestIds.length))
    found.set(key, of)
  }
  return [...found.values()].sort((one, other) => other.returns - one.returns).slice(0, mostTurns)
}

function assumptionsOf(
  tally: Tally,
  cells: readonly Cell[],
  questions: readonly string[],
  shares: readonly (readonly number[])[],
): Assumption[] {
  const { leaves } = chances(cells, questions, shares)
  const uses = new Map<string, number>()
  for (const [place, cell] of cells.entries())
    for (const [at, { factors, outcome, isAsItWas }] of cell.leaves.entries()) {
      const often = cell.returns * (leaves[place]?.[at] ?? 0)
      for (const question of new Set(factors.map(({ question }) => question)))
        uses.set(question, (uses.get(question) ?? 0) + often)
      if (!isAsItWas) uses.set(claimOf(outcome), (uses.get(claimOf(outcome)) ?? 0) + often)
    }
  return questions
    .map((question) => ({ question, uses: uses.get(question) ?? 0, shares: sharesOf(tally.counts, question) }))
    .sort((one, other) => other.uses - one.uses)
}
