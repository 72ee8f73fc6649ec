import type { FactName, Facts, PastReturn } from './schema.past.ts'

/** Facts that marketplace and law ask about. */
const guarded: readonly FactName[] = [
  'reason',
  'fault',
  'marketplace',
  'marketplaceKind',
  'country',
  'daysSinceDelivery',
  'isInPolicy',
  'condition',
  'photos',
  'category',
  'labelPayer',
]

/**
 * Tells past returns apart that a draft may decide differently, and no others: by the facts that it or the guard asks
 * about, numbers by the span between two of the bounds that anybody names.
 */
export interface Patterns {
  readonly keyOf: (past: PastReturn) => string
}

/**
 * @param conditions whatever of the draft holds conditions: read as a tree, wherever `fact` stands
 * @param ages days since delivery between which no rule of marketplace and law tells
 */
export function patternsOf(conditions: unknown, ages: readonly number[]): Patterns {
  const bounds = new Map<FactName, Set<number>>(guarded.map((name) => [name, new Set<number>()]))
  collect(conditions, bounds)
  for (const age of ages) bounds.get('daysSinceDelivery')?.add(age)
  bounds.get('photos')?.add(1)
  const asked = [...bounds].map(([name, set]) => [name, [...set].sort((one, other) => one - other)] as const)
  const factsKey = (facts: Facts): string => {
    let key = ''
    for (const [name, spans] of asked) {
      const value = facts[name]
      if (value === undefined || value === null) key += ';'
      else if (typeof value === 'number') key += `${spanOf(value, spans)};`
      else if (typeof value === 'boolean') key += value ? 'y;' : 'n;'
      else key += `${value.length}${value};`
    }
    return key
  }
  return {
    keyOf({ versionId, outcome, stops, facts }) {
      let key = `${versionId}${outcome}`
      for (const stop of stops) key += `|${stop.node}:${stop.outcome}:${factsKey(stop.facts)}`
      return `${key}|${factsKey(facts)}`
    },
  }
}

function spanOf(value: number, bounds: readonly number[]): number {
  let span = 0
  while (span < bounds.length && value >= (bounds[span] ?? 0)) span += 1
  return span
}

function collect(part: unknown, bounds: Map<FactName, Set<number>>): void {
  if (typeof part !== 'object' || part === null) return
  if (Array.isArray(part)) {
    for (const each of part) collect(each, bounds)
    return
  }
  const condition = part as Readonly<Record<string, unknown>>
  if (typeof condition.fact === 'string') {
    const name = condition.fact as FactName
    const of = bounds.get(name) ?? new Set()
    bounds.set(name, of)
    const alone = Array.isArray(condition.in) ? condition.in : [condition.is]
    for (const value of alone) if (typeof value === 'number') of.add(value).add(value + 1)
    if (typeof condition.atLeast === 'number') of.add(condition.atLeast)
    if (typeof condition.atMost === 'number') of.add(condition.atMost + 1)
    return
  }
  for (const each of Object.values(condition)) collect(each, bounds)
}
