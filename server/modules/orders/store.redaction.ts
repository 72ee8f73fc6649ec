import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Journey } from './rules.redaction.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** An order that is looked at for whether its time is over. */
export interface Candidate extends Journey {
  readonly id: string
  readonly storeId: string
  readonly buyerAddress: string | null
}

/** Where the look at a store's orders goes on: after this (moment, id). */
export type Place = readonly [orderedAt: string, id: string]

/** Orders of a store from before a day whose buyers are still known, the oldest first; those in other hands are passed over. */
export async function lockCandidates(
  db: Database,
  storeId: string,
  { before, after, limit }: { readonly before: Date; readonly after: Place | undefined; readonly limit: number },
): Promise<Candidate[]> {
  const beyond = after ? sql`and (ordered_at, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const found = await sql<Omit<Candidate, 'parcels'> & { parcels: RawParcel[] }>`
    with theirs as materialized (
      select id, number, store_id, status, ordered_at, changed_at, buyer_address from orders
      where workspace_id = current_workspace() and store_id = ${storeId}::uuid and redacted_at is null
        and ordered_at <= ${before}::timestamptz ${beyond}
      order by ordered_at, id limit ${limit} for update skip locked)
    select o.id, o.store_id as "storeId", o.status, o.ordered_at as "orderedAt", o.changed_at as "changedAt",
      o.buyer_address as "buyerAddress", coalesce(sent.parcels, line.parcels, '[]') as parcels
    from theirs o
    left join lateral (select jsonb_agg(jsonb_build_object('shippedAt', s.shipped_at, 'arrivesAt', s.arrives_at,
        'deliveredAt', s.delivered_at)) as parcels
      from shipments s where s.workspace_id = current_workspace() and s.order_number = o.number collate "default"
        and s.store_id = o.store_id) sent on true
    left join lateral (select jsonb_agg(distinct jsonb_build_object('shippedAt', l.shipped_at)) as parcels
      from order_lines l where l.workspace_id = current_workspace() and l.order_id = o.id
        and l.shipped_at is not null) line on true
    order by o.ordered_at, o.id`.execute(own(db))
  return found.rows.map((row) => ({ ...row, parcels: row.parcels.map(parcelOf) }))
}

interface RawParcel {
  readonly shippedAt: string
  readonly arrivesAt?: string | null
  readonly deliveredAt?: string | null
}

const parcelOf = ({ shippedAt, arrivesAt, deliveredAt }: RawParcel): Journey['parcels'][number] => ({
  shippedAt: new Date(shippedAt),
  arrivesAt: arrivesAt ? new Date(arrivesAt) : null,
  deliveredAt: deliveredAt ? new Date(deliveredAt) : null,
})

/** Orders to be emptied, each with the customer whose they are, where that is known. */
export interface ToRedact {
  readonly orders: readonly { readonly id: string; readonly customerId: string | null }[]
  readonly reason: 'rule' | 'request'
  readonly at: Date
}

/** Empties who bought orders, with what their lines, returned units and feedback say of it. What was emptied before stays as it was. */
export async function redactOrders(
  db: Database,
  { orders, reason, at }: ToRedact,
): Promise<{ orders: number; units: number }> {
  const ids = sql`${orders.map(({ id }) => id)}::uuid[]`
  const redacted =
    await sql`update orders o set buyer_name = '', buyer_key = '', buyer_address = null, region = '', city = '',
      postal_code = '', redacted_at = ${at}::timestamptz, redacted_for = ${reason},
      customer_id = coalesce(o.customer_id, wanted.customer_id)
    from unnest(${ids}, ${orders.map(({ customerId }) => customerId)}::uuid[]) as wanted (id, customer_id)
    where o.id = wanted.id and o.redacted_at is null`.execute(own(db))
  await sql`update order_lines set others = null where order_id = any(${ids}) and others is not null`.execute(own(db))
  const units = await sql`update returned_units r set comments = '', others = null
    from orders o where o.id = any(${ids}) and o.workspace_id = current_workspace()
      and r.workspace_id = current_workspace() and r.order_number = o.number collate "default" and r.store_id = o.store_id
      and (r.comments <> '' or r.others is not null)`.execute(own(db))
  await sql`update seller_feedback f set comments = '', response = '', rater_address = null
    from orders o where o.id = any(${ids}) and o.workspace_id = current_workspace()
      and f.workspace_id = current_workspace() and f.order_number = o.number collate "default" and f.store_id = o.store_id
      and (f.comments <> '' or f.response <> '' or f.rater_address is not null)`.execute(own(db))
  return { orders: Number(redacted.numAffectedRows ?? 0), units: Number(units.numAffectedRows ?? 0) }
}

/** Of these orders of a store, the numbers of those whose buyers are not to be known any more. */
export async function redactedNumbers(
  db: Database,
  storeId: string,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await sql<{ number: string }>`
    select known.number from unnest(${[...numbers]}::text[]) as wanted (number)
    cross join lateral (select number from orders
      where workspace_id = current_workspace() and orders.number = wanted.number and store_id = ${storeId}::uuid
        and redacted_at is not null limit 1) known`.execute(own(db))
  return new Set(found.rows.map(({ number }) => number))
}
