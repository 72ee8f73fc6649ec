import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { CurrencyRate } from './schema.rates.ts'
import type { Written } from './store.rows.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** Writes rates, each day and pair given once; what is told later stands. */
export async function writeRates(db: Database, rates: readonly CurrencyRate[], now: Date): Promise<Written> {
  const written = await sql<{ isNew: boolean }>`
    insert into currency_rates as known (day, from_currency, to_currency, rate, source, recorded_at)
    select given.day, given."from", given."to", given.rate, given.source, ${now}::timestamptz
    from json_to_recordset(${asRecords(rates)}::json) as given (day date, "from" text, "to" text, rate numeric, source text)
    on conflict (workspace_id, from_currency, to_currency, day) do update set
      rate = excluded.rate, source = excluded.source, recorded_at = excluded.recorded_at
    where (known.rate, known.source) is distinct from (excluded.rate, excluded.source)
    returning xmax = 0 as "isNew"`.execute(own(db))
  const added = written.rows.filter(({ isNew }) => isNew).length
  return { added, changed: written.rows.length - added }
}

const columns = sql`day::text as day, from_currency as "from", to_currency as "to", trim_scale(rate)::text as rate, source`

/** The rates between some currencies from one day to another. */
export async function ratesBetween(
  db: Database,
  currencies: readonly string[],
  days: { readonly first: string; readonly last: string },
): Promise<CurrencyRate[]> {
  const found = await sql<CurrencyRate>`
    select ${columns} from currency_rates
    where from_currency = any(${[...currencies]}::text[]) and to_currency = any(${[...currencies]}::text[])
      and day between ${days.first}::date and ${days.last}::date`.execute(own(db))
  return found.rows
}

/** Rates, the latest first, then by pair, after the given (day, from, to). */
export async function listRates(
  db: Database,
  page: {
    readonly from?: string | undefined
    readonly to?: string | undefined
    readonly after?: readonly [string, string, string]
    readonly limit: number
  },
): Promise<CurrencyRate[]> {
  const after = page.after
    ? sql`(day, from_currency, to_currency) < (${page.after[0]}::date, ${page.after[1]}::text, ${page.after[2]}::text)`
    : sql`true`
  const found = await sql<CurrencyRate>`
    select ${columns} from currency_rates
    where ${page.from ? sql`from_currency = ${page.from}` : sql`true`}
      and ${page.to ? sql`to_currency = ${page.to}` : sql`true`} and ${after}
    order by currency_rates.day desc, from_currency desc, to_currency desc limit ${page.limit}`.execute(own(db))
  return found.rows
}

/** Every pair with its days since one, and its latest rate. */
export async function pairsSince(
  db: Database,
  since: string,
): Promise<{ from: string; to: string; days: string[]; rate: string; source: string }[]> {
  const found = await sql<{ from: string; to: string; days: string[]; rate: string; source: string }>`
    select from_currency as "from", to_currency as "to", array_agg(day::text order by day) as days,
      trim_scale((array_agg(rate order by day desc))[1])::text as rate, (array_agg(source order by day desc))[1] as source
    from currency_rates where day >= ${since}::date
    group by from_currency, to_currency order by from_currency, to_currency limit 500`.execute(own(db))
  return found.rows
}
