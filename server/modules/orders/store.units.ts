import { sql } from 'kysely'
import { asArray } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ReturnRow } from './schema.rows.ts'
import type { Given } from './store.rows.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

export type UnitToWrite = Omit<ReturnRow, 'licencePlate' | 'occurrence'> & {
  readonly id: string
  readonly unitKey: string
  /** The hash of the row. */
  readonly told: number
}

/** The hash of the row that told of a unit last. */
export type ToldUnit = Pick<UnitToWrite, 'source' | 'unitKey' | 'told'>

/** Of these units of a store, the hash of the row that told of each last; by source and key. */
export async function toldUnits(
  db: Database,
  storeId: string,
  units: readonly Pick<UnitToWrite, 'source' | 'unitKey'>[],
): Promise<ToldUnit[]> {
  const found = await sql<ToldUnit>`
    select known.source, known.unit_key as "unitKey", known.told
    from unnest(${asArray(units.map(({ source }) => source))}::text[], ${asArray(units.map(({ unitKey }) => unitKey))}::text[])
      as wanted (source, unit_key)
    cross join lateral (
      select source, unit_key, told from returned_units r
      where r.workspace_id = current_workspace() and r.store_id = ${storeId}::uuid and r.source = wanted.source
        and r.unit_key = wanted.unit_key limit 1) known`.execute(own(db))
  return found.rows
}

/** Units as a source for `insert`, as `givenOrders` has orders. */
export function givenUnits(storeId: string, rows: readonly UnitToWrite[]): Given {
  const all = <Field extends Exclude<keyof UnitToWrite, 'others'>>(field: Field) =>
    asArray(rows.map((row) => row[field]))
  const others = rows.map((row) => (row.others === null ? null : JSON.stringify(row.others)))
  const values = sql`unnest(${all('id')}::uuid[]), unnest(${all('source')}::text[]), unnest(${all('unitKey')}::text[]),
      unnest(${all('orderNumber')}::text[]), unnest(${all('sku')}::text[]), unnest(${all('asin')}::text[]),
      unnest(${all('title')}::text[]), unnest(${all('quantity')}::int[]), unnest(${all('returnedAt')}::timestamptz[]),
      unnest(${all('reason')}::text[]), unnest(${all('status')}::text[]), unnest(${all('disposition')}::text[]),
      unnest(${all('comments')}::text[]), unnest(${all('rma')}::text[]), unnest(${all('inPolicy')}::boolean[]),
      unnest(${all('hasClaim')}::boolean[]), unnest(${all('resolution')}::text[]), unnest(${all('labelType')}::text[]),
      unnest(${all('labelPayer')}::text[]), unnest(${all('currency')}::text[]), unnest(${all('labelCost')}::bigint[]),
      unnest(${all('refunded')}::bigint[]), unnest(${all('reimbursed')}::bigint[]), unnest(${all('carrier')}::text[]),
      unnest(${all('trackingNumber')}::text[]), unnest(${all('told')}::bigint[]),
      unnest(${asArray(others)}::text[])::jsonb, ${storeId}::uuid`
  return { count: rows.length, values }
}

const insertedUnits = (
  { values }: Given,
  now: Date,
) => sql`(workspace_id, id, source, unit_key, order_number, sku, asin, title, quantity,
    returned_at, reason, status, disposition, comments, rma, in_policy, has_claim, resolution, label_type, label_payer,
    currency, label_cost, refunded, reimbursed, carrier, tracking_number, told, others, store_id, recorded_at)
  select (select current_workspace()), ${values}, ${now}::timestamptz`

/** Adds returned units that the store has not; see `holdStore`. */
export async function insertUnits(db: Database, units: Given, now: Date): Promise<void> {
  if (units.count > 0) await sql`insert into returned_units ${insertedUnits(units, now)}`.execute(own(db))
}

/** Writes units that the store has, each given once: a later report's word replaces the earlier one's. Resolves with how many changed. */
export async function updateUnits(db: Database, units: Given, now: Date): Promise<number> {
  if (units.count === 0) return 0
  const written = await sql`
    insert into returned_units as known ${insertedUnits(units, now)}
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
