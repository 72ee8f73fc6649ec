import { dayAfter, monthAfter, monthOf, weekOf } from './rules.days.ts'
import type { LossFigure, Step } from './schema.figures.ts'
import type { LossSettings } from './schema.settings.ts'

/** Sums of a period in minor units of one currency. */
export type Summed = Omit<LossFigure, 'rate' | 'rateWithoutQuality'>

export const nothing: Summed = {
  ...{ loss: 0, lossWithoutQuality: 0, cost: 0, lines: 0, parcels: 0 },
  ...{ lossesWithoutRate: 0, lossesWithoutCost: 0, shippedWithoutRate: 0, shippedWithoutCost: 0 },
}
const names = Object.keys(nothing) as (keyof Summed)[]

/** Sums with others, or with the opposite of others. */
export function plus(one: Summed, other: Summed, way: 1 | -1 = 1): Summed {
  const sum = { ...one }
  for (const name of names) sum[name] = one[name] + way * other[name]
  return sum
}

export const added = (all: readonly Summed[]): Summed => all.reduce((sum, each) => plus(sum, each), nothing)

/**
 * The return loss rate (R1): losses of the period over the product cost of what was sent out in it, once with all reasons
 * and once without those of quality (R3). A cost or a rate that is missing is in neither sum, and is counted beside them;
 * where nothing has a cost there is no rate.
 */
export function figureOf(sums: Summed): LossFigure {
  const rate = (loss: number) => (sums.cost > 0 ? loss / sums.cost : null)
  const picked = Object.fromEntries(names.map((name) => [name, sums[name]])) as unknown as Summed
  return { ...picked, rate: rate(sums.loss), rateWithoutQuality: rate(sums.lossWithoutQuality) }
}

/** Shipped alarm levels in percent, of large furniture that the seller sends: "sales badly hurt" and "about 1 %" (R2). */
export const shippedSettings: LossSettings = { basis: 'booked', all: 3.5, withoutQuality: 1, categories: [] }

/** The levels of a category: its own, else those of all. */
export function alarmOf(settings: LossSettings, category?: string): { all: number; withoutQuality: number } {
  const own = settings.categories.find((each) => each.category === category) ?? settings
  return { all: own.all, withoutQuality: own.withoutQuality }
}

/** Steps that one answer may have. */
export const mostSteps: Readonly<Record<Step, number>> = { day: 93, week: 160, month: 60 }
/** Steps that are shown unless somebody asks for others. */
const usualSteps: Readonly<Record<Step, number>> = { day: 28, week: 13, month: 12 }

const startOf: Readonly<Record<Step, (day: string) => string>> = { day: (day) => day, week: weekOf, month: monthOf }
const nextAfter: Readonly<Record<Step, (start: string) => string>> = {
  day: (start) => dayAfter(start, 1),
  week: (start) => dayAfter(start, 7),
  month: monthAfter,
}

/**
 * The steps of a period, each by its first day: whole ones, so that each can be compared with the others. Null where they
 * are more than `mostSteps`, or end before they begin.
 */
export function stepsOf(
  by: Step,
  today: string,
  asked: { readonly first?: string | undefined; readonly last?: string | undefined },
): string[] | null {
  const last = startOf[by](asked.last ?? today)
  let first = last
  if (asked.first !== undefined) first = startOf[by](asked.first)
  else for (let back = 1; back < usualSteps[by]; back++) first = startOf[by](dayAfter(first, -1))
  if (first > last) return null
  const starts = [first]
  for (let start = nextAfter[by](first); start <= last; start = nextAfter[by](start)) {
    if (starts.length >= mostSteps[by]) return null
    starts.push(start)
  }
  return starts
}

/** The last day of a step. */
export const endOf = (by: Step, start: string): string => dayAfter(nextAfter[by](start), -1)

/** Words by which somebody might ask for a person; see `losses.not-by-person`. */
export const personWords: ReadonlySet<string> = new Set([
  'agent',
  'member',
  'person',
  'user',
  'assignee',
  'employee',
  'team',
])
