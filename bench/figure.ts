/** One measured figure against what it must reach. */
export interface Figure {
  /** stable name for programs: `list.mine.due.p95` */
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'MB' | '/s' | 'ratio' | 's' | 'count'
  /** Absent: told for its own sake, nothing is asked of it. */
  readonly must?: Bound
  readonly goal?: Bound
  /** What a reader should know besides. */
  readonly note?: string
}

export type Bound = { readonly atLeast: number } | { readonly atMost: number }

const holds = (value: number, bound: Bound): boolean =>
  'atLeast' in bound ? value >= bound.atLeast : value <= bound.atMost

/** Whether a figure reaches what it must; one that is only told always does, one that could not be measured never. */
export const isReached = ({ value, must }: Figure): boolean => must === undefined || holds(value, must)

const boundInWords = (bound: Bound | undefined): string =>
  bound === undefined ? '' : 'atLeast' in bound ? `≥ ${bound.atLeast}` : `≤ ${bound.atMost}`

/** The value below which `share` of the measurements lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

const rounded = (value: number): number => Number(value.toPrecision(value >= 1_000 ? 4 : 3))

/** p50 and p95 of some milliseconds, the must and the goal on the p95. */
export function spread(name: string, times: readonly number[], must?: Bound, goal?: Bound): Figure[] {
  return [
    { name: `${name}.p50`, value: rounded(percentile(times, 0.5)), unit: 'ms' },
    {
      name: `${name}.p95`,
      value: rounded(percentile(times, 0.95)),
      unit: 'ms',
      ...(must && { must }),
      ...(goal && { goal }),
    },
  ]
}

export const figure = (
  name: string,
  value: number,
  unit: Figure['unit'],
  more: { must?: Bound; goal?: Bound; note?: string } = {},
): Figure => ({ name, value: rounded(value), unit, ...more })

/** The figures for people: those that must reach something first, the short ones marked. */
export function inTable(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length), 10)
  const row = (each: Figure) =>
    [
      each.must === undefined ? '     ' : isReached(each) ? 'ok   ' : 'SHORT',
      each.name.padEnd(width),
      `${each.value} ${each.unit}`.padStart(14),
      `  must ${boundInWords(each.must) || '–'}`.padEnd(16),
      each.goal === undefined ? '' : `goal ${boundInWords(each.goal)}${holds(each.value, each.goal) ? ' reached' : ''}`,
      each.note ?? '',
    ]
      .join(' ')
      .trimEnd()
  return figures.map(row).join('\n')
}
