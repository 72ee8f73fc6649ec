import type { TicketRow } from '../../parts/desk.ts'

/** The three spans of the day's strip (UX §5). */
export const spans = ['overdue', 'one-hour', 'six-hours'] as const
export type Span = (typeof spans)[number]

const hour = 3_600_000

/** Sorts tickets into overdue, due within the hour, due within six; what is due later or not at all is in none. */
export function bySpan(tickets: readonly TicketRow[], now: Date): { readonly [span in Span]: readonly TicketRow[] } {
  const sorted: { [span in Span]: TicketRow[] } = { overdue: [], 'one-hour': [], 'six-hours': [] }
  for (const ticket of tickets) {
    if (!ticket.due) continue
    const left = new Date(ticket.due.at).getTime() - now.getTime()
    if (left <= 0) sorted.overdue.push(ticket)
    else if (left <= hour) sorted['one-hour'].push(ticket)
    else if (left <= 6 * hour) sorted['six-hours'].push(ticket)
  }
  return sorted
}
