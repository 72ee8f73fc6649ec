import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { grainsKept, keeps, keepsOf, sidesKept } from './rules.levels.ts'
import type { LossTables } from './tables.ts'

const own = (db: Database) => tablesOf<LossTables>(db)
const noId = sql.lit('00000000-0000-0000-0000-000000000000')

const rowsOf = (rows: readonly (readonly (string | boolean)[])[]) =>
  sql.join(rows.map((row) => sql`(${sql.join(row.map((word) => sql.lit(word)))})`))

/** Each level and side with what is kept of it, and each level with its steps, as rows of tables. */
const levelRows = rowsOf(
  sidesKept.map(({ level, side }) => [level, side, ...keeps.map((keep) => keepsOf(level).has(keep))]),
)
const grainRows = rowsOf(grainsKept.map(({ level, grain }) => [level, grain]))

const cut = sql`md5(concat_ws(chr(31), level, store_id, sku, category, reason, fault, policy_version_id))::uuid`
const cutColumns = sql`level, store_id, sku, category, reason, fault, policy_version_id`
const sums = sql`sum(loss)::bigint as loss, sum(loss_without_quality)::bigint as loss_without_quality,
  sum(cost)::bigint as cost, sum(lines)::int as lines, sum(losses_without_rate)::int as losses_without_rate,
  sum(losses_without_cost)::int as losses_without_cost, sum(parcels)::int as parcels,
  sum(shipped_without_rate)::int as shipped_without_rate, sum(shipped_without_cost)::int as shipped_without_cost`
const sumColumns = sql`loss, loss_without_quality, cost, lines, losses_without_rate, losses_without_cost, parcels,
  shipped_without_rate, shipped_without_cost`

/** What a row of what waits tells, or one of the ledger told alike, as the sums of figures. */
export const measured = sql`case side when 'loss' then amount else 0 end as loss,
  case when side = 'loss' and quality <> 'yes' then amount else 0 end as loss_without_quality,
  case side when 'shipped' then amount else 0 end as cost, (case side when 'loss' then items else 0 end)::int as lines,
  (case side when 'loss' then without_rate else 0 end)::int as losses_without_rate,
  (case side when 'loss' then without_cost else 0 end)::int as losses_without_cost,
  (case side when 'shipped' then items else 0 end)::int as parcels,
  (case side when 'shipped' then without_rate else 0 end)::int as shipped_without_rate,
  (case side when 'shipped' then without_cost else 0 end)::int as shipped_without_cost`

/**
 * Adds what was booked since to the figures, the earliest first: each row on the levels and steps that it counts in. Only
 * who holds the work of the workspace may call it, inside a transaction. Resolves with how many rows were added.
 */
export async function foldDeltas(db: Database, limit: number): Promise<number> {
  // A row counts in some forty sums: enough memory for a batch of them spares writing them to disk to sort them.
  await sql`set local work_mem = '64MB'`.execute(own(db))
  const folded = await sql<{ rows: number }>`
    with gone as (
      delete from loss_deltas where id in (select id from loss_deltas order by id limit ${limit}) returning *),
    levelled as (
      select level, day, order_month, case when keeps_store then store_id else ${noId}::uuid end as store_id,
        case when keeps_sku then sku else '' end as sku, case when keeps_category then category else '' end as category,
        case when keeps_cause then reason else '' end as reason, case when keeps_cause then fault else '' end as fault,
        case when keeps_version then policy_version_id else ${noId}::uuid end as policy_version_id, ${sums}
      from (select *, ${measured} from gone) told
      join (values ${levelRows}) kept (level, side, keeps_store, keeps_category, keeps_sku, keeps_cause, keeps_version)
        using (side)
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9),
    spread as materialized (select *, ${cut} as cut from levelled),
    cuts as (
      insert into loss_cuts (cut, ${cutColumns})
      select distinct cut, ${cutColumns} from spread
      on conflict do nothing),
    written as (
      insert into loss_figures as known (cut, grain, start, ${sumColumns})
      select cut, grain, case grain when 'day' then day when 'cohort' then order_month
        else date_trunc(grain, day)::date end as start, ${sums}
      from spread join (values ${grainRows}) grains (level, grain) using (level)
      group by 1, 2, 3 order by 1, 2, 3
      on conflict (workspace_id, cut, grain, start) do update set (${sumColumns}) = (known.loss + excluded.loss,
        known.loss_without_quality + excluded.loss_without_quality, known.cost + excluded.cost,
        known.lines + excluded.lines, known.losses_without_rate + excluded.losses_without_rate,
        known.losses_without_cost + excluded.losses_without_cost, known.parcels + excluded.parcels,
        known.shipped_without_rate + excluded.shipped_without_rate,
        known.shipped_without_cost + excluded.shipped_without_cost))
    select count(*)::int as rows from gone`.execute(own(db))
  return folded.rows[0]?.rows ?? 0
}
