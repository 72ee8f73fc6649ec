import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Contact, Customer, CustomerChange } from './schema.ts'
import type { CustomerTables } from './tables.ts'

const own = (db: Database) => tablesOf<CustomerTables>(db)

type Found = Omit<Customer, 'masked'> & { readonly mergedInto: string | null }

const contacts = sql<Contact[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'address', c.written, 'storeId', c.store_id) order by c.id)
  from customer_contacts c
  where c.workspace_id = customers.workspace_id and c.customer_id = customers.id), '[]')`

const customers = (db: Database) =>
  own(db)
    .selectFrom('customers')
    .select(['customers.id', 'name', 'language', 'vip', 'vip_reason as vipReason', 'notes'])
    .select(['special_needs as specialNeeds', 'preferences', 'merged_into as mergedInto'])
    .select(['customers.created_at as createdAt', 'updated_at as updatedAt'])
    .select('customers.erased_at as erasedAt')
    .select(contacts.as('contacts'))

/** The customer of an id; of one that has become part of another, the other. */
export async function readCustomer(db: Database, id: string): Promise<Found | undefined> {
  const found = await customers(db).where('id', '=', id).executeTakeFirst()
  return found?.mergedInto ? readCustomer(db, found.mergedInto) : found
}

/** Customers by their ids; those that are part of another are left out. */
export const readCustomers = (db: Database, ids: readonly string[]): Promise<Found[]> =>
  customers(db)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('merged_into', 'is', null)
    .execute()

/** Keeps everybody else from changing a customer until the transaction ends. */
export const lockCustomer = (db: Database, id: string): Promise<unknown> =>
  own(db).selectFrom('customers').select('id').where('id', '=', id).forUpdate().executeTakeFirst()

export const namesOf = (db: Database, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : own(db)
        .selectFrom('customers')
        .select(['id', 'name'])
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
        .execute()

/** Customers, newest first, older than the given id. */
export function listCustomers(db: Database, page: { after?: string; limit: number; vip?: true }): Promise<Found[]> {
  let query = customers(db).where('merged_into', 'is', null)
  if (page.vip) query = query.where(sql<boolean>`vip`)
  if (page.after) query = query.where('id', '<', page.after)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}

/** How many customers of the first word are looked through; a word that more than these share finds the newest of them. */
const mostCandidates = 2_000

/** Customers who have words that begin so, newest first, older than the given id. The first word should be the rarest. */
export function searchCustomers(
  db: Database,
  words: readonly string[],
  page: { after?: string; limit: number; vip?: true },
): Promise<Found[]> {
  const [first = '', ...others] = words
  let candidates = own(db).selectFrom('customer_words').select('customer_id').distinct().where(beginsWith(first))
  if (page.after) candidates = candidates.where('customer_id', '<', page.after)
  for (const word of others)
    candidates = candidates.where(sql<boolean>`exists (
      select from customer_words more
      where more.workspace_id = customer_words.workspace_id and more.customer_id = customer_words.customer_id
        and more.word >= ${word} and more.word < ${word + last})`)
  let query = customers(db).where(
    'id',
    'in',
    candidates.orderBy('customer_id', 'desc').limit(page.vip ? mostCandidates : page.limit),
  )
  if (page.vip) query = query.where(sql<boolean>`vip`)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}

/** No character sorts after this one, so every word that begins so lies before it. */
const last = '\u{10FFFF}'
const beginsWith = (word: string) => sql<boolean>`word >= ${word} and word < ${word + last}`

/**
 * Whose these addresses are; those that are nobody's are left out. Until the transaction ends no owner can become part
 * of another: whatever is made for one here is there when two profiles are merged.
 */
export async function ownersOf(
  db: Database,
  wanted: readonly { kind: Contact['kind']; address: string; storeId: string | null }[],
): Promise<(Found & { contact: { kind: Contact['kind']; address: string; storeId: string | null } })[]> {
  if (wanted.length === 0) return []
  const contact = sql<{ kind: Contact['kind']; address: string; storeId: string | null }>`(
    jsonb_build_object('kind', held.kind, 'address', held.address, 'storeId', held.store_id))`
  return customers(db)
    .innerJoin('customer_contacts as held', 'held.customer_id', 'customers.id')
    .select(contact.as('contact'))
    .where(sql<boolean>`held.id in (
      select owned.id from jsonb_to_recordset(${asRecords(wanted)}::jsonb) as wanted(kind text, address text, "storeId" uuid)
        join customer_contacts owned on owned.kind = wanted.kind and owned.address = wanted.address
          and owned.store_id is not distinct from wanted."storeId")`)
    .where('merged_into', 'is', null)
    .orderBy('customers.id')
    .forKeyShare('customers')
    .execute()
}

export interface NewContact {
  readonly id: string
  readonly kind: Contact['kind']
  readonly address: string
  readonly written: string
  readonly storeId: string | null
}

/** A customer to be, with one address and the words to be found by. */
export interface NewCustomer {
  readonly id: string
  readonly name: string
  readonly language: string | null
  readonly at: Date
  readonly contact: NewContact
  readonly words: readonly string[]
}

/**
 * Adds customers, unless somebody has their address; waits for whoever is adding the same one now, in one order, so that
 * no two wait for one another. Answers those whose address was free; the others stand there without one.
 */
export async function insertCustomers(db: Database, customers: readonly NewCustomer[]): Promise<ReadonlySet<string>> {
  const rows = customers.map(({ contact, words, ...customer }) => ({
    ...customer,
    ...contact,
    contactId: contact.id,
    id: customer.id,
    words: [...new Set(words)],
  }))
  const added = await sql<{ id: string }>`with row as materialized (
      select * from jsonb_to_recordset(${asRecords(rows)}::jsonb) as customer(id uuid, name text, language text,
        at timestamptz, "contactId" uuid, kind text, address text, written text, "storeId" uuid, words text[])
    ), customer as (
      insert into customers (id, name, language, created_at, updated_at) select id, name, language, at, at from row
    ), found_by as (
      insert into customer_words (word, customer_id) select unnest(words), id from row
    )
    insert into customer_contacts (id, customer_id, kind, address, written, store_id, created_at)
    select "contactId", id, kind, address, written, "storeId", at from row order by kind, address, "storeId"
    on conflict do nothing returning customer_id as id`.execute(own(db))
  return new Set(added.rows.map(({ id }) => id))
}

export async function deleteCustomers(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await own(db)
      .deleteFrom('customers')
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .execute()
}

export async function updateCustomer(db: Database, id: string, change: CustomerChange, at: Date): Promise<void> {
  const columns = {
    updated_at: at,
    ...(change.name !== undefined && { name: change.name }),
    ...(change.language !== undefined && { language: change.language }),
    ...(change.vip !== undefined && { vip: change.vip }),
    ...(change.vipReason !== undefined && { vip_reason: change.vipReason }),
    ...(change.notes !== undefined && { notes: change.notes }),
    ...(change.specialNeeds !== undefined && { special_needs: change.specialNeeds }),
    ...(change.preferences !== undefined && { preferences: change.preferences }),
  }
  await own(db).updateTable('customers').set(columns).where('id', '=', id).where('erased_at', 'is', null).execute()
}

/** Under which words the customer is found from now on. */
export async function setWords(db: Database, customerId: string, words: readonly string[]): Promise<void> {
  await own(db)
    .deleteFrom('customer_words')
    .where('customer_id', '=', customerId)
    .where(sql<boolean>`word <> all(${[...words]}::text[])`)
    .execute()
  if (words.length > 0)
    await own(db)
      .insertInto('customer_words')
      .values(words.map((word) => ({ word, customer_id: customerId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** The addresses of a customer, folded. */
export const contactsOf = (db: Database, customerId: string) =>
  own(db)
    .selectFrom('customer_contacts')
    .select(['kind', 'address', 'store_id as storeId'])
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .execute()
