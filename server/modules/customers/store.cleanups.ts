import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { CustomerTables } from './tables.ts'

const own = (db: Database) => tablesOf<CustomerTables>(db)

/**
 * The next profiles by id, with whether each shares an address with another. Own addresses and aliases come before telephone
 * numbers (`tel:`) in the order of keys: a number may be a family's.
 */
export async function sharersAfter(
  db: Database,
  after: string,
  limit: number,
): Promise<{ id: string; shares: boolean }[]> {
  const found = await sql<{ id: string; shares: boolean }>`
    with page as materialized (select id from customers
      where workspace_id = current_workspace() and id > ${after}::uuid order by id limit ${limit})
    select page.id, exists (select from customer_contacts mine join customer_contacts other
      on other.workspace_id = current_workspace() and other.likeness = mine.likeness
        and other.customer_id <> mine.customer_id
      where mine.workspace_id = current_workspace() and mine.customer_id = page.id and mine.likeness < 'tel:') as shares
    from page order by page.id`.execute(own(db))
  return found.rows
}

/** With whom each of these shares an address: pairs, so many of one address at most. */
export async function neighboursOf(
  db: Database,
  ids: readonly string[],
  limit: number,
): Promise<{ id: string; otherId: string }[]> {
  const found = await sql<{ id: string; otherId: string }>`
    select distinct mine.customer_id as id, other.customer_id as "otherId"
    from customer_contacts mine cross join lateral (
      select c.customer_id from customer_contacts c
      where c.workspace_id = current_workspace() and c.likeness = mine.likeness and c.customer_id <> mine.customer_id
      limit ${limit}) other
    where mine.workspace_id = current_workspace() and mine.customer_id = any(${[...ids]}::uuid[])
      and mine.likeness < 'tel:'`.execute(own(db))
  return found.rows
}

/** Pairs among these of which somebody has said that they are two people, either way round. */
export async function apartAmong(db: Database, ids: readonly string[]): Promise<{ id: string; otherId: string }[]> {
  const wanted = sql`${[...ids]}::uuid[]`
  const found = await sql<{ id: string; otherId: string }>`
    select one_id as id, other_id as "otherId" from customers_apart where one_id = any(${wanted})
    union select other_id, one_id from customers_apart where other_id = any(${wanted})`.execute(own(db))
  return found.rows
}

/** Of these customers those whose erasure was asked for. */
export async function erasingAmong(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await own(db)
    .selectFrom('erasures')
    .select('customer_id as id')
    .where(sql<boolean>`customer_id = any(${[...ids]}::uuid[])`)
    .where('status', '<>', 'done')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** A profile that says nothing but who somebody is. */
export interface BareProfile {
  readonly id: string
  readonly createdAt: Date
  readonly contacts: readonly { readonly address: string; readonly storeId: string | null }[]
}

const contacts = sql<BareProfile['contacts']>`coalesce((
  select jsonb_agg(jsonb_build_object('address', c.address, 'storeId', c.store_id) order by c.id)
  from customer_contacts c where c.workspace_id = customers.workspace_id and c.customer_id = customers.id), '[]')`

const none = (table: 'customer_consents' | 'erasures' | 'customer_exports') =>
  sql<boolean>`not exists (select from ${sql.table(table)} held
    where held.workspace_id = customers.workspace_id and held.customer_id = customers.id)`

const bare = (db: Database, before: Date) =>
  own(db)
    .selectFrom('customers')
    .select(['id', 'created_at as createdAt', contacts.as('contacts')])
    .where('updated_at', '<', before)
    .where('created_at', '<', before)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .where('vip', '=', false)
    .where(sql<boolean>`(vip_reason, notes, special_needs, preferences) = ('', '', '', '')`)
    .where(none('customer_consents'))
    .where(none('erasures'))
    .where(none('customer_exports'))
    .where(
      sql<boolean>`not exists (select from customer_merges m where m.workspace_id = customers.workspace_id
        and (m.survivor_id = customers.id or m.merged_id = customers.id))`,
    )

/** The profiles among these that say nothing but who somebody is, and nothing newer than a moment. */
export const bareAmong = (db: Database, ids: readonly string[], before: Date): Promise<BareProfile[]> =>
  bare(db, before)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .execute()

/** The ids of the next profiles, whatever they are. */
export async function idsAfter(db: Database, after: string, limit: number): Promise<string[]> {
  const rows = await own(db)
    .selectFrom('customers')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
