import type { Facts, Measure, SlaDecision, SlaPolicy, SlaTarget } from './schema.ts'

/** What a policy may name, the weightiest first. */
const conditionsInOrder = ['storeId', 'kind', 'priority', 'marketplaceKind', 'channelKind'] as const
type Condition = (typeof conditionsInOrder)[number]

const words = {
  storeId: 'store',
  kind: 'kind',
  priority: 'priority',
  marketplaceKind: 'marketplace',
  channelKind: 'channel',
} as const satisfies Record<Condition, string>

/** Whether everything that a policy names is so on the ticket. */
export function holds(policy: SlaPolicy, facts: Facts): boolean {
  return policy.active && conditionsInOrder.every((name) => policy[name] === null || policy[name] === facts[name])
}

/**
 * The rank among policies that hold: a named store outweighs all else together, then the kind, the priority, the
 * marketplace, the channel. What is about these very goods and people says more than what is about the way the mail came;
 * so an inquiry from Amazon has the 6 h of inquiries (S2), not the 24 h of Amazon. Two policies with the same conditions
 * cannot exist, so no two that hold have the same rank.
 */
export function specificity(policy: SlaPolicy): number {
  return conditionsInOrder.reduce((rank, name) => rank * 2 + (policy[name] === null ? 0 : 1), 0)
}

/** One policy's say on one measure. */
export interface Candidate {
  readonly policy: SlaPolicy
  readonly target: SlaTarget
}

/**
 * Which policy decides each measure: of those that hold and speak of it, the most specific one, unless a ceiling that
 * holds too would be due earlier. `isEarlier` compares two targets from the moment the clock starts, for hours of
 * different calendars cannot be compared as numbers.
 */
export function decide(
  policies: readonly SlaPolicy[],
  facts: Facts,
  isEarlier: (a: SlaTarget, b: SlaTarget) => boolean,
): Map<Measure, SlaDecision> {
  const byMeasure = new Map<Measure, Candidate[]>()
  for (const policy of policies.filter((each) => holds(each, facts)).sort((a, b) => specificity(b) - specificity(a))) {
    for (const target of policy.targets) {
      byMeasure.set(target.measure, [...(byMeasure.get(target.measure) ?? []), { policy, target }])
    }
  }
  const decisions = new Map<Measure, SlaDecision>()
  for (const [measure, candidates] of byMeasure) {
    const winner = candidates.reduce((best, candidate) =>
      candidate.policy.ceiling && isEarlier(candidate.target, best.target) ? candidate : best,
    )
    decisions.set(measure, decisionFor(winner, candidates))
  }
  return decisions
}

function decisionFor(winner: Candidate, candidates: readonly Candidate[]): SlaDecision {
  const { policy, target } = winner
  const named = conditionsInOrder.filter((name) => policy[name] !== null).map((name) => words[name])
  return {
    ...target,
    policyId: policy.id,
    policyName: policy.name,
    because: winner === candidates[0] ? named : ['ceiling', ...named],
    insteadOf: candidates.filter((candidate) => candidate !== winner).map((candidate) => candidate.policy.name),
  }
}
