import { type Context, systemContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { onceByKey } from '../../platform/idempotency.ts'
import type { Services } from '../../platform/services.ts'
import { readWorkspace } from '../access/index.ts'
import { buyersView, type KeptPhoto, takeFromPage } from '../messages/index.ts'
import { clocksOf } from '../sla/index.ts'
import { storesByIds } from '../stores/index.ts'
import { readStatusSecret, readTicketRecord, type TicketRecord } from '../tickets/index.ts'
import { isClosed, mostFiles, nextStepOf, stageOf, stagesOf } from './rules.ts'
import type { StatusPage } from './schema.ts'
import { keepPhotos } from './service.photos.ts'

/** Who holds a link: the buyer of one ticket, in its workspace. */
export interface Visit {
  readonly context: Context
  readonly ticket: TicketRecord
}

/**
 * Lets the holder of a link in. A secret that is wrong, of another installation, closed, or of a ticket that is gone is
 * refused like any address that leads nowhere: the answer tells nothing (ENGINEERING S4).
 */
export async function visit(services: Services, secret: string, requestId: string): Promise<Visit> {
  const to = readStatusSecret(services, secret)
  if (!to) throw new Refusal('request.not-found')
  const system = systemContext(services, to.workspaceId, requestId)
  const ticket = await readTicketRecord(system, to.ticketId)
  if (!ticket || isClosed(ticket, services.now())) throw new Refusal('request.not-found')
  const buyer = { ...system.actor, kind: 'buyer' as const, id: ticket.customerId ?? system.actor.id, name: '' }
  return { ticket, context: { ...system, actor: buyer } }
}

/** What the buyer sees of their ticket. */
export async function showStatus({ context, ticket }: Visit): Promise<StatusPage> {
  const [shops, workspace, view, clocks] = await Promise.all([
    storesByIds(context, ticket.storeId ? [ticket.storeId] : []),
    readWorkspace(context),
    buyersView(context, ticket.id, mostFiles),
    clocksOf(context, [ticket.id]),
  ])
  const facts = {
    status: ticket.status,
    taken: ticket.assigneeId !== null,
    answered: view.said.some(({ direction, automatic }) => direction === 'outbound' && !automatic),
    answerUnderWay: view.answerUnderWay,
    clocks,
  }
  const stage = stageOf(facts)
  return {
    number: ticket.number,
    stage,
    stages: stagesOf(stage),
    ...nextStepOf(facts, context.now()),
    storeName: shops[0]?.signatureName ?? workspace.name,
    language: ticket.language,
    messages: view.said.map(({ direction, text, photos, at }) => ({ direction, text, photos, at })),
    acceptsPhotos: view.files < mostFiles,
  }
}

/** Takes a word of the buyer; with the same key, once, however often it arrives. */
export function takeWord(from: Visit, text: string, key: string | undefined): Promise<StatusPage> {
  return take(from, key, { text, photos: [] })
}

/** Takes photos of the buyer, all or none. */
export async function takePhotos(from: Visit, files: readonly Buffer[], key: string | undefined): Promise<StatusPage> {
  const { context, ticket } = from
  if (files.length === 0) throw new Refusal('portal.no-photo')
  const view = await buyersView(context, ticket.id, mostFiles)
  if (view.files + files.length > mostFiles) throw new Refusal('portal.enough-photos', { most: mostFiles })
  return take(from, key, { text: '', photos: await keepPhotos(context, files, view.files + 1) })
}

async function take(
  { context, ticket }: Visit,
  key: string | undefined,
  word: { text: string; photos: readonly KeptPhoto[] },
): Promise<StatusPage> {
  if (key)
    await onceByKey(context, key, { method: 'POST', url: ticket.id, body: fingerprint(word) }, async (context) => {
      await takeFromPage(context, ticket, word)
      return { status: 201, body: null }
    })
  else await takeFromPage(context, ticket, word)
  const after = await readTicketRecord(context, ticket.id)
  return showStatus({ context, ticket: after ?? ticket })
}

/** A photo's number depends on when it arrives; its content does not. */
const fingerprint = (word: { text: string; photos: readonly KeptPhoto[] }) => ({
  text: word.text,
  photos: word.photos.map(({ sha256 }) => sha256),
})
