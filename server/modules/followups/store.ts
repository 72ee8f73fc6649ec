import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Standing } from './rules.outcomes.ts'
import type { Way } from './schema.plans.ts'
import type { EntryKind, Outcome, View } from './schema.ts'
import type { Before, FollowUpTables } from './tables.ts'

const own = (db: Database) => tablesOf<FollowUpTables>(db)

/** A follow-up as it is kept. */
export interface FollowUpRecord extends Standing {
  readonly id: string
  readonly planId: string
  readonly planName: string
  readonly customerId: string
  readonly rank: number
  readonly way: Way
  readonly contactId: string
  readonly storeId: string | null
  readonly assigneeId: string | null
  readonly ticketId: string | null
}

const followUps = (db: Database) =>
  own(db)
    .selectFrom('follow_ups as f')
    .innerJoin('follow_up_plans as p', (join) =>
      join.onRef('p.workspace_id', '=', 'f.workspace_id').onRef('p.id', '=', 'f.plan_id'),
    )
    .select(['f.id', 'f.plan_id as planId', 'p.name as planName', 'f.customer_id as customerId', 'f.rank', 'f.way'])
    .select(['f.contact_id as contactId', 'f.store_id as storeId', 'f.state', 'f.due_at as dueAt', 'f.attempts'])
    .select(['f.assignee_id as assigneeId', 'f.outcome', 'f.satisfaction', 'f.ticket_id as ticketId'])
    .select('f.closed_at as closedAt')

export const readFollowUp = (db: Database, id: string): Promise<FollowUpRecord | undefined> =>
  followUps(db).where('f.id', '=', id).executeTakeFirst()

/** Keeps everybody else from changing a follow-up until the transaction ends. */
export const lockFollowUp = (db: Database, id: string): Promise<unknown> =>
  own(db).selectFrom('follow_ups').select('id').where('id', '=', id).forUpdate().executeTakeFirst()

/** Which follow-ups are wanted: of a view, after a row of it, so many. */
export interface Wanted {
  readonly view: View
  readonly memberId: string
  readonly now: Date
  readonly overdueBefore: Date
  readonly after?: readonly [rank: number, at: string, id: string]
  readonly limit: number
}

/** Open ones by importance and day; closed ones the newest first. */
export function listFollowUps(db: Database, wanted: Wanted): Promise<FollowUpRecord[]> {
  const { view, after, limit } = wanted
  if (view === 'done') {
    let closed = followUps(db).where('f.closed_at', 'is not', null)
    if (after) closed = closed.where(sql<boolean>`(f.closed_at, f.id) < (${after[1]}::timestamptz, ${after[2]}::uuid)`)
    return closed.orderBy('f.closed_at', 'desc').orderBy('f.id', 'desc').limit(limit).execute()
  }
  let open = followUps(db).where('f.state', '=', 'open')
  if (view === 'mine') open = open.where('f.assignee_id', '=', wanted.memberId)
  else
    open = open.where(
      'f.due_at',
      view === 'overdue' ? '<' : '<=',
      view === 'overdue' ? wanted.overdueBefore : wanted.now,
    )
  if (after)
    open = open.where(
      sql<boolean>`(f.rank, f.due_at, f.id) > (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::uuid)`,
    )
  return open.orderBy('f.rank').orderBy('f.due_at').orderBy('f.id').limit(limit).execute()
}

/** A customer's follow-ups, the newest first. */
export const followUpsOf = (db: Database, customerId: string, limit: number): Promise<FollowUpRecord[]> =>
  followUps(db).where('f.customer_id', '=', customerId).orderBy('f.id', 'desc').limit(limit).execute()

/** What of a follow-up changes. */
export type Change = Standing & Pick<FollowUpRecord, 'assigneeId' | 'ticketId'>

export async function saveFollowUp(db: Database, id: string, change: Change): Promise<void> {
  await own(db)
    .updateTable('follow_ups')
    .set({
      state: change.state,
      due_at: change.dueAt,
      attempts: change.attempts,
      outcome: change.outcome,
      satisfaction: change.satisfaction,
      closed_at: change.closedAt,
      assignee_id: change.assigneeId,
      ticket_id: change.ticketId,
    })
    .where('id', '=', id)
    .execute()
}

/** Whether a customer has an open follow-up other than this one. */
export const otherOpen = (db: Database, { customerId, id }: { customerId: string; id: string }) =>
  own(db)
    .selectFrom('follow_ups')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('state', '=', 'open')
    .where('id', '<>', id)
    .executeTakeFirst()

/** A step of a follow-up, and what it was before. */
export interface EntryRecord {
  readonly id: string
  readonly kind: EntryKind
  readonly outcome: Outcome | null
  readonly satisfaction: number | null
  readonly note: string
  readonly before: Before
  readonly undoneAt: Date | null
  readonly at: Date
  readonly actorId: string
}

export async function insertEntry(
  db: Database,
  followUpId: string,
  { actorId, undoneAt, before, ...entry }: EntryRecord,
): Promise<void> {
  await own(db)
    .insertInto('follow_up_entries')
    .values({
      ...entry,
      follow_up_id: followUpId,
      before: JSON.stringify(before),
      undone_at: undoneAt,
      actor_id: actorId,
    })
    .execute()
}

/** The steps of a follow-up, the newest first. */
export const entriesOf = (db: Database, followUpId: string): Promise<EntryRecord[]> =>
  own(db)
    .selectFrom('follow_up_entries')
    .select(['id', 'kind', 'outcome', 'satisfaction', 'note', 'before', 'undone_at as undoneAt', 'at'])
    .select('actor_id as actorId')
    .where('follow_up_id', '=', followUpId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()

/** Marks an entry as taken back; answers nothing where it was already. */
export const markUndone = (db: Database, id: string, at: Date): Promise<{ id: string } | undefined> =>
  own(db)
    .updateTable('follow_up_entries')
    .set({ undone_at: at })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst()

/** Closes the open follow-up of one who is part of another now and has one there too. */
export const skipOpen = (db: Database, customerId: string, at: Date): Promise<unknown> =>
  own(db)
    .updateTable('follow_ups')
    .set({ state: 'skipped', closed_at: at })
    .where('customer_id', '=', customerId)
    .where('state', '=', 'open')
    .execute()

/** Gives the follow-ups of one customer to another with what was suggested, no more than `only`; answers which went. */
export async function moveFollowUps(
  db: Database,
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<string[]> {
  let query = own(db).updateTable('follow_ups').set({ customer_id: to }).where('customer_id', '=', from)
  if (only) query = query.where(sql<boolean>`id = any(${[...only]}::uuid[])`)
  const ids = (await query.returning('id').execute()).map(({ id }) => id).sort()
  await own(db)
    .updateTable('suggestions')
    .set({ customer_id: to })
    .where(sql<boolean>`follow_up_id = any(${ids}::uuid[])`)
    .execute()
  return ids
}
