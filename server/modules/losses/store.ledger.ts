import { type RawBuilder, sql } from 'kysely'
import { asArray, asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { CostKind } from '../policies/index.ts'
import type { CounterAccount, SourceKind } from './schema.ts'
import type { LossTables } from './tables.ts'

const own = (db: Database) => tablesOf<LossTables>(db)

/** A booking as it is written, without its lines. */
export interface BookingRow {
  readonly id: string
  readonly key: string
  readonly turn: number
  readonly reverses: string | null
  readonly returnRequestId: string | null
  readonly storeId: string
  readonly orderNumber: string | null
  readonly sku: string
  readonly bookedAt: Date
  readonly currency: string
  readonly told: string
  readonly sourceKind: SourceKind
  readonly sourceId: string
  readonly note: string
  readonly madeBy: string | null
}

/** A line as it is written. */
export interface LineRow {
  readonly id: string
  readonly bookingId: string
  readonly kind: CostKind
  readonly counter: CounterAccount
  readonly sign: number
  readonly amount: number | null
  readonly currency: string
  readonly baseAmount: number | null
  readonly rate: string | null
  readonly rateDay: string | null
  readonly rateSource: string | null
  readonly day: string
  readonly orderMonth: string
  readonly storeId: string
  readonly sku: string
  readonly category: string
  readonly reason: string
  readonly quality: 'yes' | 'no' | 'unknown'
  readonly fault: string
  readonly policyVersionId: string
}

/** Bookings of one key follow one another: whoever books under it waits for the one before. */
export async function lockKey(db: Database, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || ${key}::text, 11))`.execute(
    own(db),
  )
}

export async function insertBookings(db: Database, rows: readonly BookingRow[], now: Date): Promise<void> {
  await sql`
    insert into loss_bookings (id, key, turn, reverses, return_request_id, store_id, order_number, sku, booked_at, currency,
      told, source_kind, source_id, note, made_by, made_at)
    select id, key, turn, reverses, "returnRequestId", "storeId", "orderNumber", sku, "bookedAt", currency, told,
      "sourceKind", "sourceId", note, "madeBy", ${now}::timestamptz
    from json_to_recordset(${asRecords(rows)}::json) as given (id uuid, key text, turn int, reverses uuid,
      "returnRequestId" uuid, "storeId" uuid, "orderNumber" text, sku text, "bookedAt" timestamptz, currency text, told text,
      "sourceKind" text, "sourceId" text, note text, "madeBy" uuid)`.execute(own(db))
}

export async function insertLines(db: Database, rows: readonly LineRow[]): Promise<void> {
  await sql`
    insert into loss_lines (id, booking_id, kind, counter, sign, amount, currency, base_amount, rate, rate_day, rate_source,
      day, order_month, store_id, sku, category, reason, quality, fault, policy_version_id)
    select id, "bookingId", kind, counter, sign, amount, currency, "baseAmount", rate, "rateDay", "rateSource", day,
      "orderMonth", "storeId", sku, category, reason, quality, fault, "policyVersionId"
    from json_to_recordset(${asRecords(rows)}::json) as given (id uuid, "bookingId" uuid, kind text, counter text, sign int,
      amount bigint, currency text, "baseAmount" bigint, rate text, "rateDay" date, "rateSource" text, day date,
      "orderMonth" date, "storeId" uuid, sku text, category text, reason text, quality text, fault text,
      "policyVersionId" uuid)`.execute(own(db))
}

const bookingColumns = sql`id, key, turn, reverses, return_request_id as "returnRequestId", store_id as "storeId",
  order_number as "orderNumber", sku, booked_at as "bookedAt", currency, told, source_kind as "sourceKind",
  source_id as "sourceId", note, made_by as "madeBy"`

/** The last booking of each of these keys. */
export const lastOfKeys = (db: Database, keys: readonly string[]): Promise<BookingRow[]> =>
  lastOf(db, sql`key = any(${[...keys]}::text[])`)

/** The last booking of each key of these orders, whoever booked it. */
export const lastOfOrders = (
  db: Database,
  orders: readonly { readonly storeId: string; readonly number: string }[],
): Promise<BookingRow[]> =>
  lastOf(
    db,
    sql`(store_id, order_number) in (select * from unnest(${orders.map(({ storeId }) => storeId)}::uuid[],
      ${orders.map(({ number }) => number)}::text[]))`,
  )

/** Of these orders those that something was ever booked for. */
export async function bookedAmong<Order extends { readonly storeId: string; readonly number: string }>(
  db: Database,
  orders: readonly Order[],
): Promise<Order[]> {
  const found = await sql<{ at: number }>`
    select (wanted.place - 1)::int as at
    from unnest(${asArray(orders.map(({ storeId }) => storeId))}::uuid[],
      ${asArray(orders.map(({ number }) => number))}::text[]) with ordinality as wanted (store_id, number, place)
    where exists (select from loss_bookings b where b.workspace_id = current_workspace()
      and b.store_id = wanted.store_id and b.order_number = wanted.number)`.execute(own(db))
  const places = new Set(found.rows.map(({ at }) => at))
  return orders.filter((_, at) => places.has(at))
}

async function lastOf(db: Database, which: RawBuilder<unknown>): Promise<BookingRow[]> {
  const found = await sql<BookingRow>`
    select distinct on (key) ${bookingColumns} from loss_bookings where ${which} order by key, turn desc`.execute(
    own(db),
  )
  return found.rows
}

export async function readBooking(db: Database, id: string): Promise<BookingRow | undefined> {
  const found = await sql<BookingRow>`select ${bookingColumns} from loss_bookings where id = ${id}::uuid`.execute(
    own(db),
  )
  return found.rows[0]
}

/** The lines of these bookings as they were written, with what was learned since. */
export async function linesOfBookings(db: Database, ids: readonly string[]): Promise<LineRow[]> {
  const found = await sql<LineRow>`
    select id, booking_id as "bookingId", kind, counter, sign, amount, currency, base_amount as "baseAmount", rate,
      rate_day::text as "rateDay", rate_source as "rateSource", day::text as day, order_month::text as "orderMonth",
      store_id as "storeId", sku, category, reason, quality, fault, policy_version_id as "policyVersionId"
    from loss_lines where booking_id = any(${[...ids]}::uuid[])`.execute(own(db))
  return found.rows
}
