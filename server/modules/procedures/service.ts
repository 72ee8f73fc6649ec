import { type Context, requirePermission, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { answersSince } from '../messages/index.ts'
import { holdWorkableTicket, tell } from '../tickets/index.ts'
import { fieldsMissing } from './errors.ts'
import { type Objection, objectionsTo, obstacleAmong } from './rules.checks.ts'
import { endedInTime, fieldsOf, hasOutcome, isOpen, missingOf, stageAfter, tellsOutcome, toldBy } from './rules.ts'
import type { CheckCode, NewOrderTask, Order, OrderTask, OrderTaskMove, TaskEvent } from './schema.ts'
import { dueOf } from './service.limits.ts'
import { factsOf, linkedOrder, orderOfTask } from './service.orders.ts'
import { taskWithin, viewOf } from './service.views.ts'
import * as store from './store.ts'

const overrides = 'procedures.override'

/**
 * Begins an order task on the order that the ticket is about. Refused where something needed is missing, or where a check
 * objects that was not overridden with a reason by someone who may.
 */
export function beginTask(context: Context, ticketId: string, wanted: NewOrderTask): Promise<OrderTask> {
  return transact(context, async (context) => {
    const ticket = await holdWorkableTicket(context, ticketId)
    const { kind } = wanted
    const missing = missingOf(fieldsOf(kind, 'begin'), { ...wanted })
    const linked = await linkedOrder(context, ticketId)
    const { sku, newSku, quantity } = askedFor(wanted)
    const goods = { sku: sku ?? undefined, newSku: newSku ?? undefined, quantity: quantity ?? undefined }
    const objections = objectionsTo(kind, await factsOf(context, linked), goods)
    const overridden = overriddenOf(context, objections, wanted.override, [])
    if (missing.length > 0) throw fieldsMissing(missing, context.language)
    if (!linked) throw new Refusal('procedures.order-unknown')
    const task: store.TaskRecord = {
      ...(await newTask(context, ticketId, linked.order, wanted, context.now())),
      assigneeId: ticket.assigneeId ?? workerOf(context),
      overridden,
      overrideReason: overridden.length > 0 ? (wanted.override?.trim() ?? null) : null,
    }
    if (!(await store.insertTask(context.db, task))) throw new Refusal('procedures.open-task')
    await tellBegun(context, task)
    return viewOf(context, task)
  })
}

/** A task as it begins, due by the limit of its kind; nobody's yet. */
export async function newTask(
  context: Context,
  ticketId: string,
  order: Order,
  wanted: NewOrderTask,
  begunAt: Date,
): Promise<store.TaskRecord> {
  return {
    id: context.newId(),
    ticketId,
    orderId: order.id,
    orderNumber: order.number,
    storeId: order.store.id,
    kind: wanted.kind,
    stage: 'checked',
    assigneeId: null,
    ...askedFor(wanted),
    askedOf: null,
    reference: null,
    refusal: null,
    notTold: null,
    overridden: [],
    overrideReason: null,
    begunAt,
    dueAt: await dueOf(context, wanted.kind, begunAt),
    outcomeAt: null,
    endedAt: null,
    inTime: null,
  }
}

/** What was asked for; what the kind does not ask for is not kept. */
function askedFor(wanted: NewOrderTask) {
  const fields = fieldsOf(wanted.kind, 'begin')
  const text = (field: 'sku' | 'newSku' | 'address' | 'reason') =>
    fields.includes(field) ? wanted[field]?.trim() || null : null
  return {
    sku: text('sku'),
    newSku: text('newSku'),
    quantity: fields.includes('quantity') ? (wanted.quantity ?? null) : null,
    address: text('address'),
    reason: text('reason'),
  }
}

/** The codes that are overridden from now on; refuses what nobody may override, and what was not. */
function overriddenOf(
  context: Context,
  objections: readonly Objection[],
  reason: string | undefined,
  before: readonly CheckCode[],
): CheckCode[] {
  const blocked = objections.filter(({ severity, code }) => severity === 'block' && !before.includes(code))
  const isOverriding = blocked.length > 0 && reason !== undefined && reason.trim() !== ''
  const overridden = [...before, ...(isOverriding ? blocked.map(({ code }) => code) : [])]
  const obstacle = obstacleAmong(objections, overridden)
  if (obstacle) throw new Refusal(`procedures.${obstacle.code}`, obstacle.details)
  if (isOverriding) requirePermission(context, overrides)
  return overridden
}

const workerOf = (context: Context): string | null => (context.actor.kind === 'system' ? null : context.actor.id)

/** Takes a task on: asked, carried out, refused, told or withdrawn. Whoever does so has it from then on. */
export function moveTask(context: Context, id: string, move: OrderTaskMove): Promise<OrderTask> {
  return transact(context, async (context) => {
    const found = await taskWithin(context, id, 'procedures.work')
    // The ticket before the task, as all do who hold both.
    await holdWorkableTicket(context, found.ticketId)
    const task = await store.lockTask(context.db, id)
    if (!task) throw new Refusal('procedures.not-found')
    const stage = stageAfter(task.kind, task.stage, move.event)
    if (!stage) throw new Refusal('procedures.not-now', { stage: task.stage, event: move.event })
    const missing = missingOf(fieldsOf(task.kind, move.event), { ...move })
    if (missing.length > 0) throw fieldsMissing(missing, context.language)
    const moved = {
      ...task,
      stage,
      assigneeId: workerOf(context) ?? task.assigneeId,
      ...(await partOf(context, task, move)),
    }
    await keep(context, moved, move.event)
    return viewOf(context, moved)
  })
}

/** What an event adds to its task. */
async function partOf(
  context: Context,
  task: store.TaskRecord,
  move: OrderTaskMove,
): Promise<Partial<store.TaskRecord>> {
  const now = context.now()
  const reason = move.reason?.trim() ?? null
  switch (move.event) {
    case 'ask': {
      // What could change a moment ago may have left meanwhile: whoever asks should know.
      const facts = await factsOf(context, await orderOfTask(context, task), task.id)
      const objections = objectionsTo(task.kind, facts, {})
      const overridden = overriddenOf(context, objections, move.override, task.overridden)
      const isNew = overridden.length > task.overridden.length
      return {
        askedOf: move.askedOf ?? null,
        outcomeAt: null,
        refusal: null,
        overridden,
        overrideReason: isNew ? (move.override?.trim() ?? null) : task.overrideReason,
      }
    }
    case 'carry-out':
      return { outcomeAt: now, reference: move.reference?.trim() || null }
    case 'refuse':
      return { outcomeAt: now, refusal: reason }
    case 'withdraw':
      return { endedAt: now, refusal: reason }
    case 'tell': {
      const { endedAt, notTold } = await toldAt(context, task, reason)
      return { endedAt, inTime: endedInTime(task.dueAt, endedAt), notTold }
    }
  }
}

/** When the buyer knew the outcome: when the letter left; where a reason says why there is none, now. */
async function toldAt(context: Context, task: store.TaskRecord, reason: string | null) {
  const told = toldBy(await answersSince(context, task.ticketId, task.outcomeAt ?? context.now()))
  if (typeof told === 'object') return { endedAt: told.told, notTold: null }
  if (reason) return { endedAt: context.now(), notTold: reason }
  throw new Refusal(told === 'on-its-way' ? 'procedures.letter-on-its-way' : 'procedures.not-told')
}

/** A letter has left: the tasks of its ticket whose outcome it tells are ended by it. */
export function endTold(context: Context, ticketId: string): Promise<void> {
  return transact(context, async (context) => {
    for (const task of await store.lockUntold(context.db, ticketId)) {
      if (!isOpen(task.stage) || !hasOutcome(task.stage) || task.outcomeAt === null) continue
      const answers = await answersSince(context, ticketId, task.outcomeAt)
      const told = toldBy(answers.filter(({ templateKey }) => tellsOutcome(task.kind, task.stage, templateKey)))
      const stage = stageAfter(task.kind, task.stage, 'tell')
      if (typeof told !== 'object' || !stage) continue
      const endedAt = told.told
      await keep(context, { ...task, stage, endedAt, inTime: endedInTime(task.dueAt, endedAt) }, 'tell')
    }
  })
}

async function keep(context: Context, task: store.TaskRecord, event: TaskEvent): Promise<void> {
  await store.updateTask(context.db, task)
  await tellMoved(context, task, event)
}

/** A line of the ticket's timeline for a task that was begun. */
export const tellBegun = (context: Context, task: store.TaskRecord): Promise<void> =>
  tell(context, task.ticketId, 'order-task-begun', {
    task: task.kind,
    number: task.orderNumber,
    dueAt: task.dueAt.toISOString(),
    ...(task.overrideReason && { overridden: task.overridden, reason: task.overrideReason }),
  })

/** A line of the ticket's timeline for what became of a task. */
export const tellMoved = (context: Context, task: store.TaskRecord, event: TaskEvent): Promise<void> =>
  tell(context, task.ticketId, lines[event], {
    task: task.kind,
    number: task.orderNumber,
    ...(event === 'ask' && { asked: task.askedOf }),
    ...((event === 'refuse' || event === 'withdraw') && { reason: task.refusal }),
    ...(event === 'tell' && { inTime: task.inTime }),
  })

const lines: { readonly [Event in TaskEvent]: string } = {
  ask: 'order-task-asked',
  'carry-out': 'order-task-carried-out',
  refuse: 'order-task-refused',
  tell: 'order-task-told',
  withdraw: 'order-task-withdrawn',
}
