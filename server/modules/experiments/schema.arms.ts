/** What is counted of one arm. Sums are of shares of the item price, cut off at the bounds. */
export interface ArmCounts {
  readonly returns: number
  /** Returns of which loss and price are known. */
  readonly priced: number
  readonly sum: number
  readonly squares: number
  readonly givenUp: number
  readonly claims: number
  /** Returns whose buyer said whether they were satisfied, and how many were not. */
  readonly asked: number
  readonly dissatisfied: number
}

/** What an experiment decides by. */
export const goals = ['loss-share', 'given-up'] as const
export type Goal = (typeof goals)[number]

/** What must not become worse while the goal becomes better. */
export const guardMetrics = ['claims', 'dissatisfied'] as const
export type GuardMetric = (typeof guardMetrics)[number]

/** What was planned before the first return: it never changes while the experiment runs. */
export interface Plan {
  readonly goal: Goal
  /** The smallest difference that is worth finding, as a share: 0.05 for five points. */
  readonly effect: number
  /** How often it may stop although nothing differs, all comparisons together. */
  readonly alpha: number
  /** How often a difference of that size is found by the end. */
  readonly power: number
  /** Of single returns: of the loss share as it was before; for a proportion it follows from the share itself. */
  readonly deviation: number
  /** Returns of all arms together. */
  readonly size: number
}

/** A loss beyond these shares of the price counts as just this much: single dear ones must not decide. */
export const lossBounds = { least: -0.5, most: 2 } as const

/** Looked at for the first time with so many returns in each arm: before, nobody knows how much they vary. */
export const firstLook = 50

/** A difference from the control arm, and between what it lies however often one looks. */
export interface Comparison {
  readonly arm: number
  readonly metric: Goal | GuardMetric
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Returns of both arms by which it is known. */
  readonly returns: number
}

export type Verdict =
  | { readonly code: 'too-early' | 'running' | 'no-difference' }
  | { readonly code: 'better'; readonly arm: number }
  /** The control stays: every other arm is worse. */
  | { readonly code: 'worse' }
  | { readonly code: 'harm'; readonly arm: number; readonly metric: GuardMetric }
export const verdictCodes = ['too-early', 'running', 'no-difference', 'better', 'worse', 'harm'] as const
