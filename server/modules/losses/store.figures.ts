import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { coverOf, type Grain, type Keep, keeps, type Level, levelFor, levelNames, levels } from './rules.levels.ts'
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

/** Each level with what it keeps, as rows of a table. */
const levelRows = sql.join(
  levelNames.map(
    (level) =>
      sql`(${sql.lit(level)}, ${sql.join(
        keeps.map((keep) => sql.lit((levels[level] as readonly Keep[]).includes(keep))),
      )})`,
  ),
)

const cut = sql`md5(concat_ws(chr(31), side, store_id, sku, category, reason, quality, fault, policy_version_id))::uuid`

/**
 * Adds what was booked since to the figures, the earliest first: each row on the levels and grains that it counts in. Only
 * who holds the work of the workspace may call it. Resolves with how many rows were added.
 */
export async function foldDeltas(db: Database, limit: number): Promise<number> {
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
      from dated cross join (values ${levelRows}) levels (level, keeps_store, keeps_category, keeps_sku, keeps_cause,
        keeps_version)
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

/** Cuts that parcels know nothing of: their cost counts whole beside them. */
const ofLossesOnly = ['reason', 'fault', 'policyVersionId'] as const

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

function levelOf({ filter, groupBy }: FigureQuestion): Level {
  const asked = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  const names = [...asked, groupBy].flatMap((name) => (name in asks ? asks[name as keyof typeof asks] : []))
  return levelFor(new Set(names))
}

/**
 * Sums of a period, of at most so many groups: by time in its order, else the largest loss first. What was booked since the
 * figures were last added up counts too, in the same snapshot.
 */
export async function sumsOf(db: Database, question: FigureQuestion): Promise<Sums[]> {
  const { grain, first, last, end, filter, groupBy, limit } = question
  const { reason, fault, policyVersionId, ...shared } = filter
  const narrowed = Object.fromEntries(
    ofLossesOnly.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])),
  ) as LineFilter
  const cuts = sql.join(
    [sql`true`, ...cutsOf(shared), ...cutsOf(narrowed).map((each) => sql`(l.side = 'shipped' or ${each})`)],
    sql` and `,
  )
  // Which one it is must stand in the words of the statement, or no index of some levels could answer it.
  const level = sql.lit(levelOf(question))
  const spans = grain === 'cohort' || groupBy === 'start' ? [{ grain, first, last }] : coverOf(first, end)
  const columns = sql`${groupings[groupBy]} as name, l.side, l.quality, l.amount, l.items, l.without_rate, l.without_cost`
  const added = spans.map(
    (span) => sql`select ${columns} from loss_figures l where l.level = ${level} and l.grain = ${sql.lit(span.grain)}
      and l.start between ${span.first}::date and ${span.last}::date and ${cuts}`,
  )
  const startOf = grain === 'cohort' ? sql`order_month` : sql`date_trunc(${sql.lit(grain)}, day)::date`
  const fresh = sql`select ${columns} from (select d.*, ${startOf} as start from loss_deltas d) l
    where l.start between ${first}::date and ${last}::date and ${cuts}`
  const found = await sql<Sums>`
    with each as (
      -- Added up plainly first: the many conditions of what is told are then asked of a few rows only.
      select name, side, quality, sum(amount) as amount, sum(items) as items, sum(without_rate) as without_rate,
        sum(without_cost) as without_cost
      from (${sql.join([...added, fresh], sql` union all `)}) rows group by 1, 2, 3)
    select name, ${measures} from each
    group by name order by ${groupBy === 'start' ? sql`name` : sql`loss desc, name`} limit ${limit}`.execute(own(db))
  return found.rows
}
