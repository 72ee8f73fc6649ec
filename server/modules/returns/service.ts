import { type Context, requirePermission, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { type Facts, guardAt, versionChosen, versionFor } from '../policies/index.ts'
import { holdWorkableTicket, type TicketRecord, tell, ticketWithin } from '../tickets/index.ts'
import { fieldsLacking } from './errors.ts'
import { quotesOf, valuesOfFacts } from './rules.facts.ts'
import type { NewReturn } from './schema.decisions.ts'
import type { ReturnOfTicket, ReturnProposal } from './schema.ticket.ts'
import type { ReturnRequest } from './schema.ts'
import { type Found, findFacts, lineOf } from './service.facts.ts'
import { settle } from './service.settling.ts'
import { firstRma } from './service.step.ts'
import { factLines, requestWithin, rowsOf, viewOf } from './service.views.ts'
import * as store from './store.ts'

const works = 'returns.work'

/** The return of a ticket; where none is open, what one would begin with. */
export async function returnOfTicket(context: Context, ticketId: string): Promise<ReturnOfTicket> {
  const ticket = await ticketWithin(context, ticketId, 'tickets.read')
  const all = await store.requestsOfTicket(context.db, ticketId)
  const open = all.find(({ endedAt }) => endedAt === null)
  const ended = all.filter(({ endedAt }) => endedAt !== null)
  return {
    request: open ? await viewOf(context, open) : null,
    proposal: open ? null : await proposalOf(context, ticket, {}),
    ended: await rowsOf(context, ended),
  }
}

/** What a return would begin with, were it so as is stated: by which policy, and what that still asks. Nothing is kept. */
export async function proposeReturn(context: Context, ticketId: string, wanted: NewReturn): Promise<ReturnProposal> {
  return proposalOf(context, await ticketWithin(context, ticketId, 'tickets.read'), wanted)
}

async function proposalOf(context: Context, ticket: TicketRecord, wanted: NewReturn): Promise<ReturnProposal> {
  const found = await aboutTo(context, ticket, wanted)
  const choice = await choose(context, found)
  return {
    facts: factLines(found.facts),
    policy: 'policy' in choice ? { key: choice.policy.policy.key, title: choice.policy.policy.title } : null,
    asks: 'asks' in choice ? [...choice.asks] : [],
    lines: found.order?.lines.map(({ sku, title, quantity }) => ({ sku, title, quantity })) ?? [],
    order: found.order
      ? { id: found.order.id, number: found.order.number }
      : ticket.orderNumber
        ? { id: null, number: ticket.orderNumber }
        : null,
    mayBegin: ticket.storeId !== null && scopeOf(context, works) !== undefined,
  }
}

const aboutTo = (context: Context, ticket: TicketRecord, { sku, quantity, facts }: NewReturn): Promise<Found> =>
  findFacts(context, ticket, {
    askedAt: ticket.createdAt,
    sku: sku ?? null,
    quantity: quantity ?? 1,
    stated: facts ?? {},
    requestId: null,
    lettersAfter: null,
    lossSoFar: 0,
  })

async function choose(context: Context, { facts, store: shop }: Found) {
  const guard = await guardAt(context, shop?.marketplace ?? '', context.now())
  return versionFor(context, guard, { facts: valuesOfFacts(facts), quotes: quotesOf(facts), history: [] })
}

/**
 * Begins a return on a ticket: the policy that serves it is chosen by the facts, and the return stays on its version. Refused
 * where facts are missing by which it could be told, and where none serves it.
 */
export function beginReturn(context: Context, ticketId: string, wanted: NewReturn): Promise<ReturnRequest> {
  requirePermission(context, works)
  return transact(context, async (context) => {
    const ticket = await holdWorkableTicket(context, ticketId)
    if (ticket.storeId === null) throw new Refusal('returns.no-store')
    const found = await aboutTo(context, ticket, wanted)
    refuseWhatWasNotOrdered(found, wanted)
    const choice = await choose(context, found)
    if ('asks' in choice) {
      if (choice.asks.length === 0) throw new Refusal('returns.no-policy')
      throw fieldsLacking(
        'returns.facts-missing',
        choice.asks.map((fact) => `facts.${fact}`),
        context.language,
      )
    }
    const id = context.newId()
    const buyerKey = ticket.customerId ?? found.order?.id ?? ticket.id
    const { policyId, versionId } = choice.policy
    const [chosen] = (
      await context.services.hooks.run(context, versionChosen, { policyId, versionId, returnRequestId: id, buyerKey })
    ).flatMap((one) => one ?? [])
    const request = newRequest(context, ticket, found, wanted, {
      id,
      buyerKey,
      policyId,
      versionId: chosen ?? versionId,
    })
    const number = await store.countOfTicket(context.db, ticketId)
    const rma = number === 0 ? firstRma(ticket.number) : `${firstRma(ticket.number)}-${number + 1}`
    const begun: store.RequestRecord = { ...request, rma, stated: statedOf(found, wanted) }
    if (!(await store.insertRequest(context.db, begun))) throw new Refusal('returns.open-already')
    await tell(context, ticketId, 'return-begun', { rma, policy: choice.policy.policy.key })
    await emit(context, 'returns.begun', { requestId: id })
    return viewOf(context, await settle(context, begun))
  })
}

/** Nobody gives back what is not in the order, nor more of it than was ordered. */
function refuseWhatWasNotOrdered({ order }: Found, { sku, quantity }: NewReturn): void {
  if (!order) return
  const line = lineOf(order, sku ?? null)
  if (sku !== undefined && line?.sku !== sku) throw new Refusal('returns.not-ordered', { ordered: 0 })
  if (line && quantity !== undefined && quantity > line.quantity)
    throw new Refusal('returns.not-ordered', { ordered: line.quantity })
}

/** By which facts it was chosen stays what was said: a ticket's topic may be corrected later. */
function statedOf({ facts }: Found, { facts: stated = {} }: NewReturn): Facts {
  return { ...stated, ...(facts.reason && { reason: facts.reason.value as Facts['reason'] }) }
}

function newRequest(
  context: Context,
  ticket: TicketRecord,
  found: Found,
  wanted: NewReturn,
  chosen: { readonly id: string; readonly buyerKey: string; readonly policyId: string; readonly versionId: string },
): Omit<store.RequestRecord, 'rma' | 'stated'> {
  const line = found.order && lineOf(found.order, wanted.sku ?? null)
  return {
    ...chosen,
    ticketId: ticket.id,
    storeId: ticket.storeId ?? '',
    orderId: found.order?.id ?? null,
    orderNumber: found.order?.number ?? ticket.orderNumber,
    sku: line?.sku ?? wanted.sku ?? '',
    title: line?.title ?? '',
    quantity: wanted.quantity ?? 1,
    currency: found.currency,
    revision: 0,
    stage: 'facts',
    node: '',
    letters: 0,
    outcome: null,
    begunBy: context.actor.kind === 'system' ? null : context.actor.id,
    begunAt: context.now(),
    respondBy: null,
    respondedAt: null,
    refundBy: null,
    waitUntil: null,
    dueAt: null,
    endedAt: null,
    heardAt: null,
    unsentAt: null,
    approval: null,
  }
}

/** One return within reach. */
export const showReturn = async (context: Context, id: string): Promise<ReturnRequest> =>
  viewOf(context, await requestWithin(context, id, 'returns.read'))
