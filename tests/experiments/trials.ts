import { randomFrom } from '../../bench/load.random.ts'
import {
  armOf,
  counted,
  isFinal,
  nothingCounted,
  type Plan,
  plannedSize,
  stopRuleOf,
  type Verdict,
} from '../../server/modules/experiments/index.ts'

/** What returns are like in an arm: how many buyers give up, and what the others' returns cost. */
export interface Arm {
  readonly givesUp: number
  readonly claims: number
  /** Added to the loss share of whoever does not give up. */
  readonly shift: number
}

/**
 * Losses as they are: nearly half are nothing, most are a third of the price, some the whole price with shipping, and a
 * few many times the price of a cheap item (log-normal tail).
 */
function lossShare(random: () => number): number {
  const kind = random()
  if (kind < 0.75) return 0.15 + 0.4 * random()
  if (kind < 0.93) return 1 + 0.25 * random()
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return 0.5 * Math.exp(0.9 * normal + 0.5)
}

export const usual: Arm = { givesUp: 0.45, claims: 0.02, shift: 0 }
/** Of single loss shares of `usual`, cut off at the bounds, by 200,000 of them. */
const deviation = 0.385

export const lossPlan = (effect: number): Plan =>
  sized({ goal: 'loss-share', effect, alpha: 0.05, power: 0.8, deviation })
export const sharePlan = (effect: number): Plan =>
  sized({ goal: 'given-up', effect, alpha: 0.05, power: 0.8, deviation: 0.5 })
const sized = (plan: Omit<Plan, 'size'>): Plan => ({ ...plan, size: plannedSize(plan, [1, 1]) })

/**
 * One experiment, looked at after every return until it says something or its returns are all in.
 * @param returns goes on so far even beyond the planned size; there `no-difference` is not asked
 */
export function trial(
  arms: readonly Arm[],
  plan: Plan,
  seed: number,
  returns = plan.size,
): { verdict: Verdict; returns: number } {
  const random = randomFrom(seed)
  const counts = arms.map(() => nothingCounted)
  const id = `experiment-${seed}`
  const rule = stopRuleOf(plan, arms.length)
  const weights = arms.map(() => 1)
  for (let made = 0; made < returns; made += 1) {
    const at = armOf(id, String(made), weights)
    const arm = arms[at] ?? usual
    const isGivenUp = random() < arm.givesUp
    const share = isGivenUp ? 0 : lossShare(random) + arm.shift
    counts[at] = counted(counts[at] ?? nothingCounted, {
      loss: Math.round(share * 10_000),
      price: 10_000,
      isGivenUp,
      hasClaim: random() < arm.claims,
      isSatisfied: random() < 0.3 ? random() < 0.8 : null,
    })
    const verdict = rule.verdict(counts)
    if (isFinal(verdict) && verdict.code !== 'no-difference') return { verdict, returns: made + 1 }
  }
  return { verdict: rule.verdict(counts), returns }
}
