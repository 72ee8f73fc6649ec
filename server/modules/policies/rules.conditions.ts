import type { Fields } from './rules.money.ts'
import { type SettledMoves, settleMoves } from './rules.moves.ts'
import type { BuyerAnswer, FactName, Facts } from './schema.facts.ts'
import type { Condition } from './schema.formulas.ts'
import type { Forbidden, Verdict } from './schema.guard.ts'
import type { FactUsed, Quotes } from './schema.step.ts'

/** The three answers of a condition. */
export const no = 0
export const yes = 1
export const unknown = 2
export type Answer = typeof no | typeof yes | typeof unknown

/** What conditions are asked about. */
export interface Asked {
  readonly facts: Facts
  readonly quotes: Quotes
  /** By the history: the answer to the last letter, and how many letters have gone. */
  readonly answer: BuyerAnswer | undefined
  readonly letters: number
  readonly judge: (moves: SettledMoves, facts: Facts) => Verdict
}

/** A condition made ready. */
export interface Test {
  readonly ask: (asked: Asked) => Answer
  /** Adds that by which it answers so; of `unknown`, the unknown facts that could turn it. */
  readonly tell: (asked: Asked, answer: Answer, told: Told) => void
}

/** By what a condition answers: facts, and what the guard forbids. */
export interface Told {
  readonly facts: FactUsed[]
  readonly verdicts: Forbidden[]
}

/**
 * Makes a condition ready. Three-valued as Kleene's logic is: an unknown fact matters only where it could change the
 * answer, so `any` of a yes and an unknown is yes.
 */
export function testOf(condition: Condition, fields: Fields): Test {
  if ('all' in condition) return joined(condition.all, fields, no)
  if ('any' in condition) return joined(condition.any, fields, yes)
  if ('not' in condition) {
    const inner = testOf(condition.not, fields)
    return {
      ask: (asked) => opposite(inner.ask(asked)),
      tell: (asked, answer, told) => inner.tell(asked, opposite(answer), told),
    }
  }
  return 'permits' in condition ? permitted(settleMoves(condition.permits, fields)) : leaf(condition)
}

const opposite = (answer: Answer): Answer => (answer === unknown ? unknown : answer === yes ? no : yes)

/** `all` is decided by the first no, `any` by the first yes. */
function joined(parts: readonly Condition[], fields: Fields, decisive: typeof no | typeof yes): Test {
  const tests = parts.map((part) => testOf(part, fields))
  return {
    ask(asked) {
      let answer: Answer = decisive === yes ? no : yes
      for (const test of tests) {
        const one = test.ask(asked)
        if (one === decisive) return one
        if (one === unknown) answer = unknown
      }
      return answer
    },
    tell(asked, answer, told) {
      for (const test of tests) if (test.ask(asked) === answer) test.tell(asked, answer, told)
    },
  }
}

function permitted(settled: SettledMoves): Test {
  return {
    ask({ judge, facts }) {
      const { answer } = judge(settled, facts)
      return answer === 'unknown' ? unknown : answer === 'permitted' ? yes : no
    },
    tell({ judge, facts }, _answer, told) {
      const verdict = judge(settled, facts)
      if (verdict.answer === 'unknown') for (const fact of verdict.facts) told.facts.push({ fact, value: null })
      if (verdict.answer === 'forbidden') told.verdicts.push(verdict)
    },
  }
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown } | { permits: unknown }>
type Known = string | number | boolean

function leaf(condition: Leaf): Test {
  const { fact } = condition
  const read = readerOf(fact)
  const holds = holdsFor(condition)
  const ask = (asked: Asked): Answer => {
    const value = read(asked)
    if ('known' in condition) return (value !== undefined) === condition.known ? yes : no
    if (value === undefined) return unknown
    return holds(value)
  }
  const tell = (asked: Asked, answer: Answer, { facts }: Told) => {
    if (ask(asked) !== answer || facts.some((one) => one.fact === fact)) return
    const quote = asked.quotes[fact]
    facts.push({ fact, value: read(asked) ?? null, ...(quote !== undefined && { quote }) })
  }
  return { ask, tell }
}

function holdsFor(condition: Leaf): (value: Known) => Answer {
  if ('is' in condition) return (value) => (value === condition.is ? yes : no)
  if ('in' in condition) {
    const set = new Set<Known>(condition.in)
    return (value) => (set.has(value) ? yes : no)
  }
  // What is no number cannot be compared: nobody knows it.
  if ('atLeast' in condition)
    return (value) => (typeof value !== 'number' ? unknown : value >= condition.atLeast ? yes : no)
  if ('atMost' in condition)
    return (value) => (typeof value !== 'number' ? unknown : value <= condition.atMost ? yes : no)
  return () => unknown
}

/** Two facts are known from the history where nobody states them. */
function readerOf(fact: FactName): (asked: Asked) => Known | undefined {
  if (fact === 'buyerAnswer') return ({ facts, answer }) => facts.buyerAnswer ?? answer
  if (fact === 'lettersSent') return ({ facts, letters }) => facts.lettersSent ?? letters
  return ({ facts }) => facts[fact] ?? undefined
}

/** Whether a condition asks what is permitted. */
export function asksGuard(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksGuard)
  if ('any' in condition) return condition.any.some(asksGuard)
  return 'not' in condition ? asksGuard(condition.not) : 'permits' in condition
}

/** Every fact that a condition speaks of, once; `permits` speaks of what the guard asks, not of these. */
export function factsIn(condition: Condition): FactName[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(factsIn))]
  if ('any' in condition) return [...new Set(condition.any.flatMap(factsIn))]
  if ('not' in condition) return factsIn(condition.not)
  return 'permits' in condition ? [] : [condition.fact]
}
