import { type Database, tablesOf } from '../../platform/db.ts'
import type { PolicyTables } from './tables.ts'

const own = (db: Database) => tablesOf<PolicyTables>(db)

/** A publication as it is kept. */
export interface PublicationRecord {
  readonly id: string
  readonly policyId: string
  readonly versionId: string
  readonly number: number
  readonly effectiveAt: Date
  readonly publishedBy: string | null
  readonly publishedAt: Date
  readonly reason: string
}

const held = (db: Database) =>
  own(db)
    .selectFrom('policy_publications as published')
    .innerJoin('policy_versions as version', (join) =>
      join
        .onRef('version.workspace_id', '=', 'published.workspace_id')
        .onRef('version.id', '=', 'published.version_id'),
    )
    .where('published.cancelled_at', 'is', null)
    .select([
      'published.id',
      'published.policy_id as policyId',
      'published.version_id as versionId',
      'version.number',
      'published.effective_at as effectiveAt',
      'published.published_by as publishedBy',
      'published.published_at as publishedAt',
      'published.reason',
    ])

/** Publications that were not cancelled, of a policy or of all, the oldest moment first. */
export function heldPublications(db: Database, policyId?: string): Promise<PublicationRecord[]> {
  let query = held(db)
  if (policyId !== undefined) query = query.where('published.policy_id', '=', policyId)
  return query.orderBy('published.policy_id').orderBy('published.effective_at').orderBy('published.id').execute()
}

export const readPublication = (db: Database, id: string): Promise<PublicationRecord | undefined> =>
  held(db).where('published.id', '=', id).executeTakeFirst()

export async function insertPublication(
  db: Database,
  publication: Omit<PublicationRecord, 'number' | 'publishedBy'> & { readonly publishedBy: string },
): Promise<void> {
  await own(db)
    .insertInto('policy_publications')
    .values({
      id: publication.id,
      policy_id: publication.policyId,
      version_id: publication.versionId,
      effective_at: publication.effectiveAt,
      published_by: publication.publishedBy,
      published_at: publication.publishedAt,
      reason: publication.reason,
    })
    .execute()
}

export async function cancelPublication(db: Database, id: string, at: Date): Promise<void> {
  await own(db).updateTable('policy_publications').set({ cancelled_at: at }).where('id', '=', id).execute()
}
