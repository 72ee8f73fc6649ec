import { type Context, scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { memberNames } from '../access/index.ts'
import { storesByIds } from '../stores/index.ts'
import { readTicketRecords, ticketWithin } from '../tickets/index.ts'
import { objectionsTo } from './rules.checks.ts'
import { fieldsOf, isOpen, procedures, stageAfter } from './rules.ts'
import { type OrderTask, type OrderTaskRow, type OrderTasksOfTicket, taskEvents, taskKinds } from './schema.ts'
import { factsOf, inWords, linkedOrder, orderOfTask, outcomeLetter } from './service.orders.ts'
import * as store from './store.ts'

/** How far a permission of the actor reaches over order tasks: by the store of the order, and one's own anywhere. */
export function reachOf(context: Context, permission: string): store.TaskReach {
  const scope = scopeOf(context, permission)
  const { id: memberId, storeIds } = context.actor
  if (scope === 'all') return {}
  return scope === 'stores' || scope === 'team' ? { storeIds, memberId } : { memberId }
}

/** The task, when the actor's permission reaches it. Out of reach and not there look the same. */
export async function taskWithin(context: Context, id: string, permission: string): Promise<store.TaskRecord> {
  const task = await store.readTask(context.db, id)
  const { storeIds, memberId } = reachOf(context, permission)
  const isAll = storeIds === undefined && memberId === undefined
  if (!task || !(isAll || storeIds?.includes(task.storeId) || task.assigneeId === memberId))
    throw new Refusal('procedures.not-found')
  return task
}

/** Tasks as lines of a list, in the order given. */
export async function rowsOf(context: Context, tasks: readonly store.TaskRecord[]): Promise<OrderTaskRow[]> {
  if (tasks.length === 0) return []
  const memberIds = tasks.flatMap(({ assigneeId }) => assigneeId ?? [])
  const tickets = await readTicketRecords(context, [...new Set(tasks.map(({ ticketId }) => ticketId))])
  const stores = await storesByIds(context, [...new Set(tasks.map(({ storeId }) => storeId))])
  const members = await memberNames(context, [...new Set(memberIds)])
  const numbers = new Map(tickets.map(({ id, number }) => [id, number]))
  const nameOf = (named: readonly { id: string; name: string }[], id: string) => ({
    id,
    name: named.find((one) => one.id === id)?.name ?? '',
  })
  return tasks.map((task) => ({
    id: task.id,
    kind: task.kind,
    stage: task.stage,
    ticket: { id: task.ticketId, number: numbers.get(task.ticketId) ?? 0 },
    order: { id: task.orderId, number: task.orderNumber },
    store: nameOf(stores, task.storeId),
    assignee: task.assigneeId === null ? null : nameOf(members, task.assigneeId),
    begunAt: task.begunAt,
    dueAt: task.dueAt,
    endedAt: task.endedAt,
    inTime: task.inTime,
  }))
}

/** One task, opened. */
export async function viewOf(context: Context, task: store.TaskRecord): Promise<OrderTask> {
  const [row] = await rowsOf(context, [task])
  if (!row) throw new Refusal('procedures.not-found')
  return { ...row, ...(await openedOf(context, task)) }
}

async function openedOf(context: Context, task: store.TaskRecord): Promise<Omit<OrderTask, keyof OrderTaskRow>> {
  const linked = isOpen(task.stage) ? await orderOfTask(context, task) : undefined
  const isOpenToChange = task.stage === 'checked' || task.stage === 'asked'
  const objections = isOpenToChange
    ? objectionsTo(task.kind, await factsOf(context, linked, task.id), {
        sku: task.sku ?? undefined,
        newSku: task.newSku ?? undefined,
        quantity: task.quantity ?? undefined,
      })
    : []
  return {
    sku: task.sku,
    newSku: task.newSku,
    quantity: task.quantity,
    address: task.address,
    reason: task.reason,
    askedOf: task.askedOf,
    reference: task.reference,
    refusal: task.refusal,
    notTold: task.notTold,
    overridden: [...task.overridden],
    overrideReason: task.overrideReason,
    outcomeAt: task.outcomeAt,
    checks: inWords(context, objections),
    next: taskEvents.flatMap((event) =>
      stageAfter(task.kind, task.stage, event) ? [{ event, fields: [...fieldsOf(task.kind, event)] }] : [],
    ),
    letter: linked ? await outcomeLetter(context, task, linked.order) : null,
  }
}

/** The tasks of a ticket, the newest first, and what else may be begun on it, with what speaks against each. */
export async function tasksOfTicket(context: Context, ticketId: string): Promise<OrderTasksOfTicket> {
  await ticketWithin(context, ticketId, 'tickets.read')
  const linked = await linkedOrder(context, ticketId)
  const tasks: OrderTask[] = []
  for (const task of await store.tasksOfTicket(context.db, ticketId)) tasks.push(await viewOf(context, task))
  const facts = await factsOf(context, linked)
  const offers = taskKinds.map((kind) => ({
    kind,
    fields: [...procedures[kind].begins],
    checks: inWords(context, objectionsTo(kind, facts, {})),
  }))
  const lines = linked?.order.lines.map(({ sku, title, quantity }) => ({ sku, title, quantity })) ?? []
  return { tasks, offers, lines }
}
