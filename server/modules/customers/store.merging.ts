import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Crossing, MergeFields, Moved } from './schema.merging.ts'
import type { CustomerTables } from './tables.ts'

const own = (db: Database) => tablesOf<CustomerTables>(db)

/** Keeps everybody else from these customers until the transaction ends; in the order of their ids, so that no two wait for one another. */
export const lockCustomers = (db: Database, ids: readonly string[]): Promise<unknown> =>
  own(db)
    .selectFrom('customers')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()

/** Which profile this one is part of; undefined where there is no such profile, null where it stands by itself. */
export const mergedInto = async (db: Database, id: string): Promise<string | null | undefined> =>
  (await own(db).selectFrom('customers').select('merged_into as into').where('id', '=', id).executeTakeFirst())?.into

/** Makes a profile part of another, or stand by itself again; nothing else of its row changes. */
export async function setMergedInto(db: Database, id: string, into: string | null): Promise<void> {
  await own(db).updateTable('customers').set({ merged_into: into }).where('id', '=', id).execute()
}

/** Gives what one profile has in a table to another, no more than `only`; answers what went. */
export async function moveRows(
  db: Database,
  table: 'customer_contacts' | 'customer_consents',
  { from, to, only }: { readonly from: string; readonly to: string; readonly only: readonly string[] | null },
): Promise<string[]> {
  let query = own(db).updateTable(table).set({ customer_id: to }).where('customer_id', '=', from)
  if (only) query = query.where(sql<boolean>`id = any(${[...only]}::uuid[])`)
  const moved = await query.returning('id').execute()
  return moved.map(({ id }) => id).sort()
}

export interface MergeRecord {
  readonly id: string
  readonly survivorId: string
  readonly mergedId: string
  readonly before: MergeFields
  readonly after: MergeFields
  readonly moved: readonly Moved[]
  readonly reason: string
  readonly crossings: Crossing[]
  readonly mergedAt: Date
  readonly mergedBy: string
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

interface Actor {
  readonly kind: string
  readonly id: string
}

/** Keeps how two profiles became one. */
export async function insertMerge(
  db: Database,
  merge: Omit<MergeRecord, 'mergedBy' | 'undoneAt' | 'undoneBy'>,
  by: Actor,
): Promise<void> {
  await own(db)
    .insertInto('customer_merges')
    .values({
      id: merge.id,
      survivor_id: merge.survivorId,
      merged_id: merge.mergedId,
      before: JSON.stringify(merge.before),
      after: JSON.stringify(merge.after),
      moved: JSON.stringify(merge.moved),
      reason: merge.reason,
      crossings: JSON.stringify(merge.crossings),
      merged_at: merge.mergedAt,
      merged_by_kind: by.kind,
      merged_by: by.id,
    })
    .execute()
}

export async function setUndone(db: Database, id: string, at: Date, by: Actor): Promise<void> {
  await own(db)
    .updateTable('customer_merges')
    .set({ undone_at: at, undone_by_kind: by.kind, undone_by: by.id })
    .where('id', '=', id)
    .execute()
}

const merges = (db: Database) =>
  own(db)
    .selectFrom('customer_merges')
    .select(['id', 'survivor_id as survivorId', 'merged_id as mergedId', 'before', 'after', 'moved', 'reason'])
    .select(['crossings', 'merged_at as mergedAt', 'merged_by as mergedBy'])
    .select(['undone_at as undoneAt', 'undone_by as undoneBy'])

/** The merge by which a profile is part of another now. */
export const standingMergeOf = (db: Database, mergedId: string): Promise<MergeRecord | undefined> =>
  merges(db).where('merged_id', '=', mergedId).where('undone_at', 'is', null).executeTakeFirst()

/** The last merge into a profile that has not been undone. */
export const lastMergeInto = (db: Database, survivorId: string): Promise<MergeRecord | undefined> =>
  merges(db)
    .where('survivor_id', '=', survivorId)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What became part of a profile, undone or not, the newest first. */
export const mergesInto = (db: Database, survivorId: string, limit: number): Promise<MergeRecord[]> =>
  merges(db).where('survivor_id', '=', survivorId).orderBy('id', 'desc').limit(limit).execute()

/** Forgets the merges of these profiles, and with them the way back. */
export async function deleteMerges(db: Database, ids: readonly string[]): Promise<void> {
  const among = (column: 'survivor_id' | 'merged_id') =>
    own(db)
      .deleteFrom('customer_merges')
      .where(sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`)
      .execute()
  await among('survivor_id')
  await among('merged_id')
}

/** A profile and all that became part of it, and of these in turn. */
export async function profilesOf(db: Database, id: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    with recursive whole (id) as (
      select c.id from customers c where c.workspace_id = current_workspace() and c.id = ${id}::uuid
      union
      select part.id from whole join customers part
        on part.workspace_id = current_workspace() and part.merged_into = whole.id
    ) select id from whole order by id`.execute(own(db))
  return found.rows.map((row) => row.id)
}
