import { DAY } from '../../lib/time.ts'
import type { Context } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { type CostLine, guardAt, type Outcome, type Step } from '../policies/index.ts'
import { tell } from '../tickets/index.ts'
import { valuesOfFacts } from './rules.facts.ts'
import { dueOf, endOfWindow, nodeOf, stageOf } from './rules.stage.ts'
import type { StopKind } from './schema.ts'
import { book } from './service.costs.ts'
import type { Found } from './service.facts.ts'
import { askedAt, type Situation, situationOf } from './service.step.ts'
import * as stops from './store.stops.ts'
import * as store from './store.ts'

/** No sound policy has more steps in a row that nobody decides. */
const mostAlone = 20

/**
 * Takes a return on as far as nobody need decide: it begins to wait, it notes what is only to be noted, it ends. What is
 * next then is kept for lists and clocks.
 */
export async function settle(context: Context, changed: store.RequestRecord): Promise<store.RequestRecord> {
  let request = changed
  for (let alone = 0; alone < mostAlone; alone += 1) {
    const situation = await situationOf(context, request)
    const { step } = situation
    const last = situation.stops.at(-1)
    if (step.kind === 'end') return endReturn(context, situation, step.outcome, step.costs)
    if (step.kind === 'act' && isOnlyNoted(step)) {
      await addStop(context, situation, { kind: 'act', outcome: 'done', costs: step.costs })
      await book(context, situation, step.costs)
      continue
    }
    if (step.kind === 'await' && !(last?.node === step.node && last.outcome === null)) {
      await addStop(context, situation, { kind: 'wait', outcome: null, costs: [], waitDays: step.wait })
      request = { ...request, waitUntil: new Date(context.now().getTime() + step.wait * DAY) }
      continue
    }
    return keep(context, situation, request)
  }
  return keep(context, await situationOf(context, request), request)
}

const isOnlyNoted = (step: Extract<Step, { kind: 'act' }>): boolean =>
  step.template === null && step.moves.every((move) => move.do === 'record')

async function keep(context: Context, situation: Situation, request: store.RequestRecord) {
  const { step, found, stops: counting, ticket } = situation
  const isAnswered = step.kind === 'await' && step.awaits === 'answer' && found.isHeard
  const asked = askedAt(request, ticket)
  const { approval } = request
  // Asked for another step than the one that is next now, it is nobody's to grant any more.
  const isStale = approval !== null && (approval.position !== counting.length || approval.node !== nodeOf(step))
  const respondBy = request.respondBy ?? (await windowEnd(context, found, 'return.respond-within', asked))
  const kept: store.RequestRecord = {
    ...request,
    stage: isAnswered ? 'answer' : stageOf(step),
    node: nodeOf(step),
    letters: counting.filter(({ messageId }) => messageId !== null).length,
    respondBy,
    // Who has written is not silent.
    waitUntil: step.kind !== 'await' || isAnswered ? null : request.waitUntil,
    // Where nobody waits for an answer any more, it is of no more interest whether the letter has come.
    unsentAt: step.kind !== 'await' || isAnswered ? null : request.unsentAt,
    approval: isStale ? null : approval,
  }
  const settled = { ...kept, dueAt: dueOf(kept) }
  await store.updateRequest(context.db, settled)
  return settled
}

/** When a rule of marketplace or law wants something done that began at a moment; null where none says so. */
export async function windowEnd(
  context: Context,
  found: Found,
  code: 'return.respond-within' | 'return.refund-within',
  from: Date,
): Promise<Date | null> {
  if (!found.marketplace) return null
  const guard = await guardAt(context, found.marketplace.code, from)
  const window = guard.windows(valuesOfFacts(found.facts)).find((one) => one.code === code)
  return (window && endOfWindow(window, from, found.marketplace.zone)) ?? null
}

/** Ends a return with its outcome; whatever the end itself costs is booked. */
export async function endReturn(
  context: Context,
  situation: Situation,
  outcome: Outcome,
  costs: readonly CostLine[],
): Promise<store.RequestRecord> {
  const { request, stops: counting } = situation
  await book(context, situation, costs, { position: 'end' })
  const ended: store.RequestRecord = {
    ...request,
    stage: 'ended',
    node: nodeOf(situation.step),
    letters: counting.filter(({ messageId }) => messageId !== null).length,
    outcome,
    respondedAt: request.respondedAt ?? context.now(),
    refundBy: null,
    waitUntil: null,
    unsentAt: null,
    dueAt: null,
    endedAt: context.now(),
    approval: null,
  }
  await store.updateRequest(context.db, ended)
  await tell(context, request.ticketId, 'return-ended', { rma: request.rma, outcome })
  await emit(context, 'returns.ended', { requestId: request.id })
  return ended
}

interface NewStop {
  readonly kind: StopKind
  /** Null: it is open. */
  readonly outcome: string | null
  readonly costs: readonly CostLine[]
  readonly messageId?: string
  readonly waitDays?: number
}

/** Notes the node of the step as passed, with the facts by which it was reached. */
export async function addStop(context: Context, { request, step, found, stops: counting }: Situation, stop: NewStop) {
  const now = context.now()
  const by = context.actor.kind === 'system' ? null : context.actor.id
  const facts = valuesOfFacts(found.facts)
  const record: stops.StopRecord = {
    id: context.newId(),
    requestId: request.id,
    position: counting.length,
    node: nodeOf(step),
    kind: stop.kind,
    outcome: stop.outcome,
    facts,
    factsAfter: stop.outcome === null ? null : facts,
    because: [...step.because],
    costs: [...stop.costs],
    messageId: stop.messageId ?? null,
    sentAt: null,
    waitDays: stop.waitDays ?? null,
    begunBy: by,
    begunAt: now,
    endedBy: stop.outcome === null ? null : by,
    endedAt: stop.outcome === null ? null : now,
    undoneAt: null,
  }
  await stops.insertStop(context.db, record)
  return record
}
