import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { KnownAddress, Profile } from './rules.likeness.ts'
import type { CustomerTables } from './tables.ts'

const own = (db: Database) => tablesOf<CustomerTables>(db)

/** Other customers with an address that is likely the same person's; each address by the index, so many at most. */
export async function alikeByAddress(db: Database, customerId: string, limit: number): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct other.customer_id as id from customer_contacts mine cross join lateral (
      select c.customer_id from customer_contacts c
      where c.workspace_id = current_workspace() and c.likeness = mine.likeness and c.customer_id <> mine.customer_id
      limit ${limit}) other
    where mine.workspace_id = current_workspace() and mine.customer_id = ${customerId}::uuid
    limit ${limit}`.execute(own(db))
  return found.rows.map(({ id }) => id)
}

/** Whose these addresses are, which orders know without their kind; an alias counts in its own store only. */
export async function holdersOf(
  db: Database,
  addresses: readonly { readonly address: string; readonly storeId: string }[],
): Promise<string[]> {
  if (addresses.length === 0) return []
  const found = await sql<{ id: string }>`
    select distinct held.customer_id as id
    from jsonb_to_recordset(${asRecords(addresses)}::jsonb) as known(address text, "storeId" uuid)
    cross join unnest('{email,amazon-alias,ebay-alias}'::text[]) as asked (kind)
    cross join lateral (
      select c.customer_id from customer_contacts c
      where c.workspace_id = current_workspace() and c.kind = asked.kind and c.address = known.address
        and (c.store_id is null or c.store_id = known."storeId")) held`.execute(own(db))
  return found.rows.map(({ id }) => id)
}

/** What is compared of these customers; those that are part of another are left out. */
export async function profilesToCompare(
  db: Database,
  ids: readonly string[],
): Promise<(Profile & { readonly id: string })[]> {
  if (ids.length === 0) return []
  const contacts = sql<KnownAddress[]>`coalesce((
    select jsonb_agg(jsonb_build_object('kind', c.kind, 'address', c.address, 'storeId', c.store_id) order by c.id)
    from customer_contacts c
    where c.workspace_id = customers.workspace_id and c.customer_id = customers.id), '[]')`
  return own(db)
    .selectFrom('customers')
    .select(['id', 'name', contacts.as('contacts')])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('merged_into', 'is', null)
    .execute()
}

const pairOf = (id: string, otherId: string) => {
  const [one = id, other = otherId] = [id, otherId].sort()
  return { one_id: one, other_id: other }
}

/** Keeps that two profiles are two people's; said again it changes nothing. Answers whether it was new. */
export async function insertApart(
  db: Database,
  [id, otherId]: readonly [string, string],
  said: { readonly at: Date; readonly by: { readonly kind: string; readonly id: string } },
): Promise<boolean> {
  const inserted = await own(db)
    .insertInto('customers_apart')
    .values({ ...pairOf(id, otherId), said_at: said.at, actor_kind: said.by.kind, actor_id: said.by.id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

/** Forgets that two profiles are two people's; answers whether that had been said. */
export async function deleteApart(db: Database, [id, otherId]: readonly [string, string]): Promise<boolean> {
  const pair = pairOf(id, otherId)
  const deleted = await own(db)
    .deleteFrom('customers_apart')
    .where('one_id', '=', pair.one_id)
    .where('other_id', '=', pair.other_id)
    .executeTakeFirst()
  return deleted.numDeletedRows === 1n
}

/** Of these customers those of whom somebody has said that they are not this one. */
export async function apartFrom(db: Database, id: string, others: readonly string[]): Promise<ReadonlySet<string>> {
  if (others.length === 0) return new Set()
  const found = await sql<{ id: string }>`
    select wanted.id from unnest(${[...others]}::uuid[]) as wanted (id)
    join customers_apart a on a.workspace_id = current_workspace()
      and a.one_id = least(wanted.id, ${id}::uuid) and a.other_id = greatest(wanted.id, ${id}::uuid)`.execute(own(db))
  return new Set(found.rows.map((row) => row.id))
}
