import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ActionTables } from './tables.ts'

const own = (db: Database) => tablesOf<ActionTables>(db)

const ofTickets = (ticketIds: readonly string[]) => sql<boolean>`ticket_id = any(${[...ticketIds]}::uuid[])`

/** Empties what actions of these tickets say in words; that something was asked of whom, by when and what became of it stays. */
export async function emptyWords(db: Database, ticketIds: readonly string[]): Promise<void> {
  await sql`update action_entries set note = ''
    where note <> '' and action_id in (select id from actions where ${ofTickets(ticketIds)})`.execute(own(db))
  await own(db)
    .updateTable('actions')
    .set({ title: '—', ask: '', evidence: '[]', answer: sql`case when answer is null then null else '' end` })
    .where(ofTickets(ticketIds))
    .execute()
}

/** An action in the words of an export. */
export const actionsInFull = (db: Database, ticketIds: readonly string[]) =>
  own(db)
    .selectFrom('actions')
    .select(['title', 'ask', 'answer', 'stage', 'asked_at as askedAt', 'closed_at as closedAt'])
    .where(ofTickets(ticketIds))
    .orderBy('id')
    .execute()
