import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { readPastReturn, returnsOfOrders } from '../returns/index.ts'
import { isFinal, lossShareOf, nothingCounted, stopRuleOf } from './rules.looks.ts'
import type { ArmCounts, Comparison, Verdict } from './schema.arms.ts'
import type { ExperimentVerdict } from './schema.ts'
import * as counts from './store.counts.ts'
import * as store from './store.ts'

/** Looks that are kept for the chart; all others are only looked at. */
const keptLooks = 150

/**
 * Counts a return that has ended, once, and looks at its experiment: the stop rule may be asked after each. When it says
 * something final, the experiment ends and no return begins in it any more; what has begun goes on to its own end.
 */
export async function countReturn(context: Context, requestId: string): Promise<void> {
  const assignment = await counts.assignmentOf(context.db, requestId)
  if (!assignment) return
  const past = await readPastReturn(context, requestId)
  if (!past || past.outcome === null) return
  const { outcome, loss, currency, hasClaim, isSatisfied, facts } = past
  await transact(context, async (context) => {
    // One look after another, so that each sees all that came before it.
    const experiment = await store.lockExperiment(context.db, assignment.experimentId)
    if (!experiment) return
    const isNew = await counts.insertOutcome(context.db, {
      ...assignment,
      loss,
      currency,
      lossShare: lossShareOf({ loss, price: facts.itemPrice ?? null }),
      isGivenUp: outcome === 'withdrawn',
      hasClaim,
      at: context.now(),
    })
    if (!isNew) return
    if (isSatisfied !== null) await counts.hearOpinion(context.db, assignment, isSatisfied, context.now())
    if (goesOn(experiment)) await look(context, experiment)
  })
}

/** What buyers said of the seller in public: of returns of an experiment it counts, and the experiment is looked at anew. */
export async function hearBuyers(
  context: Context,
  { storeId, numbers }: { readonly storeId: string; readonly numbers: readonly string[] },
): Promise<void> {
  for (const requestId of await returnsOfOrders(context, storeId, numbers)) {
    const assignment = await counts.assignmentOf(context.db, requestId)
    const said = assignment && (await readPastReturn(context, requestId))?.isSatisfied
    if (!assignment || said === undefined || said === null) continue
    await transact(context, async (context) => {
      const experiment = await store.lockExperiment(context.db, assignment.experimentId)
      if (!experiment) return
      await counts.hearOpinion(context.db, assignment, said, context.now())
      if (goesOn(experiment)) await look(context, experiment)
    })
  }
}

const goesOn = ({ state }: store.ExperimentRecord): boolean => state === 'running' || state === 'paused'

async function look(context: Context, experiment: store.ExperimentRecord): Promise<void> {
  const { arms, returns, comparisons, verdict } = await standingOf(context, experiment)
  const every = Math.max(1, Math.floor(experiment.size / keptLooks))
  const ends = isFinal(verdict)
  if (ends || (verdict.code !== 'too-early' && returns % every === 0))
    await counts.insertLook(context.db, experiment.id, { returns, comparisons: [...comparisons] }, context.now())
  if (!ends) return
  await store.stepExperiment(context.db, experiment.id, {
    state: 'ended',
    endedAt: context.now(),
    verdict: keptVerdict(verdict, returns, comparisons),
  })
  const better = 'arm' in verdict ? arms[verdict.arm]?.versionId : undefined
  await recordAudit(context, {
    action: 'experiments.decided',
    subject: { kind: 'experiment', id: experiment.id, name: experiment.name },
    notes: { verdict: verdict.code, returns, ...(better !== undefined && { version: better }) },
  })
}

/** How an experiment stands by all that it has counted. */
export async function standingOf(context: Context, experiment: store.ExperimentRecord) {
  const arms = await store.armsOf(context.db, experiment.id)
  const byArm = await counts.countsOf(context.db, experiment.id)
  const counted: ArmCounts[] = arms.map(({ position }) => byArm.get(position) ?? nothingCounted)
  const rule = stopRuleOf(experiment, arms.length)
  const returns = counted.reduce((sum, arm) => sum + arm.returns, 0)
  return { arms, byArm, returns, comparisons: rule.comparisons(counted), verdict: rule.verdict(counted) }
}

/** A verdict as it is kept: with the ranges by which it was given. */
export const keptVerdict = (
  verdict: Verdict | { readonly code: 'stopped' },
  returns: number,
  comparisons: readonly Comparison[],
): ExperimentVerdict => ({
  code: verdict.code,
  arm: 'arm' in verdict ? verdict.arm : null,
  metric: 'metric' in verdict ? verdict.metric : null,
  returns,
  comparisons: comparisons.filter(({ returns }) => returns > 0).map(finite),
})

const farAway = 10

/** A range that is open on a side, as it is before anything varies, is written with a bound that no share reaches. */
export const finite = (one: Comparison): Comparison => ({
  ...one,
  low: Math.max(-farAway, one.low),
  high: Math.min(farAway, one.high),
})
