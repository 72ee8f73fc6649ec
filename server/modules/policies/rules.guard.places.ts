import type { SettledMoves } from './rules.moves.ts'
import { type ItemCondition, itemConditions, type Payer } from './schema.facts.ts'
import { type GuardCode, type GuardRow, guardCodes, type Verdict } from './schema.guard.ts'

/** Where a return is judged. */
export interface Place {
  readonly marketplace: string | undefined
  readonly kind: string | undefined
  readonly country: string | undefined
}

/** The rules of one place: one row of each code at most. */
export interface RulesAt {
  readonly row: (code: GuardCode) => GuardRow | undefined
  readonly number: (code: GuardCode) => number | undefined
  readonly flag: (code: GuardCode) => boolean | undefined
  readonly words: (code: GuardCode) => readonly string[]
  /** What was found of these moves for a return like this one before, or what is found now. */
  readonly recall: (moves: SettledMoves, likeness: number, find: () => Verdict) => Verdict
}

/** What is known of a return; undefined is unknown. */
export interface Known {
  readonly rules: RulesAt
  readonly days: number | undefined
  readonly isBuyersFault: boolean | undefined
  readonly isInPolicy: boolean | undefined
  readonly condition: ItemCondition | undefined
  readonly photos: number | undefined
  readonly category: string | undefined
  readonly labelPayer: Payer | undefined
}

export interface PlaceRules {
  readonly at: (place: Place) => RulesAt
  /** The place as it is under each law that it may be under: none, and every different one. */
  readonly countries: (place: Place) => readonly RulesAt[]
  /** Ages of a delivery, in days, that no rule of any place tells from those between them. */
  readonly ages: readonly number[]
  /** The same number for returns of one place that no rule tells apart. */
  readonly likeness: (known: Known) => number
}

/** The scope of a country's law. */
export const lawOf = (country: string): string => `law-${country.toLowerCase()}`

/** More places than there are: what is beyond is read anew each time, so that odd countries cannot fill the memory. */
const mostKept = 4_096

/** The rows in force on a day, nearest first: the law of the buyer's country, the marketplace, its kind, everywhere. */
export function placesOf(rows: readonly GuardRow[], day: string): PlaceRules {
  const known = new Set<string>(guardCodes)
  const held = rows.filter(
    ({ code, validFrom, validTo }) =>
      known.has(code) && (validFrom === null || validFrom <= day) && (validTo === null || day < validTo),
  )
  const byScope = Map.groupBy(held, ({ scope }) => scope)
  const kept = new Map<string, RulesAt>()
  const at = ({ marketplace, kind, country }: Place): RulesAt => {
    const key = `${marketplace ?? ''} ${kind ?? ''} ${country ?? ''}`
    const found = kept.get(key)
    if (found) return found
    const scopes = ['*', kind, marketplace, country === undefined ? undefined : lawOf(country)]
    const rules = rulesAt(scopes.flatMap((scope) => (scope === undefined ? [] : (byScope.get(scope) ?? []))))
    if (kept.size < mostKept) kept.set(key, rules)
    return rules
  }
  const laws = differentLaws(byScope)
  return {
    at,
    countries: (place) => [undefined, ...laws].map((country) => at({ ...place, country })),
    ages: agesOf(held),
    likeness: likenessBy(agesOf(held), categoriesOf(held)),
  }
}

function likenessBy(ages: readonly number[], categories: readonly string[]): (known: Known) => number {
  const flag = (value: boolean | undefined) => (value === undefined ? 0 : value ? 1 : 2)
  return ({ days, isBuyersFault, isInPolicy, condition, photos, category, labelPayer }) => {
    let like = 0
    const add = (value: number, of: number) => {
      like = like * of + value
    }
    add(days === undefined ? 0 : 1 + ages.filter((age) => age <= days).length, ages.length + 2)
    add(flag(isBuyersFault), 3)
    add(flag(isInPolicy), 3)
    add(condition === undefined ? 0 : 2 + itemConditions.indexOf(condition), itemConditions.length + 2)
    add(photos === undefined ? 0 : photos > 0 ? 1 : 2, 3)
    add(category === undefined ? 0 : 1 + categories.indexOf(category), categories.length + 1)
    add(labelPayer === undefined || labelPayer === 'buyer' ? 0 : 1, 2)
    return like
  }
}

/** Categories that a rule tells from others. */
const categoriesOf = (rows: readonly GuardRow[]): string[] => [
  ...new Set([
    'media',
    'software',
    ...rows.flatMap(({ code, value }) => (code.startsWith('withdrawal.') && Array.isArray(value) ? value : [])),
  ]),
]

/** One country of each law that says something of its own. */
function differentLaws(byScope: ReadonlyMap<string, readonly GuardRow[]>): string[] {
  const laws = new Map<string, string>()
  for (const [scope, rows] of byScope) {
    if (!scope.startsWith('law-')) continue
    const saying = JSON.stringify(rows.map(({ code, value }) => [code, value]).sort())
    if (!laws.has(saying)) laws.set(saying, scope.slice(4).toUpperCase())
  }
  return [...laws.values()]
}

function agesOf(rows: readonly GuardRow[]): number[] {
  const days = rows.flatMap(({ code, value }) => (periods.has(code) && typeof value === 'number' ? [value + 1] : []))
  return [...new Set([0, ...days])].sort((one, other) => one - other)
}
const periods = new Set<string>(['return.withdrawal-period', 'return.window', 'guarantee.period'])

/** Later rows go before earlier ones, which stand for a wider scope; in one scope the row that began last rules. */
function rulesAt(rows: readonly GuardRow[]): RulesAt {
  const byCode = new Map<string, GuardRow>()
  for (const row of rows) {
    const other = byCode.get(row.code)
    if (other?.scope === row.scope && (other.validFrom ?? '') > (row.validFrom ?? '')) continue
    byCode.set(row.code, row)
  }
  const valueUnder = (code: GuardCode) => byCode.get(code)?.value
  const found = new WeakMap<SettledMoves, Map<number, Verdict>>()
  return {
    row: (code) => byCode.get(code),
    number: (code) => {
      const value = valueUnder(code)
      return typeof value === 'number' ? value : undefined
    },
    flag: (code) => {
      const value = valueUnder(code)
      return typeof value === 'boolean' ? value : undefined
    },
    words: (code) => {
      const value = valueUnder(code)
      return Array.isArray(value) ? value : []
    },
    recall(moves, likeness, find) {
      let ofMoves = found.get(moves)
      if (!ofMoves) {
        ofMoves = new Map()
        found.set(moves, ofMoves)
      }
      const known = ofMoves.get(likeness)
      if (known) return known
      const verdict = find()
      ofMoves.set(likeness, verdict)
      return verdict
    },
  }
}
