import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Facts, Outcome } from '../policies/index.ts'
import type { Approval, Stage } from './schema.ts'
import { narrowed, type OpenFilter } from './store.board.ts'
import type { ReturnTables } from './tables.ts'

const own = (db: Database) => tablesOf<ReturnTables>(db)

/** A return as it lies in the rows. */
export interface RequestRecord {
  readonly id: string
  readonly rma: string
  readonly ticketId: string
  readonly storeId: string
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly sku: string
  readonly title: string
  readonly quantity: number
  readonly currency: string
  readonly buyerKey: string
  readonly policyId: string
  readonly versionId: string
  readonly stated: Facts
  readonly revision: number
  readonly stage: Stage
  readonly node: string
  readonly letters: number
  readonly outcome: Outcome | null
  readonly begunBy: string | null
  readonly begunAt: Date
  readonly respondBy: Date | null
  readonly respondedAt: Date | null
  readonly refundBy: Date | null
  readonly waitUntil: Date | null
  readonly dueAt: Date | null
  readonly endedAt: Date | null
  /** The buyer's mails up to then are answered, and are no answer to our letter. */
  readonly heardAt: Date | null
  /** Since when its last letter lies here that could not be delivered. */
  readonly unsentAt: Date | null
  readonly approval: Approval | null
}

const requests = (db: Database) =>
  own(db)
    .selectFrom('return_requests')
    .select(['id', 'rma', 'ticket_id as ticketId', 'store_id as storeId', 'order_id as orderId', 'sku', 'title'])
    .select(['order_number as orderNumber', 'quantity', 'currency', 'buyer_key as buyerKey', 'policy_id as policyId'])
    .select(['version_id as versionId', 'stated', 'revision', 'stage', 'node', 'letters', 'outcome', 'approval'])
    .select(['begun_by as begunBy', 'begun_at as begunAt', 'respond_by as respondBy', 'responded_at as respondedAt'])
    .select(['refund_by as refundBy', 'wait_until as waitUntil', 'due_at as dueAt', 'ended_at as endedAt'])
    .select(['heard_at as heardAt', 'unsent_at as unsentAt'])

export const readRequest = (db: Database, id: string): Promise<RequestRecord | undefined> =>
  requests(db).where('id', '=', id).executeTakeFirst()

/** A return, kept from everybody else until the transaction ends. */
export const lockRequest = (db: Database, id: string): Promise<RequestRecord | undefined> =>
  requests(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** Where returns are found: their number and their ticket. */
export const namesOf = (
  db: Database,
  ids: readonly string[],
): Promise<Pick<RequestRecord, 'id' | 'rma' | 'ticketId'>[]> =>
  own(db)
    .selectFrom('return_requests')
    .select(['id', 'rma', 'ticket_id as ticketId'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()

/** The returns of these orders of a store. */
export async function idsOfOrders(db: Database, storeId: string, numbers: readonly string[]): Promise<string[]> {
  const found = await own(db)
    .selectFrom('return_requests')
    .select('id')
    .where('store_id', '=', storeId)
    .where(sql<boolean>`order_number = any(${[...numbers]}::text[])`)
    .execute()
  return found.map(({ id }) => id)
}

/** All returns of a ticket, the newest first. */
export const requestsOfTicket = (db: Database, ticketId: string): Promise<RequestRecord[]> =>
  requests(db).where('ticket_id', '=', ticketId).orderBy('id', 'desc').limit(50).execute()

/** Returns of a period that have ended, in the order of their ids, from one on. */
export function endedRequests(
  db: Database,
  wanted: { readonly from: Date; readonly to: Date; readonly after?: string; readonly limit: number },
): Promise<RequestRecord[]> {
  let query = requests(db)
    .where('ended_at', 'is not', null)
    .where('begun_at', '>=', wanted.from)
    .where('begun_at', '<', wanted.to)
  if (wanted.after) query = query.where('id', '>', wanted.after)
  return query.orderBy('id').limit(wanted.limit).execute()
}

/** Adds a return; false where one is open on its ticket already. */
export async function insertRequest(db: Database, request: RequestRecord): Promise<boolean> {
  const added = await own(db)
    .insertInto('return_requests')
    .values({
      id: request.id,
      rma: request.rma,
      ticket_id: request.ticketId,
      store_id: request.storeId,
      order_id: request.orderId,
      order_number: request.orderNumber,
      sku: request.sku,
      title: request.title,
      quantity: request.quantity,
      currency: request.currency,
      buyer_key: request.buyerKey,
      policy_id: request.policyId,
      version_id: request.versionId,
      begun_by: request.begunBy,
      begun_at: request.begunAt,
      ...standing(request),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

const standing = (request: RequestRecord) => ({
  stated: JSON.stringify(request.stated),
  revision: request.revision,
  stage: request.stage,
  node: request.node,
  letters: request.letters,
  outcome: request.outcome,
  respond_by: request.respondBy,
  responded_at: request.respondedAt,
  refund_by: request.refundBy,
  wait_until: request.waitUntil,
  due_at: request.dueAt,
  ended_at: request.endedAt,
  heard_at: request.heardAt,
  unsent_at: request.unsentAt,
  approval: request.approval && JSON.stringify(request.approval),
})

/** Keeps what a return has become; what it is about stays as it was begun. */
export async function updateRequest(db: Database, request: RequestRecord): Promise<void> {
  await own(db).updateTable('return_requests').set(standing(request)).where('id', '=', request.id).execute()
}

/** Open returns whose wait is over, the longest first. */
export async function silentRequests(db: Database, now: Date, limit: number): Promise<string[]> {
  const found = await own(db)
    .selectFrom('return_requests')
    .select('id')
    .where('ended_at', 'is', null)
    .where('wait_until', '<=', now)
    .orderBy('wait_until')
    .orderBy('id')
    .limit(limit)
    .execute()
  return found.map(({ id }) => id)
}

/** What returns are asked for. */
interface RequestFilter extends OpenFilter {
  readonly stage?: Stage | undefined
  readonly letters?: number | undefined
  readonly outcome?: Outcome | undefined
  readonly isEnded: boolean
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

/** Open returns by due time, the most pressing first and those without one last; ended ones by their end, the newest first. */
export function listRequests(db: Database, filter: RequestFilter): Promise<RequestRecord[]> {
  let query = requests(db)
    .where('ended_at', filter.isEnded ? 'is not' : 'is', null)
    .where(narrowed(filter))
  if (filter.stage) query = query.where('stage', '=', filter.stage)
  if (filter.letters !== undefined) query = query.where('letters', '=', filter.letters)
  if (filter.outcome) query = query.where('outcome', '=', filter.outcome)
  const [moment, id] = filter.after ?? []
  if (filter.isEnded) {
    if (moment) query = query.where(sql<boolean>`(ended_at, id) < (${moment}::timestamptz, ${id}::uuid)`)
    return query.orderBy('ended_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute()
  }
  if (moment === 'infinity') query = query.where('due_at', 'is', null).where('id', '>', String(id))
  else if (moment)
    query = query.where(sql<boolean>`((due_at, id) > (${moment}::timestamptz, ${id}::uuid) or due_at is null)`)
  return query.orderBy(sql`due_at asc nulls last`).orderBy('id').limit(filter.limit).execute()
}

/** The numbers of returns that a ticket has had. */
export async function countOfTicket(db: Database, ticketId: string): Promise<number> {
  const found = await own(db)
    .selectFrom('return_requests')
    .where('ticket_id', '=', ticketId)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return found.count
}
