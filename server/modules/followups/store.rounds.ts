import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { PlanCounts, Way } from './schema.plans.ts'
import type { FollowUpTables } from './tables.ts'

const own = (db: Database) => tablesOf<FollowUpTables>(db)

/** A round over all customers: how far it has come and what it has found so far, by plan. */
export interface Round {
  readonly afterId: string | null
  readonly counts: Readonly<Record<string, PlanCounts>>
  readonly begunAt: Date
  readonly endedAt: Date | null
}

/** The round of the workspace, for one hand at a time; undefined while another has it. The first look makes one. */
export async function lockRound(db: Database, at: Date): Promise<Round | undefined> {
  await own(db)
    .insertInto('follow_up_rounds')
    .values({ after_id: null, begun_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return own(db)
    .selectFrom('follow_up_rounds')
    .select(['after_id as afterId', 'counts', 'begun_at as begunAt', 'ended_at as endedAt'])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export async function saveRound(db: Database, round: Round): Promise<void> {
  await own(db)
    .updateTable('follow_up_rounds')
    .set({
      after_id: round.afterId,
      counts: JSON.stringify(round.counts),
      begun_at: round.begunAt,
      ended_at: round.endedAt,
    })
    .execute()
}

/** Lets the next look begin anew, from the newest customer. */
export async function forgetRound(db: Database): Promise<void> {
  await own(db).deleteFrom('follow_up_rounds').execute()
}

/** What of each of these customers is known from follow-ups: when the last one ended, and whether one is open. */
export async function followedUp(
  db: Database,
  customerIds: readonly string[],
): Promise<Map<string, { lastAt: Date | null; hasOpen: boolean }>> {
  const found = await sql<{ customerId: string; lastAt: Date | null; hasOpen: boolean }>`
    select customer_id as "customerId", max(closed_at) as "lastAt", bool_or(state = 'open') as "hasOpen"
    from follow_ups where customer_id = any(${[...customerIds]}::uuid[]) group by customer_id`.execute(own(db))
  return new Map(found.rows.map(({ customerId, ...each }) => [customerId, each]))
}

/** A follow-up to be made. */
export interface NewFollowUp {
  readonly id: string
  readonly planId: string
  readonly customerId: string
  readonly rank: 0 | 1
  readonly way: Way
  readonly contactId: string
  readonly storeId: string | null
  readonly at: Date
}

/** Makes follow-ups, due at once; who has an open one already gets none. */
export async function insertFollowUps(db: Database, rows: readonly NewFollowUp[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into follow_ups (id, plan_id, customer_id, rank, way, contact_id, store_id, state, due_at, made_at)
    select id, "planId", "customerId", rank, way, "contactId", "storeId", 'open', at, at
    from jsonb_to_recordset(${asRecords(rows)}::jsonb) as made(id uuid, "planId" uuid, "customerId" uuid, rank int,
      way text, "contactId" uuid, "storeId" uuid, at timestamptz)
    order by "customerId"
    on conflict do nothing`.execute(own(db))
}
