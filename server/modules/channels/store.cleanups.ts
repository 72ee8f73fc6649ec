import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ChannelTables } from './tables.ts'

const own = (db: Database) => tablesOf<ChannelTables>(db)

/** A mail that was set aside. */
export interface Aside {
  readonly id: string
  readonly channel: string
  readonly receivedAt: Date
}

const aside = (db: Database, before: Date) =>
  own(db)
    .selectFrom('received_mails as m')
    .innerJoin('channels as c', (join) =>
      join.onRef('c.workspace_id', '=', 'm.workspace_id').onRef('c.id', '=', 'm.channel_id'),
    )
    .select(['m.id', 'c.name as channel', 'm.received_at as receivedAt'])
    .where('m.status', '=', 'quarantined')
    .where('m.received_at', '<', before)

/** Mails that were set aside before a moment, the oldest first, after the given (moment, id). */
export function asideAfter(
  db: Database,
  before: Date,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<Aside[]> {
  let query = aside(db, before)
  if (after) query = query.where(sql<boolean>`(m.received_at, m.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  return query.orderBy('m.received_at').orderBy('m.id').limit(limit).execute()
}

/** Of these mails those that are still aside; nobody lets one in until the transaction ends where `lock`. */
export function asideAmong(db: Database, ids: readonly string[], before: Date, lock = false): Promise<Aside[]> {
  const query = aside(db, before)
    .where(sql<boolean>`m.id = any(${[...ids]}::uuid[])`)
    .orderBy('m.id')
  return (lock ? query.forUpdate('m') : query).execute()
}
