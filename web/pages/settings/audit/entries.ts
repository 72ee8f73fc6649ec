import type { Schemas } from '../../../api/client.ts'

export type Entry = Schemas['AuditEntry']

/** What of the log is looked at. */
export interface Filter {
  /** One action, or `stores.*` for all of a part of the desk. */
  readonly action: string | null
  readonly actor: string | null
  readonly subject: { readonly id: string; readonly name: string } | null
  /** The first and the last day, each at its beginning. */
  readonly from: Date | null
  readonly until: Date | null
}

export const everything: Filter = { action: null, actor: null, subject: null, from: null, until: null }

export const isNarrow = (filter: Filter): boolean => Object.values(filter).some((value) => value !== null)

/** The filter as the server takes it; the last day is shown to its end. */
export function asQuery({ action, actor, subject, from, until }: Filter) {
  return {
    ...(action && { action }),
    ...(actor && { actor }),
    ...(subject && { subject: subject.id }),
    ...(from && { from: from.toISOString() }),
    ...(until && { until: dayAfter(until).toISOString() }),
  }
}

/** A day may be 23 or 25 hours long. */
function dayAfter(day: Date): Date {
  const next = new Date(day)
  next.setDate(next.getDate() + 1)
  return next
}

/** Where the filtered log is downloaded. */
export const exportAddress = (filter: Filter): string =>
  `/api/audit-entries/export?${new URLSearchParams(asQuery(filter))}`

/** A value as it stands in a table: text as it is, a list with commas, nothing as a dash. */
export function asText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ') || '—'
  return JSON.stringify(value)
}
