import { recordAudit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { tell } from '../tickets/index.ts'
import { nodeOf } from './rules.stage.ts'
import { totalCost } from './rules.step.ts'
import type { ReturnDecision } from './schema.decisions.ts'
import type { Approval } from './schema.ts'
import { isAbove, mayApprove, ownLimit } from './service.limits.ts'
import { settle } from './service.settling.ts'
import type { Situation } from './service.step.ts'
import type { RequestRecord } from './store.ts'

/** Refuses what costs more than the actor decides alone, unless somebody above has approved this very step. */
export async function refuseAboveLimit(
  context: Context,
  { request, step, stops }: Situation,
  cost: number | null,
  option: string | null,
): Promise<void> {
  const { approval, currency } = request
  const isApproved =
    approval?.state === 'granted' &&
    approval.position === stops.length &&
    approval.node === nodeOf(step) &&
    approval.option === option &&
    approval.cost === cost
  if (isApproved || !isAbove(await ownLimit(context), cost, currency)) return
  throw new Refusal('returns.needs-approval', { cost: cost ?? '', currency })
}

/** What the step, or one of its options, will cost; undefined where it is none that is decided. */
function costOf({ step }: Situation, option: string | null): number | null | undefined {
  if (step.kind === 'act' && option === null) return totalCost(step.costs)
  const chosen = step.kind === 'choose' ? step.options.find(({ key }) => key === option) : undefined
  return chosen && (chosen.costs.length === 0 ? 0 : chosen.total)
}

/** Asks somebody above for a resolution that costs more than the asker decides alone. */
export async function askApproval(
  context: Context,
  situation: Situation,
  { option = null, note }: { readonly option?: string | null; readonly note: string },
): Promise<RequestRecord> {
  const { request, step, stops } = situation
  const cost = costOf(situation, option)
  if (cost === undefined) throw new Refusal('returns.not-now')
  const approval: Approval = {
    state: 'asked',
    position: stops.length,
    node: nodeOf(step),
    option,
    cost,
    note: note.trim(),
    askedBy: context.actor.id,
    askedAt: context.now().toISOString(),
    decidedBy: null,
    decidedAt: null,
    answer: '',
  }
  await tell(context, request.ticketId, 'return-approval-asked', { rma: request.rma, cost, currency: request.currency })
  return settle(context, { ...request, approval })
}

/** Approves or refuses what was asked; never one's own asking, nor above one's own limit. */
export async function decideApproval(
  context: Context,
  situation: Situation,
  { granted, answer = '' }: Extract<ReturnDecision, { event: 'approve' }>,
): Promise<RequestRecord> {
  const { request, stops } = situation
  const { approval } = request
  if (approval?.state !== 'asked' || approval.position !== stops.length) throw new Refusal('returns.approval-not-asked')
  if (approval.askedBy === context.actor.id) throw new Refusal('returns.own-approval')
  if (granted && !mayApprove(context, await ownLimit(context), approval.cost, request.currency))
    throw new Refusal('returns.needs-approval', { cost: approval.cost ?? '', currency: request.currency })
  await recordAudit(context, {
    action: granted ? 'returns.approved' : 'returns.approval-refused',
    subject: { kind: 'return', id: request.id, name: request.rma },
  })
  await tell(context, request.ticketId, granted ? 'return-approved' : 'return-approval-refused', {
    rma: request.rma,
    reason: answer.trim(),
  })
  return settle(context, {
    ...request,
    approval: {
      ...approval,
      state: granted ? 'granted' : 'refused',
      decidedBy: context.actor.id,
      decidedAt: context.now().toISOString(),
      answer: answer.trim(),
    },
  })
}
