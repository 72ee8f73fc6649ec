import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { CostLine, Facts } from '../policies/index.ts'
import type { StopKind } from './schema.ts'
import type { ReturnTables } from './tables.ts'

const own = (db: Database) => tablesOf<ReturnTables>(db)

/** A node that a return has passed, as it lies in the rows. */
export interface StopRecord {
  readonly id: string
  readonly requestId: string
  readonly position: number
  readonly node: string
  readonly kind: StopKind
  readonly outcome: string | null
  readonly facts: Facts
  readonly factsAfter: Facts | null
  readonly because: unknown[]
  readonly costs: CostLine[]
  readonly messageId: string | null
  readonly sentAt: Date | null
  readonly waitDays: number | null
  readonly begunBy: string | null
  readonly begunAt: Date
  readonly endedBy: string | null
  readonly endedAt: Date | null
  readonly undoneAt: Date | null
}

const stops = (db: Database) =>
  own(db)
    .selectFrom('return_stops')
    .select(['id', 'request_id as requestId', 'position', 'node', 'kind', 'outcome', 'facts', 'because', 'costs'])
    .select(['facts_after as factsAfter', 'message_id as messageId', 'sent_at as sentAt', 'wait_days as waitDays'])
    .select(['begun_by as begunBy', 'begun_at as begunAt', 'ended_by as endedBy', 'ended_at as endedAt'])
    .select('undone_at as undoneAt')

/** The stops of these returns, oldest first; those that were taken back are among them. */
export const stopsOf = (db: Database, requestIds: readonly string[]): Promise<StopRecord[]> =>
  stops(db)
    .where(sql<boolean>`request_id = any(${[...requestIds]}::uuid[])`)
    .orderBy('request_id')
    .orderBy('id')
    .execute()

export async function insertStop(db: Database, stop: StopRecord): Promise<void> {
  await own(db)
    .insertInto('return_stops')
    .values({
      id: stop.id,
      request_id: stop.requestId,
      position: stop.position,
      node: stop.node,
      kind: stop.kind,
      outcome: stop.outcome,
      facts: JSON.stringify(stop.facts),
      facts_after: stop.factsAfter && JSON.stringify(stop.factsAfter),
      because: JSON.stringify(stop.because),
      costs: JSON.stringify(stop.costs),
      message_id: stop.messageId,
      sent_at: stop.sentAt,
      wait_days: stop.waitDays,
      begun_by: stop.begunBy,
      begun_at: stop.begunAt,
      ended_by: stop.endedBy,
      ended_at: stop.endedAt,
    })
    .execute()
}

/** Says what came of a stop, with the facts as they stood then. */
export async function endStop(
  db: Database,
  id: string,
  end: { readonly outcome: string; readonly facts: Facts; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await own(db)
    .updateTable('return_stops')
    .set({ outcome: end.outcome, facts_after: JSON.stringify(end.facts), ended_by: end.by, ended_at: end.at })
    .where('id', '=', id)
    .execute()
}

/** Keeps what a stop has cost as it is known now. */
export async function changeCosts(db: Database, id: string, costs: readonly CostLine[]): Promise<void> {
  await own(db)
    .updateTable('return_stops')
    .set({ costs: JSON.stringify(costs) })
    .where('id', '=', id)
    .execute()
}

/** The stop that a letter went out with, and its return; undefined for a letter of none. */
export const stopOfMessage = (db: Database, messageId: string): Promise<StopRecord | undefined> =>
  stops(db).where('message_id', '=', messageId).where('undone_at', 'is', null).executeTakeFirst()

/** When the letter of a stop has left; null where it has not, or has come back. */
export async function markSent(db: Database, id: string, at: Date | null): Promise<void> {
  await own(db).updateTable('return_stops').set({ sent_at: at }).where('id', '=', id).execute()
}

/** Takes a stop back: it stays to be seen, and counts no more. */
export async function undoStop(db: Database, id: string, at: Date): Promise<void> {
  await own(db).updateTable('return_stops').set({ undone_at: at }).where('id', '=', id).execute()
}
