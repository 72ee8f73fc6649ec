import { dayAfter, monthAfter, monthOf, weekOf } from './rules.days.ts'

/** What figures keep of a line besides its day and whether quality caused it. */
export const keeps = ['store', 'category', 'sku', 'cause', 'version'] as const
export type Keep = (typeof keeps)[number]

/** What a parcel knows of these; it has no reason, and no policy led to it. */
const keptOfParcels: ReadonlySet<Keep> = new Set(['store', 'category', 'sku'])

export type Grain = 'day' | 'week' | 'month' | 'cohort'
const everyGrain = ['day', 'week', 'month', 'cohort'] as const
const longGrains = ['week', 'month', 'cohort'] as const
const months = ['month', 'cohort'] as const
export type Side = 'loss' | 'shipped'

/**
 * The levels on which figures are added up, those of the fewest cuts first, each with what it keeps and over which steps. A
 * SKU is of one category, and a reason mostly of one fault, so that these stand together. What would be about as many rows
 * as the ledger has is not added up: a few days of SKUs, and each SKU by two of store, reason and policy.
 */
export const levels = {
  store: { keeps: ['store'], grains: everyGrain },
  category: { keeps: ['category'], grains: everyGrain },
  'cause-version': { keeps: ['cause', 'version'], grains: everyGrain },
  'store-version': { keeps: ['store', 'version'], grains: everyGrain },
  'category-version': { keeps: ['category', 'version'], grains: everyGrain },
  'store-cause': { keeps: ['store', 'cause'], grains: everyGrain },
  'category-cause': { keeps: ['category', 'cause'], grains: everyGrain },
  'store-category': { keeps: ['store', 'category'], grains: everyGrain },
  all: { keeps: ['store', 'category', 'cause', 'version'], grains: longGrains },
  sku: { keeps: ['category', 'sku'], grains: longGrains },
  'sku-version': { keeps: ['category', 'sku', 'version'], grains: months },
  'sku-cause': { keeps: ['category', 'sku', 'cause'], grains: months },
  'store-sku': { keeps: ['store', 'category', 'sku'], grains: months },
} as const satisfies Readonly<Record<string, { readonly keeps: readonly Keep[]; readonly grains: readonly Grain[] }>>
export type Level = keyof typeof levels
const levelNames = Object.keys(levels) as Level[]

export const keepsOf = (level: Level): ReadonlySet<Keep> => new Set(levels[level].keeps)

/** Each level with the sides that it has: parcels only where it keeps nothing that they do not know. */
export const sidesKept = levelNames.flatMap((level) =>
  (['loss', 'shipped'] as const).flatMap((side) =>
    side === 'loss' || levels[level].keeps.every((keep) => keptOfParcels.has(keep)) ? [{ level, side }] : [],
  ),
)

/** Each level with the steps over which it is added up. */
export const grainsKept = levelNames.flatMap((level) => levels[level].grains.map((grain) => ({ level, grain })))

/**
 * The level of the fewest cuts that keeps all of one side that a question is about, over this step; null where only the
 * ledger itself knows it.
 */
export function levelFor(asked: ReadonlySet<Keep>, grain: Grain, side: Side): Level | null {
  const wanted = [...asked].filter((keep) => side === 'loss' || keptOfParcels.has(keep))
  const found = sidesKept.find(
    (each) =>
      each.side === side &&
      levels[each.level].grains.some((own) => own === grain) &&
      wanted.every((keep) => keepsOf(each.level).has(keep)),
  )
  return found?.level ?? null
}

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

/** The last day of a span; of months of orders the first of the last one. */
export function lastDayOf({ grain, last }: Span): string {
  if (grain === 'week') return dayAfter(last, 6)
  return grain === 'month' ? dayAfter(monthAfter(last), -1) : last
}
