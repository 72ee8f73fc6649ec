import { type RawBuilder, sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { cutsOf, type LineFilter } from './store.lines.ts'
import type { LossTables } from './tables.ts'

const own = (db: Database) => tablesOf<LossTables>(db)

export type Grain = 'day' | 'week' | 'month' | 'cohort'

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

/** Each row of `gone` or `fresh`, on the levels and grains that it counts in. */
const spread = (rows: string) => sql`
  select level, grain, start, side, store_id, case level when 'sku' then sku else '' end as sku, category, reason, quality,
    fault, policy_version_id, amount, items, without_rate, without_cost
  from ${sql.table(rows)} cross join (values ('all'), ('sku')) levels (level)
  cross join lateral (values ('day', day), ('week', date_trunc('week', day)::date), ('month', date_trunc('month', day)::date),
    ('cohort', order_month)) grains (grain, start)`

const cut = sql`md5(concat_ws(chr(31), side, store_id, sku, category, reason, quality, fault, policy_version_id))::uuid`

/**
 * Adds what was booked since to the figures, the earliest first. Only who holds the work of the workspace may call it.
 * Resolves with how many rows were added.
 */
export async function foldDeltas(db: Database, limit: number): Promise<number> {
  const folded = await sql<{ rows: number }>`
    with gone as (
      delete from loss_deltas where id in (select id from loss_deltas order by id limit ${limit}) returning *),
    spread as (${spread('gone')}),
    written as (
      insert into loss_figures as known (level, grain, start, cut, side, store_id, sku, category, reason, quality, fault,
        policy_version_id, amount, items, without_rate, without_cost)
      select level, grain, start, ${cut}, side, store_id, sku, category, reason, quality, fault, policy_version_id,
        sum(amount), sum(items), sum(without_rate), sum(without_cost)
      from spread group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
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

/** Cuts that parcels know nothing of: their cost counts whole beside them. */
const ofLossesOnly = ['reason', 'fault', 'policyVersionId'] as const

interface FigureQuestion {
  readonly grain: Grain
  /** The first and the last start, both among them. */
  readonly first: string
  readonly last: string
  readonly filter: LineFilter
  readonly groupBy: Grouping
  readonly limit: number
}

/**
 * Sums of a period, of at most so many groups: by time in its order, else the largest loss first. What was booked since the
 * figures were last added up counts too, in the same snapshot.
 */
export async function sumsOf(
  db: Database,
  { grain, first, last, filter, groupBy, limit }: FigureQuestion,
): Promise<Sums[]> {
  const level = groupBy === 'sku' || filter.sku !== undefined ? 'sku' : 'all'
  const { reason, fault, policyVersionId, ...shared } = filter
  const narrowed = Object.fromEntries(
    ofLossesOnly.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])),
  ) as LineFilter
  const conditions: RawBuilder<unknown>[] = [
    sql`l.level = ${level}`,
    sql`l.grain = ${grain}`,
    sql`l.start between ${first}::date and ${last}::date`,
    ...cutsOf(shared),
    ...cutsOf(narrowed).map((condition) => sql`(l.side = 'shipped' or ${condition})`),
  ]
  const where = sql.join(conditions, sql` and `)
  const columns = sql`${groupings[groupBy]} as name, l.side, l.quality, l.amount, l.items, l.without_rate, l.without_cost`
  const found = await sql<Sums>`
    with fresh as (select * from loss_deltas), spread as (${spread('fresh')})
    select name, ${measures} from (
      select ${columns} from loss_figures l where ${where}
      union all
      select ${columns} from spread l where ${where}) each
    group by name order by ${groupBy === 'start' ? sql`name` : sql`loss desc, name`} limit ${limit}`.execute(own(db))
  return found.rows
}
