import { sql } from 'kysely'
import type { CleanupRestore } from '../../platform/cleanups.ts'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ToldEntry, ToldTwice } from './rules.cleanups.ts'
import { storeHeld } from './store.rows.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** Rows that belong to an order by its number. */
export type OfNumber = 'shipments' | 'returned_units' | 'money_entries' | 'seller_feedback'

/** A row whose order never appeared, or an order of which nothing is known. */
export interface Lost {
  readonly id: string
  readonly orderNumber: string
  readonly about: string
  readonly at: Date
  readonly amount: number | null
  readonly currency: string | null
}

/** The ids of the next rows of a table, whatever they are. */
export async function idsAfter(
  db: Database,
  table: OfNumber | 'orders',
  after: string,
  limit: number,
): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from ${sql.table(table)}
    where workspace_id = current_workspace() and id > ${after}::uuid order by id limit ${limit}`.execute(own(db))
  return found.rows.map(({ id }) => id)
}

const told = {
  shipments: sql`sku as about, shipped_at as at, null::bigint as amount, null as currency`,
  returned_units: sql`sku as about, returned_at as at, refunded as amount, currency`,
  money_entries: sql`kind as about, coalesce(booked_at, recorded_at) as at, amount, currency`,
  seller_feedback: sql`rating::text as about, given_at as at, null::bigint as amount, null as currency`,
} as const

/**
 * Of these rows those that were read in before a moment and whose order is in no store. By the number alone: what was read
 * in for the wrong store is not lost.
 */
export async function lostAmong(db: Database, table: OfNumber, ids: readonly string[], before: Date): Promise<Lost[]> {
  const found = await sql<Lost>`select id, order_number as "orderNumber", ${told[table]}
    from ${sql.table(table)} lost
    where id = any(${[...ids]}::uuid[]) and recorded_at < ${before}::timestamptz and order_number is not null
      and not exists (select from orders o
        where o.workspace_id = current_workspace() and o.number = lost.order_number collate "C")
    order by id`.execute(own(db))
  return found.rows
}

/** Removes rows; answers them. */
export async function takeRows(db: Database, table: OfNumber, ids: readonly string[]): Promise<CleanupRestore[]> {
  const taken = await sql<{ row: CleanupRestore }>`delete from ${sql.table(table)} gone
    where id = any(${[...ids]}::uuid[]) returning to_jsonb(gone) as row`.execute(own(db))
  return taken.rows.map(({ row }) => row)
}

/** Brings rows back that no report has told again since. */
export async function putRows(db: Database, table: OfNumber, rows: readonly CleanupRestore[]): Promise<number> {
  const put = await sql`insert into ${sql.table(table)}
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${asRecords(rows)}::jsonb)
    on conflict do nothing`.execute(own(db))
  return Number(put.numAffectedRows ?? 0)
}

const nothingOf = (table: OfNumber) => sql`not exists (select from ${sql.table(table)} r
  where r.workspace_id = current_workspace() and r.order_number = bare.number collate "default")`

/** Of these orders those that were read in before a moment and of which neither a line nor anything else is known. */
export async function bareOrdersAmong(db: Database, ids: readonly string[], before: Date): Promise<Lost[]> {
  const found = await sql<Lost>`select id, number as "orderNumber", status as about, ordered_at as at,
      null::bigint as amount, null as currency
    from orders bare
    where id = any(${[...ids]}::uuid[]) and recorded_at < ${before}::timestamptz
      and not exists (select from order_lines l where l.workspace_id = current_workspace() and l.order_id = bare.id)
      and ${nothingOf('shipments')} and ${nothingOf('returned_units')} and ${nothingOf('money_entries')}
      and ${nothingOf('seller_feedback')}
    order by id`.execute(own(db))
  return found.rows
}

/** Keeps everybody else from adding to these orders until the transaction ends: holds their stores, one after the other. */
export const lockOrders = (db: Database, ids: readonly string[]): Promise<unknown> =>
  sql`select ${storeHeld(sql`theirs.store_id::text`)} from (
    select distinct store_id from orders where id = any(${[...ids]}::uuid[]) order by store_id) theirs`.execute(own(db))

export async function deleteOrders(db: Database, ids: readonly string[]): Promise<void> {
  await own(db)
    .deleteFrom('orders')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
}

/** The ids of the next entries of refund feeds. */
export async function feedEntriesAfter(db: Database, after: string, limit: number): Promise<string[]> {
  const rows = await own(db)
    .selectFrom('money_entries')
    .select('id')
    .where('source', '=', 'refund-feed')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** All entries of the orders that these entries are of; nobody changes them until the transaction ends where `lock`. */
export async function entriesBeside(db: Database, ids: readonly string[], lock = false): Promise<ToldEntry[]> {
  const found = await sql<ToldEntry>`
    with asked as materialized (select distinct order_number from money_entries
      where id = any(${[...ids]}::uuid[]) and order_number is not null)
    select e.id, e.source, e.entry_key as "entryKey", e.store_id as "storeId", e.order_number as "orderNumber", e.kind,
      e.amount, e.currency, e.booked_at as "bookedAt", e.also_told as "alsoTold"
    from asked join money_entries e on e.workspace_id = current_workspace() and e.order_number = asked.order_number
    order by e.id ${lock ? sql`for update of e` : sql``}`.execute(own(db))
  return found.rows
}

/** Notes at settlements' entries that they tell what entries of a feed told. */
export async function noteAlsoTold(db: Database, pairs: readonly ToldTwice[]): Promise<void> {
  await sql`update money_entries s set also_told = f.entry_key
    from jsonb_to_recordset(${asRecords(pairs)}::jsonb) as pair ("feedId" uuid, "settlementId" uuid)
    join money_entries f on f.workspace_id = current_workspace() and f.id = pair."feedId"
    where s.id = pair."settlementId"`.execute(own(db))
}

/** Takes that back for entries of a feed that are there again. */
export async function forgetAlsoTold(db: Database, entryKeys: readonly string[]): Promise<void> {
  await own(db)
    .updateTable('money_entries')
    .set({ also_told: null })
    .where(sql<boolean>`also_told = any(${[...entryKeys]}::text[])`)
    .execute()
}

/** Of these SKUs those that were bought, sent or sent back. */
export async function skusAmong(db: Database, skus: readonly string[]): Promise<string[]> {
  const has = (table: 'order_lines' | 'shipments' | 'returned_units') =>
    sql`exists (select from ${sql.table(table)} r where r.workspace_id = current_workspace() and r.sku = wanted.sku)`
  const found = await sql<{ sku: string }>`select wanted.sku from unnest(${[...skus]}::text[]) as wanted (sku)
    where ${has('order_lines')} or ${has('shipments')} or ${has('returned_units')}`.execute(own(db))
  return found.rows.map(({ sku }) => sku)
}

/** Of these buyers those who have an order, by an address of theirs or by what an emptied order has kept. */
export async function buyersAmong(
  db: Database,
  buyers: readonly {
    readonly id: string
    readonly contacts: readonly { readonly address: string; readonly storeId: string | null }[]
  }[],
): Promise<string[]> {
  const addresses = buyers.flatMap(({ id, contacts }) => contacts.map((contact) => ({ id, address: contact.address })))
  const ids = buyers.map(({ id }) => id)
  const found = await sql<{ id: string }>`
    select distinct known.id from jsonb_to_recordset(${asRecords(addresses)}::jsonb) as known (id uuid, address text)
    where exists (select from orders o where o.workspace_id = current_workspace() and o.buyer_address = known.address)
    union select customer_id from orders where customer_id = any(${ids}::uuid[])`.execute(own(db))
  return found.rows.map(({ id }) => id)
}
