import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { SlaPolicy, SlaPolicyBody, SlaTarget } from './schema.ts'
import type { SlaTables } from './tables.ts'

const own = (db: Database) => tablesOf<SlaTables>(db)

/** The targets of the policy that the outer query reads. */
const targetsOfPolicy = sql<SlaTarget[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('measure', measure, 'limitSeconds', limit_seconds, 'calendarId', calendar_id,
    'pausesForBuyer', pauses_for_buyer) order by measure), '[]')
  from sla_targets where sla_targets.policy_id = sla_policies.id)`.as('targets')

const policies = (db: Database) =>
  own(db)
    .selectFrom('sla_policies')
    .select([
      'id',
      'name',
      'kind',
      'priority',
      'store_id as storeId',
      'marketplace_kind as marketplaceKind',
      'channel_kind as channelKind',
      'ceiling',
      'active',
      'updated_at as updatedAt',
      targetsOfPolicy,
    ])

/** Every policy in force: a few dozen. */
export const activePolicies = (db: Database): Promise<SlaPolicy[]> => policies(db).where('active', '=', true).execute()

/** Policies by name, after the given (name, id). */
export function listPolicies(
  db: Database,
  after: readonly [string, string] | null,
  limit: number,
): Promise<SlaPolicy[]> {
  let query = policies(db)
  if (after) query = query.where(sql<boolean>`(name, id) > (${after[0]}, ${after[1]}::uuid)`)
  return query.orderBy('name').orderBy('id').limit(limit).execute()
}

export const readPolicy = (db: Database, id: string): Promise<SlaPolicy | undefined> =>
  policies(db).where('id', '=', id).executeTakeFirst()

const rowOf = (body: SlaPolicyBody, at: Date) => ({
  name: body.name,
  kind: body.kind,
  priority: body.priority,
  store_id: body.storeId,
  marketplace_kind: body.marketplaceKind,
  channel_kind: body.channelKind,
  ceiling: body.ceiling,
  active: body.active,
  updated_at: at,
})

export async function insertPolicy(db: Database, id: string, body: SlaPolicyBody, at: Date): Promise<void> {
  await own(db)
    .insertInto('sla_policies')
    .values({ id, ...rowOf(body, at) })
    .execute()
  await insertTargets(db, id, body.targets)
}

export async function updatePolicy(db: Database, id: string, body: SlaPolicyBody, at: Date): Promise<boolean> {
  const changed = await own(db).updateTable('sla_policies').set(rowOf(body, at)).where('id', '=', id).executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await own(db).deleteFrom('sla_targets').where('policy_id', '=', id).execute()
  await insertTargets(db, id, body.targets)
  return true
}

export async function deletePolicy(db: Database, id: string): Promise<boolean> {
  const deleted = await own(db).deleteFrom('sla_policies').where('id', '=', id).executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

async function insertTargets(db: Database, policyId: string, targets: readonly SlaTarget[]): Promise<void> {
  const rows = targets.map((target) => ({
    policy_id: policyId,
    measure: target.measure,
    limit_seconds: target.limitSeconds,
    calendar_id: target.calendarId,
    pauses_for_buyer: target.pausesForBuyer,
  }))
  await own(db).insertInto('sla_targets').values(rows).execute()
}

/** Which law of 0007_sla.sql a failed statement broke; undefined when it was something else. */
export function brokenLaw(error: unknown): 'conditions' | 'calendar-name' | 'calendar' | 'store' | undefined {
  const { code, constraint = '' } = error as { code?: string; constraint?: string }
  if (code === '23505' && constraint === 'sla_policies_by_conditions') return 'conditions'
  if (code === '23505' && constraint === 'calendars_by_name') return 'calendar-name'
  if (code === '23503' && constraint.includes('calendar_id')) return 'calendar'
  if (code === '23503' && constraint.includes('store_id')) return 'store'
  return undefined
}
