/** How many tasks ended, and how many of them in time. */
export interface Figures {
  readonly ended: number
  readonly inTime: number
  /** In time ÷ ended; null where none ended: no work is not bad work. */
  readonly rate: number | null
}

/** Ended tasks of a day, store and agent. */
export interface Counted {
  readonly day: string
  readonly storeId: string
  readonly assigneeId: string | null
  readonly ended: number
  readonly inTime: number
}

/** The order timeliness rate of these (REQUIREMENTS F5): done in time ÷ all. */
export function figuresOf(counted: readonly Pick<Counted, 'ended' | 'inTime'>[]): Figures {
  const ended = counted.reduce((sum, each) => sum + each.ended, 0)
  const inTime = counted.reduce((sum, each) => sum + each.inTime, 0)
  return { ended, inTime, rate: ended === 0 ? null : inTime / ended }
}

/** The figures of each value of a key, in the order in which the values come. */
export function figuresBy<Key>(counted: readonly Counted[], keyOf: (one: Counted) => Key): (Figures & { key: Key })[] {
  const groups = new Map<Key, Counted[]>()
  for (const one of counted) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return [...groups].map(([key, group]) => ({ key, ...figuresOf(group) }))
}
