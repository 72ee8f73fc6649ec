import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { TicketTables } from './tables.ts'

const own = (db: Database) => tablesOf<TicketTables>(db)

/** A line of a ticket's timeline, before it stands there. */
export interface NewEvent {
  readonly ticketId: string
  readonly id: string
  readonly kind: string
  readonly actorKind: 'member' | 'token' | 'system' | 'buyer'
  readonly actorId: string
  readonly details: object
  readonly at: Date
}

/** Adds lines to timelines, which nobody can change or remove; answers whose tickets they are now, each once. */
export async function insertEvents(db: Database, events: readonly NewEvent[]): Promise<TicketPlace[]> {
  const found = await sql<TicketPlace>`with line as (
      insert into ticket_events (ticket_id, id, kind, actor_kind, actor_id, details, at)
      select "ticketId", id, kind, "actorKind", "actorId", details, at
      from jsonb_to_recordset(${asRecords(events)}::jsonb)
        as event("ticketId" uuid, id uuid, kind text, "actorKind" text, "actorId" uuid, details jsonb, at timestamptz)
      returning ticket_id)
    select id, store_id as "storeId", assignee_id as "assigneeId" from tickets
    where id in (select ticket_id from line)`.execute(own(db))
  return found.rows
}

/** Where a ticket is: who may see it follows from it. */
export interface TicketPlace {
  readonly id: string
  readonly storeId: string | null
  readonly assigneeId: string | null
}

/** Whether a ticket's timeline has a line of this kind with these details. */
export async function isTold(db: Database, ticketId: string, kind: string, details: object): Promise<boolean> {
  const found = await own(db)
    .selectFrom('ticket_events')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', kind)
    .where(sql<boolean>`details @> ${JSON.stringify(details)}::jsonb`)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** A ticket's timeline, newest first, before the given event. */
export function eventsOf(db: Database, ticketId: string, page: { before?: string; limit: number }) {
  let query = own(db)
    .selectFrom('ticket_events')
    .select(['id', 'kind', 'actor_kind as actorKind', 'actor_id as actorId', 'details', 'at'])
    .where('ticket_id', '=', ticketId)
  if (page.before) query = query.where('id', '<', page.before)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}

export const followersOf = (db: Database, ticketId: string): Promise<{ memberId: string }[]> =>
  own(db).selectFrom('ticket_followers').select('member_id as memberId').where('ticket_id', '=', ticketId).execute()

export async function setFollowing(db: Database, ticketId: string, memberId: string, follows: boolean): Promise<void> {
  if (follows)
    await own(db)
      .insertInto('ticket_followers')
      .values({ ticket_id: ticketId, member_id: memberId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await own(db)
      .deleteFrom('ticket_followers')
      .where('ticket_id', '=', ticketId)
      .where('member_id', '=', memberId)
      .execute()
}
