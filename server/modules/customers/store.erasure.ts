import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { erasureStatuses, ReachCounts, Whose } from './schema.erasure.ts'
import { deleteMerges, lockCustomers, profilesOf } from './store.merging.ts'
import type { CustomerTables } from './tables.ts'

const own = (db: Database) => tablesOf<CustomerTables>(db)

/** A request to erase as it lies in its row. */
export interface ErasureRecord {
  readonly id: string
  readonly customerId: string
  readonly status: (typeof erasureStatuses)[number]
  readonly askedBy: string
  readonly askedAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly reach: ReachCounts
  readonly counts: ReachCounts
  readonly whose: Whose | null
  readonly problem: string | null
}

const erasures = (db: Database) =>
  own(db)
    .selectFrom('erasures')
    .select(['id', 'customer_id as customerId', 'status', 'asked_by as askedBy', 'asked_at as askedAt'])
    .select(['started_at as startedAt', 'ended_at as endedAt', 'reach', 'counts', 'whose', 'problem'])

/** The request that was made last for a customer. */
export const lastErasure = (db: Database, customerId: string): Promise<ErasureRecord | undefined> =>
  erasures(db).where('customer_id', '=', customerId).orderBy('id', 'desc').limit(1).executeTakeFirst()

/** Which of these customers wait for their erasure. */
export async function openErasuresOf(db: Database, customerIds: readonly string[]): Promise<string[]> {
  const found = await own(db)
    .selectFrom('erasures')
    .select('customer_id as customerId')
    .where(sql<boolean>`customer_id = any(${[...customerIds]}::uuid[])`)
    .where('status', '<>', 'done')
    .execute()
  return found.map(({ customerId }) => customerId)
}

/** A request, kept from everybody else until the transaction ends. */
export const lockErasure = (db: Database, id: string): Promise<ErasureRecord | undefined> =>
  erasures(db).where('id', '=', id).forUpdate().executeTakeFirst()

export async function insertErasure(
  db: Database,
  asked: { id: string; customerId: string; askedBy: string; askedAt: Date; reach: ReachCounts },
): Promise<void> {
  await own(db)
    .insertInto('erasures')
    .values({
      id: asked.id,
      customer_id: asked.customerId,
      asked_by: asked.askedBy,
      asked_at: asked.askedAt,
      reach: JSON.stringify(asked.reach),
    })
    .execute()
}

export async function updateErasure(
  db: Database,
  id: string,
  change: {
    status?: ErasureRecord['status']
    startedAt?: Date
    endedAt?: Date | null
    counts?: ReachCounts
    whose?: Whose | null
    problem?: string | null
  },
): Promise<void> {
  await own(db)
    .updateTable('erasures')
    .set({
      ...(change.status && { status: change.status }),
      ...(change.startedAt && { started_at: change.startedAt }),
      ...(change.endedAt !== undefined && { ended_at: change.endedAt }),
      ...(change.counts && { counts: JSON.stringify(change.counts) }),
      ...(change.whose !== undefined && { whose: change.whose && JSON.stringify(change.whose) }),
      ...(change.problem !== undefined && { problem: change.problem }),
    })
    .where('id', '=', id)
    .execute()
}

/** Notes files of which an erasure has let go. */
export async function addFiles(db: Database, erasureId: string, files: readonly string[]): Promise<void> {
  if (files.length === 0) return
  await sql`insert into erasure_files (erasure_id, sha256)
    select ${erasureId}::uuid, f from unnest(${[...new Set(files)]}::text[]) as f on conflict do nothing`.execute(
    own(db),
  )
}

/** Files that an erasure has let go of and that are not looked after yet. */
export const filesOf = async (db: Database, erasureId: string, limit: number): Promise<string[]> =>
  (
    await own(db)
      .selectFrom('erasure_files')
      .select('sha256')
      .where('erasure_id', '=', erasureId)
      .limit(limit)
      .execute()
  ).map(({ sha256 }) => sha256)

export async function dropFiles(db: Database, erasureId: string, files: readonly string[]): Promise<void> {
  await own(db)
    .deleteFrom('erasure_files')
    .where('erasure_id', '=', erasureId)
    .where(sql<boolean>`sha256 = any(${[...files]}::text[])`)
    .execute()
}

/** What the profile itself, and those that became part of it, say of who a customer is and how to reach them. */
export const identityOf = async (
  db: Database,
  id: string,
): Promise<{ names: string[]; contacts: Whose['contacts'] } | undefined> => {
  const ids = await profilesOf(db, id)
  const profiles = await own(db)
    .selectFrom('customers')
    .select('name')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  if (profiles.length === 0) return undefined
  const contacts = await own(db)
    .selectFrom('customer_contacts')
    .select(['kind', 'address', 'written', 'store_id as storeId'])
    .where(sql<boolean>`customer_id = any(${ids}::uuid[])`)
    .orderBy('id')
    .execute()
  return { names: profiles.map(({ name }) => name), contacts }
}

/**
 * Empties the profile and those that became part of it, and forgets how: what stays of each is its id, its language, and
 * when it was made and erased. What the customer agreed to goes too: it says something of them, and nobody is left to be asked.
 */
export async function emptyProfile(db: Database, id: string, at: Date): Promise<void> {
  const ids = await profilesOf(db, id)
  await lockCustomers(db, ids)
  await deleteMerges(db, ids)
  for (const table of ['customer_contacts', 'customer_words', 'customer_consents'] as const)
    await own(db).deleteFrom(table).where(sql<boolean>`customer_id = any(${ids}::uuid[])`).execute()
  await own(db)
    .updateTable('customers')
    .set({
      name: '',
      vip: false,
      vip_reason: '',
      notes: '',
      special_needs: '',
      preferences: '',
      updated_at: at,
      erased_at: at,
    })
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

/** Whose these addresses are, by their place in the list: an alias counts in its own store only. */
export async function ownersOfAddresses(
  db: Database,
  wanted: readonly { readonly address: string; readonly storeId: string }[],
): Promise<(string | null)[]> {
  if (wanted.length === 0) return []
  const found = await sql<{ customerId: string | null }>`
    select owner.customer_id as "customerId"
    from unnest(${wanted.map(({ address }) => address)}::text[], ${wanted.map(({ storeId }) => storeId)}::uuid[])
      with ordinality as wanted (address, store_id, place)
    left join lateral (
      select customer_id from customer_contacts c
      where c.workspace_id = current_workspace() and c.kind in ('email', 'amazon-alias', 'ebay-alias')
        and c.address = wanted.address and (c.store_id is null or c.store_id = wanted.store_id)
      order by c.store_id nulls last limit 1) owner on true
    order by wanted.place`.execute(own(db))
  return found.rows.map(({ customerId }) => customerId)
}
