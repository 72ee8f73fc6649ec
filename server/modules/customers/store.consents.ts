import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ConsentState, ConsentStatement, Purpose } from './schema.consents.ts'
import type { ContactKind } from './schema.ts'
import type { CustomerTables } from './tables.ts'

const own = (db: Database) => tablesOf<CustomerTables>(db)

/** A word as it is kept. */
export interface StatementRecord extends Omit<ConsentStatement, 'ticketId' | 'recordedBy'> {
  readonly actorKind: 'member' | 'token' | 'system' | 'buyer'
  readonly actorId: string
}

/** Adds a word of a customer; none is ever changed. */
export async function insertStatement(db: Database, customerId: string, statement: StatementRecord): Promise<void> {
  await own(db)
    .insertInto('customer_consents')
    .values({
      id: statement.id,
      customer_id: customerId,
      purpose: statement.purpose,
      state: statement.state,
      source: statement.source,
      note: statement.note,
      message_id: statement.messageId,
      said_at: statement.saidAt,
      recorded_at: statement.recordedAt,
      actor_kind: statement.actorKind,
      actor_id: statement.actorId,
    })
    .execute()
}

/** A customer's words, the newest first. */
export const statementsOf = (db: Database, customerId: string, limit: number): Promise<StatementRecord[]> =>
  own(db)
    .selectFrom('customer_consents')
    .select(['id', 'purpose', 'state', 'source', 'note', 'message_id as messageId'])
    .select(['said_at as saidAt', 'recorded_at as recordedAt', 'actor_kind as actorKind', 'actor_id as actorId'])
    .where('customer_id', '=', customerId)
    .orderBy('said_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** The last word of each of these customers on each of these purposes; nothing where nobody has said one. */
export async function lastWords(
  db: Database,
  customerIds: readonly string[],
  purposes: readonly Purpose[],
): Promise<{ customerId: string; purpose: Purpose; state: ConsentState; saidAt: Date }[]> {
  const found = await sql<{ customerId: string; purpose: Purpose; state: ConsentState; saidAt: Date }>`
    select wanted.id as "customerId", asked.purpose, last.state, last.said_at as "saidAt"
    from unnest(${[...customerIds]}::uuid[]) as wanted (id) cross join unnest(${[...purposes]}::text[]) as asked (purpose)
    cross join lateral (
      select c.state, c.said_at from customer_consents c
      where c.workspace_id = current_workspace() and c.customer_id = wanted.id and c.purpose = asked.purpose
      order by c.said_at desc, c.id desc limit 1) last`.execute(own(db))
  return found.rows
}

/** The addresses of these customers by which they may be reached. */
export const contactsOfAll = (
  db: Database,
  customerIds: readonly string[],
): Promise<{ id: string; customerId: string; kind: ContactKind }[]> =>
  own(db)
    .selectFrom('customer_contacts')
    .select(['id', 'customer_id as customerId', 'kind'])
    .where(sql<boolean>`customer_id = any(${[...customerIds]}::uuid[])`)
    .orderBy('id')
    .execute()
