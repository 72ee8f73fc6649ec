import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { guardAt, nextStep, type ReadyVersion, readyVersions, type Step } from '../policies/index.ts'
import { readTicketRecord, type TicketRecord } from '../tickets/index.ts'
import { quotesOf, valuesOfFacts } from './rules.facts.ts'
import { type Found, findFacts } from './service.facts.ts'
import * as stops from './store.stops.ts'
import type * as store from './store.ts'

/** A return with all that the next decision is made from. */
export interface Situation {
  readonly request: store.RequestRecord
  readonly ticket: TicketRecord
  readonly version: ReadyVersion
  readonly found: Found
  /** Those that count, oldest first. */
  readonly stops: readonly stops.StopRecord[]
  readonly taken: readonly stops.StopRecord[]
  readonly step: Step
}

/** What is next on a return, by what is known now. */
export async function situationOf(context: Context, request: store.RequestRecord): Promise<Situation> {
  const [ticket, versions, all] = await Promise.all([
    readTicketRecord(context, request.ticketId),
    readyVersions(context, [request.versionId]),
    stops.stopsOf(context.db, [request.id]),
  ])
  const version = versions.get(request.versionId)
  if (!ticket || !version) throw new Refusal('returns.not-found')
  const counting = all.filter(({ undoneAt }) => undoneAt === null)
  const lastLetter = counting.findLast(({ messageId }) => messageId !== null)
  const found = await findFacts(context, ticket, {
    askedAt: askedAt(request, ticket),
    sku: request.sku || null,
    quantity: request.quantity,
    stated: request.stated,
    requestId: request.id,
    lettersAfter: laterOf(lastLetter?.begunAt ?? null, request.heardAt),
    lossSoFar: lossOf(counting),
  })
  const guard = await guardAt(context, found.store?.marketplace ?? '', context.now())
  const step = nextStep(version, guard, {
    facts: valuesOfFacts(found.facts),
    quotes: quotesOf(found.facts),
    history: counting.map(({ node, outcome }) => ({ node, ...(outcome !== null && { outcome }) })),
  })
  return { request, ticket, version, found, stops: counting, taken: all, step }
}

const laterOf = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other > one) ? other : one

/**
 * When the buyer asked for it: with their ticket. The clocks of the marketplace run from then on, not from when somebody
 * began. A further return of the same ticket was asked for later.
 */
export const askedAt = (
  { rma, begunAt }: Pick<store.RequestRecord, 'rma' | 'begunAt'>,
  { number, createdAt }: Pick<TicketRecord, 'number' | 'createdAt'>,
): Date => (rma === firstRma(number) ? createdAt : begunAt)

/** The number of the first return of a ticket. */
export const firstRma = (ticketNumber: number): string => `RMA-${ticketNumber}`

/** What the stops have cost so far; null where something of it is not known. */
export function lossOf(counting: readonly Pick<stops.StopRecord, 'costs'>[]): number | null {
  let sum = 0
  for (const { costs } of counting)
    for (const { amount } of costs) {
      if (amount === null) return null
      sum += amount
    }
  return sum
}
