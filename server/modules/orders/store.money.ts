import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { EntrySum } from './rules.money.ts'
import type { MoneyEntry, MoneyRow } from './schema.money.ts'
import type { Written } from './store.rows.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

export type EntryToWrite = Omit<MoneyRow, 'references' | 'occurrence'> & {
  readonly id: string
  readonly entryKey: string
}

/** Writes entries of money of a store, each given once. Of one that is known only the kind may come to be seen otherwise. */
export async function writeEntries(
  db: Database,
  storeId: string,
  rows: readonly EntryToWrite[],
  now: Date,
): Promise<Written> {
  const all = <Field extends keyof EntryToWrite>(field: Field) => rows.map((row) => row[field])
  const written = await sql<{ isNew: boolean }>`
    insert into money_entries as known (id, source, entry_key, kind, order_number, line_id, sku, quantity, amount, currency,
      booked_at, settlement_id, transaction_type, amount_type, description, store_id, recorded_at)
    select given.*, ${storeId}::uuid, ${now}::timestamptz
    from unnest(${all('id')}::uuid[], ${all('source')}::text[], ${all('entryKey')}::text[], ${all('kind')}::text[],
      ${all('orderNumber')}::text[], ${all('lineId')}::text[], ${all('sku')}::text[], ${all('quantity')}::int[],
      ${all('amount')}::bigint[], ${all('currency')}::text[], ${all('bookedAt')}::timestamptz[],
      ${all('settlementId')}::text[], ${all('transactionType')}::text[], ${all('amountType')}::text[],
      ${all('description')}::text[]) as given
    on conflict (workspace_id, store_id, entry_key) do update set kind = excluded.kind
    where known.kind <> excluded.kind
    returning xmax = 0 as "isNew"`.execute(own(db))
  const added = written.rows.filter(({ isNew }) => isNew).length
  return { added, changed: written.rows.length - added }
}

/** The money of an order, added up by currency, source and kind. */
export async function entrySums(
  db: Database,
  order: { readonly storeId: string; readonly number: string },
): Promise<EntrySum[]> {
  const found = await sql<EntrySum>`
    select currency, source, kind, sum(amount)::bigint as amount
    from money_entries
    where order_number = ${order.number} and store_id = ${order.storeId}::uuid
    group by currency, source, kind`.execute(own(db))
  return found.rows
}

/** Entries of an order's money, the latest first and those without a day before them, from the given (moment, id) on. */
export async function entriesOf(
  db: Database,
  order: { readonly storeId: string; readonly number: string },
  page: { readonly after?: readonly [string, string]; readonly limit: number },
): Promise<MoneyEntry[]> {
  const after = page.after
    ? sql`and (coalesce(booked_at, 'infinity'), id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`
    : sql``
  const found = await sql<MoneyEntry>`
    select id, source, kind, sku, quantity, amount, currency, booked_at as "bookedAt", settlement_id as "settlementId",
      transaction_type as "transactionType", amount_type as "amountType", description
    from money_entries
    where order_number = ${order.number} and store_id = ${order.storeId}::uuid ${after}
    order by coalesce(booked_at, 'infinity') desc, id desc limit ${page.limit}`.execute(own(db))
  return found.rows
}
