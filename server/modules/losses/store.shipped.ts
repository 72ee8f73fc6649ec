import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { LossTables } from './tables.ts'

const own = (db: Database) => tablesOf<LossTables>(db)

/** The product cost of a part of a parcel. */
export interface ShippedCost {
  readonly shipmentId: string
  readonly storeId: string
  readonly orderNumber: string
  readonly sku: string
  readonly category: string
  readonly day: string
  readonly orderMonth: string
  readonly quantity: number
  readonly amount: number | null
  readonly currency: string | null
  readonly baseAmount: number | null
}

/** Writes what was sent out and what it cost; of what is known alike the rate of its first day stays. */
export async function writeShipped(db: Database, rows: readonly ShippedCost[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into shipped_costs as known (shipment_id, store_id, order_number, sku, category, day, order_month, quantity,
      amount, currency, base_amount)
    select "shipmentId", "storeId", "orderNumber", sku, category, day, "orderMonth", quantity, amount, currency, "baseAmount"
    from json_to_recordset(${asRecords(rows)}::json) as given ("shipmentId" uuid, "storeId" uuid, "orderNumber" text,
      sku text, category text, day date, "orderMonth" date, quantity int, amount bigint, currency text, "baseAmount" bigint)
    on conflict (workspace_id, shipment_id) do update set
      (sku, category, day, order_month, quantity, amount, currency, base_amount) = (excluded.sku, excluded.category,
        excluded.day, excluded.order_month, excluded.quantity, excluded.amount, excluded.currency, excluded.base_amount)
    where (known.sku, known.category, known.day, known.order_month, known.quantity, known.amount, known.currency)
        is distinct from (excluded.sku, excluded.category, excluded.day, excluded.order_month, excluded.quantity,
        excluded.amount, excluded.currency)
      or (known.base_amount is null and excluded.base_amount is not null)`.execute(own(db))
}

/** Puts lines and what was sent of SKUs into the category that these are in now. */
export async function writeCategories(
  db: Database,
  skus: readonly { readonly sku: string; readonly category: string }[],
): Promise<void> {
  for (const table of ['loss_lines', 'shipped_costs'])
    await sql`
      update ${sql.table(table)} known set category = given.category
      from json_to_recordset(${asRecords(skus)}::json) as given (sku text, category text)
      where known.sku = given.sku and known.category <> given.category`.execute(own(db))
}

/** Tells lines the month of their orders, where these were not known when they were booked. */
export async function writeMonths(
  db: Database,
  orders: readonly { readonly storeId: string; readonly number: string; readonly month: string }[],
): Promise<void> {
  if (orders.length === 0) return
  await sql`
    update loss_lines l set order_month = given.month
    from json_to_recordset(${asRecords(orders)}::json) as given ("storeId" uuid, number text, month date)
    join loss_bookings b on b.workspace_id = (select current_workspace()) and b.store_id = given."storeId"
      and b.order_number = given.number
    where l.workspace_id = b.workspace_id and l.booking_id = b.id and l.order_month = '0001-01-01'`.execute(own(db))
}

/** The currencies and days whose rate to the workspace's is missing somewhere. */
export async function withoutRate(db: Database): Promise<{ currency: string; day: string }[]> {
  const found = await sql<{ currency: string; day: string }>`
    select currency, day::text as day from loss_lines where amount is not null and base_amount is null
    union
    select currency, day::text from shipped_costs where amount is not null and base_amount is null`.execute(own(db))
  return found.rows
}

/** A rate that was told since, as a fraction of minor units: what one of the currency is in the workspace's. */
export interface LearnedRate {
  readonly currency: string
  readonly day: string
  readonly numerator: string
  readonly denominator: string
  readonly rate: string
  readonly rateDay: string
  readonly rateSource: string
}

/** Reckons what waited for these rates: exactly, and rounded once, half away from zero, as `converted` in orders does. */
export async function writeRates(db: Database, rates: readonly LearnedRate[]): Promise<void> {
  if (rates.length === 0) return
  const given = sql`json_to_recordset(${asRecords(rates)}::json) as given (currency text, day date, numerator numeric,
    denominator numeric, rate text, "rateDay" date, "rateSource" text)`
  const reckoned = sql`(sign(known.amount) * div(abs(known.amount) * given.numerator * 2 + given.denominator, given.denominator * 2))::bigint`
  await sql`
    update loss_lines known set base_amount = ${reckoned}, rate = given.rate, rate_day = given."rateDay",
      rate_source = given."rateSource"
    from ${given}
    where known.currency = given.currency and known.day = given.day and known.amount is not null
      and known.base_amount is null`.execute(own(db))
  await sql`
    update shipped_costs known set base_amount = ${reckoned}
    from ${given}
    where known.currency = given.currency and known.day = given.day and known.amount is not null
      and known.base_amount is null`.execute(own(db))
}
