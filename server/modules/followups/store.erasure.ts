import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { skipOpen } from './store.ts'
import type { FollowUpTables } from './tables.ts'

const own = (db: Database) => tablesOf<FollowUpTables>(db)

/** Stands where a customer's words stood: that something was suggested stays counted. */
const nothing = '—'

/** Closes what is open of a customer, and empties what was noted and suggested; outcomes and days stay. */
export async function emptyWords(db: Database, customerId: string, at: Date): Promise<void> {
  await skipOpen(db, customerId, at)
  await sql`update follow_up_entries e set note = '' from follow_ups f
    where f.workspace_id = current_workspace() and e.workspace_id = current_workspace() and f.id = e.follow_up_id
      and f.customer_id = ${customerId}::uuid and e.note <> ''`.execute(own(db))
  await own(db)
    .updateTable('suggestions')
    .set({ text: nothing })
    .where('customer_id', '=', customerId)
    .where('text', '<>', nothing)
    .execute()
}

/** A step of a follow-up in the words of an export. */
export interface ExportedStep {
  readonly at: Date
  readonly way: string
  readonly step: string
  readonly outcome: string | null
  readonly satisfaction: number | null
  readonly note: string
}

export const stepsOf = (db: Database, customerId: string): Promise<ExportedStep[]> =>
  own(db)
    .selectFrom('follow_ups as f')
    .innerJoin('follow_up_entries as e', 'e.follow_up_id', 'f.id')
    .select(['e.at', 'f.way', 'e.kind as step', 'e.outcome', 'e.satisfaction', 'e.note'])
    .where('f.customer_id', '=', customerId)
    .orderBy('e.id')
    .execute()

export const suggestionsOf = (db: Database, customerId: string): Promise<{ at: Date; text: string }[]> =>
  own(db)
    .selectFrom('suggestions')
    .select(['made_at as at', 'text'])
    .where('customer_id', '=', customerId)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()

/** Of these customers those whom a plan had, or who suggested something. */
export async function askedAmong(db: Database, customerIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select wanted.id from unnest(${[...customerIds]}::uuid[]) as wanted (id)
    where exists (select from follow_ups f where f.workspace_id = current_workspace() and f.customer_id = wanted.id)
      or exists (select from suggestions s where s.workspace_id = current_workspace() and s.customer_id = wanted.id)`.execute(
    own(db),
  )
  return found.rows.map(({ id }) => id)
}
