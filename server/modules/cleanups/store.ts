import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { KindName, Status } from './schema.ts'
import type { CleanupTables } from './tables.ts'

const own = (db: Database) => tablesOf<CleanupTables>(db)

/** The days that somebody has set, by kind. */
export async function daysSet(db: Database): Promise<ReadonlyMap<KindName, number>> {
  const rows = await own(db).selectFrom('cleanup_settings').select(['kind', 'days']).execute()
  return new Map(rows.map(({ kind, days }) => [kind, days]))
}

export async function setDays(db: Database, kind: KindName, days: number): Promise<void> {
  await own(db)
    .insertInto('cleanup_settings')
    .values({ kind, days })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind']).doUpdateSet({ days }))
    .execute()
}

/** A look as it lies in its row. */
export interface LookRecord {
  readonly id: string
  readonly kind: KindName
  readonly status: Status
  readonly days: number
  readonly before: Date
  readonly afterMark: string | null
  readonly found: number
  readonly askedAt: Date
  readonly endedAt: Date | null
}

const looks = (db: Database) =>
  own(db)
    .selectFrom('cleanup_looks')
    .select(['id', 'kind', 'status', 'days', 'before', 'after_mark as afterMark', 'found'])
    .select(['asked_at as askedAt', 'ended_at as endedAt'])

export const allLooks = (db: Database): Promise<LookRecord[]> => looks(db).execute()

export const readLook = (db: Database, kind: KindName): Promise<LookRecord | undefined> =>
  looks(db).where('kind', '=', kind).executeTakeFirst()

/** As `readLook`; nobody else changes it, or what it found, until the transaction ends. */
export const lockLook = (db: Database, kind: KindName): Promise<LookRecord | undefined> =>
  looks(db).where('kind', '=', kind).forUpdate().executeTakeFirst()

/** Puts a new look in the place of the last one of its kind. */
export async function replaceLook(
  db: Database,
  look: Pick<LookRecord, 'id' | 'kind' | 'days' | 'before' | 'askedAt'>,
): Promise<void> {
  const fresh = {
    id: look.id,
    status: 'waiting' as const,
    days: look.days,
    before: look.before,
    after_mark: null,
    found: 0,
    asked_at: look.askedAt,
    ended_at: null,
  }
  await own(db)
    .insertInto('cleanup_looks')
    .values({ kind: look.kind, ...fresh })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind']).doUpdateSet(fresh))
    .execute()
}

export async function updateLook(
  db: Database,
  id: string,
  change: { status?: Status; afterMark?: string | null; found?: number; endedAt?: Date },
): Promise<void> {
  const { status, afterMark, found, endedAt } = change
  await own(db)
    .updateTable('cleanup_looks')
    .set({
      ...(status && { status }),
      ...(afterMark !== undefined && { after_mark: afterMark }),
      ...(found !== undefined && { found }),
      ...(endedAt && { ended_at: endedAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** Keeps what was found; answers how many of them are new. */
export async function addFindings(db: Database, kind: KindName, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0
  const added = await sql`insert into cleanup_findings (kind, key)
    select ${kind}, key from unnest(${[...keys]}::text[]) as found (key)
    on conflict do nothing`.execute(own(db))
  return Number(added.numAffectedRows ?? 0)
}

/** Found keys of a kind in their order, after the given one. */
export async function findingsAfter(
  db: Database,
  kind: KindName,
  page: { readonly after?: string; readonly limit: number },
): Promise<string[]> {
  let query = own(db).selectFrom('cleanup_findings').select('key').where('kind', '=', kind)
  if (page.after !== undefined) query = query.where('key', '>', page.after)
  return (await query.orderBy('key').limit(page.limit).execute()).map(({ key }) => key)
}

/** Of these keys those that were found. */
export async function foundAmong(db: Database, kind: KindName, keys: readonly string[]): Promise<string[]> {
  const rows = await own(db)
    .selectFrom('cleanup_findings')
    .select('key')
    .where('kind', '=', kind)
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .orderBy('key')
    .execute()
  return rows.map(({ key }) => key)
}

/** Forgets these, or all that was found of a kind. */
export async function dropFindings(db: Database, kind: KindName, keys?: readonly string[]): Promise<void> {
  let query = own(db).deleteFrom('cleanup_findings').where('kind', '=', kind)
  if (keys) query = query.where(sql<boolean>`key = any(${[...keys]}::text[])`)
  await query.execute()
}
