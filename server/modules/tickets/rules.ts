import type { Status } from './schema.ts'

/** Due within this time counts as breaching (UX.md §5: <1 h). */
export const soonMs = 3_600_000

/** A buyer who writes again brings the ticket back, wherever it was put (PRODUCT.md "snooze, reopen"). */
export function statusAfterInbound(status: Status): { status: Status; reopened: boolean } {
  return { status: 'open', reopened: status === 'resolved' }
}

/** A ticket is as it was before an answer that is taken back, unless somebody has made something else of it since. */
export function statusAfterUndo(
  ticket: { status: Status; resolvedAt: Date | null },
  before: { status: Status; as?: 'waiting' | 'open' },
): Status {
  const isChanged = before.as !== undefined && ticket.status !== before.as
  const isOpenAgain = before.status === 'resolved' && ticket.resolvedAt === null
  return isChanged || isOpenAgain ? ticket.status : before.status
}

/** The first line of what a buyer wrote, short enough for a list. */
export function previewOf(text: string, length = 160): string {
  const plain = text.replace(/\s+/gu, ' ').trim()
  return [...plain].length > length ? `${[...plain].slice(0, length - 1).join('')}…` : plain
}

/** What a search names besides words: a ticket's number (T-1042, 1042, full-width digits) or an order number. */
export function namedInSearch(search: string): { number: number | null; orderNumber: string | null } {
  const folded = search.normalize('NFKC').trim()
  const number = /^(?:t-?)?(\d{1,12})$/i.exec(folded)?.[1]
  const orderNumber = /^[\w-]{6,40}$/.test(folded) && /\d{4}/.test(folded) ? folded : null
  return { number: number ? Number(number) : null, orderNumber }
}

/** The fields of a change that differ from what is, with both values, for the timeline. */
export function differences(
  before: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
): Record<string, { from: unknown; to: unknown }> {
  const changed: Record<string, { from: unknown; to: unknown }> = {}
  for (const [field, to] of Object.entries(change)) {
    const from = before[field]
    if (JSON.stringify(from) !== JSON.stringify(to)) changed[field] = { from: from ?? null, to }
  }
  return changed
}
