import { recordAudit } from '../../platform/audit.ts'
import { type Context, requirePermission, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { policiesInForce, publishVersion, versionOrRefuse } from '../policies/index.ts'
import type { ExperimentView } from './schema.ts'
import { keptVerdict, standingOf } from './service.counting.ts'
import { sizeOf } from './service.sizes.ts'
import { heldExperiment, showExperiment } from './service.ts'
import * as store from './store.ts'

const subjectOf = ({ id, name }: store.ExperimentRecord) => ({ kind: 'experiment', id, name })

/**
 * Starts an experiment: from now on returns of the policy begin in its arms. Every version must have been approved, the
 * control must be the one in force, and no other experiment of the policy may be open. The plan is reckoned a last time.
 */
export function startExperiment(context: Context, id: string): Promise<ExperimentView> {
  return transact(context, async (context) => {
    const experiment = await heldExperiment(context, id)
    if (experiment.state !== 'draft' || experiment.archivedAt) throw new Refusal('experiments.not-now')
    const other = await store.openOf(context.db, experiment.policyId)
    if (other) throw new Refusal('experiments.policy-busy', { name: other.name })
    const arms = await store.armsOf(context.db, id)
    for (const { versionId } of arms) {
      const version = await versionOrRefuse(context, versionId)
      if (version.state !== 'approved') throw new Refusal('experiments.not-approved', { number: version.number })
    }
    const inForce = (await policiesInForce(context)).find(({ policyId }) => policyId === experiment.policyId)
    if (!inForce || inForce.versionId !== arms[0]?.versionId) throw new Refusal('experiments.control-not-in-force')
    const weights = arms.map(({ weight }) => weight)
    const { size, deviation } = await sizeOf(context, { ...experiment, weights })
    await store.stepExperiment(context.db, id, { state: 'running', startedAt: context.now(), size, deviation })
    await recordAudit(context, { action: 'experiments.started', subject: subjectOf(experiment), notes: { size } })
    return showExperiment(context, id)
  })
}

/** No return begins in it until it goes on; those that have begun still count. */
export const pauseExperiment = (context: Context, id: string): Promise<ExperimentView> =>
  switched(context, id, 'running', 'paused')

/** Has returns begin in a paused one again. */
export const resumeExperiment = (context: Context, id: string): Promise<ExperimentView> =>
  switched(context, id, 'paused', 'running')

function switched(context: Context, id: string, from: store.ExperimentRecord['state'], to: 'running' | 'paused') {
  return transact(context, async (context) => {
    const experiment = await heldExperiment(context, id)
    if (experiment.state !== from) throw new Refusal('experiments.not-now')
    await store.stepExperiment(context.db, id, { state: to })
    await recordAudit(context, {
      action: to === 'paused' ? 'experiments.paused' : 'experiments.resumed',
      subject: subjectOf(experiment),
    })
    return showExperiment(context, id)
  })
}

/** Ends an experiment before its stop rule does. It proves nothing then, and says so. */
export function stopExperiment(context: Context, id: string, reason: string): Promise<ExperimentView> {
  return transact(context, async (context) => {
    const experiment = await heldExperiment(context, id)
    if (experiment.state !== 'running' && experiment.state !== 'paused') throw new Refusal('experiments.not-now')
    const { returns, comparisons } = await standingOf(context, experiment)
    await store.stepExperiment(context.db, id, {
      state: 'ended',
      endedAt: context.now(),
      stopReason: reason.trim(),
      verdict: keptVerdict({ code: 'stopped' }, returns, comparisons),
    })
    await recordAudit(context, {
      action: 'experiments.stopped',
      subject: subjectOf(experiment),
      notes: { returns, reason: reason.trim() },
    })
    return showExperiment(context, id)
  })
}

/** Puts the version of an arm of an ended experiment in force, for those who may do so. */
export function promoteArm(context: Context, id: string, position: number): Promise<ExperimentView> {
  requirePermission(context, 'policies.approve')
  return transact(context, async (context) => {
    const experiment = await heldExperiment(context, id)
    if (experiment.state !== 'ended') throw new Refusal('experiments.not-now')
    const arm = (await store.armsOf(context.db, id)).find((one) => one.position === position)
    if (!arm) throw new Refusal('experiments.no-such-arm')
    await publishVersion(context, experiment.policyId, {
      versionId: arm.versionId,
      from: null,
      reason: experiment.name,
    })
    await recordAudit(context, {
      action: 'experiments.promoted',
      subject: subjectOf(experiment),
      notes: { arm: position, version: arm.versionId },
    })
    return showExperiment(context, id)
  })
}

/** Puts a draft or an ended one away; it can still be looked at. */
export function archiveExperiment(context: Context, id: string): Promise<ExperimentView> {
  return transact(context, async (context) => {
    const experiment = await heldExperiment(context, id)
    if (experiment.archivedAt) return showExperiment(context, id)
    if (experiment.state !== 'draft' && experiment.state !== 'ended') throw new Refusal('experiments.not-now')
    await store.stepExperiment(context.db, id, { archivedAt: context.now() })
    await recordAudit(context, { action: 'experiments.archived', subject: subjectOf(experiment) })
    return showExperiment(context, id)
  })
}
