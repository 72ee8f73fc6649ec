import { mixtureFor, radiusOf, varianceFor } from './rules.sequential.ts'
import {
  type ArmCounts,
  type Comparison,
  firstLook,
  type Goal,
  type GuardMetric,
  guardMetrics,
  lossBounds,
  type Plan,
  type Verdict,
} from './schema.arms.ts'

/** Of what may go wrong by chance, the guard metrics have a fifth; the goal has the rest. */
const guardShare = 0.2
/** A guard metric is planned for a difference of so much. */
const guardEffect = 0.05

/** An arm before its first return. */
export const nothingCounted: ArmCounts = {
  returns: 0,
  priced: 0,
  sum: 0,
  squares: 0,
  givenUp: 0,
  claims: 0,
  asked: 0,
  dissatisfied: 0,
}

/** What came of a return, as far as an experiment counts it. */
export interface Counted {
  /** Minor units; null where something is missing. */
  readonly loss: number | null
  readonly price: number | null
  readonly isGivenUp: boolean
  readonly hasClaim: boolean
  readonly isSatisfied: boolean | null
}

/** The loss as a share of the price, cut off at the bounds; null where it cannot be said. */
export function lossShareOf({ loss, price }: Pick<Counted, 'loss' | 'price'>): number | null {
  if (loss === null || price === null || price <= 0) return null
  return Math.min(lossBounds.most, Math.max(lossBounds.least, loss / price))
}

/** The counts of an arm with one more return. */
export function counted(arm: ArmCounts, one: Counted): ArmCounts {
  const share = lossShareOf(one)
  return {
    returns: arm.returns + 1,
    priced: arm.priced + (share === null ? 0 : 1),
    sum: arm.sum + (share ?? 0),
    squares: arm.squares + (share ?? 0) ** 2,
    givenUp: arm.givenUp + (one.isGivenUp ? 1 : 0),
    claims: arm.claims + (one.hasClaim ? 1 : 0),
    asked: arm.asked + (one.isSatisfied === null ? 0 : 1),
    dissatisfied: arm.dissatisfied + (one.isSatisfied === false ? 1 : 0),
  }
}

/** Returns of all arms together so that an effect of the plan is found with its power, for these weights. */
export function plannedSize(plan: Omit<Plan, 'size'>, weights: readonly number[]): number {
  const [control = 1, ...others] = weights
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const smallest = Math.min(...others)
  const variance = varianceFor(plan.effect, goalAlpha(plan.alpha, others.length), plan.power)
  return Math.ceil((plan.deviation ** 2 * whole * (1 / control + 1 / smallest)) / variance)
}

const goalAlpha = (alpha: number, others: number): number => (alpha * (1 - guardShare)) / others

/** Whether less of a goal is better. */
export const isLessBetter = (goal: Goal): boolean => goal === 'loss-share'

interface Estimate {
  readonly mean: number
  readonly variance: number
  readonly returns: number
}

/** Mean and its variance, with one observation at each bound added: few zeros in a row must not look like certainty. */
function estimateOf(arm: ArmCounts, metric: Goal | GuardMetric): Estimate {
  if (metric === 'loss-share') {
    const { priced: returns, sum, squares } = arm
    if (returns === 0) return { mean: 0, variance: Number.POSITIVE_INFINITY, returns }
    const mean = sum / returns
    const spread = (lossBounds.most - lossBounds.least) ** 2 / 4
    return { mean, variance: (Math.max(0, squares - returns * mean ** 2) + spread) / returns / returns, returns }
  }
  const returns = metric === 'dissatisfied' ? arm.asked : arm.returns
  const hits = metric === 'given-up' ? arm.givenUp : metric === 'claims' ? arm.claims : arm.dissatisfied
  if (returns === 0) return { mean: 0, variance: Number.POSITIVE_INFINITY, returns }
  const share = (hits + 1) / (returns + 2)
  return { mean: hits / returns, variance: (share * (1 - share)) / returns, returns }
}

/** The rule by which an experiment stops, made ready for many looks. */
export interface StopRule {
  /** All differences from the control, the first arm, as they stand; each range holds however often one looks. */
  readonly comparisons: (arms: readonly ArmCounts[]) => readonly Comparison[]
  /**
   * What the counts say now. It may be asked after every return: “better”, “worse” and “harm” are said wrongly in no more
   * than alpha of all experiments in which the arms do not differ, all comparisons and all looks together.
   */
  readonly verdict: (arms: readonly ArmCounts[]) => Verdict
}

/** @param arms with the control, which is the first */
export function stopRuleOf(plan: Plan, arms: number): StopRule {
  const others = arms - 1
  const metrics = [plan.goal, ...guardMetrics].map((metric) => {
    const isGoal = metric === plan.goal
    const alpha = isGoal ? goalAlpha(plan.alpha, others) : (plan.alpha * guardShare) / guardMetrics.length / others
    return {
      metric,
      alpha,
      mixture: mixtureFor(varianceFor(isGoal ? plan.effect : guardEffect, alpha, plan.power), alpha),
    }
  })
  const comparisons = (counts: readonly ArmCounts[]): Comparison[] => {
    const [control = nothingCounted, ...rest] = counts
    const found: Comparison[] = []
    for (const { metric, alpha, mixture } of metrics) {
      const one = estimateOf(control, metric)
      for (const [at, other] of rest.entries()) {
        const two = estimateOf(other, metric)
        const radius = radiusOf(one.variance + two.variance, mixture, alpha)
        const difference = two.mean - one.mean
        const returns = one.returns + two.returns
        found.push({ arm: at + 1, metric, difference, low: difference - radius, high: difference + radius, returns })
      }
    }
    return found
  }
  return { comparisons, verdict: (counts) => verdictBy(counts, plan, comparisons) }
}

function verdictBy(arms: readonly ArmCounts[], plan: Plan, comparisons: StopRule['comparisons']): Verdict {
  if (arms.some(({ returns }) => returns < firstLook)) return { code: 'too-early' }
  const found = comparisons(arms)
  for (const { metric, low, arm } of found) if (isGuard(metric) && low > 0) return { code: 'harm', arm, metric }
  const goal = found.filter(({ metric }) => metric === plan.goal)
  const isLess = isLessBetter(plan.goal)
  const better = goal.filter(({ low, high }) => (isLess ? high < 0 : low > 0))
  const [best] = better.sort((one, other) => (isLess ? 1 : -1) * (one.difference - other.difference))
  if (best) return { code: 'better', arm: best.arm }
  if (goal.every(({ low, high }) => (isLess ? low > 0 : high < 0))) return { code: 'worse' }
  const returns = arms.reduce((sum, arm) => sum + arm.returns, 0)
  return { code: returns >= plan.size ? 'no-difference' : 'running' }
}

const isGuard = (metric: string): metric is GuardMetric => (guardMetrics as readonly string[]).includes(metric)

/** Whether a verdict ends an experiment: no buyer is given to an arm any more. */
export const isFinal = ({ code }: Verdict): boolean => code !== 'too-early' && code !== 'running'
