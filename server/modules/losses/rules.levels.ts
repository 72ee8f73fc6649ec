import { dayAfter, monthAfter, monthOf, weekOf } from './rules.days.ts'

/** What figures keep of a line besides its day and whether quality caused it. */
export const keeps = ['store', 'category', 'sku', 'cause', 'version'] as const
export type Keep = (typeof keeps)[number]

/**
 * The levels on which figures are added up, those of the fewest rows first. A SKU is of one category, and a reason mostly of
 * one fault, so that these stand together.
 */
export const levels = {
  total: [],
  store: ['store'],
  category: ['category'],
  cause: ['cause'],
  version: ['version'],
  'store-category': ['store', 'category'],
  'store-cause': ['store', 'cause'],
  'category-cause': ['category', 'cause'],
  all: ['store', 'category', 'cause', 'version'],
  sku: ['category', 'sku'],
  'store-sku': ['store', 'category', 'sku'],
  every: keeps,
} as const satisfies Readonly<Record<string, readonly Keep[]>>
export type Level = keyof typeof levels
export const levelNames = Object.keys(levels) as Level[]

/** The level of the fewest rows that keeps all that a question is about. */
export const levelFor = (asked: ReadonlySet<Keep>): Level =>
  levelNames.find((level) => [...asked].every((keep) => (levels[level] as readonly Keep[]).includes(keep))) ?? 'every'

export type Grain = 'day' | 'week' | 'month' | 'cohort'

/** Starts of one grain, the first and the last both among them. */
export interface Span {
  readonly grain: Grain
  readonly first: string
  readonly last: string
}

/**
 * The days from one to another, both among them, as the fewest sums that make them up: whole months, then whole weeks
 * between these and the ends, then days. Each day is in exactly one.
 */
export function coverOf(first: string, last: string): Span[] {
  const months = wholesIn(first, last, 'month')
  if (months === null) return weeksAndDays(first, last)
  return [
    ...weeksAndDays(first, dayAfter(months.first, -1)),
    { grain: 'month', ...months },
    ...weeksAndDays(monthAfter(months.last), last),
  ]
}

function weeksAndDays(first: string, last: string): Span[] {
  const weeks = wholesIn(first, last, 'week')
  const days = (from: string, until: string): Span[] =>
    from > until ? [] : [{ grain: 'day', first: from, last: until }]
  if (weeks === null) return days(first, last)
  return [
    ...days(first, dayAfter(weeks.first, -1)),
    { grain: 'week', ...weeks },
    ...days(dayAfter(weeks.last, 7), last),
  ]
}

const startIn = { week: weekOf, month: monthOf } as const
const startAfter = { week: (start: string) => dayAfter(start, 7), month: monthAfter } as const

/** The starts of the first and the last whole step between two days; null where there is none. */
function wholesIn(first: string, last: string, grain: 'week' | 'month'): { first: string; last: string } | null {
  const [startOf, next] = [startIn[grain], startAfter[grain]]
  const from = startOf(first) === first ? first : next(startOf(first))
  const until = next(startOf(last)) === dayAfter(last, 1) ? startOf(last) : startOf(dayAfter(startOf(last), -1))
  return from > until ? null : { first: from, last: until }
}
