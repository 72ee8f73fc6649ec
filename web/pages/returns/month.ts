const dayMs = 86_400_000

const written = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The month of a day. */
export const monthOf = (day: string): string => day.slice(0, 7)

/** The month so many months later; earlier below zero. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, at = 1] = month.split('-').map(Number)
  return written(Date.UTC(year, at - 1 + by, 1)).slice(0, 7)
}

/** The weeks that a month touches, Monday first (UX §10): each day as `2026-03-02`. */
export function weeksOf(month: string): string[][] {
  const first = Date.parse(`${month}-01`)
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs
  const end = Date.parse(`${monthAfter(month, 1)}-01`)
  const weeks: string[][] = []
  for (let monday = start; monday < end; monday += 7 * dayMs)
    weeks.push(Array.from({ length: 7 }, (_, day) => written(monday + day * dayMs)))
  return weeks
}
