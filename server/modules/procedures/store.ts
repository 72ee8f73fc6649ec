import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { AskedOf, CheckCode, TaskKind, TaskStage } from './schema.ts'
import type { ProcedureTables } from './tables.ts'

const own = (db: Database) => tablesOf<ProcedureTables>(db)

/** An order task as it lies in the rows. */
export interface TaskRecord {
  readonly id: string
  readonly ticketId: string
  readonly orderId: string
  readonly orderNumber: string
  readonly storeId: string
  readonly kind: TaskKind
  readonly stage: TaskStage
  readonly assigneeId: string | null
  readonly sku: string | null
  readonly newSku: string | null
  readonly quantity: number | null
  readonly address: string | null
  readonly reason: string | null
  readonly askedOf: AskedOf | null
  readonly reference: string | null
  readonly refusal: string | null
  readonly notTold: string | null
  readonly overridden: CheckCode[]
  readonly overrideReason: string | null
  readonly begunAt: Date
  readonly dueAt: Date
  readonly outcomeAt: Date | null
  readonly endedAt: Date | null
  readonly inTime: boolean | null
}

const asTask = [
  'id',
  'ticket_id as ticketId',
  'order_id as orderId',
  'order_number as orderNumber',
  'store_id as storeId',
  'kind',
  'stage',
  'assignee_id as assigneeId',
  'sku',
  'new_sku as newSku',
  'quantity',
  'address',
  'reason',
  'asked_of as askedOf',
  'reference',
  'refusal',
  'not_told as notTold',
  'overridden',
  'override_reason as overrideReason',
  'begun_at as begunAt',
  'due_at as dueAt',
  'outcome_at as outcomeAt',
  'ended_at as endedAt',
  'in_time as inTime',
] as const

const rowOf = (task: TaskRecord) => ({
  id: task.id,
  ticket_id: task.ticketId,
  order_id: task.orderId,
  order_number: task.orderNumber,
  store_id: task.storeId,
  kind: task.kind,
  stage: task.stage,
  assignee_id: task.assigneeId,
  sku: task.sku,
  new_sku: task.newSku,
  quantity: task.quantity,
  address: task.address,
  reason: task.reason,
  asked_of: task.askedOf,
  reference: task.reference,
  refusal: task.refusal,
  not_told: task.notTold,
  overridden: task.overridden,
  override_reason: task.overrideReason,
  begun_at: task.begunAt,
  due_at: task.dueAt,
  outcome_at: task.outcomeAt,
  ended_at: task.endedAt,
  in_time: task.inTime,
})

/** Keeps a new task; false where one of its kind is open on the order already, by whoever began it a moment ago. */
export async function insertTask(db: Database, task: TaskRecord): Promise<boolean> {
  const inserted = await own(db)
    .insertInto('order_tasks')
    .values(rowOf(task))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function updateTask(db: Database, task: TaskRecord): Promise<void> {
  await own(db).updateTable('order_tasks').set(rowOf(task)).where('id', '=', task.id).execute()
}

export const readTask = (db: Database, id: string): Promise<TaskRecord | undefined> =>
  own(db).selectFrom('order_tasks').select(asTask).where('id', '=', id).executeTakeFirst()

/** Reads it so that nobody else changes it before this transaction ends. */
export const lockTask = (db: Database, id: string): Promise<TaskRecord | undefined> =>
  own(db).selectFrom('order_tasks').select(asTask).where('id', '=', id).forUpdate().executeTakeFirst()

/** All tasks of a ticket, the newest first. */
export const tasksOfTicket = (db: Database, ticketId: string): Promise<TaskRecord[]> =>
  own(db).selectFrom('order_tasks').select(asTask).where('ticket_id', '=', ticketId).orderBy('id', 'desc').execute()

/** The tasks of a ticket that have an outcome and are still open, held until the transaction ends. */
export const lockUntold = (db: Database, ticketId: string): Promise<TaskRecord[]> =>
  own(db)
    .selectFrom('order_tasks')
    .select(asTask)
    .where('ticket_id', '=', ticketId)
    .where('outcome_at', 'is not', null)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

/** The kinds of which a task is open on an order, but for one task. */
export async function openKindsOf(db: Database, orderId: string, exceptId: string | null): Promise<TaskKind[]> {
  let query = own(db)
    .selectFrom('order_tasks')
    .select('kind')
    .where('order_id', '=', orderId)
    .where('ended_at', 'is', null)
  if (exceptId !== null) query = query.where('id', '!=', exceptId)
  return (await query.execute()).map(({ kind }) => kind)
}

/** Which tasks a member may see: all where both are absent, else those of some stores, and their own. */
export interface TaskReach {
  readonly storeIds?: readonly string[]
  readonly memberId?: string
}

export interface TaskFilter extends TaskReach {
  readonly storeId?: string | undefined
  readonly assigneeId?: string | undefined
  readonly kind?: TaskKind | undefined
  /** Open ones, or ended ones. */
  readonly isOpen: boolean
  /** Due before this moment. */
  readonly dueBefore?: Date | undefined
  readonly inTime?: boolean | undefined
  readonly endedFrom?: Date | undefined
  readonly endedBefore?: Date | undefined
  /** (moment, id) of the task after which the page begins. */
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

/** Open tasks by due time, the most pressing first; ended ones by their end, the newest first. */
export function listTasks(db: Database, filter: TaskFilter): Promise<TaskRecord[]> {
  let query = own(db).selectFrom('order_tasks').select(asTask)
  const { storeIds, memberId } = filter
  if (storeIds !== undefined || memberId !== undefined)
    query = query.where(
      sql<boolean>`(store_id = any(${[...(storeIds ?? [])]}::uuid[]) or assignee_id = ${memberId ?? null}::uuid)`,
    )
  if (filter.storeId) query = query.where('store_id', '=', filter.storeId)
  if (filter.assigneeId) query = query.where('assignee_id', '=', filter.assigneeId)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.dueBefore) query = query.where('due_at', '<', filter.dueBefore)
  if (filter.inTime !== undefined) query = query.where('in_time', '=', filter.inTime)
  if (filter.endedFrom) query = query.where('ended_at', '>=', filter.endedFrom)
  if (filter.endedBefore) query = query.where('ended_at', '<', filter.endedBefore)
  query = query.where('ended_at', filter.isOpen ? 'is' : 'is not', null)
  const [moment, id] = filter.after ?? []
  if (filter.isOpen) {
    if (moment) query = query.where(sql<boolean>`(due_at, id) > (${moment}::timestamptz, ${id}::uuid)`)
    return query.orderBy('due_at').orderBy('id').limit(filter.limit).execute()
  }
  if (moment) query = query.where(sql<boolean>`(ended_at, id) < (${moment}::timestamptz, ${id}::uuid)`)
  return query.orderBy('ended_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute()
}
