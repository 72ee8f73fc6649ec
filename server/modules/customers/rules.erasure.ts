import { type ReachCounts, reachKinds, type Traces } from './schema.erasure.ts'

/** Counts of several parts of the desk as one. */
export function countsTogether(parts: readonly ReachCounts[]): ReachCounts {
  const sums: Partial<Record<(typeof reachKinds)[number], number>> = {}
  for (const part of parts)
    for (const kind of reachKinds) if (part[kind]) sums[kind] = (sums[kind] ?? 0) + (part[kind] ?? 0)
  return sums
}

/** Counts as the wire has them: in one order, without those of which there is nothing. */
export const listed = (counts: ReachCounts): { kind: (typeof reachKinds)[number]; count: number }[] =>
  reachKinds.flatMap((kind) => (counts[kind] ? [{ kind, count: counts[kind] }] : []))

/** What several parts of the desk know of a customer as one, each thing once. */
export function tracesTogether(parts: readonly Partial<Traces>[]): Traces {
  const once = (field: 'names' | 'messageIds' | 'mailIds' | 'importIds') => [
    ...new Set(parts.flatMap((part) => part[field] ?? [])),
  ]
  const orders = new Map(parts.flatMap((part) => part.orders ?? []).map((order) => [order.id, order]))
  return {
    orders: [...orders.values()],
    names: once('names').filter((name) => name.trim() !== ''),
    messageIds: once('messageIds'),
    mailIds: once('mailIds'),
    importIds: once('importIds'),
  }
}
