import { addWorkingTime } from '../../lib/calendar.ts'
import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, type Page, readCursor } from '../../platform/paging.ts'
import { recall } from '../../platform/settings-memory.ts'
import { refusalAt } from './errors.ts'
import { decide, holds } from './rules.policies.ts'
import type {
  Facts,
  FactsQuery,
  Measure,
  PolicyQuery,
  SlaDecision,
  SlaPolicy,
  SlaPolicyBody,
  SlaTarget,
} from './schema.ts'
import { type CalendarFinder, calendarsFor } from './service.calendars.ts'
import * as store from './store.ts'

/** One page of the policies, by name. */
export async function listPolicies(context: Context, query: PolicyQuery): Promise<Page<SlaPolicy>> {
  const after = query.after === undefined ? null : (readCursor(query.after, 2) as [string, string])
  const rows = await store.listPolicies(context.db, after, query.limit + 1)
  return cutPage(rows, query.limit, (row) => [row.name, row.id])
}

export async function policyOrRefuse(context: Context, id: string): Promise<SlaPolicy> {
  const found = await store.readPolicy(context.db, id)
  if (!found) throw new Refusal('sla.policy-not-found')
  return found
}

export function createPolicy(context: Context, body: SlaPolicyBody): Promise<SlaPolicy> {
  refuseDoubledMeasures(context, body)
  return lawful(context, async (context) => {
    const id = context.newId()
    await store.insertPolicy(context.db, id, body, context.now())
    const made = await policyOrRefuse(context, id)
    await recordChange(context, 'sla.policy-created', 'policy', { after: made })
    return made
  })
}

/**
 * Replaces a policy. Clocks that start from now on go by it; one that runs keeps its limit until something about its ticket
 * changes, so that nobody's due times move under their hands.
 */
export function replacePolicy(context: Context, id: string, body: SlaPolicyBody): Promise<SlaPolicy> {
  refuseDoubledMeasures(context, body)
  return lawful(context, async (context) => {
    const before = await policyOrRefuse(context, id)
    await store.updatePolicy(context.db, id, body, context.now())
    const after = await policyOrRefuse(context, id)
    await recordChange(context, 'sla.policy-changed', 'policy', { before, after })
    return after
  })
}

/** Deletes a policy; clocks that it started run on by its limit. */
export function deletePolicy(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const before = await policyOrRefuse(context, id)
    await store.deletePolicy(context.db, id)
    await recordChange(context, 'sla.policy-deleted', 'policy', { before })
  })
}

/** What would hold for a ticket with these facts that arrived now, and why. */
export async function explainLimits(context: Context, query: FactsQuery): Promise<SlaDecision[]> {
  const facts: Facts = { storeId: null, marketplaceKind: null, channelKind: null, ...query }
  const { limits } = await limitsFor(context, facts, context.now().getTime())
  return [...limits.values()]
}

/** The limits for these facts, and the calendars that their policies count by. `from`: where rival limits are compared from. */
export async function limitsFor(
  context: Context,
  facts: Facts,
  from: number,
): Promise<{ limits: Map<Measure, SlaDecision>; calendarOf: CalendarFinder }> {
  const active = await recall(context, 'sla.policies', () => store.activePolicies(context.db))
  const policies = active.filter((policy) => holds(policy, facts))
  const calendarOf = await calendarsFor(
    context,
    policies.flatMap(({ targets }) => targets),
  )
  const dueOf = (target: SlaTarget) => addWorkingTime(calendarOf(target.calendarId), from, target.limitSeconds * 1_000)
  return { limits: decide(policies, facts, (a, b) => dueOf(a) < dueOf(b)), calendarOf }
}

function refuseDoubledMeasures(context: Context, { targets }: SlaPolicyBody): void {
  const second = targets.findIndex(({ measure }, i) => targets.findIndex((other) => other.measure === measure) < i)
  if (second >= 0) throw refusalAt(`targets.${second}.measure`, 'sla.measure-twice', context.language)
}

/** Runs a change of policies in a transaction; what the tables forbid becomes a refusal. */
async function lawful<Result>(context: Context, change: (context: Context) => Promise<Result>): Promise<Result> {
  try {
    return await transact(context, change)
  } catch (error) {
    const law = store.brokenLaw(error)
    if (law === 'conditions') throw new Refusal('sla.policy-taken')
    if (law === 'calendar') throw new Refusal('sla.calendar-not-found')
    if (law === 'store') throw refusalAt('storeId', 'sla.store-not-found', context.language)
    throw error
  }
}
