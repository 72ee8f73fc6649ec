import { answerQuestion } from './rules.likeness.ts'
import { type LearntFact, learntFacts, type Meanings, type PastReturn } from './schema.past.ts'

/** What the nearest wider question says weighs as much as so many observations. */
export const priorWeight = 20

/** How often each answer to a question was seen in the period. */
export type Counts = Map<string, Map<string, number>>

/** One answer to an unsettled question: what was seen, and the share that is reckoned with. */
export interface Share {
  readonly answer: string
  readonly seen: number
  readonly share: number
}

const answers = ['insists', 'accepts', 'gives-up', 'silent']

/**
 * Adds what so many returns like this one tell of how buyers answer, what comes back, what agents choose, what turns up.
 * @param claims how many of them had a claim
 */
export function observe(counts: Counts, past: PastReturn, meanings: Meanings, returns: number, claims: number): void {
  let letters = 0
  for (const { kind, node, outcome } of past.stops) {
    if (kind === 'letter') {
      const offer = meanings(past.versionId, node)?.offer ?? ''
      if (outcome !== null) see(counts, answerQuestion(offer, letters), outcome, returns)
      letters += 1
    } else if (kind === 'wait' && outcome !== null) {
      see(counts, `wait ${meanings(past.versionId, node)?.likeness ?? ''}`, outcome, returns)
    } else if (kind === 'options' && outcome !== null) {
      const chosen = meanings(past.versionId, node)?.options.get(outcome)
      if (chosen !== undefined) see(counts, 'choice', chosen, returns)
    }
  }
  for (const name of Object.keys(learntFacts) as LearntFact[]) {
    const value = past.facts[name]
    if (value !== undefined && value !== null)
      see(counts, `fact ${name}`, name === 'photos' ? (Number(value) > 0 ? '1' : '0') : String(value), returns)
  }
  if (past.outcome === null) return
  see(counts, `claim ${past.outcome}`, 'yes', claims)
  see(counts, `claim ${past.outcome}`, 'no', returns - claims)
}

function see(counts: Counts, question: string, answer: string, often: number): void {
  let of = counts.get(question)
  if (!of) {
    of = new Map()
    counts.set(question, of)
  }
  of.set(answer, (of.get(answer) ?? 0) + often)
}

/** Every answer that a question may have. */
export function answersOf(question: string): readonly string[] {
  if (question.startsWith('answer ')) return answers
  if (question.startsWith('wait ')) return ['arrived', 'silent']
  if (question.startsWith('claim ')) return ['yes', 'no']
  if (question.startsWith('choice ')) return question.slice('choice '.length).split(' | ')
  const name = question.slice('fact '.length) as LearntFact
  return learntFacts[name].map(String)
}

/**
 * The weights of a Dirichlet distribution over the answers to a question: what was seen of it, and `priorWeight` times
 * the shares of the nearest wider question. A letter asks first its own kind of offer at its own place in the row, then
 * that kind anywhere, then letters of any kind, then all answers alike. What has no wider question begins with one
 * observation of each answer.
 */
export function weightsOf(counts: Counts, question: string): { readonly seen: number[]; readonly weights: number[] } {
  const all = answersOf(question)
  const seen = seenOf(counts, question.startsWith('choice ') ? 'choice' : question, all)
  const prior = widerShares(counts, question, all)
  const weight = question.startsWith('answer ') || question.startsWith('claim ') ? priorWeight : all.length
  return { seen, weights: seen.map((count, at) => count + weight * (prior[at] ?? 0)) }
}

const seenOf = (counts: Counts, question: string, all: readonly string[]): number[] =>
  all.map((answer) => counts.get(question)?.get(answer) ?? 0)

const alike = (all: readonly string[]): number[] => all.map(() => 1 / all.length)

function widerShares(counts: Counts, question: string, all: readonly string[]): number[] {
  if (question.startsWith('claim '))
    return shrunk(
      summed(counts, all, (one) => one.startsWith('claim ')),
      [0.02, 0.98],
    )
  if (!question.startsWith('answer ')) return alike(all)
  const [, offer] = question.split(' ')
  const any = shrunk(
    summed(counts, all, (one) => one.startsWith('answer ')),
    alike(all),
  )
  return shrunk(
    summed(counts, all, (one) => one.startsWith(`answer ${offer} `)),
    any,
  )
}

function summed(counts: Counts, all: readonly string[], isMeant: (question: string) => boolean): number[] {
  const sums = all.map(() => 0)
  for (const question of counts.keys())
    if (isMeant(question))
      for (const [at, count] of seenOf(counts, question, all).entries()) sums[at] = (sums[at] ?? 0) + count
  return sums
}

function shrunk(seen: readonly number[], prior: readonly number[]): number[] {
  const whole = seen.reduce((sum, count) => sum + count, 0) + priorWeight
  return seen.map((count, at) => (count + priorWeight * (prior[at] ?? 0)) / whole)
}

/** The answers to a question with what was seen and the share that is reckoned with. */
export function sharesOf(counts: Counts, question: string): Share[] {
  const { seen, weights } = weightsOf(counts, question)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return answersOf(question).map((answer, at) => ({
    answer,
    seen: seen[at] ?? 0,
    share: (weights[at] ?? 0) / whole,
  }))
}
