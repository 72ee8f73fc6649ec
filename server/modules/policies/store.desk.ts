import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { PolicyWords, ReturnPolicy } from './schema.policy.ts'
import type { Step, VersionState } from './schema.versions.ts'
import type { PolicyTables } from './tables.ts'

const own = (db: Database) => tablesOf<PolicyTables>(db)

export interface PolicyRecord {
  readonly id: string
  readonly key: string
  readonly position: number
  readonly shipped: boolean
  readonly archivedAt: Date | null
}

const policies = (db: Database) =>
  own(db).selectFrom('return_policies').select(['id', 'key', 'position', 'shipped', 'archived_at as archivedAt'])

/** Every policy in the order in which they are asked; a workspace has a hundred at most. */
export const allPolicies = (db: Database): Promise<PolicyRecord[]> =>
  policies(db).orderBy('position').orderBy('id').execute()

export const readPolicy = (db: Database, id: string): Promise<PolicyRecord | undefined> =>
  policies(db).where('id', '=', id).executeTakeFirst()

export const policyByKey = (db: Database, key: string): Promise<PolicyRecord | undefined> =>
  policies(db).where('key', '=', key).executeTakeFirst()

/** A policy, kept from everybody else until the transaction ends: all that happens to its versions goes through it. */
export const lockPolicy = (db: Database, id: string): Promise<PolicyRecord | undefined> =>
  policies(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** Every policy, kept from everybody else until the transaction ends. */
export const lockPolicies = (db: Database): Promise<PolicyRecord[]> =>
  policies(db).orderBy('position').orderBy('id').forUpdate().execute()

export async function insertPolicy(
  db: Database,
  policy: { readonly id: string; readonly key: string; readonly position: number; readonly at: Date },
): Promise<void> {
  const { id, key, position, at } = policy
  await own(db)
    .insertInto('return_policies')
    .values({ id, key, position, shipped: false, created_at: at, archived_at: null })
    .execute()
}

export async function setArchived(db: Database, id: string, archivedAt: Date | null): Promise<void> {
  await own(db).updateTable('return_policies').set({ archived_at: archivedAt }).where('id', '=', id).execute()
}

export async function setPosition(db: Database, id: string, position: number): Promise<void> {
  await own(db).updateTable('return_policies').set({ position }).where('id', '=', id).execute()
}

/** A version as it is kept, without its tree. */
export interface VersionRecord {
  readonly id: string
  readonly policyId: string
  readonly number: number
  readonly state: VersionState
  readonly note: string
  readonly basedOn: string | null
  readonly revision: number
  readonly authorId: string | null
  readonly editors: readonly string[]
  readonly createdAt: Date
  readonly changedAt: Date
}
export interface VersionWhole extends VersionRecord {
  readonly content: ReturnPolicy
}

const columns = [
  'id',
  'policy_id as policyId',
  'number',
  'state',
  'note',
  'based_on as basedOn',
  'revision',
  'author_id as authorId',
  'editors',
  'created_at as createdAt',
  'changed_at as changedAt',
] as const

export const readVersion = (db: Database, id: string): Promise<VersionWhole | undefined> =>
  own(db).selectFrom('policy_versions').select(columns).select('content').where('id', '=', id).executeTakeFirst()

/** Versions of a policy, the newest first. */
export function versionsOf(
  db: Database,
  policyId: string,
  wanted: { readonly after?: string; readonly limit: number },
): Promise<VersionRecord[]> {
  let query = own(db).selectFrom('policy_versions').select(columns).where('policy_id', '=', policyId)
  if (wanted.after) query = query.where('id', '<', wanted.after)
  return query.orderBy('id', 'desc').limit(wanted.limit).execute()
}

/** The versions that are being written or wait for approval, one of a policy at most. */
export const openVersions = (db: Database): Promise<VersionRecord[]> =>
  own(db).selectFrom('policy_versions').select(columns).where('state', 'in', ['draft', 'review']).execute()

/** How each policy calls itself: by what is in force, else by its newest version. */
export async function titlesOf(
  db: Database,
  versionIds: readonly string[],
): Promise<{ policyId: string; title: PolicyWords }[]> {
  if (versionIds.length === 0) return []
  return own(db)
    .selectFrom('policy_versions')
    .where(sql<boolean>`id = any(${[...versionIds]}::uuid[])`)
    .select(['policy_id as policyId', sql<PolicyWords>`content -> 'title'`.as('title')])
    .execute()
}

export async function newestVersion(db: Database, policyId: string): Promise<VersionRecord | undefined> {
  const [newest] = await versionsOf(db, policyId, { limit: 1 })
  return newest
}

/** A draft as it is begun. */
export interface DraftRow {
  readonly id: string
  readonly policyId: string
  readonly number: number
  readonly content: ReturnPolicy
  readonly basedOn: string | null
  readonly authorId: string | null
  readonly at: Date
}

export async function insertDraft(db: Database, draft: DraftRow): Promise<void> {
  await own(db)
    .insertInto('policy_versions')
    .values({
      id: draft.id,
      policy_id: draft.policyId,
      number: draft.number,
      state: 'draft',
      content: JSON.stringify(draft.content),
      based_on: draft.basedOn,
      author_id: draft.authorId,
      editors: draft.authorId ? [draft.authorId] : [],
      created_at: draft.at,
      changed_at: draft.at,
    })
    .execute()
}

/** Saves a draft; whoever saves is its author now, and stays among its editors. */
export async function saveDraft(
  db: Database,
  id: string,
  draft: { readonly content: ReturnPolicy; readonly note: string; readonly authorId: string; readonly at: Date },
): Promise<void> {
  await own(db)
    .updateTable('policy_versions')
    .set({
      content: JSON.stringify(draft.content),
      note: draft.note,
      author_id: draft.authorId,
      changed_at: draft.at,
      revision: sql<number>`revision + 1`,
      editors: sql<
        string[]
      >`case when ${draft.authorId}::uuid = any(editors) then editors else editors || ${draft.authorId}::uuid end`,
    })
    .where('id', '=', id)
    .execute()
}

export async function setState(
  db: Database,
  id: string,
  state: VersionState,
  by: { readonly approvedBy?: string; readonly at: Date },
): Promise<void> {
  await own(db)
    .updateTable('policy_versions')
    .set({
      state,
      revision: sql<number>`revision + 1`,
      ...(state === 'review' && { submitted_at: by.at }),
      ...(by.approvedBy !== undefined && { approved_by: by.approvedBy, approved_at: by.at }),
    })
    .where('id', '=', id)
    .execute()
}

/** A step as it is kept. */
export interface StepRecord {
  readonly id: string
  readonly versionId: string
  readonly step: Step
  readonly takenBy: string | null
  readonly takenAt: Date
  readonly note: string
}

export async function insertStep(db: Database, step: StepRecord): Promise<void> {
  await own(db)
    .insertInto('policy_version_steps')
    .values({
      id: step.id,
      version_id: step.versionId,
      step: step.step,
      taken_by: step.takenBy,
      taken_at: step.takenAt,
      note: step.note,
    })
    .execute()
}

/** What was done with versions, the oldest first. */
export async function stepsOf(db: Database, versionIds: readonly string[]): Promise<StepRecord[]> {
  if (versionIds.length === 0) return []
  return own(db)
    .selectFrom('policy_version_steps')
    .where(sql<boolean>`version_id = any(${[...versionIds]}::uuid[])`)
    .select(['id', 'version_id as versionId', 'step', 'taken_by as takenBy', 'taken_at as takenAt', 'note'])
    .orderBy('version_id')
    .orderBy('id')
    .execute()
}
