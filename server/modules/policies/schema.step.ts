import type { AnyFactValue, BuyerAnswer, FactName, Facts, Payer } from './schema.facts.ts'
import type { CostKind } from './schema.formulas.ts'
import type { Forbidden } from './schema.guard.ts'
import type { AwaitedThing, Outcome, PolicyWords } from './schema.policy.ts'

/**
 * One node that was passed and what came of it: the buyer's answer to a letter, the key of the chosen option, `done` or
 * `failed` for an act, `arrived` or `silent` for a wait. Without an outcome it is still open. Oldest first.
 */
export interface Stop {
  readonly node: string
  readonly outcome?: BuyerAnswer | 'done' | 'failed' | 'arrived' | (string & {}) | undefined
}

/** Sentences of the buyer by the fact that they prove: the one with the swear word, the one in capitals. */
export type Quotes = { readonly [Name in FactName]?: string }

/** All that a decision is made from, besides the policy and what marketplace and law permit. */
export interface ReturnCase {
  readonly facts: Facts
  readonly quotes?: Quotes
  readonly history: readonly Stop[]
}

/** A move with its numbers put in. */
export type SettledMove =
  | { readonly do: 'fee' | 'refund' | 'keep-item-refund'; readonly percent: number }
  | { readonly do: 'shipping'; readonly paidBy: Payer }
  | { readonly do: 'refuse'; readonly reason: string }
  | {
      readonly do:
        | 'approve'
        | 'waive-fee'
        | 'label'
        | 'replace'
        | 'send-part'
        | 'ask-photos'
        | 'trace-parcel'
        | 'record'
    }

/** What something costs the seller, in minor units of the order's currency; what lessens the loss is below zero. */
export interface CostLine {
  readonly kind: CostKind
  /** Null where a fact is unknown. */
  readonly amount: number | null
  readonly missing: readonly FactName[]
}

/** A fact that decided, with the buyer's sentence where there is one. */
export interface FactUsed {
  readonly fact: FactName
  readonly value: AnyFactValue
  readonly quote?: string
}

/** Why it went this way: codes and parameters that the screen puts into words. */
export type Because =
  | { readonly code: 'begins'; readonly node: string }
  | { readonly code: 'answered'; readonly node: string; readonly answer: BuyerAnswer }
  | { readonly code: 'chosen'; readonly node: string; readonly option: string }
  | { readonly code: 'done'; readonly node: string }
  | { readonly code: 'arrived'; readonly node: string }
  | { readonly code: 'waited'; readonly node: string }
  | {
      readonly code: 'branch'
      readonly node: string
      readonly rule: string | null
      readonly title: PolicyWords
      readonly facts: readonly FactUsed[]
      /** The condition was unknown and the branch says that this means yes. */
      readonly isAssumed: boolean
    }
  | {
      readonly code: 'otherwise'
      readonly node: string
      /** Unknown facts by which branches were taken for no, as those say. */
      readonly assumedNo: readonly FactName[]
      /** What marketplace or law forbid that a branch asked for. */
      readonly verdicts: readonly Forbidden[]
    }
  | { readonly code: 'forbidden'; readonly node: string; readonly verdict: Forbidden }
  | { readonly code: 'bound'; readonly node: string; readonly most: number }

/** Why the policy cannot go on by itself. */
export type SupervisorReason =
  | { readonly code: 'node-missing'; readonly parameters: { readonly node: string } }
  | { readonly code: 'outcome-impossible'; readonly parameters: { readonly node: string; readonly outcome: string } }
  | { readonly code: 'field-missing'; readonly parameters: { readonly node: string; readonly field: string } }
  | { readonly code: 'act-failed'; readonly parameters: { readonly node: string } }
  | { readonly code: 'forbidden'; readonly parameters: { readonly node: string }; readonly verdict: Forbidden }
  | { readonly code: 'no-option-left'; readonly parameters: { readonly node: string } }
  | { readonly code: 'passed-too-often'; readonly parameters: { readonly node: string; readonly most: number } }
  | { readonly code: 'circle'; readonly parameters: { readonly node: string } }
  | { readonly code: 'too-long'; readonly parameters: { readonly stops: number } }

/** A resolution that the agent may choose, or why not. */
export interface OfferedOption {
  readonly key: string
  readonly title: PolicyWords
  readonly moves: readonly SettledMove[]
  readonly costs: readonly CostLine[]
  /** All costs together; null where one is unknown. */
  readonly total: number | null
  readonly state:
    | { readonly is: 'open' }
    | { readonly is: 'forbidden'; readonly verdict: Forbidden }
    | { readonly is: 'asks'; readonly facts: readonly FactName[] }
}

/** What is to be done next, and why. */
export type Step = { readonly because: readonly Because[] } & (
  | {
      readonly kind: 'letter'
      readonly node: string
      readonly template: string
      /** Days until silence is taken for an answer. */
      readonly wait: number
      readonly offers: readonly SettledMove[]
      readonly costs: readonly CostLine[]
    }
  | {
      readonly kind: 'await'
      readonly node: string
      readonly awaits: 'answer' | AwaitedThing
      readonly wait: number
    }
  /** Something was begun and its outcome is not reported yet. */
  | { readonly kind: 'report'; readonly node: string }
  | { readonly kind: 'choose'; readonly node: string; readonly options: readonly OfferedOption[] }
  | {
      readonly kind: 'act'
      readonly node: string
      readonly template: string | null
      readonly moves: readonly SettledMove[]
      readonly costs: readonly CostLine[]
    }
  | { readonly kind: 'ask'; readonly node: string; readonly facts: readonly FactName[] }
  | { readonly kind: 'end'; readonly node: string; readonly outcome: Outcome; readonly costs: readonly CostLine[] }
  | { readonly kind: 'supervisor'; readonly reason: SupervisorReason }
)

/** The words of `SupervisorReason`, for the contract. */
export const supervisorCodes = [
  'node-missing',
  'outcome-impossible',
  'field-missing',
  'act-failed',
  'forbidden',
  'no-option-left',
  'passed-too-often',
  'circle',
  'too-long',
] as const satisfies readonly SupervisorReason['code'][]
