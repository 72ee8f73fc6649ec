import { type Context, scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { memberNames } from '../access/index.ts'
import { failureOf } from '../messages/index.ts'
import { type PolicyNode, type ReadyVersion, readyVersions } from '../policies/index.ts'
import { storesByIds } from '../stores/index.ts'
import { readTicketRecords, ticketWithin } from '../tickets/index.ts'
import { type KnownFacts, valuesOfFacts } from './rules.facts.ts'
import { shownStep } from './rules.step.ts'
import type { FactLine, ParcelShape, ReturnRequest, ReturnRow, Stage } from './schema.ts'
import { lossSoFar } from './service.costs.ts'
import { proposeAnswer } from './service.intent.ts'
import { letterOf } from './service.letters.ts'
import { isAbove, ownLimit } from './service.limits.ts'
import { type Situation, situationOf } from './service.step.ts'
import * as parcels from './store.parcels.ts'
import type { StopRecord } from './store.stops.ts'
import * as store from './store.ts'

/** The return, when the actor's permission reaches its ticket. Out of reach and not there look the same. */
export async function requestWithin(context: Context, id: string, permission: string): Promise<store.RequestRecord> {
  if (!scopeOf(context, permission)) throw new Refusal('request.forbidden', { permission })
  const request = await store.readRequest(context.db, id)
  if (!request) throw new Refusal('returns.not-found')
  await ticketWithin(context, request.ticketId, 'tickets.read').catch((error: unknown) => {
    throw error instanceof Refusal && error.status === 404 ? new Refusal('returns.not-found') : error
  })
  return request
}

const titleAt = (version: ReadyVersion | undefined, node: string) => version?.policy.nodes[node]?.title ?? null

/** Returns as lines of a list, in the order given. */
export async function rowsOf(context: Context, requests: readonly store.RequestRecord[]): Promise<ReturnRow[]> {
  if (requests.length === 0) return []
  const tickets = await readTicketRecords(context, [...new Set(requests.map(({ ticketId }) => ticketId))])
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  const stores = await storesByIds(context, [...new Set(requests.map(({ storeId }) => storeId))])
  const versions = await readyVersions(
    context,
    requests.map(({ versionId }) => versionId),
  )
  const people = await namesOf(
    context,
    requests.flatMap(({ ticketId, approval }) => [
      byId.get(ticketId)?.assigneeId ?? null,
      approval?.askedBy ?? null,
      approval?.decidedBy ?? null,
    ]),
  )
  return requests.map((request) => {
    const { approval, storeId, ticketId, versionId } = request
    const version = versions.get(versionId)
    return {
      id: request.id,
      rma: request.rma,
      ticket: { id: ticketId, number: byId.get(ticketId)?.number ?? 0 },
      order: request.orderNumber === null ? null : { id: request.orderId, number: request.orderNumber },
      store: { id: storeId, name: stores.find(({ id }) => id === storeId)?.name ?? '' },
      sku: request.sku,
      title: request.title,
      quantity: request.quantity,
      currency: request.currency,
      policy: {
        versionId,
        key: version?.policy.key ?? '',
        title: version?.policy.title ?? { en: '', 'zh-CN': '' },
        number: version?.number ?? 0,
      },
      stage: request.stage,
      stepTitle: titleAt(version, request.node),
      letters: request.letters,
      outcome: request.outcome,
      assignee: people(byId.get(ticketId)?.assigneeId ?? null),
      begunAt: request.begunAt,
      respondBy: request.respondedAt === null ? request.respondBy : null,
      refundBy: request.refundBy,
      waitUntil: request.waitUntil,
      unsentAt: request.unsentAt,
      dueAt: request.dueAt,
      endedAt: request.endedAt,
      approval: approval && {
        state: approval.state,
        option: approval.option,
        cost: approval.cost,
        note: approval.note,
        answer: approval.answer,
        askedBy: people(approval.askedBy),
        askedAt: new Date(approval.askedAt),
        decidedBy: people(approval.decidedBy),
      },
    }
  })
}

async function namesOf(context: Context, ids: readonly (string | null)[]) {
  const known = await memberNames(context, [...new Set(ids.flatMap((id) => id ?? []))])
  return (id: string | null) => (id === null ? null : { id, name: known.find((one) => one.id === id)?.name ?? '' })
}

/** The facts as the page shows them, in the order in which they are found. */
export const factLines = (facts: KnownFacts): FactLine[] =>
  Object.entries(facts).flatMap(([fact, known]) =>
    known
      ? [{ fact: fact as FactLine['fact'], value: known.value, source: known.source, quote: known.quote ?? null }]
      : [],
  )

/** A return opened: all that its card shows. */
export async function viewOf(context: Context, request: store.RequestRecord): Promise<ReturnRequest> {
  const situation = await situationOf(context, request)
  const { found, version, step, taken } = situation
  const [[row], limit, parcel, refunds] = await Promise.all([
    rowsOf(context, [request]),
    ownLimit(context),
    parcels.readParcel(context.db, request.id),
    parcels.refundsOf(context.db, request.id),
  ])
  if (!row) throw new Refusal('returns.not-found')
  const ids = [...taken.flatMap(({ begunBy, endedBy }) => [begunBy, endedBy]), parcel?.gradedBy ?? null]
  const people = await namesOf(context, [...ids, ...refunds.map(({ recordedBy }) => recordedBy)])
  const needsApproval = (cost: number | null) => isAbove(limit, cost, request.currency)
  const mayWork = request.endedAt === null && scopeOf(context, 'returns.work') !== undefined
  return {
    ...row,
    stage: request.endedAt ? 'ended' : row.stage,
    revision: request.revision,
    facts: factLines(found.facts),
    stops: taken.map((stop) => shownStop(stop, version, people)),
    step: shownStep(step, version.policy, valuesOfFacts(found.facts), needsApproval),
    letter: mayWork ? await letterOf(context, situation) : null,
    unsent: await unsentOf(context, situation),
    intent: mayWork ? await intentOf(context, situation, request.stage) : null,
    parcel: parcel ? shownParcel(parcel, request.id, people) : null,
    refunds: refunds.map(({ requestId: _, reason: __, recordedBy, ...refund }) => ({
      ...refund,
      recordedBy: people(recordedBy),
    })),
    loss: lossSoFar(situation, refunds),
    limit,
    may: {
      work: mayWork,
      approve: scopeOf(context, 'returns.approve') !== undefined,
      override: scopeOf(context, 'returns.override') !== undefined,
    },
  }
}

const intentOf = (context: Context, { found }: Situation, stage: Stage) =>
  stage === 'answer' && found.word ? proposeAnswer(context, found.word) : null

async function unsentOf(context: Context, { request, stops: counting }: Situation): Promise<ReturnRequest['unsent']> {
  const messageId = counting.findLast(({ messageId }) => messageId !== null)?.messageId
  if (request.unsentAt === null || !messageId) return null
  const failure = await failureOf(context, messageId)
  return failure ? { messageId, ...failure } : null
}

type People = (id: string | null) => { id: string; name: string } | null

function shownStop(stop: StopRecord, version: ReadyVersion, people: People) {
  const node = version.policy.nodes[stop.node]
  return {
    node: stop.node,
    title: node?.title ?? { en: stop.node, 'zh-CN': stop.node },
    kind: stop.kind,
    outcome: stop.outcome,
    outcomeTitle: optionTitle(node, stop.outcome),
    messageId: stop.messageId,
    sentAt: stop.sentAt,
    costs: stop.costs.map(({ kind, amount, missing }) => ({ kind, amount, missing: [...missing] })),
    begunBy: people(stop.begunBy),
    begunAt: stop.begunAt,
    endedBy: people(stop.endedBy),
    endedAt: stop.endedAt,
    undoneAt: stop.undoneAt,
  }
}

const optionTitle = (node: PolicyNode | undefined, outcome: string | null) =>
  node?.kind === 'options' ? (node.options.find(({ key }) => key === outcome)?.title ?? null) : null

const shownParcel = (parcel: parcels.ParcelRecord, requestId: string, people: People): ParcelShape => {
  const { requestId: _, gradedBy, photos, ...known } = parcel
  return {
    ...known,
    gradedBy: people(gradedBy),
    photos: photos.map(({ filename, contentType, size }, at) => ({
      filename,
      contentType,
      size,
      url: `/api/returns/${requestId}/photos/${at}`,
    })),
  }
}
