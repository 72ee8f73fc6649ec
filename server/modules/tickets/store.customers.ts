import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { inReach, type Reach } from './store.list.ts'
import type { TicketTables } from './tables.ts'

const own = (db: Database) => tablesOf<TicketTables>(db)

/** A customer's tickets, the newest word first. */
export function buyersTickets(
  db: Database,
  customerId: string,
  reach: Reach,
  cut: { readonly before: readonly [string, string] | null; readonly limit: number },
) {
  let query = own(db)
    .selectFrom('tickets')
    .select(['id', 'number', 'kind', 'status', 'subject', 'store_id as storeId', 'last_message_at as lastMessageAt'])
    .where('customer_id', '=', customerId)
    .where((where) => inReach(where, reach))
  if (cut.before)
    query = query.where(sql<boolean>`(last_message_at, id) < (${cut.before[0]}::timestamptz, ${cut.before[1]}::uuid)`)
  return query.orderBy('last_message_at', 'desc').orderBy('id', 'desc').limit(cut.limit).execute()
}

/** How many tickets of a customer had a word since a day, of which kinds, and how they ended. */
export function countedOf(db: Database, customerId: string, reach: Reach, since: Date) {
  const how = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`(count(*) filter (where ${condition}))::int`
  const ended = (feedback: string) => how(sql<boolean>`resolution ->> 'customerFeedback' = ${sql.lit(feedback)}`)
  return own(db)
    .selectFrom('tickets')
    .select([
      sql<number>`count(*)::int`.as('tickets'),
      how(sql<boolean>`status <> 'resolved'`).as('openTickets'),
      how(sql<boolean>`kind = 'complaint'`).as('complaints'),
      how(sql<boolean>`kind = 'claim'`).as('claims'),
      ended('satisfied').as('satisfied'),
      ended('unsatisfied').as('unsatisfied'),
    ])
    .where('customer_id', '=', customerId)
    .where('last_message_at', '>=', since)
    .where((where) => inReach(where, reach))
    .executeTakeFirstOrThrow()
}

/** How many claims of these customers had a word since a day; who made none is left out. */
export async function claimsOf(
  db: Database,
  customerIds: readonly string[],
  since: Date,
): Promise<{ customerId: string; claims: number }[]> {
  const found = await sql<{ customerId: string; claims: number }>`
    select known.id as "customerId", count(*)::int as claims
    from unnest(${[...customerIds]}::uuid[]) as known (id)
    join tickets t on t.workspace_id = (select current_workspace()) and t.customer_id = known.id
    where t.kind = 'claim' and t.last_message_at >= ${since}::timestamptz
    group by known.id`.execute(own(db))
  return found.rows
}

/** Gives the tickets of one customer to another, no more than `only`; answers which went. */
export async function moveTickets(
  db: Database,
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<string[]> {
  let query = own(db).updateTable('tickets').set({ customer_id: to }).where('customer_id', '=', from)
  if (only) query = query.where(sql<boolean>`id = any(${[...only]}::uuid[])`)
  return (await query.returning('id').execute()).map(({ id }) => id).sort()
}

/** Since when a customer writes, to which stores, and to which last. */
export interface Correspondence {
  readonly customerId: string
  readonly firstAt: Date
  readonly lastStoreId: string | null
  readonly storeIds: readonly string[]
}

/** The correspondence of each of these customers who has written at all. */
export async function correspondenceOf(db: Database, customerIds: readonly string[]): Promise<Correspondence[]> {
  const found = await sql<Correspondence>`
    select customer_id as "customerId", min(created_at) as "firstAt",
      (array_agg(store_id order by last_message_at desc) filter (where store_id is not null))[1] as "lastStoreId",
      coalesce(array_agg(distinct store_id) filter (where store_id is not null), '{}') as "storeIds"
    from tickets where customer_id = any(${[...customerIds]}::uuid[]) group by customer_id`.execute(own(db))
  return found.rows
}

/** Of these customers those who have a ticket. */
export async function writersAmong(db: Database, customerIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select wanted.id from unnest(${[...customerIds]}::uuid[]) as wanted (id)
    where exists (select from tickets t where t.workspace_id = current_workspace() and t.customer_id = wanted.id)`.execute(
    own(db),
  )
  return found.rows.map(({ id }) => id)
}
