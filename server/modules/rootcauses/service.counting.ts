import { DAY, dayOf, isoDate } from '../../lib/time.ts'
import { instantOf, wallTimeAt } from '../../lib/time.zone.ts'
import type { Context } from '../../platform/context.ts'
import { readWorkspace } from '../access/index.ts'
import { oldestRecordedSince, salesBetween } from '../orders/index.ts'
import { longestDelay } from './rules.delays.ts'
import { groupOfReason } from './rules.streams.ts'
import type { DayOfSku } from './rules.ts'
import * as store from './store.counts.ts'

/** So many days are kept: a year of weeks to hold the newest 18 against. */
const keptDays = 57 * 7
/** Orders of so many days may still be sent, cancelled or get their lines: they are counted anew at each look. */
const changingDays = 30
/** Orders are asked for by so many days at once, so that no answer holds a year of them. */
const daysAtOnce = 14
/** What a transaction recorded that was open when we counted last is found by looking so much further back. */
const overlapMs = DAY

/** The day that it is in the workspace, and its zone. */
export async function today(context: Context): Promise<{ day: number; zone: string }> {
  const { zone } = await readWorkspace(context)
  return { day: dayIn(zone, context.now()), zone }
}

export const dayIn = (zone: string, at: Date): number => Math.floor(wallTimeAt(zone, at.getTime()) / DAY)
/** The moment at which a day begins in a zone. */
export const startOf = (zone: string, day: number): Date => new Date(instantOf(zone, day * DAY))

/**
 * Brings what is kept by SKU and day up to date: the days of orders that changed since the last count, and those that may
 * still change. A million lines a year are read once; from then on a look reads the weeks that something has come back of.
 */
export async function count(context: Context, countedAt: Date | null): Promise<void> {
  const { day, zone } = await today(context)
  const first = day - keptDays
  const touched = countedAt ? await oldestRecordedSince(context, new Date(countedAt.getTime() - overlapMs)) : null
  const oldest = touched ? Math.min(dayIn(zone, touched), day - changingDays) : day - changingDays
  const from = countedAt ? Math.max(first, oldest) : first
  for (let next = from; next <= day; next += daysAtOnce) {
    const until = Math.min(next + daysAtOnce, day + 1)
    const sold = await salesBetween(context, startOf(zone, next), startOf(zone, until), zone)
    const counts = sold.map(({ reasons, ...each }) => ({ ...each, reasons: reasons.map(groupOfReason) }))
    await store.replaceDays(context.db, isoDate(next), isoDate(until), counts)
  }
  await store.forgetBefore(context.db, isoDate(first))
}

/** In how many days orders came back that are so old that nothing more comes. */
export const agesOfOld = (context: Context, day: number) => store.agesBefore(context.db, isoDate(day - longestDelay))

/** A row as the rules take it. */
export const asDay = ({ batch, day, sent, ages, reasons }: store.DayCount): DayOfSku => ({
  batch,
  day: dayOf(day),
  sent,
  ages,
  reasons,
})
