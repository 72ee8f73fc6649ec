import { share } from '../../lib/share.ts'
import { type FactName, type Facts, mostMinorUnits } from './schema.facts.ts'
import { type Cost, lesseningKinds, type Money } from './schema.formulas.ts'
import type { PolicyField } from './schema.policy.ts'
import type { CostLine } from './schema.step.ts'

export type Fields = Readonly<Record<string, PolicyField>>

/** A formula made ready: minor units of the order's currency, or undefined where a fact is unknown. */
export interface Formula {
  readonly amount: (facts: Facts) => number | undefined
  /** Every fact that it speaks of, once. */
  readonly facts: readonly FactName[]
}

/** The percentage that stands there itself or in a field of the policy; undefined where the policy has no such field. */
export function percentOf(value: number | { readonly field: string }, fields: Fields): number | undefined {
  if (typeof value === 'number') return value
  const field = fields[value.field]
  return field?.kind === 'percent' ? field.value : undefined
}

/** Makes a formula ready. A percentage by a field that the policy does not have is unknown. */
export function formulaOf(money: Money, fields: Fields): Formula {
  if ('units' in money) return { amount: () => money.units, facts: [] }
  if ('fact' in money) return { amount: (facts) => amountOf(facts[money.fact]), facts: [money.fact] }
  if ('percent' in money) {
    const percent = percentOf(money.percent, fields)
    const of = formulaOf(money.of, fields)
    const amount = (facts: Facts) => {
      const whole = of.amount(facts)
      return whole === undefined || percent === undefined ? undefined : share(whole, percent, money.rounding)
    }
    return { amount, facts: of.facts }
  }
  if ('minus' in money) return over(money.minus, fields, ([first = 0, second = 0]) => first - second)
  if ('sum' in money) return over(money.sum, fields, (amounts) => amounts.reduce((sum, each) => sum + each, 0))
  if ('least' in money) return over(money.least, fields, (amounts) => Math.min(...amounts))
  return over(money.most, fields, (amounts) => Math.max(...amounts))
}

function over(parts: readonly Money[], fields: Fields, join: (amounts: readonly number[]) => number): Formula {
  const formulas = parts.map((part) => formulaOf(part, fields))
  const amount = (facts: Facts) => {
    const amounts: number[] = []
    for (const formula of formulas) {
      const one = formula.amount(facts)
      if (one === undefined) return undefined
      amounts.push(one)
    }
    const joined = join(amounts)
    return Number.isSafeInteger(joined) ? joined : undefined
  }
  return { amount, facts: [...new Set(formulas.flatMap((formula) => formula.facts))] }
}

/** An amount that may be reckoned with: whole minor units within bounds. */
const amountOf = (value: number | null | undefined): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= mostMinorUnits ? value : undefined

/** Lines of cost made ready: those that lessen the loss come out below zero. */
export function costsOf(costs: readonly Cost[] | undefined, fields: Fields): (facts: Facts) => readonly CostLine[] {
  if (!costs || costs.length === 0) return () => none
  const lines = costs.map(({ kind, amount }) => ({
    kind,
    sign: lesseningKinds.has(kind) ? -1 : 1,
    formula: formulaOf(amount, fields),
  }))
  return (facts) =>
    lines.map(({ kind, sign, formula }) => {
      const amount = formula.amount(facts)
      if (amount !== undefined) return { kind, amount: amount === 0 ? 0 : sign * amount, missing: none }
      return { kind, amount: null, missing: formula.facts.filter((name) => amountIn(facts, name) === undefined) }
    })
}

const none: readonly never[] = []
const amountIn = (facts: Facts, name: FactName) => {
  const value = facts[name]
  return typeof value === 'number' ? amountOf(value) : undefined
}

/** All lines together in minor units; null where one is unknown. */
export function totalOf(lines: readonly CostLine[]): number | null {
  let total = 0
  for (const { amount } of lines) {
    if (amount === null) return null
    total += amount
  }
  return total
}
