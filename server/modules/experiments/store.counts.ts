import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { type ArmCounts, type Comparison, lossBounds } from './schema.arms.ts'
import type { ExperimentTables } from './tables.ts'

const own = (db: Database) => tablesOf<ExperimentTables>(db)

/** In which arm of which experiment a return began. */
export interface Assignment {
  readonly experimentId: string
  readonly requestId: string
  readonly position: number
}

export async function insertAssignment(db: Database, assignment: Assignment, at: Date): Promise<void> {
  const { experimentId, requestId, position } = assignment
  await own(db)
    .insertInto('experiment_assignments')
    .values({ experiment_id: experimentId, request_id: requestId, position, assigned_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const assignmentOf = (db: Database, requestId: string): Promise<Assignment | undefined> =>
  own(db)
    .selectFrom('experiment_assignments')
    .select(['experiment_id as experimentId', 'request_id as requestId', 'position'])
    .where('request_id', '=', requestId)
    .executeTakeFirst()

/** By arm, how many returns began in it. */
export async function assignedTo(db: Database, experimentId: string): Promise<Map<number, number>> {
  const rows = await own(db)
    .selectFrom('experiment_assignments')
    .where('experiment_id', '=', experimentId)
    .groupBy('position')
    .select(['position', sql<number>`count(*)::int`.as('returns')])
    .execute()
  return new Map(rows.map(({ position, returns }) => [position, returns]))
}

/** What came of a return of an arm. */
export interface OutcomeRow extends Assignment {
  readonly loss: number | null
  readonly currency: string
  readonly lossShare: number | null
  readonly isGivenUp: boolean
  readonly hasClaim: boolean
  readonly at: Date
}

/** Keeps what came of a return, once; false where it was counted before. */
export async function insertOutcome(db: Database, row: OutcomeRow): Promise<boolean> {
  const added = await own(db)
    .insertInto('experiment_outcomes')
    .values({
      request_id: row.requestId,
      experiment_id: row.experimentId,
      position: row.position,
      loss: row.loss,
      currency: row.currency,
      loss_share: row.lossShare,
      is_given_up: row.isGivenUp,
      has_claim: row.hasClaim,
      counted_at: row.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('request_id')
    .executeTakeFirst()
  return added !== undefined
}

/** Keeps what the buyer of a return said; the last word counts. */
export async function hearOpinion(
  db: Database,
  { experimentId, requestId }: Pick<Assignment, 'experimentId' | 'requestId'>,
  isSatisfied: boolean,
  at: Date,
): Promise<void> {
  await own(db)
    .insertInto('experiment_opinions')
    .values({ request_id: requestId, experiment_id: experimentId, is_satisfied: isSatisfied, heard_at: at })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'request_id']).doUpdateSet({ is_satisfied: isSatisfied, heard_at: at }),
    )
    .execute()
}

/** By arm, what was counted, and how many losses lie at the bounds. */
export async function countsOf(
  db: Database,
  experimentId: string,
): Promise<Map<number, ArmCounts & { readonly cutOff: number }>> {
  const rows = await own(db)
    .selectFrom('experiment_outcomes as o')
    .leftJoin('experiment_opinions as p', (join) =>
      join.onRef('p.request_id', '=', 'o.request_id').onRef('p.workspace_id', '=', 'o.workspace_id'),
    )
    .where('o.experiment_id', '=', experimentId)
    .groupBy('position')
    .select(['position', sql<number>`count(*)::int`.as('returns'), sql<number>`count(loss_share)::int`.as('priced')])
    .select(sql<number>`coalesce(sum(loss_share), 0)`.as('sum'))
    .select(sql<number>`coalesce(sum(loss_share * loss_share), 0)`.as('squares'))
    .select(sql<number>`(count(*) filter (where is_given_up))::int`.as('givenUp'))
    .select(sql<number>`(count(*) filter (where has_claim))::int`.as('claims'))
    .select(sql<number>`count(is_satisfied)::int`.as('asked'))
    .select(sql<number>`(count(*) filter (where not is_satisfied))::int`.as('dissatisfied'))
    .select(
      sql<number>`(count(*) filter (where loss_share <= ${lossBounds.least} or loss_share >= ${lossBounds.most}))::int`.as(
        'cutOff',
      ),
    )
    .execute()
  return new Map(rows.map(({ position, ...counts }) => [position, counts]))
}

/** By arm and currency, what the returns have cost in all. */
export const moneyOf = (
  db: Database,
  experimentId: string,
): Promise<{ position: number; currency: string; returns: number; loss: number }[]> =>
  own(db)
    .selectFrom('experiment_outcomes')
    .where('experiment_id', '=', experimentId)
    .where('loss', 'is not', null)
    .groupBy(['position', 'currency'])
    .orderBy('position')
    .orderBy('currency')
    .select(['position', 'currency', sql<number>`count(*)::int`.as('returns')])
    .select(sql<number>`sum(loss)::float8`.as('loss'))
    .execute()

export interface LookRow {
  readonly returns: number
  readonly comparisons: Comparison[]
}

/** Keeps where the ranges stood after so many returns. */
export async function insertLook(db: Database, experimentId: string, look: LookRow, at: Date): Promise<void> {
  await own(db)
    .insertInto('experiment_looks')
    .values({
      experiment_id: experimentId,
      returns: look.returns,
      comparisons: JSON.stringify(look.comparisons),
      looked_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const looksOf = (db: Database, experimentId: string): Promise<LookRow[]> =>
  own(db)
    .selectFrom('experiment_looks')
    .select(['returns', 'comparisons'])
    .where('experiment_id', '=', experimentId)
    .orderBy('returns')
    .limit(400)
    .execute()
