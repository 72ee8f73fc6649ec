import type { Context } from '../../platform/context.ts'
import { withoutBuyer } from './rules.comings-back.ts'
import * as store from './store.comings-back.ts'

export type { SalesOfDay } from './store.comings-back.ts'

/**
 * How often each SKU was sent on the orders of some days and what came back of it, for those who watch the rate. It reads
 * the orders of these days only; whoever counts over a year keeps the counts and asks for the days that may have changed.
 */
export const salesBetween = (context: Context, from: Date, before: Date, zone: string): Promise<store.SalesOfDay[]> =>
  store.salesBetween(context.db, from, before, zone)

/** The oldest order of which anything was recorded from a moment on; null where nothing was. */
export const oldestRecordedSince = (context: Context, since: Date): Promise<Date | null> =>
  store.oldestRecordedSince(context.db, since)

/** A returned unit, without who sent it back. */
export type CameBack = Omit<store.CameBack, 'buyerName'>

/** The newest returned units of a SKU, of orders from a moment on; what buyers wrote, without their names. */
export const cameBackOf = async (context: Context, filter: store.CameBackFilter): Promise<CameBack[]> =>
  (await store.cameBackOf(context.db, filter)).map(withoutName)

/** What buyers wrote of these returned units, without their names. Empty once it was redacted. */
export const commentsOfUnits = async (
  context: Context,
  unitIds: readonly string[],
): Promise<{ id: string; comments: string }[]> => (await store.commentsOf(context.db, unitIds)).map(withoutName)

function withoutName<Unit extends { readonly comments: string; readonly buyerName: string }>({
  buyerName,
  ...unit
}: Unit): Omit<Unit, 'buyerName'> {
  return { ...unit, comments: withoutBuyer(unit.comments, buyerName) }
}
