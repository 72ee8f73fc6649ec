import { type RawBuilder, sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import {
  coverOf,
  type Grain,
  type Keep,
  keeps,
  keepsOf,
  kept,
  lastDayOf,
  levelFor,
  type Side,
  type Span,
} from './rules.levels.ts'
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

/** Each level, step and side with what is kept of it, as rows of a table. */
const keptRows = sql.join(
  kept.map(
    ({ level, grain, side }) =>
      sql`(${sql.join([level, grain, side, ...keeps.map((keep) => keepsOf(level).has(keep))].map((word) => sql.lit(word)))})`,
  ),
)

const cut = sql`md5(concat_ws(chr(31), side, store_id, sku, category, reason, quality, fault, policy_version_id))::uuid`

/**
 * Adds what was booked since to the figures, the earliest first: each row on the levels and grains that it counts in. Only
 * who holds the work of the workspace may call it, inside a transaction. Resolves with how many rows were added.
 */
export async function foldDeltas(db: Database, limit: number): Promise<number> {
  // A row counts in some forty sums: enough memory for a batch of them spares writing them to disk to sort them.
  await sql`set local work_mem = '64MB'`.execute(own(db))
  const folded = await sql<{ rows: number }>`
    with gone as (
      delete from loss_deltas where id in (select id from loss_deltas order by id limit ${limit}) returning *),
    dated as (
      select grain, start, side, store_id, sku, category, reason, quality, fault, policy_version_id, sum(amount) as amount,
        sum(items) as items, sum(without_rate) as without_rate, sum(without_cost) as without_cost
      from gone cross join lateral (values ('day', day), ('week', date_trunc('week', day)::date),
        ('month', date_trunc('month', day)::date), ('cohort', order_month)) grains (grain, start)
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    spread as (
      select level, grain, start, side, case when keeps_store then store_id else ${noId}::uuid end as store_id,
        case when keeps_sku then sku else '' end as sku, case when keeps_category then category else '' end as category,
        case when keeps_cause then reason else '' end as reason, quality,
        case when keeps_cause then fault else '' end as fault,
        case when keeps_version then policy_version_id else ${noId}::uuid end as policy_version_id,
        sum(amount) as amount, sum(items) as items, sum(without_rate) as without_rate, sum(without_cost) as without_cost
      from dated join (values ${keptRows}) kept (level, grain, side, keeps_store, keeps_category, keeps_sku, keeps_cause,
        keeps_version) using (grain, side)
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    written as (
      insert into loss_figures as known (level, grain, start, cut, side, store_id, sku, category, reason, quality, fault,
        policy_version_id, amount, items, without_rate, without_cost)
      select level, grain, start, ${cut}, side, store_id, sku, category, reason, quality, fault, policy_version_id,
        amount, items, without_rate, without_cost
      from spread
      on conflict (workspace_id, level, grain, start, cut) do update set
        (amount, items, without_rate, without_cost) = (known.amount + excluded.amount, known.items + excluded.items,
          known.without_rate + excluded.without_rate, known.without_cost + excluded.without_cost))
    select count(*)::int as rows from gone`.execute(own(db))
  return folded.rows[0]?.rows ?? 0
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

const measures = sql`
  coalesce(sum(amount) filter (where side = 'loss'), 0)::bigint as loss,
  coalesce(sum(amount) filter (where side = 'loss' and quality <> 'yes'), 0)::bigint as "lossWithoutQuality",
  coalesce(sum(items) filter (where side = 'loss'), 0)::bigint as lines,
  coalesce(sum(without_rate) filter (where side = 'loss'), 0)::bigint as "lossesWithoutRate",
  coalesce(sum(without_cost) filter (where side = 'loss'), 0)::bigint as "lossesWithoutCost",
  coalesce(sum(amount) filter (where side = 'shipped'), 0)::bigint as cost,
  coalesce(sum(items) filter (where side = 'shipped'), 0)::bigint as parcels,
  coalesce(sum(without_rate) filter (where side = 'shipped'), 0)::bigint as "shippedWithoutRate",
  coalesce(sum(without_cost) filter (where side = 'shipped'), 0)::bigint as "shippedWithoutCost"`

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

/**
 * Sums of a period, of at most so many groups: by time in its order, else the largest loss first. What was booked since the
 * figures were last added up counts too, in the same snapshot.
 */
export async function sumsOf(db: Database, question: FigureQuestion): Promise<Sums[]> {
  const { grain, first, last, end, groupBy, limit } = question
  const spans = grain === 'cohort' || groupBy === 'start' ? [{ grain, first, last }] : coverOf(first, end)
  const parts = spans.flatMap((span) => (['loss', 'shipped'] as const).map((side) => partOf(question, span, side)))
  const found = await sql<Sums>`
    with each as (
      -- Added up plainly first: the many conditions of what is told are then asked of a few rows only.
      select name, side, quality, sum(amount) as amount, sum(items) as items, sum(without_rate) as without_rate,
        sum(without_cost) as without_cost
      from (${sql.join(parts, sql` union all `)}) rows group by 1, 2, 3)
    select name, ${measures} from each
    group by name order by ${groupBy === 'start' ? sql`name` : sql`loss desc, name`} limit ${limit}`.execute(own(db))
  return found.rows
}

/** One side of one span: its figures with what waits to be added to them, or the ledger where it has no figures. */
function partOf(question: FigureQuestion, span: Span, side: Side): RawBuilder<unknown> {
  const { reason, fault, policyVersionId, ...shared } = question.filter
  const cuts = cutsOf(side === 'loss' ? question.filter : shared)
  const where = sql.join([sql`true`, ...cuts], sql` and `)
  const name = sql`${groupings[question.groupBy]} as name`
  const sums = sql`l.side, l.quality, l.amount, l.items, l.without_rate, l.without_cost`
  const start = span.grain === 'cohort' ? sql`order_month` : sql`date_trunc(${sql.lit(question.grain)}, day)::date`
  const column = span.grain === 'cohort' ? sql`l.order_month` : sql`l.day`
  const inSpan = sql`${column} between ${span.first}::date and ${lastDayOf(span)}::date`
  const level = levelFor(asksOf(question), span.grain, side)
  if (level === null) {
    const rows = side === 'loss' ? linesAsSums : parcelsAsSums
    return sql`select ${name}, ${sums} from (select *, ${start} as start from (${rows}) r) l where ${inSpan} and ${where}`
  }
  // Which level it is must stand in the words of the statement, or no index of some levels could answer it.
  return sql`select ${name}, ${sums} from loss_figures l
      where l.level = ${sql.lit(level)} and l.grain = ${sql.lit(span.grain)} and l.side = ${sql.lit(side)}
        and l.start between ${span.first}::date and ${span.last}::date and ${where}
    union all
    select ${name}, ${sums} from (select *, ${start} as start from loss_deltas) l
      where l.side = ${sql.lit(side)} and ${inSpan} and ${where}`
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
