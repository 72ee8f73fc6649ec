import type { Context } from '../../platform/context.ts'
import * as store from './store.reported.ts'

export type { ReportedEntry, ReportedUnit } from './store.reported.ts'

/** What reports have told of an order, whether the order itself is known or not. */
export interface Reported {
  readonly storeId: string
  readonly number: string
  /** Null while the order itself is not known. */
  readonly orderedAt: Date | null
  readonly lines: readonly store.ReportedLine[]
  readonly units: readonly store.ReportedUnit[]
  readonly entries: readonly store.ReportedEntry[]
  readonly shipments: readonly store.ReportedShipment[]
}

/** Of these orders, those of which reports have told more than that they were ordered; one statement, and little of it. */
export async function reportedAmong<Order extends { readonly storeId: string; readonly number: string }>(
  context: Context,
  orders: readonly Order[],
): Promise<Order[]> {
  const places = new Set(await store.placesReported(context.db, orders))
  return orders.filter((_, at) => places.has(at))
}

/** All that reports have told of these orders, each given once, in the order given: four statements, however many they are. */
export async function reportedOf(
  context: Context,
  wanted: readonly { readonly storeId: string; readonly number: string }[],
): Promise<Reported[]> {
  if (wanted.length === 0) return []
  const [lines, units, entries, shipments] = [
    byPlace(await store.linesOf(context.db, wanted)),
    byPlace(await store.unitsOf(context.db, wanted)),
    byPlace(await store.entriesOfMany(context.db, wanted)),
    byPlace(await store.shipmentsOfMany(context.db, wanted)),
  ]
  return wanted.map((order, at) => ({
    ...order,
    orderedAt: lines.get(at)?.[0]?.orderedAt ?? null,
    lines: (lines.get(at) ?? []).filter(({ sku }) => sku !== null),
    units: units.get(at) ?? [],
    entries: entries.get(at) ?? [],
    shipments: shipments.get(at) ?? [],
  }))
}

function byPlace<Row extends { readonly at: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>()
  for (const row of rows) {
    const others = found.get(row.at)
    if (others) others.push(row)
    else found.set(row.at, [row])
  }
  return found
}
