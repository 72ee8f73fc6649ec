import type { ChartWeek } from './anomalies.ts'

/** The end of an axis: the next of 1, 2, 5 times a power of ten. */
export function nicest(most: number): number {
  if (!(most > 0)) return 0.1
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power
}

/** Whether a week's rate lies above the limit of chance. */
export const isAbove = ({ rate, limit }: ChartWeek): boolean => rate !== null && limit !== null && rate > limit

interface Point {
  readonly at: number
  readonly value: number
}

/** A line as its unbroken parts: a week without a value interrupts it. */
export function linesOf(weeks: readonly ChartWeek[], read: (week: ChartWeek) => number | null): Point[][] {
  const lines: Point[][] = []
  let open: Point[] | undefined
  for (const [at, week] of weeks.entries()) {
    const value = read(week)
    if (value === null) {
      open = undefined
      continue
    }
    if (!open) {
      open = []
      lines.push(open)
    }
    open.push({ at, value })
  }
  return lines
}
