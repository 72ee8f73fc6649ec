import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Plan } from './schema.arms.ts'
import type { ExperimentVerdict, State } from './schema.ts'
import type { ExperimentTables } from './tables.ts'

const own = (db: Database) => tablesOf<ExperimentTables>(db)

/** An experiment as it lies in its row. */
export interface ExperimentRecord extends Plan {
  readonly id: string
  readonly name: string
  readonly policyId: string
  readonly state: State
  readonly sparesImportant: boolean
  readonly verdict: ExperimentVerdict | null
  readonly stopReason: string
  readonly createdBy: string
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly archivedAt: Date | null
}

export interface ArmRecord {
  readonly position: number
  readonly versionId: string
  readonly weight: number
}

const experiments = (db: Database) =>
  own(db)
    .selectFrom('experiments')
    .select(['id', 'name', 'policy_id as policyId', 'state', 'goal', 'effect', 'alpha', 'power', 'deviation', 'size'])
    .select(['spares_important as sparesImportant', 'verdict', 'stop_reason as stopReason', 'created_by as createdBy'])
    .select(['created_at as createdAt', 'started_at as startedAt', 'ended_at as endedAt', 'archived_at as archivedAt'])

export const readExperiment = (db: Database, id: string): Promise<ExperimentRecord | undefined> =>
  experiments(db).where('id', '=', id).executeTakeFirst()

/** As `readExperiment`; nobody else changes or judges it until the transaction ends. */
export const lockExperiment = (db: Database, id: string): Promise<ExperimentRecord | undefined> =>
  experiments(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** The one experiment of a policy that returns may begin in. */
export const runningOf = (db: Database, policyId: string): Promise<ExperimentRecord | undefined> =>
  experiments(db).where('policy_id', '=', policyId).where('state', '=', 'running').executeTakeFirst()

/** Whether a policy has an experiment that runs or is paused. */
export const openOf = (db: Database, policyId: string): Promise<ExperimentRecord | undefined> =>
  experiments(db).where('policy_id', '=', policyId).where('state', 'in', ['running', 'paused']).executeTakeFirst()

/** Experiments, the newest first: those that are archived, or all others. */
export function listExperiments(
  db: Database,
  page: { readonly isArchived: boolean; readonly after?: string; readonly limit: number },
): Promise<ExperimentRecord[]> {
  let query = experiments(db).where('archived_at', page.isArchived ? 'is not' : 'is', null)
  if (page.after !== undefined) query = query.where('id', '<', page.after)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}

type Written = Pick<ExperimentRecord, 'name' | 'policyId' | 'sparesImportant' | keyof Plan>

const rowOf = (one: Written) => ({
  name: one.name,
  policy_id: one.policyId,
  goal: one.goal,
  effect: one.effect,
  alpha: one.alpha,
  power: one.power,
  deviation: one.deviation,
  size: one.size,
  spares_important: one.sparesImportant,
})

export async function insertExperiment(
  db: Database,
  one: Written & { readonly id: string; readonly createdBy: string; readonly createdAt: Date },
): Promise<void> {
  const { id, createdBy, createdAt } = one
  await own(db)
    .insertInto('experiments')
    .values({ ...rowOf(one), id, state: 'draft', created_by: createdBy, created_at: createdAt })
    .execute()
}

export async function rewriteExperiment(db: Database, id: string, one: Written): Promise<void> {
  await own(db).updateTable('experiments').set(rowOf(one)).where('id', '=', id).execute()
}

export async function replaceArms(db: Database, experimentId: string, arms: readonly ArmRecord[]): Promise<void> {
  await own(db).deleteFrom('experiment_arms').where('experiment_id', '=', experimentId).execute()
  await own(db)
    .insertInto('experiment_arms')
    .values(
      arms.map(({ position, versionId, weight }) => ({
        experiment_id: experimentId,
        position,
        version_id: versionId,
        weight,
      })),
    )
    .execute()
}

export const armsOf = (db: Database, experimentId: string): Promise<ArmRecord[]> =>
  own(db)
    .selectFrom('experiment_arms')
    .select(['position', 'version_id as versionId', 'weight'])
    .where('experiment_id', '=', experimentId)
    .orderBy('position')
    .execute()

/** The version that is the control of each experiment. */
export async function controlsOf(db: Database, experimentIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await own(db)
    .selectFrom('experiment_arms')
    .select(['experiment_id as experimentId', 'version_id as versionId'])
    .where(sql<boolean>`experiment_id = any(${[...experimentIds]}::uuid[])`)
    .where('position', '=', 0)
    .execute()
  return new Map(rows.map(({ experimentId, versionId }) => [experimentId, versionId]))
}

/** Takes an experiment one step on; what is not named stays. */
export async function stepExperiment(
  db: Database,
  id: string,
  step: {
    readonly state?: State
    readonly size?: number
    readonly deviation?: number
    readonly startedAt?: Date
    readonly endedAt?: Date
    readonly archivedAt?: Date
    readonly verdict?: ExperimentVerdict
    readonly stopReason?: string
  },
): Promise<void> {
  const { state, size, deviation, startedAt, endedAt, archivedAt, verdict, stopReason } = step
  await own(db)
    .updateTable('experiments')
    .set({
      ...(state && { state }),
      ...(size !== undefined && { size }),
      ...(deviation !== undefined && { deviation }),
      ...(startedAt && { started_at: startedAt }),
      ...(endedAt && { ended_at: endedAt }),
      ...(archivedAt && { archived_at: archivedAt }),
      ...(verdict && { verdict: JSON.stringify(verdict) }),
      ...(stopReason !== undefined && { stop_reason: stopReason }),
    })
    .where('id', '=', id)
    .execute()
}

/** How many returns of each of these experiments have ended and count. */
export async function returnsCounted(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await own(db)
    .selectFrom('experiment_outcomes')
    .where(sql<boolean>`experiment_id = any(${[...ids]}::uuid[])`)
    .groupBy('experiment_id')
    .select(['experiment_id as id', sql<number>`count(*)::int`.as('returns')])
    .execute()
  return new Map(rows.map(({ id, returns }) => [id, returns]))
}
