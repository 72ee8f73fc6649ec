import type { Guard } from './rules.guard.ts'
import type { ReadyPolicy } from './rules.interpreter.compile.ts'
import { appliesTo } from './rules.interpreter.ts'
import type { FactName } from './schema.facts.ts'
import type { ReturnCase } from './schema.step.ts'

/** Which of some policies serves a return: the first that surely does; else the facts that could make one serve it. */
export type PolicyChoice<Policy> = { readonly policy: Policy } | { readonly asks: readonly FactName[] }

/**
 * Chooses by the policies' own conditions, in their order. An unknown condition passes the return on to the next, and is
 * asked for only where none serves it surely; where nothing is left to ask either, the list of facts is empty.
 */
export function policyFor<Policy extends ReadyPolicy>(
  policies: readonly Policy[],
  guard: Guard,
  given: ReturnCase,
): PolicyChoice<Policy> {
  const asks = new Set<FactName>()
  for (const policy of policies) {
    const answer = appliesTo(policy, guard, given)
    if ('asks' in answer) for (const fact of answer.asks) asks.add(fact)
    else if (answer.applies) return { policy }
  }
  return { asks: [...asks] }
}
