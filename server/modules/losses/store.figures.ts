import { type RawBuilder, sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { dayAfter } from './rules.days.ts'
import {
  coverOf,
  type Grain,
  type Keep,
  type Level,
  lastDayOf,
  levelFor,
  type Side,
  type Span,
} from './rules.levels.ts'
import { measured } from './store.folding.ts'
import { cutsOf, type LineFilter } from './store.lines.ts'
import type { LossTables } from './tables.ts'

const own = (db: Database) => tablesOf<LossTables>(db)
const noId = sql.lit('00000000-0000-0000-0000-000000000000')

/** What something lost and cost in a period, in minor units of the workspace's currency. */
export interface Sums {
  /** What was grouped by: a day, an id or a word. */
  readonly name: string
  readonly loss: number
  readonly lossWithoutQuality: number
  readonly lines: number
  readonly lossesWithoutRate: number
  readonly lossesWithoutCost: number
  readonly cost: number
  readonly parcels: number
  readonly shippedWithoutRate: number
  readonly shippedWithoutCost: number
}

/** What figures may be grouped by. */
const groupings = {
  start: sql`l.start::text`,
  store: sql`l.store_id::text`,
  category: sql`l.category`,
  sku: sql`l.sku`,
  reason: sql`l.reason`,
  fault: sql`l.fault`,
  policyVersion: sql`l.policy_version_id::text`,
  nothing: sql`''`,
} as const
export type Grouping = keyof typeof groupings

const names = {
  loss: ['loss', 'loss_without_quality', 'lines', 'losses_without_rate', 'losses_without_cost'],
  shipped: ['cost', 'parcels', 'shipped_without_rate', 'shipped_without_cost'],
} as const
const measures = [...names.loss, ...names.shipped]
/** The sums of some sides; those of the others are 0. */
function sumsOfSides(sides: readonly Side[]): RawBuilder<unknown> {
  const read: readonly string[] = sides.flatMap((side) => [...names[side]])
  return sql.join(
    measures.map((column) =>
      read.includes(column)
        ? sql`sum(${sql.ref(column)})::bigint as ${sql.ref(column)}`
        : sql`0::bigint as ${sql.ref(column)}`,
    ),
  )
}
const columns = sql.join(measures.map((column) => sql.ref(column)))

interface FigureQuestion {
  readonly grain: Grain
  /** The first and the last start, both among them. */
  readonly first: string
  readonly last: string
  /** The last day. */
  readonly end: string
  readonly filter: LineFilter
  readonly groupBy: Grouping
  readonly limit: number
}

/** What of a line a question must know. */
const asks: Readonly<Record<Exclude<Grouping, 'start' | 'nothing'> | 'policyVersionId' | 'storeIds', Keep>> = {
  ...{ store: 'store', storeIds: 'store', category: 'category', sku: 'sku', reason: 'cause', fault: 'cause' },
  ...{ policyVersion: 'version', policyVersionId: 'version' },
}

const asksOf = ({ filter, groupBy }: FigureQuestion): ReadonlySet<Keep> => {
  const named = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  return new Set([...named, groupBy].flatMap((name) => (name in asks ? asks[name as keyof typeof asks] : [])))
}

/** One side of a span: the level that answers it; null where the ledger itself does. */
interface Reading {
  readonly span: Span
  readonly side: Side
  readonly level: Level | null
}

/**
 * Sums of a period, of at most so many groups: by time in its order, else the largest loss first. What was booked since the
 * figures were last added up counts too, in the same snapshot.
 */
export async function sumsOf(db: Database, question: FigureQuestion): Promise<Sums[]> {
  const { grain, first, last, end, groupBy, limit } = question
  const spans = grain === 'cohort' || groupBy === 'start' ? [{ grain, first, last }] : coverOf(first, end)
  const asked = asksOf(question)
  const readings = spans.flatMap((span) =>
    (['loss', 'shipped'] as const).map((side): Reading => ({ span, side, level: levelFor(asked, span.grain, side) })),
  )
  const found = await sql<Sums>`
    select name, coalesce(sum(loss), 0)::bigint as loss,
      coalesce(sum(loss_without_quality), 0)::bigint as "lossWithoutQuality", coalesce(sum(lines), 0)::bigint as lines,
      coalesce(sum(losses_without_rate), 0)::bigint as "lossesWithoutRate",
      coalesce(sum(losses_without_cost), 0)::bigint as "lossesWithoutCost", coalesce(sum(cost), 0)::bigint as cost,
      coalesce(sum(parcels), 0)::bigint as parcels, coalesce(sum(shipped_without_rate), 0)::bigint as "shippedWithoutRate",
      coalesce(sum(shipped_without_cost), 0)::bigint as "shippedWithoutCost"
    from (${sql.join([...figuresOf(question, readings), ...rowsOf(question, readings)], sql` union all `)}) parts
    group by name order by ${groupBy === 'start' ? sql`name` : sql`loss desc, name`} limit ${limit}`.execute(own(db))
  return found.rows
}

/** The figures of each span; both sides at once where one level answers both. */
function figuresOf(question: FigureQuestion, readings: readonly Reading[]): RawBuilder<unknown>[] {
  const isTogether = ({ span, level }: Reading) =>
    readings.filter((each) => each.span === span && each.level === level).length === 2
  return readings.flatMap((reading) => {
    const { span, side, level } = reading
    if (level === null) return []
    if (!isTogether(reading)) return [figuresOn(question, span, level, [side])]
    return side === 'loss' ? [figuresOn(question, span, level, ['loss', 'shipped'])] : []
  })
}

/**
 * Figures of one level over one span. The steps of each cut are read by its own place in the index, whatever the planner
 * believes of their number: the level and its cuts are few, and what it has of all workspaces would be read otherwise.
 */
function figuresOn(question: FigureQuestion, span: Span, level: Level, sides: readonly Side[]): RawBuilder<unknown> {
  const isByStart = question.groupBy === 'start'
  const name = isByStart ? sql`f.start::text` : groupings[question.groupBy]
  return sql`
    select ${name} as name, ${columns} from loss_cuts l cross join lateral (
      select ${isByStart ? sql`start,` : sql``} ${sumsOfSides(sides)}
      from loss_figures where cut = l.cut and grain = ${sql.lit(span.grain)}
        and start between ${span.first}::date and ${span.last}::date
      ${isByStart ? sql`group by start` : sql`having count(*) > 0`}) f
    where l.level = ${sql.lit(level)} and ${cutsOfSide(question.filter, sides[0])}`
}

/** Parcels know nothing of reason, fault and policy: what narrows these leaves all of them. */
function cutsOfSide({ reason, fault, policyVersionId, ...shared }: LineFilter, side: Side | undefined) {
  const cuts = cutsOf(side === 'loss' ? { reason, fault, policyVersionId, ...shared } : shared)
  return sql.join([sql`true`, ...cuts], sql` and `)
}

/** Of each side what waits to be added to the figures that are read, and the rows of the ledger where it has no figures. */
function rowsOf(question: FigureQuestion, readings: readonly Reading[]): RawBuilder<unknown>[] {
  return (['loss', 'shipped'] as const).flatMap((side) => {
    const ofSide = readings.filter((reading) => reading.side === side)
    const [figured, others] = [
      ofSide.filter(({ level }) => level !== null),
      ofSide.filter(({ level }) => level === null),
    ]
    const ledger = side === 'loss' ? linesAsSums : parcelsAsSums
    return [
      ...(figured.length > 0 ? [rowsIn(question, figured, side, sql`select * from loss_deltas`)] : []),
      ...joined(others.map(({ span }) => span)).map((span) => rowsIn(question, [{ span }], side, ledger)),
    ]
  })
}

function rowsIn(
  question: FigureQuestion,
  spans: readonly Pick<Reading, 'span'>[],
  side: Side,
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const isCohort = question.grain === 'cohort'
  const start = isCohort ? sql`order_month` : sql`date_trunc(${sql.lit(question.grain)}, day)::date`
  const within = spans.map(
    ({ span }) =>
      sql`l.${sql.ref(isCohort ? 'order_month' : 'day')} between ${span.first}::date and ${lastDayOf(span)}::date`,
  )
  return sql`
    select ${groupings[question.groupBy]} as name, ${sumsOfSides([side])}
    from (select *, ${start} as start, ${measured} from (${rows}) r) l
    where side = ${sql.lit(side)} and (${sql.join(within, sql` or `)}) and ${cutsOfSide(question.filter, side)}
    group by 1`
}

/** Spans of days, weeks and months that follow one another as few spans of days; of months of orders each by itself. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans) {
    const [before, last] = [all.at(-1), lastDayOf(span)]
    if (before && span.grain !== 'cohort' && dayAfter(before.last, 1) === span.first)
      all[all.length - 1] = { ...before, last }
    else all.push(span.grain === 'cohort' ? span : { grain: 'day', first: span.first, last })
  }
  return all
}

const cutColumns = sql`day, order_month, store_id, sku, category`
const linesAsSums = sql`
  select ${cutColumns}, reason, quality, fault, policy_version_id, 'loss' as side, coalesce(base_amount, 0) as amount,
    sign::bigint as items, case when base_amount is null and amount is not null then sign else 0 end::bigint as without_rate,
    case when amount is null then sign else 0 end::bigint as without_cost from loss_lines`
const parcelsAsSums = sql`
  select ${cutColumns}, '' as reason, 'unknown' as quality, '' as fault, ${noId}::uuid as policy_version_id,
    'shipped' as side, coalesce(base_amount, 0) as amount, 1::bigint as items,
    case when base_amount is null and amount is not null then 1 else 0 end::bigint as without_rate,
    case when amount is null then 1 else 0 end::bigint as without_cost from shipped_costs`
