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
