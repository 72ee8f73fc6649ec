import { type FactName, factShapes } from './schema.facts.ts'
import type { Condition } from './schema.formulas.ts'
import type { ReturnPolicy } from './schema.policy.ts'
import type { PolicyFault } from './schema.validation.ts'

/** Conditions that ask of a fact what it never is: a word that it does not have, a size of what has none. */
export function valueFaults(policy: ReturnPolicy): PolicyFault[] {
  const conditions: [string | null, Condition][] = [[null, policy.applies]]
  for (const [id, node] of Object.entries(policy.nodes)) {
    if (node.kind === 'decision') for (const { when } of node.branches) conditions.push([id, when])
    if (node.kind === 'options') for (const { when } of node.options) if (when) conditions.push([id, when])
  }
  return conditions.flatMap(([node, condition]) =>
    misfits(condition).map((parameters) => ({ code: 'fact-value' as const, node, parameters })),
  )
}

function misfits(condition: Condition): { fact: FactName; value: string }[] {
  if ('all' in condition) return condition.all.flatMap(misfits)
  if ('any' in condition) return condition.any.flatMap(misfits)
  if ('not' in condition) return misfits(condition.not)
  if ('permits' in condition || 'known' in condition) return []
  const { fact } = condition
  if ('is' in condition) return fits(fact, condition.is) ? [] : [{ fact, value: String(condition.is) }]
  if ('in' in condition)
    return condition.in.filter((value) => !fits(fact, value)).map((value) => ({ fact, value: String(value) }))
  const bound = 'atLeast' in condition ? condition.atLeast : condition.atMost
  return fits(fact, bound) ? [] : [{ fact, value: String(bound) }]
}

function fits(fact: FactName, value: string | number | boolean): boolean {
  const shape = factShapes[fact]
  if (shape.type === 'words') return (shape.words as readonly unknown[]).includes(value)
  if (shape.type === 'flag') return typeof value === 'boolean'
  return typeof value === (shape.type === 'text' ? 'string' : 'number')
}
