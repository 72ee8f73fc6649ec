import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ItemCondition, Payer } from '../policies/index.ts'
import type { Disposition, KeptPhoto, RefundMethod } from './schema.ts'
import type { ReturnTables } from './tables.ts'

const own = (db: Database) => tablesOf<ReturnTables>(db)

/** The way back of the goods as it lies in the rows; amounts in minor units of the return's currency. */
export interface ParcelRecord {
  readonly requestId: string
  readonly labelCarrier: string
  readonly labelTracking: string | null
  readonly labelUrl: string | null
  readonly labelCost: number | null
  readonly labelPayer: Payer | null
  readonly labelledAt: Date | null
  readonly receivedAt: Date | null
  readonly condition: ItemCondition | null
  readonly disposition: Disposition | null
  readonly resaleValue: number | null
  readonly gradedBy: string | null
  readonly gradedAt: Date | null
  readonly photos: readonly KeptPhoto[]
  readonly note: string
}

export const noParcel = (requestId: string): ParcelRecord => ({
  requestId,
  labelCarrier: '',
  labelTracking: null,
  labelUrl: null,
  labelCost: null,
  labelPayer: null,
  labelledAt: null,
  receivedAt: null,
  condition: null,
  disposition: null,
  resaleValue: null,
  gradedBy: null,
  gradedAt: null,
  photos: [],
  note: '',
})

export const readParcel = (db: Database, requestId: string): Promise<ParcelRecord | undefined> =>
  own(db)
    .selectFrom('return_parcels')
    .select(['request_id as requestId', 'label_carrier as labelCarrier', 'label_tracking as labelTracking'])
    .select(['label_url as labelUrl', 'label_cost as labelCost', 'label_payer as labelPayer', 'condition', 'photos'])
    .select(['labelled_at as labelledAt', 'received_at as receivedAt', 'disposition', 'resale_value as resaleValue'])
    .select(['graded_by as gradedBy', 'graded_at as gradedAt', 'note'])
    .where('request_id', '=', requestId)
    .executeTakeFirst()

export async function saveParcel(db: Database, parcel: ParcelRecord): Promise<void> {
  const columns = {
    label_carrier: parcel.labelCarrier,
    label_tracking: parcel.labelTracking,
    label_url: parcel.labelUrl,
    label_cost: parcel.labelCost,
    label_payer: parcel.labelPayer,
    labelled_at: parcel.labelledAt,
    received_at: parcel.receivedAt,
    condition: parcel.condition,
    disposition: parcel.disposition,
    resale_value: parcel.resaleValue,
    graded_by: parcel.gradedBy,
    graded_at: parcel.gradedAt,
    photos: JSON.stringify(parcel.photos),
    note: parcel.note,
  }
  await own(db)
    .insertInto('return_parcels')
    .values({ request_id: parcel.requestId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'request_id']).doUpdateSet(columns))
    .execute()
}

export interface RefundRecord {
  readonly id: string
  readonly requestId: string
  readonly amount: number
  readonly currency: string
  readonly method: RefundMethod
  readonly reference: string
  readonly reason: string
  readonly recordedBy: string | null
  readonly recordedAt: Date
  readonly fedAt: Date | null
  readonly reversedAt: Date | null
}

const refunds = (db: Database) =>
  own(db)
    .selectFrom('return_refunds')
    .select(['id', 'request_id as requestId', 'amount', 'currency', 'method', 'reference', 'reason'])
    .select(['recorded_by as recordedBy', 'recorded_at as recordedAt', 'fed_at as fedAt', 'reversed_at as reversedAt'])

export const refundsOf = (db: Database, requestId: string): Promise<RefundRecord[]> =>
  refunds(db).where('request_id', '=', requestId).orderBy('id').limit(100).execute()

export async function insertRefund(db: Database, refund: RefundRecord): Promise<void> {
  await own(db)
    .insertInto('return_refunds')
    .values({
      id: refund.id,
      request_id: refund.requestId,
      amount: refund.amount,
      currency: refund.currency,
      method: refund.method,
      reference: refund.reference,
      reason: refund.reason,
      recorded_by: refund.recordedBy,
      recorded_at: refund.recordedAt,
    })
    .execute()
}

/** A refund that waits for the file of its store. */
export type UnfedRefund = Pick<RefundRecord, 'id' | 'amount' | 'currency' | 'reason'> & {
  readonly storeId: string
  readonly orderNumber: string
}

