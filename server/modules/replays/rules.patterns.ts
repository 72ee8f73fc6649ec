import { type FactName, type Facts, learntFacts, type PastReturn } from './schema.past.ts'

/** Facts that marketplace and law ask about and that stand from the beginning of a return. */
const ofPlace: readonly FactName[] = [
  'reason',
  'fault',
  'marketplace',
  'marketplaceKind',
  'country',
  'daysSinceDelivery',
  'isInPolicy',
  'category',
  'labelPayer',
]

/** What marketplace and law say to all that a draft may offer, for these facts: the same text, the same verdicts. */
export type Verdicts = (facts: Facts) => string

/**
 * Tells past returns apart that a draft may decide differently, and as few others as is cheap: by the facts that its
 * conditions name, numbers by the span between two named bounds, and by the verdicts of marketplace and law.
 */
export interface Patterns {
  readonly keyOf: (past: PastReturn) => string
}

type Asked = readonly (readonly [FactName, readonly number[]])[]

/**
 * @param draft read as a tree: a condition is wherever `fact` stands
 * @param ages days since delivery between which no rule of marketplace and law tells
 */
export function patternsOf(draft: unknown, ages: readonly number[], verdicts: Verdicts): Patterns {
  const bounds = new Map<FactName, Set<number>>([
    ['condition', new Set()],
    ['photos', new Set([1])],
  ])
  collect(draft, bounds)
  const asked: Asked = [...bounds].map(([name, set]) => [name, [...set].sort((one, other) => one - other)])
  const places: Asked = ofPlace.map((name) => [name, name === 'daysSinceDelivery' ? ages : []])
  const likePlaces = new Map<string, string>()
  const classes = new Map<string, number>()
  /** Places with the same verdicts, whatever of the item turns up. */
  const classOf = (place: string, facts: Facts): string => {
    const found = likePlaces.get(place)
    if (found !== undefined) return found
    const said = itemsThatMayBe.map((item) => verdicts({ ...facts, ...item })).join('\n')
    const number = classes.get(said) ?? classes.size
    classes.set(said, number)
    likePlaces.set(place, `#${number}`)
    return `#${number}`
  }
  return {
    keyOf({ versionId, outcome, stops, facts }) {
      // A place that was noted otherwise in between counts as it was noted each time.
      const isOne = stops.every((stop) => isSame(stop.facts, facts, places))
      const place = written(facts, places)
      let key = `${versionId}${outcome}${isOne ? classOf(place, facts) : place}${written(facts, asked)}`
      let before = facts
      for (const stop of stops) {
        key += `|${stop.node}:${stop.outcome}`
        key += isSame(stop.facts, before, asked) ? '=' : written(stop.facts, asked)
        if (!isOne) key += written(stop.facts, places)
        before = stop.facts
      }
      return key
    },
  }
}

function isSame(one: Facts, other: Facts, names: Asked): boolean {
  for (const [name] of names) if (one[name] !== other[name]) return false
  return true
}

const itemsThatMayBe: readonly Facts[] = [undefined, ...learntFacts.condition].flatMap((condition) =>
  [undefined, ...learntFacts.photos].map((photos) => ({ condition, photos })),
)

function written(facts: Facts, asked: Asked): string {
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
