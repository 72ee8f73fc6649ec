import { countReturn, createExperiment, startExperiment } from '../modules/experiments/index.ts'
import { approveVersion, beginDraft, policiesInForce, saveDraft, submitDraft } from '../modules/policies/index.ts'
import { askForReplay, workReplay } from '../modules/replays/index.ts'
import type { Context } from '../platform/context.ts'
import { worker } from './people.ts'
import type { PlannedTicket } from './plan.ts'
import { type PlannedReturn, recordReturns, type Stage } from './returns.ts'

const dayMs = 86_400_000
/** Before that the version is written and approved; since then every second buyer's return goes by it. */
const triedDays = 30
const replayedDays = 60

/**
 * Plays the returns through, those of the last weeks in an experiment: whether who insists twice may be refunded only once
 * the item is back. It goes on. The version that it tries is replayed over all of them.
 */
export async function recordReturnsOnTrial(
  context: Context,
  played: ReadonlyMap<string, PlannedTicket>,
  planned: ReadonlyMap<PlannedTicket, PlannedReturn>,
  stage: Stage,
): Promise<void> {
  const now = context.now()
  const beganAt = new Date(now.getTime() - triedDays * dayMs)
  const isBefore = ([, { at }]: [string, PlannedTicket]): boolean => at < beganAt
  const all = [...played]
  await recordReturns(context, new Map(all.filter(isBefore)), planned, stage)
  const versionId = await beginTrial({ ...context, now: () => beganAt }, stage)
  const others = new Map(all.filter((one) => !isBefore(one)))
  const over = await recordReturns(context, others, planned, stage)
  // Counted in the order in which they ended: each is a look at the experiment.
  for (const { id, endedAt } of over.sort((one, other) => Number(one.endedAt) - Number(other.endedAt)))
    if (endedAt) await countReturn({ ...context, now: () => endedAt }, id)
  await replay(context, versionId, stage)
}

/** A version that refunds later, written by one and approved by another, and tried beside the one in force; answers its id. */
async function beginTrial(context: Context, { members: [manager, supervisor] }: Stage): Promise<string> {
  const inForce = (await policiesInForce(context)).find(({ policy }) => policy.key === 'no-reason-return')
  const second = inForce?.policy.nodes['letter-2-no-fee']
  if (!manager || !supervisor || !inForce || second?.kind !== 'letter') throw new Error('the demo has nothing to try')
  const { policyId, versionId, policy } = inForce
  const author = { ...context, actor: worker(supervisor) }
  const chief = { ...context, actor: worker(manager) }
  const draft = await beginDraft(author, policyId, { from: 'version', versionId })
  const later = { ...second, answers: { ...second.answers, insists: 'agree' } }
  const content = { ...policy, nodes: { ...policy.nodes, 'letter-2-no-fee': later } }
  const note = '再次坚持时：收到退货后再退款'
  const saved = await saveDraft(author, draft.id, { revision: draft.revision, note, content })
  const submitted = await submitDraft(author, draft.id, { revision: saved.revision, note })
  await approveVersion(chief, draft.id, { revision: submitted.revision, note: '同意试行' })

  const arms = [versionId, draft.id].map((versionId) => ({ versionId, weight: 1 }))
  const plan = { goal: 'loss-share', effect: 0.1, alpha: 0.05, power: 0.8, sparesImportant: true } as const
  const { id } = await createExperiment(chief, {
    name: '再次坚持时：先退款，还是收到退货后退款？',
    policyId,
    ...plan,
    arms,
  })
  await startExperiment(chief, id)
  return draft.id
}

/** What would have come of the returns so far, had they all gone by a version. */
async function replay(context: Context, versionId: string, { members: [manager] }: Stage): Promise<void> {
  if (!manager) throw new Error('the demo has nobody to ask for a replay')
  const dayOf = (daysAgo: number): string =>
    new Date(context.now().getTime() - daysAgo * dayMs).toISOString().slice(0, 10)
  const asked = { versionId, from: dayOf(replayedDays), to: dayOf(1) }
  const { id } = await askForReplay({ ...context, actor: worker(manager) }, asked)
  await workReplay(context, id)
}
