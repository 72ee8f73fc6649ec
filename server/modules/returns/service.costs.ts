import type { Context } from '../../platform/context.ts'
import { bookLosses, reverseLosses } from '../losses/index.ts'
import { type CostLine, type Facts, faultOfReason } from '../policies/index.ts'
import { valuesOfFacts } from './rules.facts.ts'
import { totalCost } from './rules.step.ts'
import { lossOf, type Situation } from './service.step.ts'
import type * as parcels from './store.parcels.ts'
import * as stops from './store.stops.ts'

/** What each stop of a return costs is booked under a key of its own; what was given back beyond the policy under one more. */
export const bookingKey = (requestId: string, position: number | 'end' | 'beyond'): string =>
  `return/${requestId}/${position}`

/** Books what the step costs, in the transaction in which it is done: neither is there without the other. */
export async function book(
  context: Context,
  { request, found, stops: counting }: Situation,
  costs: readonly CostLine[],
  at: { readonly position?: number | 'end' | 'beyond'; readonly bookedAt?: Date } = {},
): Promise<void> {
  if (costs.length === 0) return
  const { reason, isQuality, fault } = valuesOfFacts(found.facts)
  await bookLosses(context, {
    key: bookingKey(request.id, at.position ?? counting.length),
    returnRequestId: request.id,
    storeId: request.storeId,
    orderNumber: request.orderNumber,
    sku: request.sku,
    reason: reason ?? null,
    isQuality: isQuality ?? null,
    fault: fault ?? (reason ? (faultOfReason[reason] ?? null) : null),
    policyVersionId: request.versionId,
    bookedAt: at.bookedAt ?? context.now(),
    currency: request.currency,
    // What is not known is not booked: the return itself shows what is missing.
    lines: costs.flatMap(({ kind, amount }) => (amount === null || amount === 0 ? [] : [{ kind, amount }])),
    source: { kind: 'act', id: request.id },
  })
}

/** Takes back what a stop of a return cost; nothing where nothing was booked. */
export const unbook = (context: Context, requestId: string, at: number | 'end' | 'beyond'): Promise<void> =>
  reverseLosses(context, bookingKey(requestId, at), { kind: 'act', id: requestId })

/** Costs of which the truth comes with the parcel, after the step was done: what its label cost, what the goods are worth. */
const learned = ['returnShipping', 'resaleValue'] as const

/**
 * Puts right what a return has cost once more is known of it (REQUIREMENTS R1: nothing is guessed, nothing is left out): the
 * former lines are reversed and the true ones booked on the day of the step.
 */
export async function bookWhatIsKnown(context: Context, situation: Situation): Promise<void> {
  const { version, stops: counting, step, request } = situation
  for (const stop of counting) {
    const node = version.nodes.get(stop.node)
    if (stop.costs.length === 0 || (node?.kind !== 'act' && node?.kind !== 'letter')) continue
    const costs = node.costs(factsSince(situation, stop))
    if (saidAlike(costs, stop.costs)) continue
    await stops.changeCosts(context.db, stop.id, costs)
    await book(context, situation, costs, { position: stop.position, bookedAt: stop.begunAt })
  }
  if (request.endedAt && step.kind === 'end')
    await book(context, situation, step.costs, { position: 'end', bookedAt: request.endedAt })
}

/** The facts of a stop with what has become known since: what was missing then, and what the parcel says itself. */
function factsSince({ found }: Situation, { facts, costs }: stops.StopRecord): Facts {
  const now = valuesOfFacts(found.facts)
  const missing = costs.flatMap((line) => line.missing)
  const said = learned.filter((name) => found.facts[name]?.source === 'parcel')
  return { ...facts, ...Object.fromEntries([...missing, ...said].map((name) => [name, now[name] ?? facts[name]])) }
}

const saidAlike = (one: readonly CostLine[], other: readonly CostLine[]): boolean =>
  one.length === other.length &&
  one.every(({ kind, amount }, at) => other[at]?.kind === kind && other[at]?.amount === amount)

/**
 * What was given back beyond what the policy's own steps say: recorded by hand, or after the return was ended another way.
 * In minor units; 0 where the steps say as much or more.
 */
export function givenBeyond(counting: Situation['stops'], refunds: readonly parcels.RefundRecord[]): number {
  const given = refunds.reduce((sum, { amount, reversedAt }) => sum + (reversedAt === null ? amount : 0), 0)
  const granted = counting
    .flatMap(({ costs }) => costs)
    .reduce(
      (sum, { kind, amount }) => sum + (kind === 'refund' || kind === 'restocking-fee-kept' ? (amount ?? 0) : 0),
      0,
    )
  return Math.max(0, given - Math.max(0, granted))
}

/** Books it, or takes it back where a step has come to say it. */
export async function bookBeyond(
  context: Context,
  situation: Situation,
  refunds: readonly parcels.RefundRecord[],
): Promise<void> {
  const amount = givenBeyond(situation.stops, refunds)
  if (amount === 0) return unbook(context, situation.request.id, 'beyond')
  const at = refunds.filter(({ reversedAt }) => reversedAt === null).map(({ recordedAt }) => recordedAt.getTime())
  const bookedAt = new Date(Math.max(...at))
  await book(context, situation, [{ kind: 'refund', amount, missing: [] }], { position: 'beyond', bookedAt })
}

/** What a return has cost so far, in minor units of its currency; null where something of it is not known. */
export function lossSoFar(situation: Situation, refunds: readonly parcels.RefundRecord[]): number | null {
  const { stops: counting, request, step } = situation
  const passed = lossOf(counting)
  const atEnd = request.endedAt && step.kind === 'end' ? totalCost(step.costs) : 0
  return passed === null || atEnd === null ? null : passed + atEnd + givenBeyond(counting, refunds)
}
