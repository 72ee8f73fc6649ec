import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { AuditBreach } from './schema.ts'
import type { AuditTables } from './tables.ts'

const own = (db: Database) => tablesOf<AuditTables>(db)

export interface VerificationRecord {
  readonly id: string
  readonly state: 'running' | 'done' | 'failed'
  readonly checked: number
  readonly total: number
  readonly breachCount: number
  readonly breaches: readonly AuditBreach[]
  readonly askedBy: string
  readonly askedAt: Date
  readonly endedAt: Date | null
}

const columns = [
  'id',
  'state',
  'checked',
  'total',
  'breach_count as breachCount',
  'breaches',
  'asked_by as askedBy',
  'asked_at as askedAt',
  'ended_at as endedAt',
] as const

/** Begins one, unless one runs; two at the same moment begin one. */
export async function begin(db: Database, one: { id: string; askedBy: string; askedAt: Date }): Promise<boolean> {
  const begun = await own(db)
    .insertInto('audit_verifications')
    .values({
      id: one.id,
      total: sql<number>`coalesce((select sequence from audit_heads), 0)`,
      asked_by: one.askedBy,
      asked_at: one.askedAt,
    })
    // Spelled out: of a parameter no plan that serves all values can know that it names the partial index.
    .onConflict((conflict) => conflict.columns(['workspace_id']).where(sql<boolean>`state = 'running'`).doNothing())
    .executeTakeFirst()
  return begun.numInsertedOrUpdatedRows === 1n
}

export async function byId(db: Database, id: string): Promise<VerificationRecord | undefined> {
  return own(db).selectFrom('audit_verifications').select(columns).where('id', '=', id).executeTakeFirst()
}

export async function newest(db: Database): Promise<VerificationRecord | undefined> {
  return own(db)
    .selectFrom('audit_verifications')
    .select(columns)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function progress(db: Database, id: string, checked: number): Promise<void> {
  await own(db)
    .updateTable('audit_verifications')
    .set({ checked })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

export interface End {
  readonly state: 'done' | 'failed'
  readonly endedAt: Date
  readonly checked?: number
  readonly breachCount?: number
  readonly breaches?: readonly AuditBreach[]
}

/** Keeps how one ended; false where it has ended before. */
export async function end(db: Database, id: string, ended: End): Promise<boolean> {
  const { state, endedAt, checked, breachCount, breaches } = ended
  const kept = await own(db)
    .updateTable('audit_verifications')
    .set({
      state,
      ended_at: endedAt,
      ...(checked !== undefined && { checked }),
      ...(breachCount !== undefined && { breach_count: breachCount }),
      ...(breaches !== undefined && { breaches: JSON.stringify(breaches) }),
    })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return kept.numUpdatedRows === 1n
}
