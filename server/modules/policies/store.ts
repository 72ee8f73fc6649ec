import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ReturnPolicy } from './schema.policy.ts'
import type { PolicyTables } from './tables.ts'

const own = (db: Database) => tablesOf<PolicyTables>(db)

/** A version by which returns go. */
export interface VersionInForce {
  readonly versionId: string
  readonly policyId: string
  readonly number: number
  readonly policy: ReturnPolicy
}

/** From when a version of a policy is in force. */
export interface Publication {
  readonly policyId: string
  readonly versionId: string
  readonly effectiveAt: Date
}

/** All publications of the policies that serve new returns, in the order in which those are asked, oldest first each. */
export const publications = (db: Database): Promise<Publication[]> =>
  own(db)
    .selectFrom('return_policies as policies')
    .innerJoin('policy_publications as published', 'published.policy_id', 'policies.id')
    .where('policies.archived_at', 'is', null)
    .where('published.cancelled_at', 'is', null)
    .orderBy('policies.position')
    .orderBy('policies.id')
    .orderBy('published.effective_at')
    .orderBy('published.id')
    .select(['policies.id as policyId', 'published.version_id as versionId', 'published.effective_at as effectiveAt'])
    .execute()

/** Versions by id, whatever their state. */
export const versionsByIds = (db: Database, ids: readonly string[]): Promise<VersionInForce[]> =>
  own(db)
    .selectFrom('policy_versions')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .select(['id as versionId', 'policy_id as policyId', 'number', 'content as policy'])
    .execute()

/** Keys of policies that the workspace has, archived ones too. */
export async function policyKeys(db: Database): Promise<Set<string>> {
  const rows = await own(db).selectFrom('return_policies').select('key').execute()
  return new Set(rows.map(({ key }) => key))
}

/** A shipped policy as it first comes into a workspace. */
export interface FirstPolicy {
  readonly id: string
  readonly versionId: string
  readonly publicationId: string
  readonly position: number
  readonly policy: ReturnPolicy
  readonly at: Date
}

/** Adds a policy with its first version, in force at once; false where the workspace has one of this key. */
export async function insertFirst(db: Database, first: FirstPolicy): Promise<boolean> {
  const { id, versionId, policy, at } = first
  const added = await own(db)
    .insertInto('return_policies')
    .values({ id, key: policy.key, position: first.position, shipped: true, created_at: at, archived_at: null })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  await own(db)
    .insertInto('policy_versions')
    .values({
      id: versionId,
      policy_id: id,
      number: 1,
      state: 'approved',
      content: JSON.stringify(policy),
      created_at: at,
      changed_at: at,
      approved_at: at,
    })
    .execute()
  await own(db)
    .insertInto('policy_publications')
    .values({ id: first.publicationId, policy_id: id, version_id: versionId, effective_at: at, published_at: at })
    .execute()
  return true
}
