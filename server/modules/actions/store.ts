import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Evidence, Outcome, Stage } from './schema.ts'
import type { ActionTables } from './tables.ts'

const own = (db: Database) => tablesOf<ActionTables>(db)

/** An action as it lies in the rows. */
export interface ActionRecord {
  readonly id: string
  readonly departmentId: string
  readonly title: string
  readonly ask: string
  readonly ticketId: string | null
  readonly storeId: string | null
  readonly evidence: Evidence[]
  readonly stage: Stage
  readonly outcome: Outcome | null
  readonly askedBy: string
  readonly ownerId: string | null
  readonly askedAt: Date
  readonly dueAt: Date
  readonly answer: string | null
  readonly answeredAt: Date | null
  readonly closedAt: Date | null
  readonly remindedAt: Date | null
}

const asAction = [
  'id',
  'department_id as departmentId',
  'title',
  'ask',
  'ticket_id as ticketId',
  'store_id as storeId',
  'evidence',
  'stage',
  'outcome',
  'asked_by as askedBy',
  'owner_id as ownerId',
  'asked_at as askedAt',
  'due_at as dueAt',
  'answer',
  'answered_at as answeredAt',
  'closed_at as closedAt',
  'reminded_at as remindedAt',
] as const

export async function insertAction(db: Database, action: ActionRecord): Promise<void> {
  await own(db)
    .insertInto('actions')
    .values({
      id: action.id,
      department_id: action.departmentId,
      title: action.title,
      ask: action.ask,
      ticket_id: action.ticketId,
      store_id: action.storeId,
      evidence: JSON.stringify(action.evidence),
      asked_by: action.askedBy,
      asked_at: action.askedAt,
      ...stateOf(action),
    })
    .execute()
}

const stateOf = (action: ActionRecord) => ({
  stage: action.stage,
  outcome: action.outcome,
  owner_id: action.ownerId,
  due_at: action.dueAt,
  answer: action.answer,
  answered_at: action.answeredAt,
  closed_at: action.closedAt,
  reminded_at: action.remindedAt,
})

/** Keeps how far an action is; what was asked never changes. */
export async function updateAction(db: Database, action: ActionRecord): Promise<void> {
  await own(db).updateTable('actions').set(stateOf(action)).where('id', '=', action.id).execute()
}

export const readAction = (db: Database, id: string): Promise<ActionRecord | undefined> =>
  own(db).selectFrom('actions').select(asAction).where('id', '=', id).executeTakeFirst()

export const readActions = (db: Database, ids: readonly string[]): Promise<ActionRecord[]> =>
  own(db)
    .selectFrom('actions')
    .select(asAction)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()

/** Reads it so that nobody else changes it before this transaction ends. */
export const lockAction = (db: Database, id: string): Promise<ActionRecord | undefined> =>
  own(db).selectFrom('actions').select(asAction).where('id', '=', id).forUpdate().executeTakeFirst()

/** The actions of a ticket, the newest first. */
export const actionsOfTicket = (db: Database, ticketId: string): Promise<ActionRecord[]> =>
  own(db).selectFrom('actions').select(asAction).where('ticket_id', '=', ticketId).orderBy('id', 'desc').execute()

/** What a member may see: all where it is empty, else what is of these departments or stores, or their own. */
export interface ActionReach {
  readonly memberId?: string
  readonly departmentIds?: readonly string[]
  readonly storeIds?: readonly string[]
}

export interface ActionFilter extends ActionReach {
  readonly isOpen: boolean
  readonly inDepartments?: readonly string[] | undefined
  readonly ownerId?: string | undefined
  readonly askedBy?: string | undefined
  /** Not answered, and due before this moment. */
  readonly lateAt?: Date | undefined
  /** (moment, id) of the action after which the page begins. */
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

/** Open actions by due time, the most pressing first; closed ones by their end, the newest first. */
export function listActions(db: Database, filter: ActionFilter): Promise<ActionRecord[]> {
  let query = own(db).selectFrom('actions').select(asAction)
  const { memberId, departmentIds = [], storeIds } = filter
  if (memberId !== undefined)
    query = query.where(
      sql<boolean>`(owner_id = ${memberId}::uuid or asked_by = ${memberId}::uuid
        or department_id = any(${[...departmentIds]}::uuid[])
        ${storeIds === undefined ? sql`` : sql`or store_id = any(${[...storeIds]}::uuid[])`})`,
    )
  if (filter.inDepartments) query = query.where(sql<boolean>`department_id = any(${[...filter.inDepartments]}::uuid[])`)
  if (filter.ownerId) query = query.where('owner_id', '=', filter.ownerId)
  if (filter.askedBy) query = query.where('asked_by', '=', filter.askedBy)
  if (filter.lateAt) query = query.where('stage', '=', 'open').where('due_at', '<=', filter.lateAt)
  query = query.where('closed_at', filter.isOpen ? 'is' : 'is not', null)
  const [moment, id] = filter.after ?? []
  if (filter.isOpen) {
    if (moment) query = query.where(sql<boolean>`(due_at, id) > (${moment}::timestamptz, ${id}::uuid)`)
    return query.orderBy('due_at').orderBy('id').limit(filter.limit).execute()
  }
  if (moment) query = query.where(sql<boolean>`(closed_at, id) < (${moment}::timestamptz, ${id}::uuid)`)
  return query.orderBy('closed_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute()
}

/** The next actions that are late and of which nobody was told, held until the transaction ends. */
export const lockUnreminded = (db: Database, now: Date, limit: number): Promise<ActionRecord[]> =>
  own(db)
    .selectFrom('actions')
    .select(asAction)
    .where('stage', '=', 'open')
    .where('reminded_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
