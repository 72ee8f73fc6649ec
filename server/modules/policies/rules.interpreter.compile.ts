import { asksGuard, type Test, testOf } from './rules.conditions.ts'
import { costsOf, type Fields } from './rules.money.ts'
import { daysOf, type SettledMoves, settleMoves } from './rules.moves.ts'
import { type BuyerAnswer, buyerAnswers, type Facts } from './schema.facts.ts'
import type { Move } from './schema.formulas.ts'
import type { NodeOf, PolicyNode, PolicyWords, ReturnPolicy } from './schema.policy.ts'
import type { CostLine, Step } from './schema.step.ts'

type Costs = (facts: Facts) => readonly CostLine[]

export interface ReadyBranch {
  readonly rule: string | null
  readonly title: PolicyWords
  readonly test: Test
  readonly ifUnknown: 'ask' | 'no' | 'yes'
  /** Whether it asks what is permitted: then a no is explained too. */
  readonly asksGuard: boolean
  readonly to: string
}

export interface ReadyOption {
  readonly key: string
  readonly title: PolicyWords
  readonly test: Test | null
  readonly moves: SettledMoves
  readonly costs: Costs
  readonly to: string
}

/** A node with its fields put in and its conditions and formulas made ready. */
export type ReadyNode =
  | { readonly kind: 'broken'; readonly id: string; readonly field: string }
  | {
      readonly kind: 'letter'
      readonly id: string
      readonly template: string
      readonly wait: number
      readonly moves: SettledMoves
      readonly costs: Costs
      readonly answers: ReadonlyMap<string, string>
      readonly ifForbidden: string | null
      readonly most: number
      readonly beyond: string | null
    }
  | {
      readonly kind: 'decision'
      readonly id: string
      readonly branches: readonly ReadyBranch[]
      readonly otherwise: string
    }
  | { readonly kind: 'options'; readonly id: string; readonly options: readonly ReadyOption[] }
  | {
      readonly kind: 'act'
      readonly id: string
      readonly template: string | null
      readonly moves: SettledMoves
      readonly costs: Costs
      readonly ifForbidden: string | null
      readonly to: string
    }
  | {
      readonly kind: 'wait'
      readonly id: string
      readonly awaits: NodeOf<'wait'>['awaits']
      readonly wait: number
      readonly arrived: string
      readonly silent: string
      readonly most: number
      readonly beyond: string | null
    }
  | { readonly kind: 'end'; readonly id: string; readonly costs: Costs; readonly outcome: EndStep['outcome'] }

type EndStep = Extract<Step, { kind: 'end' }>

/** A version of a policy made ready for many decisions. */
export interface ReadyPolicy {
  readonly start: string
  readonly nodes: ReadonlyMap<string, ReadyNode>
  /** Whether this policy is meant for a return. */
  readonly applies: Test
}

/** Makes a version ready. It never fails: a node that cannot be understood sends to a supervisor, with the reason. */
export function readyPolicy(policy: ReturnPolicy): ReadyPolicy {
  const fields = policy.fields
  const nodes = new Map(Object.entries(policy.nodes).map(([id, node]) => [id, readyNode(id, node, fields)]))
  return { start: policy.start, nodes, applies: testOf(policy.applies, fields) }
}

function readyNode(id: string, node: PolicyNode, fields: Fields): ReadyNode {
  switch (node.kind) {
    case 'letter':
      return readyLetter(id, node, fields)
    case 'decision': {
      const branches = node.branches.map(({ rule, title, when, to, ifUnknown }) => ({
        rule: rule ?? null,
        title,
        test: testOf(when, fields),
        ifUnknown: ifUnknown ?? ('ask' as const),
        asksGuard: asksGuard(when),
        to,
      }))
      return { kind: 'decision', id, branches, otherwise: node.otherwise }
    }
    case 'options': {
      const options = node.options.map(({ key, title, when, moves, costs, to }) => ({
        key,
        title,
        test: when ? testOf(when, fields) : null,
        moves: settleMoves(moves, fields),
        costs: costsOf(costs, fields),
        to,
      }))
      const missing = options.find((option) => option.moves.missing !== null)?.moves.missing
      return typeof missing === 'string' ? { kind: 'broken', id, field: missing } : { kind: 'options', id, options }
    }
    case 'act':
      return whole(id, node.moves, fields, (moves) => ({
        kind: 'act',
        id,
        template: node.template ?? null,
        moves,
        costs: costsOf(node.costs, fields),
        ifForbidden: node.ifForbidden ?? null,
        to: node.to,
      }))
    case 'wait': {
      const wait = daysOf(node.wait, fields)
      if (wait === undefined) return { kind: 'broken', id, field: fieldIn(node.wait) }
      const { awaits, arrived, silent } = node
      return { kind: 'wait', id, awaits, wait, arrived, silent, ...boundOf(node) }
    }
    case 'end':
      return { kind: 'end', id, costs: costsOf(node.costs, fields), outcome: node.outcome }
  }
}

function readyLetter(id: string, node: NodeOf<'letter'>, fields: Fields): ReadyNode {
  const wait = daysOf(node.wait, fields)
  if (wait === undefined) return { kind: 'broken', id, field: fieldIn(node.wait) }
  return whole(id, node.offers, fields, (moves) => ({
    kind: 'letter',
    id,
    template: node.template,
    wait,
    moves,
    costs: costsOf(node.costs, fields),
    answers: new Map(buyerAnswers.map((answer) => [answer, node.answers[answer]])),
    ifForbidden: node.ifForbidden ?? null,
    ...boundOf(node),
  }))
}

/** Validation sees to it that what goes in a circle passes a bound. */
const boundOf = ({ most, beyond }: { readonly most?: number; readonly beyond?: string }) => ({
  most: most ?? Number.POSITIVE_INFINITY,
  beyond: beyond ?? null,
})

function whole(id: string, moves: readonly Move[], fields: Fields, make: (moves: SettledMoves) => ReadyNode) {
  const settled = settleMoves(moves, fields)
  return settled.missing === null ? make(settled) : { kind: 'broken' as const, id, field: settled.missing }
}

const fieldIn = (value: number | { readonly field: string }): string =>
  typeof value === 'number' ? String(value) : value.field

/** Whether a word is an answer of a buyer. */
export const isAnswer = (outcome: string): outcome is BuyerAnswer =>
  (buyerAnswers as readonly string[]).includes(outcome)
