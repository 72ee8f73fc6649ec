import type { Context } from '../../platform/context.ts'
import * as store from './store.comings-back.ts'

export type { CameBack, SalesOfDay } from './store.comings-back.ts'

/**
 * How often each SKU was sent on the orders of some days and what came back of it, for those who watch the rate. It reads
 * the orders of these days only; whoever counts over a year keeps the counts and asks for the days that may have changed.
 */
export const salesBetween = (context: Context, from: Date, before: Date, zone: string): Promise<store.SalesOfDay[]> =>
  store.salesBetween(context.db, from, before, zone)

/** The oldest order of which anything was recorded from a moment on; null where nothing was. */
export const oldestRecordedSince = (context: Context, since: Date): Promise<Date | null> =>
  store.oldestRecordedSince(context.db, since)

/** The newest returned units of a SKU, of orders from a moment on; comments as buyers wrote them: who shows them masks them. */
export const cameBackOf = (context: Context, filter: store.CameBackFilter): Promise<store.CameBack[]> =>
  store.cameBackOf(context.db, filter)

/** What buyers wrote of these returned units, as they wrote it: who shows it masks it. Empty once it was redacted. */
export const commentsOfUnits = (
  context: Context,
  unitIds: readonly string[],
): Promise<{ id: string; comments: string }[]> => store.commentsOf(context.db, unitIds)
