import { recordAudit, recordChange } from '../../platform/audit.ts'
import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { memberNames } from '../access/index.ts'
import { policiesInForce, readyVersions, versionOrRefuse } from '../policies/index.ts'
import type { ArmView, ExperimentLine, ExperimentQuery, ExperimentView, NewExperiment } from './schema.ts'
import { finite, standingOf } from './service.counting.ts'
import { sizeOf } from './service.sizes.ts'
import * as counts from './store.counts.ts'
import * as store from './store.ts'

/** Writes an experiment as a draft. */
export function createExperiment(context: Context, wanted: NewExperiment): Promise<ExperimentView> {
  return transact(context, async (context) => {
    const id = context.newId()
    const written = await writtenOf(context, wanted)
    await store.insertExperiment(context.db, {
      ...written,
      id,
      createdBy: context.actor.id,
      createdAt: context.now(),
    })
    await store.replaceArms(context.db, id, armsIn(wanted))
    await recordAudit(context, {
      action: 'experiments.created',
      subject: { kind: 'experiment', id, name: written.name },
    })
    return showExperiment(context, id)
  })
}

/** Changes a draft; what has begun is never changed. */
export function changeExperiment(context: Context, id: string, wanted: NewExperiment): Promise<ExperimentView> {
  return transact(context, async (context) => {
    const before = await heldExperiment(context, id)
    if (before.state !== 'draft' || before.archivedAt) throw new Refusal('experiments.not-now')
    const written = await writtenOf(context, wanted)
    await store.rewriteExperiment(context.db, id, written)
    await store.replaceArms(context.db, id, armsIn(wanted))
    const { name, goal, effect, alpha, power, size } = before
    await recordChange(context, 'experiments.changed', 'experiment', {
      before: { id, name, goal, effect, alpha, power, size },
      after: { id, ...written },
    })
    return showExperiment(context, id)
  })
}

const armsIn = ({ arms }: NewExperiment): store.ArmRecord[] =>
  arms.map(({ versionId, weight }, position) => ({ position, versionId, weight }))

async function writtenOf(context: Context, wanted: NewExperiment) {
  const { policyId, arms, goal, effect, alpha, power, sparesImportant } = wanted
  if (new Set(arms.map(({ versionId }) => versionId)).size < arms.length) throw new Refusal('experiments.version-twice')
  for (const { versionId } of arms) {
    const version = await versionOrRefuse(context, versionId)
    if (version.policyId !== policyId) throw new Refusal('experiments.version-elsewhere', { number: version.number })
  }
  const weights = arms.map(({ weight }) => weight)
  const { size, deviation } = await sizeOf(context, { policyId, goal, effect, alpha, power, weights })
  return { name: wanted.name.trim(), policyId, goal, effect, alpha, power, deviation, size, sparesImportant }
}

/** An experiment that nobody else changes or judges until the transaction ends. */
export async function heldExperiment(context: Context, id: string): Promise<store.ExperimentRecord> {
  const experiment = await store.lockExperiment(context.db, id)
  if (!experiment) throw new Refusal('experiments.not-found')
  return experiment
}

/** One page of experiments, the newest first. */
export async function listExperiments(
  context: Context,
  { view, after, limit }: ExperimentQuery,
): Promise<Page<ExperimentLine>> {
  const from = after === undefined ? {} : { after: idIn(readCursor(after, 1)[0]) }
  const isArchived = view === 'archived'
  const found = await store.listExperiments(context.db, { isArchived, ...from, limit: limit + 1 })
  const page = cutPage(found, limit, ({ id }) => [id])
  return { ...page, items: await linesOf(context, page.items) }
}

async function linesOf(context: Context, all: readonly store.ExperimentRecord[]): Promise<ExperimentLine[]> {
  const people = await memberNames(context, [...new Set(all.map(({ createdBy }) => createdBy))])
  const names = new Map(people.map((person) => [person.id, person]))
  const ids = all.map(({ id }) => id)
  const returns = await store.returnsCounted(context.db, ids)
  const controls = await store.controlsOf(context.db, ids)
  const versions = await readyVersions(context, [...controls.values()])
  const lines: ExperimentLine[] = []
  for (const experiment of all) {
    const version = versions.get(controls.get(experiment.id) ?? '')
    if (!version) continue
    const { id, name, policyId, state, goal, effect, alpha, power, size, verdict, createdBy } = experiment
    const { createdAt, startedAt, endedAt, archivedAt } = experiment
    lines.push({
      ...{ id, name, policyId, state, goal, effect, alpha, power, size, verdict },
      ...{ createdAt, startedAt, endedAt, archivedAt },
      policyKey: version.policy.key,
      policyTitle: version.policy.title,
      returns: returns.get(id) ?? 0,
      createdBy: names.get(createdBy) ?? { id: createdBy, name: '' },
    })
  }
  return lines
}

/** One experiment: its arms with what came of them, where the ranges stand and stood, and what was said of it. */
export async function showExperiment(context: Context, id: string): Promise<ExperimentView> {
  const experiment = await store.readExperiment(context.db, id)
  const [line] = experiment ? await linesOf(context, [experiment]) : []
  if (!experiment || !line) throw new Refusal('experiments.not-found')
  const standing = await standingOf(context, experiment)
  const inForce = (await policiesInForce(context)).find(({ policyId }) => policyId === experiment.policyId)
  const arms = await armViews(context, experiment, standing)
  const looks = await counts.looksOf(context.db, id)
  return {
    ...line,
    deviation: experiment.deviation,
    sparesImportant: experiment.sparesImportant,
    stopReason: experiment.stopReason,
    arms,
    now: standing.comparisons.filter(({ returns }) => returns > 0).map(finite),
    looks: looks.map(({ returns, comparisons }) => ({ returns, comparisons: comparisons.map(finite) })),
    isControlInForce: inForce?.versionId === arms[0]?.versionId,
    mayPromote: scopeOf(context, 'policies.approve') !== undefined,
  }
}

async function armViews(
  context: Context,
  experiment: store.ExperimentRecord,
  { arms, byArm }: Awaited<ReturnType<typeof standingOf>>,
): Promise<ArmView[]> {
  const assigned = await counts.assignedTo(context.db, experiment.id)
  const money = await counts.moneyOf(context.db, experiment.id)
  const versions = await readyVersions(
    context,
    arms.map(({ versionId }) => versionId),
  )
  return arms.map(({ position, versionId, weight }) => {
    const counted = byArm.get(position)
    return {
      position,
      versionId,
      number: versions.get(versionId)?.number ?? 0,
      weight,
      assigned: assigned.get(position) ?? 0,
      returns: counted?.returns ?? 0,
      priced: counted?.priced ?? 0,
      lossShare: counted && counted.priced > 0 ? counted.sum / counted.priced : null,
      cutOff: counted?.cutOff ?? 0,
      givenUp: counted?.givenUp ?? 0,
      claims: counted?.claims ?? 0,
      asked: counted?.asked ?? 0,
      dissatisfied: counted?.dissatisfied ?? 0,
      money: money
        .filter((each) => each.position === position)
        .map(({ currency, returns, loss }) => ({ currency, returns, loss })),
    }
  })
}