/**
 * Refunds that no file has told the marketplace of yet, oldest first, held until they are: those of one store, which is the
 * one wanted or that of the oldest.
 */
export async function lockUnfed(
  db: Database,
  wanted: {
    readonly storeId?: string | undefined
    readonly within?: readonly string[] | undefined
    readonly limit: number
  },
): Promise<UnfedRefund[]> {
  let query = own(db)
    .selectFrom('return_refunds as refund')
    .innerJoin('return_requests as request', (join) =>
      join.onRef('request.workspace_id', '=', 'refund.workspace_id').onRef('request.id', '=', 'refund.request_id'),
    )
    .select(['refund.id', 'refund.amount', 'refund.currency', 'refund.reason', 'request.store_id as storeId'])
    .select(sql<string>`request.order_number`.as('orderNumber'))
    .where('refund.method', '=', 'feed')
    .where('refund.fed_at', 'is', null)
    .where('refund.reversed_at', 'is', null)
    .where('request.order_number', 'is not', null)
  if (wanted.storeId) query = query.where('request.store_id', '=', wanted.storeId)
  if (wanted.within) query = query.where(sql<boolean>`request.store_id = any(${[...wanted.within]}::uuid[])`)
  const first = await query.orderBy('refund.recorded_at').orderBy('refund.id').limit(1).executeTakeFirst()
  if (!first) return []
  return query
    .where('request.store_id', '=', first.storeId)
    .orderBy('refund.recorded_at')
    .orderBy('refund.id')
    .limit(wanted.limit)
    .forUpdate('refund')
    .execute()
}

export async function markFed(db: Database, ids: readonly string[], at: Date): Promise<void> {
  await own(db)
    .updateTable('return_refunds')
    .set({ fed_at: at })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
}

/** Takes back these refunds, unless the marketplace has been told of them. */
export async function reverseUnfed(db: Database, ids: readonly string[], at: Date): Promise<void> {
  await own(db)
    .updateTable('return_refunds')
    .set({ reversed_at: at })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('fed_at', 'is', null)
    .where('reversed_at', 'is', null)
    .execute()
}

/** What returns of a store cost by rule; undefined where nobody has said. */
export const readTerms = (db: Database, storeId: string) =>
  own(db)
    .selectFrom('return_terms')
    .select(['store_id as storeId', 'return_address as returnAddress', 'currency'])
    .select(['outbound_shipping as outboundShipping', 'return_shipping as returnShipping'])
    .select('restocking_cost as restockingCost')
    .where('store_id', '=', storeId)
    .executeTakeFirst()

export const listTerms = (db: Database) =>
  own(db)
    .selectFrom('return_terms')
    .select(['store_id as storeId', 'return_address as returnAddress', 'currency'])
    .select(['outbound_shipping as outboundShipping', 'return_shipping as returnShipping'])
    .select('restocking_cost as restockingCost')
    .orderBy('store_id')
    .execute()

/** What returns of a store cost by rule. */
export interface Terms {
  readonly storeId: string
  readonly returnAddress: string
  readonly currency: string
  readonly outboundShipping: number | null
  readonly returnShipping: number | null
  readonly restockingCost: number | null
}

export async function saveTerms(db: Database, terms: Terms): Promise<void> {
  const columns = {
    return_address: terms.returnAddress,
    currency: terms.currency,
    outbound_shipping: terms.outboundShipping,
    return_shipping: terms.returnShipping,
    restocking_cost: terms.restockingCost,
  }
  await own(db)
    .insertInto('return_terms')
    .values({ store_id: terms.storeId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'store_id']).doUpdateSet(columns))
    .execute()
}

/** Up to which cost a role decides alone. */
export interface Limit {
  readonly roleId: string
  readonly currency: string
  readonly amount: number
}

export const listLimits = (db: Database): Promise<Limit[]> =>
  own(db).selectFrom('return_limits').select(['role_id as roleId', 'currency', 'amount']).orderBy('role_id').execute()

export async function replaceLimits(db: Database, limits: readonly Limit[]): Promise<void> {
  await own(db).deleteFrom('return_limits').execute()
  if (limits.length === 0) return
  await own(db)
    .insertInto('return_limits')
    .values(limits.map(({ roleId, currency, amount }) => ({ role_id: roleId, currency, amount })))
    .execute()
}
