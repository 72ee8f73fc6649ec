import { type RawBuilder, sql } from 'kysely'
import { asArray } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { EntryKind } from './schema.money.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

interface Wanted {
  readonly storeId: string
  readonly number: string
}

/** Which of those that were asked for. */
interface AtPlace {
  readonly at: number
}

export interface ReportedLine extends AtPlace {
  readonly orderedAt: Date
  readonly lineId: string | null
  /** Null where the order is known and none of its lines. */
  readonly sku: string | null
  readonly quantity: number
}

export interface ReportedUnit extends AtPlace {
  readonly id: string
  readonly source: 'fba' | 'mfn'
  readonly sku: string
  readonly quantity: number
  readonly returnedAt: Date
  readonly reason: string
  readonly disposition: string
  readonly labelPayer: string
  readonly currency: string | null
  readonly labelCost: number | null
  readonly refunded: number | null
  readonly reimbursed: number | null
}

export interface ReportedEntry extends AtPlace {
  readonly id: string
  readonly source: 'settlement' | 'refund-feed'
  readonly kind: EntryKind
  readonly lineId: string | null
  readonly sku: string
  readonly amount: number
  readonly currency: string
  /** When it was booked; when it was read in, where the source does not date it. */
  readonly bookedAt: Date
  readonly transactionType: string
  readonly amountType: string
  readonly description: string
}

export interface ReportedShipment extends AtPlace {
  readonly id: string
  readonly sku: string
  readonly quantity: number
  readonly shippedAt: Date
}

/** Of each order that is wanted, by its place, the rows that its number and store lead to. */
async function ofEach<Row>(db: Database, wanted: readonly Wanted[], rows: RawBuilder<unknown>): Promise<Row[]> {
  const stores = wanted.map(({ storeId }) => storeId)
  const numbers = wanted.map(({ number }) => number)
  const found = await sql<Row>`
    select wanted.at::int as at, found.*
    from unnest(${stores}::uuid[], ${numbers}::text[]) with ordinality as given (store_id, number, place)
    cross join lateral (select given.place - 1 as at, given.store_id, given.number) wanted
    cross join lateral (${rows}) found`.execute(own(db))
  return found.rows
}

/** Lines of orders; an order that is known without lines has one without a SKU. */
export const linesOf = (db: Database, wanted: readonly Wanted[]) =>
  ofEach<ReportedLine>(
    db,
    wanted,
    sql`select o.ordered_at as "orderedAt", l.line_id as "lineId", l.sku, coalesce(l.quantity, 0) as quantity
      from orders o left join order_lines l on l.workspace_id = o.workspace_id and l.order_id = o.id
      where o.workspace_id = current_workspace() and o.store_id = wanted.store_id and o.number = wanted.number
      order by l.line_key limit 500`,
  )

export const unitsOf = (db: Database, wanted: readonly Wanted[]) =>
  ofEach<ReportedUnit>(
    db,
    wanted,
    sql`select id, source, sku, quantity, returned_at as "returnedAt", reason, disposition, label_payer as "labelPayer",
        currency, label_cost as "labelCost", refunded, reimbursed
      from returned_units u
      where u.workspace_id = current_workspace() and u.order_number = wanted.number and u.store_id = wanted.store_id
      order by returned_at, id limit 500`,
  )

export const entriesOfMany = (db: Database, wanted: readonly Wanted[]) =>
  ofEach<ReportedEntry>(
    db,
    wanted,
    sql`select id, source, kind, line_id as "lineId", sku, amount, currency, coalesce(booked_at, recorded_at) as "bookedAt",
        transaction_type as "transactionType", amount_type as "amountType", description
      from money_entries m
      where m.workspace_id = current_workspace() and m.order_number = wanted.number and m.store_id = wanted.store_id
      order by coalesce(booked_at, recorded_at), id limit 5000`,
  )

export const shipmentsOfMany = (db: Database, wanted: readonly Wanted[]) =>
  ofEach<ReportedShipment>(
    db,
    wanted,
    sql`select id, sku, quantity, shipped_at as "shippedAt"
      from shipments s
      where s.workspace_id = current_workspace() and s.order_number = wanted.number and s.store_id = wanted.store_id
      order by shipped_at, shipment_key limit 1000`,
  )

/** The places of those of which reports have told anything but that they were ordered. */
export async function placesReported(db: Database, wanted: readonly Wanted[]): Promise<number[]> {
  const found = await sql<{ at: number }>`
    select (wanted.place - 1)::int as at
    from unnest(${asArray(wanted.map(({ storeId }) => storeId))}::uuid[],
      ${asArray(wanted.map(({ number }) => number))}::text[]) with ordinality as wanted (store_id, number, place)
    where exists (select from returned_units u where u.workspace_id = current_workspace()
        and u.order_number = wanted.number and u.store_id = wanted.store_id)
      or exists (select from money_entries m where m.workspace_id = current_workspace()
        and m.order_number = wanted.number and m.store_id = wanted.store_id)
      or exists (select from shipments s where s.workspace_id = current_workspace()
        and s.order_number = wanted.number and s.store_id = wanted.store_id)`.execute(own(db))
  return found.rows.map(({ at }) => at)
}
