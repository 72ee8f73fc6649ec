import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Weighed } from './rules.ts'
import type { Confidence, LinkReason } from './schema.ts'
import type { LinkingTables } from './tables.ts'

const own = (db: Database) => tablesOf<LinkingTables>(db)

/** A link as it lies in the rows. */
export interface LinkRecord {
  readonly ticketId: string
  readonly orderId: string | null
  readonly confidence: Confidence | null
  readonly reasons: readonly LinkReason[]
  readonly others: readonly Weighed[]
  readonly linkedBy: 'rule' | 'member'
  readonly memberId: string | null
  readonly linkedAt: Date
  /** The number in the ticket's own field before a person chose. */
  readonly numberBefore: string | null
}

/** The links of these tickets; a ticket that nobody has looked at has none. */
export const linksOf = (db: Database, ticketIds: readonly string[]): Promise<LinkRecord[]> =>
  own(db)
    .selectFrom('order_links')
    .select(['ticket_id as ticketId', 'order_id as orderId', 'confidence', 'reasons', 'others'])
    .select(['linked_by as linkedBy', 'member_id as memberId', 'linked_at as linkedAt'])
    .select('number_before as numberBefore')
    .where(sql<boolean>`ticket_id = any(${[...ticketIds]}::uuid[])`)
    .execute()

/** Keeps what rules made of tickets; answers which of them have it now: those where a person has chosen are left alone. */
export async function keepRuled(db: Database, links: readonly LinkRecord[]): Promise<Set<string>> {
  const kept = await sql<{ ticketId: string }>`
    insert into order_links (ticket_id, order_id, confidence, reasons, others, linked_by, linked_at)
    select "ticketId", "orderId", confidence, reasons, others, 'rule', "linkedAt"
    from jsonb_to_recordset(${asRecords(links)}::jsonb) as link("ticketId" uuid, "orderId" uuid, confidence text,
      reasons jsonb, others jsonb, "linkedAt" timestamptz)
    order by "ticketId"
    on conflict (workspace_id, ticket_id) do update set order_id = excluded.order_id, confidence = excluded.confidence,
      reasons = excluded.reasons, others = excluded.others, linked_at = excluded.linked_at
    where order_links.linked_by = 'rule'
    returning ticket_id as "ticketId"`.execute(own(db))
  return new Set(kept.rows.map(({ ticketId }) => ticketId))
}

/** Keeps what a person chose; the other orders stay on offer. */
export async function keepChosen(
  db: Database,
  link: Pick<LinkRecord, 'ticketId' | 'orderId' | 'memberId' | 'linkedAt' | 'numberBefore'>,
): Promise<void> {
  const chosen = {
    order_id: link.orderId,
    confidence: link.orderId === null ? null : ('certain' as const),
    reasons: '[]',
    linked_by: 'member' as const,
    member_id: link.memberId,
    linked_at: link.linkedAt,
    number_before: link.numberBefore,
  }
  await own(db)
    .insertInto('order_links')
    .values({ ticket_id: link.ticketId, others: '[]', ...chosen })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'ticket_id']).doUpdateSet(chosen))
    .execute()
}

/** Takes a link away, whoever made it. */
export async function dropLink(db: Database, ticketId: string): Promise<void> {
  await own(db).deleteFrom('order_links').where('ticket_id', '=', ticketId).execute()
}

/** Adds by what tickets wait for orders. */
export async function addClues(
  db: Database,
  clues: readonly { readonly ticketId: string; readonly clue: string }[],
): Promise<void> {
  await sql`insert into order_clues (clue, ticket_id) select clue, "ticketId"
    from jsonb_to_recordset(${asRecords(clues)}::jsonb) as waiting(clue text, "ticketId" uuid)
    order by clue, "ticketId" on conflict do nothing`.execute(own(db))
}

/** A clue that more tickets give than these says nothing about one of them. */
const mostTickets = 50

/** The tickets that gave any of these clues, the newest first. */
export async function ticketsOfClues(db: Database, clues: readonly string[]): Promise<string[]> {
  const found = await sql<{ ticketId: string }>`
    select distinct f.ticket_id as "ticketId" from unnest(${[...clues]}::text[]) as wanted (clue)
    cross join lateral (select ticket_id from order_clues
      where workspace_id = current_workspace() and clue = wanted.clue order by ticket_id desc limit ${sql.lit(mostTickets)}) f`.execute(
    own(db),
  )
  return found.rows.map(({ ticketId }) => ticketId)
}
