import type { Context } from '../../platform/context.ts'
import { showLink } from '../linking/index.ts'
import { orderBeside, orderSummaries } from '../orders/index.ts'
import { type SentValues, versionInUse } from '../templates/index.ts'
import { wordsOfCheck } from './errors.ts'
import { hasLeft, type Objection, type OrderFacts, piecesOf, progressOf } from './rules.checks.ts'
import { hasOutcome, letterOf } from './rules.ts'
import type { Order, OrderTask, TaskCheck } from './schema.ts'
import * as store from './store.ts'

/** An order as a task asks of it, and how sure it is that the ticket is about it. */
export interface LinkedOrder {
  readonly order: Order
  readonly confidence: OrderFacts['confidence']
}

/** The order that the ticket is about; undefined where none is known, or none that the actor may see. */
export async function linkedOrder(context: Context, ticketId: string): Promise<LinkedOrder | undefined> {
  const { order, confidence } = await showLink(context, ticketId)
  return order && confidence ? { order, confidence } : undefined
}

/** The order of a task that was begun: whoever began it was sure. Undefined where the actor may not see the order. */
export async function orderOfTask(context: Context, { orderId }: store.TaskRecord): Promise<LinkedOrder | undefined> {
  const [seen] = await orderSummaries(context, [orderId])
  return seen && { order: await orderBeside(context, orderId), confidence: 'certain' }
}

/** What checks ask of an order; null where none is known. `exceptId`: the task itself, which is no other one of its kind. */
export async function factsOf(
  context: Context,
  linked: LinkedOrder | undefined,
  exceptId: string | null = null,
): Promise<OrderFacts | null> {
  if (!linked) return null
  const { order, confidence } = linked
  return {
    progress: progressOf(order),
    fulfilment: order.fulfilment,
    pieces: piecesOf(order.lines),
    returned: order.returned,
    confidence,
    openKinds: await store.openKindsOf(context.db, order.id, exceptId),
  }
}

/** Objections in the reader's words. */
export const inWords = (context: Context, objections: readonly Objection[]): TaskCheck[] =>
  objections.map(({ code, severity, details }) => ({
    code,
    severity,
    message: wordsOfCheck(code, details, context.language),
  }))

/**
 * The letter that tells the outcome, with what the order and the task know of it; null while there is no outcome, and where
 * the workspace has no such letter (any more): the agent then writes freely.
 */
export async function outcomeLetter(
  context: Context,
  task: store.TaskRecord,
  order: Order,
): Promise<OrderTask['letter']> {
  if (!hasOutcome(task.stage)) return null
  const key = letterOf(task.kind, task.stage, hasLeft(progressOf(order)))
  return (await versionInUse(context, key, 'en')) ? { key, values: valuesOf(task, order) } : null
}

function valuesOf(task: store.TaskRecord, order: Order): SentValues {
  const line =
    order.lines.find(({ sku }) => sku === task.sku) ?? (order.lines.length === 1 ? order.lines[0] : undefined)
  const parcel = order.shipments[0] ?? order.lines.find(({ trackingNumber }) => trackingNumber !== null)
  return {
    'order.number': order.number,
    'order.date': order.orderedAt.toISOString(),
    ...(line?.title && { 'order.item': line.title }),
    ...(task.address && { 'order.address': task.address }),
    ...(parcel?.carrier && { 'order.carrier': parcel.carrier }),
    ...(parcel?.trackingNumber && { 'order.tracking_number': parcel.trackingNumber }),
  }
}
