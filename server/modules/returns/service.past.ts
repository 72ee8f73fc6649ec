import type { Context } from '../../platform/context.ts'
import { standingUnder } from '../losses/index.ts'
import { verdictsOn } from '../orders/index.ts'
import type { Facts, Outcome } from '../policies/index.ts'
import type { StopKind } from './schema.ts'
import { bookingKey } from './service.costs.ts'
import { lossOf } from './service.step.ts'
import * as stops from './store.stops.ts'
import * as store from './store.ts'

/** A return as it went, for whoever learns from it. */
export interface PastReturn {
  readonly requestId: string
  readonly versionId: string
  readonly policyId: string
  readonly buyerKey: string
  readonly storeId: string
  readonly begunAt: Date
  readonly endedAt: Date | null
  readonly outcome: Outcome | null
  /** Oldest first: each node passed, what came of it, and the facts as they stood when it was gone on from. */
  readonly stops: readonly {
    readonly node: string
    readonly kind: StopKind
    readonly outcome: string | null
    readonly facts: Facts
  }[]
  /** As they stood at the last stop. */
  readonly facts: Facts
  /** What it has cost, what was given back beyond its policy too, in minor units of the order's currency; null where something is missing. */
  readonly loss: number | null
  readonly currency: string
  readonly hasClaim: boolean
  /** By what the buyer said of the seller in public since; null where they said nothing, or nothing either way. */
  readonly isSatisfied: boolean | null
}

/** Returns that have ended, by the moment at which they began, from one return on. */
export async function pastReturns(
  context: Context,
  wanted: { readonly from: Date; readonly to: Date; readonly after?: string; readonly limit: number },
): Promise<PastReturn[]> {
  return asPast(context, await store.endedRequests(context.db, wanted))
}

/** One return as it went so far; undefined where there is none. */
export async function readPastReturn(context: Context, requestId: string): Promise<PastReturn | undefined> {
  const request = await store.readRequest(context.db, requestId)
  return request && (await asPast(context, [request]))[0]
}

/** The returns of these orders of a store, whether they have ended or not. */
export const returnsOfOrders = (context: Context, storeId: string, numbers: readonly string[]): Promise<string[]> =>
  store.idsOfOrders(context.db, storeId, numbers)

/** By id, the number and the ticket of returns: what is opened of them is up to whoever may see the ticket. */
export async function namesOfReturns(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, { readonly rma: string; readonly ticketId: string }>> {
  const found = ids.length === 0 ? [] : await store.namesOf(context.db, ids)
  return new Map(found.map(({ id, rma, ticketId }) => [id, { rma, ticketId }]))
}

async function asPast(context: Context, requests: readonly store.RequestRecord[]): Promise<PastReturn[]> {
  if (requests.length === 0) return []
  const all = await stops.stopsOf(
    context.db,
    requests.map(({ id }) => id),
  )
  const byRequest = Map.groupBy(
    all.filter(({ undoneAt }) => undoneAt === null),
    ({ requestId }) => requestId,
  )
  const booked = await standingUnder(
    context,
    requests.flatMap(({ id }) => besides(id)),
  )
  const satisfied = await satisfactionOf(context, requests)
  return requests.map((request) => {
    const own = byRequest.get(request.id) ?? []
    const last = own.at(-1)
    const facts = last?.factsAfter ?? last?.facts ?? request.stated
    return {
      requestId: request.id,
      versionId: request.versionId,
      policyId: request.policyId,
      buyerKey: request.buyerKey,
      storeId: request.storeId,
      begunAt: request.begunAt,
      endedAt: request.endedAt,
      outcome: request.outcome,
      stops: own.map((stop) => ({
        node: stop.node,
        kind: stop.kind,
        outcome: stop.outcome,
        facts: stop.factsAfter ?? stop.facts,
      })),
      facts,
      loss: besides(request.id).reduce((sum, key) => sumOf(sum, booked.get(key)), lossOf(own)),
      currency: request.currency,
      hasClaim: facts.claimRisk === 'open',
      isSatisfied: satisfied.get(request.id) ?? null,
    }
  })
}

/** What buyers said before a return began was said of something else. */
async function satisfactionOf(
  context: Context,
  requests: readonly store.RequestRecord[],
): Promise<Map<string, boolean>> {
  const found = new Map<string, boolean>()
  for (const [storeId, own] of Map.groupBy(requests, (request) => request.storeId)) {
    const numbers = own.flatMap(({ orderNumber }) => orderNumber ?? [])
    if (numbers.length === 0) continue
    const verdicts = await verdictsOn(context, storeId, numbers)
    for (const { id, orderNumber, begunAt } of own) {
      const said = verdicts.get(orderNumber ?? '')
      if (said && said.verdict !== 'neutral' && said.givenAt >= begunAt) found.set(id, said.verdict === 'positive')
    }
  }
  return found
}

/** Of nothing booked, the first alone. */
const sumOf = (one: number | null, other: number | null | undefined): number | null =>
  one === null || other === null ? null : one + (other ?? 0)

/** What is booked under no stop: what the end costs, and what was given back beyond the policy. */
const besides = (id: string): string[] => [bookingKey(id, 'end'), bookingKey(id, 'beyond')]
