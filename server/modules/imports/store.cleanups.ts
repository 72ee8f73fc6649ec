import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ImportTables } from './tables.ts'

const own = (db: Database) => tablesOf<ImportTables>(db)

/** An import whose file is kept and that nobody reads in any more. */
export interface IdleFile {
  readonly id: string
  readonly filename: string
  readonly status: string
  readonly size: number
  readonly at: Date
}

const moment = sql<Date>`coalesce(ended_at, created_at)`

/** The ids of the next imports whose file is kept. */
export async function keptAfter(db: Database, after: string, limit: number): Promise<string[]> {
  const rows = await own(db)
    .selectFrom('imports')
    .select('id')
    .where('sha256', '<>', '')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Of these imports those whose file is kept since before a moment, and that are not under way. */
export const idleAmong = (db: Database, ids: readonly string[], before: Date): Promise<IdleFile[]> =>
  own(db)
    .selectFrom('imports')
    .select(['id', 'filename', 'status', 'size', moment.as('at')])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('sha256', '<>', '')
    .where('status', 'not in', ['waiting', 'running'])
    .where(moment, '<', before)
    .orderBy('id')
    .execute()

/** Keeps everybody else from starting these until the transaction ends. */
export const lockImports = (db: Database, ids: readonly string[]): Promise<unknown> =>
  own(db)
    .selectFrom('imports')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
