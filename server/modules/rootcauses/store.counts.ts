import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Group } from './rules.streams.ts'
import type { RootCauseTables } from './tables.ts'

const own = (db: Database) => tablesOf<RootCauseTables>(db)

/** What was sent of a SKU on the orders of a day, and what came back of it. */
export interface DayCount {
  readonly sku: string
  readonly batch: string
  readonly day: string
  readonly sent: number
  readonly ages: readonly number[]
  readonly reasons: readonly Group[]
}

/** Replaces what is kept of some days, both ends `2026-01-26`, the last one not among them. */
export async function replaceDays(
  db: Database,
  from: string,
  before: string,
  counts: readonly DayCount[],
): Promise<void> {
  await own(db).deleteFrom('sku_days').where(sql<boolean>`day >= ${from}::date and day < ${before}::date`).execute()
  if (counts.length === 0) return
  await sql`insert into sku_days (sku, batch, day, sent, ages, reasons)
    select sku, batch, day, sent, ages, reasons from jsonb_to_recordset(${asRecords(counts)}::jsonb)
      as given (sku text, batch text, day date, sent int, ages int[], reasons text[])`.execute(own(db))
}

/** Forgets days that no look goes back to any more. */
export async function forgetBefore(db: Database, day: string): Promise<void> {
  await own(db).deleteFrom('sku_days').where(sql<boolean>`day < ${day}::date`).execute()
}

/** In how many days returns came back, of orders from before a day. */
export async function agesBefore(db: Database, day: string): Promise<{ age: number; count: number }[]> {
  const found = await sql<{ age: number; count: number }>`
    select age, count(*)::int as count from sku_days, unnest(ages) as age where day < ${day}::date group by age`.execute(
    own(db),
  )
  return found.rows
}

const asCount = sql`sku, batch, to_char(day, 'YYYY-MM-DD') as day, sent, ages, reasons`

/** All days of the next SKUs, in the order of these. */
export async function countsAfter(db: Database, sku: string, skus: number): Promise<DayCount[]> {
  const found = await sql<DayCount>`
    select ${asCount} from sku_days
    where sku in (select distinct sku from sku_days where sku > ${sku} order by sku limit ${skus})
    order by sku, batch, day`.execute(own(db))
  return found.rows
}

/** All days of one SKU. */
export async function countsOfSku(db: Database, sku: string): Promise<DayCount[]> {
  const found = await sql<DayCount>`select ${asCount} from sku_days where sku = ${sku} order by batch, day`.execute(
    own(db),
  )
  return found.rows
}

/** What the last look was about, and how far the counting has come. */
export interface Look {
  readonly countedAt: Date | null
  readonly lookedAt: Date | null
  /** The share of returns that is back within so many days; null before the first look. */
  readonly curve: number[] | null
  readonly tested: number
  readonly found: number
}

const nothingYet: Look = { countedAt: null, lookedAt: null, curve: null, tested: 0, found: 0 }

export const readLook = async (db: Database): Promise<Look> =>
  (await own(db)
    .selectFrom('anomaly_looks')
    .select(['counted_at as countedAt', 'looked_at as lookedAt', 'curve', 'tested', 'found'])
    .executeTakeFirst()) ?? nothingYet

/** Holds the looks of the workspace for one hand at a time; undefined while another has them. */
export async function lockLook(db: Database): Promise<Look | undefined> {
  await own(db)
    .insertInto('anomaly_looks')
    .values({ counted_at: null, looked_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return own(db)
    .selectFrom('anomaly_looks')
    .select(['counted_at as countedAt', 'looked_at as lookedAt', 'curve', 'tested', 'found'])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export async function saveLook(db: Database, look: Look): Promise<void> {
  await own(db)
    .updateTable('anomaly_looks')
    .set({
      counted_at: look.countedAt,
      looked_at: look.lookedAt,
      curve: look.curve && JSON.stringify(look.curve),
      tested: look.tested,
      found: look.found,
    })
    .execute()
}
