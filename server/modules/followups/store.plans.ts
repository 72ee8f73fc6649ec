import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { NewPlan, Plan, PlanChange, PlanCounts, Results } from './schema.plans.ts'
import type { FollowUpTables } from './tables.ts'

const own = (db: Database) => tablesOf<FollowUpTables>(db)

/** A plan without what came of it. */
export type PlanRecord = Omit<Plan, 'results'>

const plans = (db: Database) =>
  own(db)
    .selectFrom('follow_up_plans')
    .select(['id', 'name', 'active', 'weeks', 'again_days as againDays', 'way', 'segment', 'texts', 'counts'])
    .select(['counted_at as countedAt', 'created_at as createdAt', 'updated_at as updatedAt'])

/** All plans in the order in which they were made; a desk has a handful. */
export const allPlans = (db: Database): Promise<PlanRecord[]> => plans(db).orderBy('id').execute()

export const activePlans = (db: Database): Promise<PlanRecord[]> => plans(db).where('active', '=', true).execute()

export const readPlan = (db: Database, id: string): Promise<PlanRecord | undefined> =>
  plans(db).where('id', '=', id).executeTakeFirst()

export async function insertPlan(db: Database, id: string, plan: NewPlan, at: Date): Promise<void> {
  const { againDays, segment, texts, ...columns } = plan
  await own(db)
    .insertInto('follow_up_plans')
    .values({
      ...columns,
      id,
      again_days: againDays,
      segment: JSON.stringify(segment),
      texts: JSON.stringify(texts),
      created_at: at,
      updated_at: at,
    })
    .execute()
}

export async function updatePlan(db: Database, id: string, change: PlanChange, at: Date): Promise<void> {
  const { againDays, segment, texts, ...columns } = change
  await own(db)
    .updateTable('follow_up_plans')
    .set({
      ...columns,
      ...(againDays !== undefined && { again_days: againDays }),
      ...(segment && { segment: JSON.stringify(segment) }),
      ...(texts && { texts: JSON.stringify(texts) }),
      updated_at: at,
    })
    .where('id', '=', id)
    .execute()
}

/** What a finished round found of a plan. */
export async function saveCounts(db: Database, id: string, counts: PlanCounts, at: Date): Promise<void> {
  await own(db)
    .updateTable('follow_up_plans')
    .set({ counts: JSON.stringify(counts), counted_at: at })
    .where('id', '=', id)
    .execute()
}

/** What came of each plan's follow-ups. */
export async function resultsOf(db: Database): Promise<(Results & { readonly planId: string })[]> {
  const found = await sql<Results & { planId: string }>`
    select plan_id as "planId", (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where state = 'done'))::int as done, (count(*) filter (where state = 'skipped'))::int as skipped,
      (count(*) filter (where state = 'done' and outcome <> 'not-reached'))::int as reached,
      (count(*) filter (where state = 'done' and satisfaction is not null))::int as rated,
      (avg(satisfaction) filter (where state = 'done'))::float8 as satisfaction
    from follow_ups group by plan_id`.execute(own(db))
  return found.rows
}
