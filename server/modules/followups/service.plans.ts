import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { rollOfCustomers } from '../customers/index.ts'
import { storesByIds } from '../stores/index.ts'
import { followupsProblems } from './errors.ts'
import { textsFault } from './rules.outcomes.ts'
import { noCounts } from './rules.ts'
import type { NewPlan, Plan, PlanChange, PlanPreview, PlanQuestion, Results, Segment } from './schema.plans.ts'
import { countedUp, judgeAll } from './service.round.ts'
import * as store from './store.plans.ts'
import { forgetRound } from './store.rounds.ts'

const noResults: Results = { open: 0, done: 0, skipped: 0, reached: 0, rated: 0, satisfaction: null }

/** All plans, each with what came of it. */
export async function listPlans(context: Context): Promise<{ items: Plan[] }> {
  const results = new Map((await store.resultsOf(context.db)).map(({ planId, ...each }) => [planId, each]))
  const plans = await store.allPlans(context.db)
  return { items: plans.map((plan) => ({ ...plan, results: results.get(plan.id) ?? noResults })) }
}

/** Adds a plan; the next look over all customers makes what is due. */
export function createPlan(context: Context, wanted: NewPlan): Promise<Plan> {
  return transact(context, async (context) => {
    await refuseFaulty(context, wanted)
    const id = context.newId()
    await store.insertPlan(context.db, id, { ...wanted, name: wanted.name.trim() }, context.now())
    await forgetRound(context.db)
    const plan = await planOrRefuse(context, id)
    await recordChange(context, 'followups.plan-created', 'follow-up-plan', { after: asRecorded(plan) })
    return { ...plan, results: noResults }
  })
}

/** Changes, pauses or resumes a plan; follow-ups that are open stay. */
export function changePlan(context: Context, id: string, change: PlanChange): Promise<Plan> {
  return transact(context, async (context) => {
    const before = await planOrRefuse(context, id)
    await refuseFaulty(context, { ...before, ...change })
    await store.updatePlan(context.db, id, change, context.now())
    await forgetRound(context.db)
    const after = await planOrRefuse(context, id)
    await recordChange(context, 'followups.plan-changed', 'follow-up-plan', {
      before: asRecorded(before),
      after: asRecorded(after),
    })
    const { items } = await listPlans(context)
    return items.find((plan) => plan.id === id) ?? { ...after, results: noResults }
  })
}

const asRecorded = ({ id, name, active, weeks, againDays, way, segment, texts }: store.PlanRecord) => ({
  id,
  name,
  active,
  weeks,
  againDays,
  way,
  segment,
  texts,
})

async function planOrRefuse(context: Context, id: string): Promise<store.PlanRecord> {
  const plan = await store.readPlan(context.db, id)
  if (!plan) throw new Refusal('followups.plan-not-found')
  return plan
}

const codes = { twice: 'followups.language-twice', subject: 'followups.subject-missing' } as const

async function refuseFaulty(context: Context, { way, texts, segment }: NewPlan): Promise<void> {
  const found = textsFault(way, texts)
  if (found) {
    const [code, field] = [codes[found.fault], found.fault === 'twice' ? 'language' : 'subject']
    const message = followupsProblems[code][context.language]
    throw new Refusal(code, { errors: [{ field: `texts.${found.index}.${field}`, message }] })
  }
  await refuseUnknownStores(context, segment)
}

async function refuseUnknownStores(context: Context, segment: Segment): Promise<void> {
  if ((await storesByIds(context, segment.storeIds)).length < segment.storeIds.length)
    throw new Refusal('stores.not-found')
}

const batch = 500
/** So many of the newest customers are looked at for a preview, so that it answers within a moment on a desk of any size. */
const mostLooked = 5_000

/** Whom a plan would have now beside the others that run, and whom it could not reach and why; nothing is made. */
export async function previewPlan(
  context: Context,
  wanted: PlanQuestion,
  replacing: string | null,
): Promise<PlanPreview> {
  await refuseUnknownStores(context, wanted.segment)
  const drafted = replacing ?? context.newId()
  const others = (await store.activePlans(context.db)).filter(({ id }) => id !== drafted)
  const plans = [...others, { ...wanted, id: drafted }]
  let counts = {}
  let looked = 0
  for (let after: string | null = null; looked < mostLooked; ) {
    const customers = await rollOfCustomers(context, after, batch)
    counts = countedUp(counts, await judgeAll(context, customers, plans))
    looked += customers.length
    after = customers.at(-1)?.id ?? after
    if (customers.length < batch) return { ...countsOf(counts, drafted), looked, all: true }
  }
  return { ...countsOf(counts, drafted), looked, all: false }
}

const countsOf = (counts: Readonly<Record<string, typeof noCounts>>, id: string) => counts[id] ?? noCounts
