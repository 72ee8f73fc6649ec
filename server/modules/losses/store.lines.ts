import { type RawBuilder, sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { LossLine } from './schema.ts'
import type { LossTables } from './tables.ts'

const own = (db: Database) => tablesOf<LossTables>(db)

/** Whatever is left out narrows nothing. */
export interface LineFilter {
  readonly first?: string
  readonly last?: string
  readonly firstMonth?: string
  readonly lastMonth?: string
  readonly storeIds?: readonly string[] | undefined
  readonly category?: string | undefined
  readonly sku?: string | undefined
  readonly reason?: string | undefined
  readonly fault?: string | undefined
  readonly policyVersionId?: string | undefined
  /** False leaves out what quality caused. */
  readonly withQuality?: boolean
  readonly state?: 'booked' | 'rate-missing' | 'cost-missing' | undefined
}

/** The conditions of a filter on rows that carry the columns of cuts. */
export function cutsOf(filter: LineFilter): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = []
  const [store, ...others] = filter.storeIds ?? []
  // Of one store the index has the lines in their order.
  if (store !== undefined && others.length === 0) parts.push(sql`l.store_id = ${store}::uuid`)
  else if (filter.storeIds) parts.push(sql`l.store_id = any(${[...filter.storeIds]}::uuid[])`)
  if (filter.category !== undefined) parts.push(sql`l.category = ${filter.category}`)
  if (filter.sku !== undefined) parts.push(sql`l.sku = ${filter.sku}`)
  if (filter.reason !== undefined) parts.push(sql`l.reason = ${filter.reason}`)
  if (filter.fault !== undefined) parts.push(sql`l.fault = ${filter.fault}`)
  if (filter.policyVersionId !== undefined) parts.push(sql`l.policy_version_id = ${filter.policyVersionId}::uuid`)
  if (filter.withQuality === false) parts.push(sql`l.quality <> 'yes'`)
  return parts
}

const lineColumns = sql`l.id, l.booking_id as "bookingId", l.kind, l.counter, l.amount, l.currency,
  l.base_amount as "baseAmount", l.rate, l.rate_day::text as "rateDay", l.rate_source as "rateSource",
  case when l.amount is null then 'cost-missing' when l.base_amount is null then 'rate-missing' else 'booked' end as state,
  l.day::text as day, b.booked_at as "bookedAt", l.store_id as "storeId", b.order_number as "orderNumber",
  b.return_request_id as "returnRequestId", l.sku, l.category, nullif(l.reason, '') as reason,
  case l.quality when 'yes' then true when 'no' then false end as "isQuality", nullif(l.fault, '') as fault,
  nullif(l.policy_version_id, '00000000-0000-0000-0000-000000000000') as "policyVersionId",
  json_build_object('kind', b.source_kind, 'id', b.source_id) as source, b.note, b.reverses, r.id as "reversedBy",
  b.made_by as "madeBy", b.made_at as "madeAt"`

const joined = sql`loss_lines l
  join loss_bookings b on b.workspace_id = l.workspace_id and b.id = l.booking_id
  left join loss_bookings r on r.workspace_id = b.workspace_id and r.reverses = b.id`

/** Lines of the ledger, the latest day first, from the given (day, id) on. */
export async function listLines(
  db: Database,
  filter: LineFilter,
  page: { readonly after?: readonly [string, string]; readonly limit: number },
): Promise<LossLine[]> {
  const parts = [...cutsOf(filter)]
  if (filter.first !== undefined && filter.last !== undefined)
    parts.push(sql`l.day between ${filter.first}::date and ${filter.last}::date`)
  if (filter.firstMonth !== undefined && filter.lastMonth !== undefined)
    parts.push(sql`l.order_month between ${filter.firstMonth}::date and ${filter.lastMonth}::date`)
  if (filter.state === 'cost-missing') parts.push(sql`l.amount is null`)
  if (filter.state === 'rate-missing') parts.push(sql`l.amount is not null and l.base_amount is null`)
  if (filter.state === 'booked') parts.push(sql`l.base_amount is not null`)
  if (page.after) parts.push(sql`(l.day, l.id) < (${page.after[0]}::date, ${page.after[1]}::uuid)`)
  // What narrows stands in the indexes: only the lines of the page are read from the ledger.
  const found = await sql<LossLine>`
    select ${lineColumns} from ${joined} join (
      select l.id from loss_lines l where ${parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`}
      order by l.day desc, l.id desc limit ${page.limit}) page on page.id = l.id
    order by l.day desc, l.id desc`.execute(own(db))
  return found.rows
}

/** The lines of a return request, the earliest first. */
export async function linesOfRequest(db: Database, returnRequestId: string): Promise<LossLine[]> {
  const found = await sql<LossLine>`
    select ${lineColumns} from ${joined}
    where b.return_request_id = ${returnRequestId}::uuid order by b.made_at, b.turn, l.id limit 1000`.execute(own(db))
  return found.rows
}

/**
 * What the lines of each group of returns come to in the workspace's currency; null while something is missing, which what
 * misses the same takes back. Groups without a line are not among them.
 */
export async function sumsOfGroups(
  db: Database,
  groups: readonly (readonly string[])[],
): Promise<{ at: number; base: number | null }[]> {
  const given = groups.flatMap((ids, at) => ids.map((id) => ({ id, at })))
  if (given.length === 0) return []
  const found = await sql<{ at: number; base: number | null }>`
    select given.at, case when coalesce(sum(l.sign) filter (where l.base_amount is null), 0) = 0
      then coalesce(sum(l.base_amount), 0)::float8 end as base
    from json_to_recordset(${asRecords(given)}::json) as given (id uuid, at int)
    join loss_bookings b on b.return_request_id = given.id
    join loss_lines l on l.workspace_id = b.workspace_id and l.booking_id = b.id
    group by given.at`.execute(own(db))
  return found.rows
}

/** The lines of one booking. */
export async function linesOfBooking(db: Database, bookingId: string): Promise<LossLine[]> {
  const found = await sql<LossLine>`
    select ${lineColumns} from ${joined} where l.booking_id = ${bookingId}::uuid order by l.kind, l.id limit 100`.execute(
    own(db),
  )
  return found.rows
}
