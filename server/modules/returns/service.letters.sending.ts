import { recordAudit } from '../../platform/audit.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { writeMessage } from '../messages/index.ts'
import type { Step } from '../policies/index.ts'
import { tell } from '../tickets/index.ts'
import { fieldsLacking } from './errors.ts'
import { valuesOfFacts } from './rules.facts.ts'
import { refundOf } from './rules.stage.ts'
import { totalCost } from './rules.step.ts'
import type { ReturnDecision } from './schema.decisions.ts'
import { refuseAboveLimit } from './service.approvals.ts'
import { book, bookBeyond } from './service.costs.ts'
import { letterOf } from './service.letters.ts'
import { isFed } from './service.parcels.ts'
import { addStop, settle } from './service.settling.ts'
import type { Situation } from './service.step.ts'
import * as parcels from './store.parcels.ts'
import type { RequestRecord } from './store.ts'

type GoOn = Extract<ReturnDecision, { event: 'go-on' }>

/**
 * Sends the letter of the step, or does its act with the letter that tells of it: stop, letter, losses and refund are one
 * transaction, so that none is there without the others.
 */
export async function goOn(
  context: Context,
  situation: Situation,
  wanted: GoOn,
  send = sendLetter,
): Promise<RequestRecord> {
  const { request, step } = situation
  if (step.kind !== 'letter' && step.kind !== 'act') throw new Refusal('returns.not-now')
  if (step.node !== wanted.node) throw new Refusal('returns.changed-meanwhile')
  const isAct = step.kind === 'act'
  if (isAct) await refuseAboveLimit(context, situation, totalCost(step.costs), null)
  const messageId = await send(context, situation, wanted)
  const stop = await addStop(context, situation, {
    kind: step.kind,
    outcome: isAct ? 'done' : null,
    costs: step.costs,
    ...(messageId && { messageId }),
    ...(step.kind === 'letter' && { waitDays: step.wait }),
  })
  await book(context, situation, step.costs)
  if (isAct) {
    await carryOut(context, situation, step, { ...wanted, stopId: stop.id })
    const done = { ...situation, stops: [...situation.stops, stop] }
    await bookBeyond(context, done, await parcels.refundsOf(context.db, request.id))
  }
  await tell(context, request.ticketId, isAct ? 'return-done' : 'return-letter', {
    rma: request.rma,
    step: situation.version.policy.nodes[step.node]?.title ?? { en: step.node, 'zh-CN': step.node },
  })
  return settle(context, {
    ...request,
    respondedAt: request.respondedAt ?? context.now(),
    refundBy: isAct && givesMoney(step) ? null : request.refundBy,
    approval: null,
    waitUntil: null,
    unsentAt: null,
  })
}

const givesMoney = (step: Extract<Step, { kind: 'act' }>): boolean =>
  step.moves.some(({ do: done }) => done === 'refund' || done === 'keep-item-refund')

/** Sends the step's letter word for word as it is written out; changed words need a permission and a reason (REQUIREMENTS R9). */
async function sendLetter(context: Context, situation: Situation, wanted: GoOn): Promise<string | undefined> {
  const { request, step } = situation
  if (step.kind === 'act' && (step.template === null || wanted.withoutLetter)) {
    if (wanted.withoutLetter)
      await tell(context, request.ticketId, 'return-without-letter', { rma: request.rma, reason: wanted.withoutLetter })
    return undefined
  }
  const letter = await letterOf(context, situation, wanted.values)
  if (!letter) throw new Refusal('returns.letter-lacks', { letter: step.kind === 'end' ? '' : situation.request.node })
  const edited = wanted.text !== undefined && wanted.text !== letter.text ? wanted.text : undefined
  if (edited === undefined && letter.missing.length > 0)
    throw fieldsLacking(
      'returns.letter-lacks',
      letter.missing.map((name) => `values.${name}`),
      context.language,
    )
  if (letter.needsLabel && (wanted.uploadIds ?? []).length === 0)
    throw fieldsLacking('returns.letter-lacks', ['uploadIds'], context.language)
  if (edited !== undefined) await recordEdit(context, situation, wanted)
  const { id } = await writeMessage(context, request.ticketId, {
    direction: 'outbound',
    text: edited ?? letter.text,
    templateKey: letter.key,
    values: letter.values,
    ...(wanted.uploadIds && { uploadIds: wanted.uploadIds }),
    afterwards: 'waiting',
  })
  return id
}

async function recordEdit(context: Context, { request }: Situation, { editReason }: GoOn): Promise<void> {
  requirePermission(context, 'messages.edit-letter')
  const reason = editReason?.trim()
  if (!reason) throw new Refusal('returns.edit-reason')
  await recordAudit(context, {
    action: 'returns.letter-edited',
    subject: { kind: 'return', id: request.id, name: request.rma },
  })
  await tell(context, request.ticketId, 'return-letter-edited', { rma: request.rma, reason })
}

/** What an act leaves in the rows: the refund that is now owed, the label that was sent. */
async function carryOut(
  context: Context,
  situation: Situation,
  step: Extract<Step, { kind: 'act' }>,
  { values = {}, stopId }: GoOn & { readonly stopId: string },
): Promise<void> {
  const { request, found } = situation
  if (givesMoney(step)) await recordOwed(context, situation, refundOf(step.moves, valuesOfFacts(found.facts)), stopId)
  const url = values['return.label_url']
  if (!step.moves.some((move) => move.do === 'label') || typeof url !== 'string') return
  const parcel = (await parcels.readParcel(context.db, request.id)) ?? parcels.noParcel(request.id)
  await parcels.saveParcel(context.db, { ...parcel, labelUrl: parcel.labelUrl ?? url, labelledAt: context.now() })
}

/** A refund that the policy grants is recorded once: on Amazon for the file that tells it, elsewhere as made by hand. */
async function recordOwed(
  context: Context,
  { request, found }: Situation,
  amount: number | null,
  stopId: string,
): Promise<void> {
  if (amount === null || amount <= 0) return
  const known = await parcels.refundsOf(context.db, request.id)
  if (known.some(({ reversedAt }) => reversedAt === null)) return
  await parcels.insertRefund(context.db, {
    // Its own id, so that it is taken back with its stop, and no other refund is.
    id: stopId,
    requestId: request.id,
    amount,
    currency: request.currency,
    method: isFed(found, request) ? 'feed' : 'by-hand',
    reference: '',
    reason: String(found.facts.reason?.value ?? ''),
    recordedBy: context.actor.kind === 'system' ? null : context.actor.id,
    recordedAt: context.now(),
    fedAt: null,
    reversedAt: null,
  })
}
