import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { exportStatuses } from './schema.exports.ts'
import type { CustomerTables } from './tables.ts'

const own = (db: Database) => tablesOf<CustomerTables>(db)

/** An export as it lies in its row. */
export interface ExportRecord {
  readonly id: string
  readonly customerId: string
  readonly status: (typeof exportStatuses)[number]
  readonly askedBy: string
  readonly askedAt: Date
  readonly endedAt: Date | null
  readonly sha256: string | null
  readonly size: number | null
  readonly expiresAt: Date | null
  readonly problem: string | null
}

const exports = (db: Database) =>
  own(db)
    .selectFrom('customer_exports')
    .select(['id', 'customer_id as customerId', 'status', 'asked_by as askedBy', 'asked_at as askedAt'])
    .select(['ended_at as endedAt', 'sha256', 'size', 'expires_at as expiresAt', 'problem'])

export const lastExport = (db: Database, customerId: string): Promise<ExportRecord | undefined> =>
  exports(db).where('customer_id', '=', customerId).orderBy('id', 'desc').limit(1).executeTakeFirst()

export const readExport = (db: Database, id: string): Promise<ExportRecord | undefined> =>
  exports(db).where('id', '=', id).executeTakeFirst()

/** An export, kept from everybody else until the transaction ends. */
export const lockExport = (db: Database, id: string): Promise<ExportRecord | undefined> =>
  exports(db).where('id', '=', id).forUpdate().executeTakeFirst()

export async function insertExport(
  db: Database,
  asked: { id: string; customerId: string; askedBy: string; askedAt: Date },
): Promise<void> {
  await own(db)
    .insertInto('customer_exports')
    .values({ id: asked.id, customer_id: asked.customerId, asked_by: asked.askedBy, asked_at: asked.askedAt })
    .execute()
}

export async function endExport(
  db: Database,
  id: string,
  end: { status: 'done' | 'failed'; at: Date; sha256?: string; size?: number; expiresAt?: Date; problem?: string },
): Promise<void> {
  await own(db)
    .updateTable('customer_exports')
    .set({
      status: end.status,
      ended_at: end.at,
      sha256: end.sha256 ?? null,
      size: end.size ?? null,
      expires_at: end.expiresAt ?? null,
      problem: end.problem ?? null,
    })
    .where('id', '=', id)
    .execute()
}

/** Lets go of files whose days are over, or of all of a customer; answers them. */
export async function dropExports(
  db: Database,
  which: { readonly before: Date } | { readonly customerId: string },
): Promise<string[]> {
  const wanted =
    'before' in which ? sql`expires_at <= ${which.before}::timestamptz` : sql`customer_id = ${which.customerId}::uuid`
  const dropped = await sql<{ sha256: string }>`
    with over as (select id, sha256 from customer_exports where sha256 is not null and ${wanted} for update), gone as (
      update customer_exports e set sha256 = null, size = null, expires_at = null from over where e.id = over.id
    )
    select sha256 from over`.execute(own(db))
  return dropped.rows.map(({ sha256 }) => sha256)
}

/** Of these files those that are exports. */
export async function heldByExports(db: Database, files: readonly string[]): Promise<string[]> {
  const held = await own(db)
    .selectFrom('customer_exports')
    .select('sha256')
    .where(sql<boolean>`sha256 = any(${[...files]}::text[])`)
    .execute()
  return held.flatMap(({ sha256 }) => sha256 ?? [])
}

/** How many files of exports a customer has. */
export async function countExports(db: Database, customerId: string): Promise<number> {
  const found = await own(db)
    .selectFrom('customer_exports')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('customer_id', '=', customerId)
    .where('sha256', 'is not', null)
    .executeTakeFirstOrThrow()
  return found.count
}
