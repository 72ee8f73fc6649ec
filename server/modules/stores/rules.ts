import {
  type Measure,
  type RuleCode,
  type RulePlace,
  type RuleRow,
  type RuleUnit,
  type RuleValue,
  ruleMeasures,
  unitsOfMeasure,
} from './schema.rules.ts'

/** The scope that holds everywhere. */
export const everywhere = '*'

/**
 * The row that rules at a marketplace on a day (`2026-01-26`, in the marketplace's own zone): the marketplace's own row
 * before its kind's, its kind's before the general one; among equals the one that began last.
 */
export function ruleAt<Row extends RuleRow>(
  rows: readonly Row[],
  place: RulePlace,
  code: RuleCode,
  day: string,
): Row | undefined {
  let best: Row | undefined
  for (const row of rows) {
    if (row.code !== code || !inForce(row, day)) continue
    const nearer = nearness(row.scope, place)
    if (nearer > 0 && (!best || beats(row, best, place))) best = row
  }
  return best
}

/** Every rule in force at a marketplace on a day, one row per code, in the order of the codes. */
export function rulesInForce<Row extends RuleRow>(rows: readonly Row[], place: RulePlace, day: string): Row[] {
  const codes = [...new Set(rows.map((row) => row.code))].sort(byShippedOrder)
  return codes.map((code) => ruleAt(rows, place, code, day)).filter((row) => row !== undefined)
}

/** Whether a row holds on a day: from its first day to the day before its end. */
export function inForce(row: Pick<RuleRow, 'validFrom' | 'validTo'>, day: string): boolean {
  return (row.validFrom === null || row.validFrom <= day) && (row.validTo === null || day < row.validTo)
}

/** 3 for the marketplace itself, 2 for its kind, 1 for everywhere, 0 when the scope is another's. */
export function nearness(scope: string, place: RulePlace): 0 | 1 | 2 | 3 {
  if (scope === place.code) return 3
  if (scope === place.kind) return 2
  return scope === everywhere ? 1 : 0
}

function beats(row: RuleRow, other: RuleRow, place: RulePlace): boolean {
  const difference = nearness(row.scope, place) - nearness(other.scope, place)
  if (difference !== 0) return difference > 0
  const [begun, otherBegun] = [row.validFrom ?? '', other.validFrom ?? '']
  return begun === otherBegun ? row.id > other.id : begun > otherBegun
}

const shippedOrder = new Map(Object.keys(ruleMeasures).map((code, index) => [code, index]))
const byShippedOrder = (one: RuleCode, other: RuleCode) => (shippedOrder.get(one) ?? 0) - (shippedOrder.get(other) ?? 0)

/** What recording a new value does to the books: one row may end earlier, and the new one ends where the next begins. */
export interface RulePlan {
  /** The row that ends on the first day of the new one; when it began on that very day it never held at all. */
  readonly ended: string | null
  readonly validTo: string | null
}

/**
 * Places a new row into the history of one scope and code, so that at most one row of them holds on any day and
 * nothing is deleted. `rows` are the rows of that scope and code. The new row holds until the next one begins, or until
 * the wanted end if that comes first; the end of the row that it replaces does not pass on to it.
 */
export function planRuleChange(rows: readonly RuleRow[], validFrom: string, wantedEnd: string | null): RulePlan {
  const held = rows.filter((row) => row.validFrom === null || row.validTo === null || row.validFrom < row.validTo)
  const covering = held.find((row) => inForce(row, validFrom))
  const next = held
    .map((row) => row.validFrom)
    .filter((begins) => begins !== null && begins > validFrom)
    .sort()[0]
  const ends = [wantedEnd, next].filter((day) => typeof day === 'string').sort()
  return { ended: covering?.id ?? null, validTo: ends[0] ?? null }
}

/** Why a value cannot stand for a rule; null when it can. */
export type RuleFault = 'unit' | 'value' | 'currency' | 'end'

/** Checks a rule's value against what its code measures. */
export function ruleFault(rule: {
  readonly code: RuleCode
  readonly value: RuleValue
  readonly unit: RuleUnit
  readonly currency?: string | null | undefined
  readonly validFrom?: string | null
  readonly validTo?: string | null | undefined
}): RuleFault | null {
  const measure: Measure = ruleMeasures[rule.code]
  if (!(unitsOfMeasure[measure] as readonly RuleUnit[]).includes(rule.unit)) return 'unit'
  if (!valueFits(measure, rule.value)) return 'value'
  if ((measure === 'money') !== Boolean(rule.currency)) return 'currency'
  if (rule.validFrom && rule.validTo && rule.validTo <= rule.validFrom) return 'end'
  return null
}

function valueFits(measure: Measure, value: RuleValue): boolean {
  if (measure === 'flag') return typeof value === 'boolean'
  if (measure === 'list') return Array.isArray(value)
  if (measure === 'text') return typeof value === 'string' && value.trim() !== ''
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return false
  if (measure === 'share') return value <= 100
  if (measure === 'day-of-month') return Number.isInteger(value) && value >= 1 && value <= 31
  return measure === 'size' || Number.isInteger(value)
}

/** A duration as days that are surely not longer: a business day counts as one day, and a month as the 28 of the shortest. */
export function shortestDays(value: number, unit: RuleUnit): number {
  if (unit === 'hours') return value / 24
  return unit === 'months' ? value * 28 : value
}
