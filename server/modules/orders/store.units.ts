import { sql } from 'kysely'
import { asArray } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ReturnRow } from './schema.rows.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

export type UnitToWrite = Omit<ReturnRow, 'licencePlate' | 'occurrence'> & {
  readonly id: string
  readonly unitKey: string
  /** The hash of the row. */
  readonly told: number
}

/** Of these units of a store, the hash of the row that told of each last; by source and key. */
export async function toldUnits(
  db: Database,
  storeId: string,
  units: readonly Pick<UnitToWrite, 'source' | 'unitKey'>[],
): Promise<{ source: string; unitKey: string; told: number }[]> {
  const found = await sql<{ source: string; unitKey: string; told: number }>`
    select known.source, known.unit_key as "unitKey", known.told
    from unnest(${asArray(units.map(({ source }) => source))}::text[], ${asArray(units.map(({ unitKey }) => unitKey))}::text[])
      as wanted (source, unit_key)
    cross join lateral (
      select source, unit_key, told from returned_units r
      where r.workspace_id = current_workspace() and r.store_id = ${storeId}::uuid and r.source = wanted.source
        and r.unit_key = wanted.unit_key limit 1) known`.execute(own(db))
  return found.rows
}

const unitsGiven = (storeId: string, rows: readonly UnitToWrite[], now: Date) => {
  const all = <Field extends Exclude<keyof UnitToWrite, 'others'>>(field: Field) =>
    asArray(rows.map((row) => row[field]))
  const others = rows.map((row) => (row.others === null ? null : JSON.stringify(row.others)))
  return sql`(id, source, unit_key, order_number, sku, asin, title, quantity, returned_at, reason,
      status, disposition, comments, rma, in_policy, has_claim, resolution, label_type, label_payer, currency, label_cost,
      refunded, reimbursed, carrier, tracking_number, told, others, store_id, recorded_at)
    select id, source, unit_key, order_number, sku, asin, title, quantity, returned_at, reason, status, disposition, comments,
      rma, in_policy, has_claim, resolution, label_type, label_payer, currency, label_cost, refunded, reimbursed, carrier,
      tracking_number, told, others::jsonb, ${storeId}::uuid, ${now}::timestamptz
    from unnest(${all('id')}::uuid[], ${all('source')}::text[], ${all('unitKey')}::text[], ${all('orderNumber')}::text[],
      ${all('sku')}::text[], ${all('asin')}::text[], ${all('title')}::text[], ${all('quantity')}::int[],
      ${all('returnedAt')}::timestamptz[], ${all('reason')}::text[], ${all('status')}::text[],
      ${all('disposition')}::text[], ${all('comments')}::text[], ${all('rma')}::text[], ${all('inPolicy')}::boolean[],
      ${all('hasClaim')}::boolean[], ${all('resolution')}::text[], ${all('labelType')}::text[],
      ${all('labelPayer')}::text[], ${all('currency')}::text[], ${all('labelCost')}::bigint[],
      ${all('refunded')}::bigint[], ${all('reimbursed')}::bigint[], ${all('carrier')}::text[],
      ${all('trackingNumber')}::text[], ${all('told')}::bigint[], ${asArray(others)}::text[])
      as given (id, source, unit_key, order_number, sku, asin, title, quantity, returned_at, reason, status, disposition,
        comments, rma, in_policy, has_claim, resolution, label_type, label_payer, currency, label_cost, refunded,
        reimbursed, carrier, tracking_number, told, others)`
}

/** Adds returned units that the store has not; see `holdStore`. */
export async function insertUnits(
  db: Database,
  storeId: string,
  rows: readonly UnitToWrite[],
  now: Date,
): Promise<void> {
  if (rows.length > 0) await sql`insert into returned_units ${unitsGiven(storeId, rows, now)}`.execute(own(db))
}

/** Writes units that the store has, each given once: a later report's word replaces the earlier one's. Resolves with how many changed. */
export async function updateUnits(
  db: Database,
  storeId: string,
  rows: readonly UnitToWrite[],
  now: Date,
): Promise<number> {
  if (rows.length === 0) return 0
  const written = await sql`
    insert into returned_units as known ${unitsGiven(storeId, rows, now)}
    on conflict (workspace_id, store_id, source, unit_key) do update set
      (quantity, reason, status, disposition, comments, in_policy, has_claim, resolution, label_type, label_payer,
        currency, label_cost, refunded, reimbursed, carrier, tracking_number, others, told) = (${learned}, excluded.told)
    where (known.quantity, known.reason, known.status, known.disposition, known.comments, known.in_policy, known.has_claim,
        known.resolution, known.label_type, known.label_payer, known.currency, known.label_cost, known.refunded,
        known.reimbursed, known.carrier, known.tracking_number, known.others) is distinct from (${learned})
    returning id`.execute(own(db))
  return written.rows.length
}

/** A unit as it is known once the new row is read. */
const learned = sql`excluded.quantity, excluded.reason, excluded.status, excluded.disposition, excluded.comments,
  excluded.in_policy, excluded.has_claim, excluded.resolution, excluded.label_type, excluded.label_payer,
  coalesce(excluded.currency, known.currency), coalesce(excluded.label_cost, known.label_cost),
  coalesce(excluded.refunded, known.refunded), coalesce(excluded.reimbursed, known.reimbursed), excluded.carrier,
  excluded.tracking_number, excluded.others`
