import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ContactKind } from './schema.ts'
import type { CustomerTables } from './tables.ts'

/** A customer as one of many: what decides whom to contact, and the folded addresses by which orders know them. */
export interface CustomerOnRoll {
  readonly id: string
  readonly language: string | null
  readonly important: boolean
  readonly contacts: readonly {
    readonly id: string
    readonly kind: ContactKind
    readonly address: string
    readonly storeId: string | null
  }[]
}

const contacts = sql<CustomerOnRoll['contacts']>`coalesce((
  select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'address', c.address, 'storeId', c.store_id) order by c.id)
  from customer_contacts c
  where c.workspace_id = customers.workspace_id and c.customer_id = customers.id), '[]')`

const roll = (db: Database) =>
  tablesOf<CustomerTables>(db)
    .selectFrom('customers')
    .select(['id', 'language', 'vip as important', contacts.as('contacts')])
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)

/** One customer as on the roll; undefined for one who is part of another. */
export const onRoll = (db: Database, id: string): Promise<CustomerOnRoll | undefined> =>
  roll(db).where('id', '=', id).executeTakeFirst()

export const onRollOf = (db: Database, ids: readonly string[]): Promise<CustomerOnRoll[]> =>
  roll(db)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()

/** So many customers older than one, the newest first; those that are part of another, and erased ones, are left out. */
export function rollAfter(db: Database, after: string | null, limit: number): Promise<CustomerOnRoll[]> {
  const older = after === null ? roll(db) : roll(db).where('id', '<', after)
  return older.orderBy('id', 'desc').limit(limit).execute()
}
