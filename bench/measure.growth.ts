import { type Bed, type Measurement, makeBed } from './bed.ts'
import type { Caller } from './caller.ts'
import { type Figure, figure, percentile } from './figure.ts'
import { type AskedList, listsOf } from './measure.list.ts'

/** The desk that a large one is compared with, in tickets (ENGINEERING §1). */
const small = 10_000
const warmUp = 3
const rounds = 60
const must = { atMost: 1.3 }

/**
 * How much longer the lists of a large desk take than those of one with 10,000 tickets. Both stand side by side and are
 * asked in turns: the same machine takes a third longer for the same from one minute to the next.
 */
export const growth: Measurement = {
  name: 'growth',
  async measure(bed) {
    if (bed.size <= small) return []
    const other = await makeBed(small, { say: (line) => bed.say(`the small desk: ${line}`) })
    try {
      const [one, another] = [await opened(other), await opened(bed)]
      for (let round = 0; round < warmUp + rounds; round++)
        for (const [at, list] of one.lists.entries()) {
          await time(one.caller, list, round >= warmUp)
          const same = another.lists[at]
          if (same) await time(another.caller, same, round >= warmUp)
        }
      return [growthOf(one.lists, another.lists)]
    } finally {
      await other.close()
    }
  },
}

async function opened(bed: Bed): Promise<{ caller: Caller; lists: AskedList[] }> {
  const caller = await bed.member(2)
  return { caller, lists: await listsOf(bed, caller) }
}

async function time(caller: Caller, { paths, times }: AskedList, counts: boolean): Promise<void> {
  for (const path of paths) {
    const { ms } = await caller.call('GET', path)
    if (counts) times.push(ms)
  }
}

type Timed = Pick<AskedList, 'name' | 'times'>

/** By the middle of the slowest list of each desk. */
export function growthOf(few: readonly Timed[], many: readonly Timed[]): Figure {
  const [one, other] = [slowest(few), slowest(many)]
  const note = `${other.name} ${other.middle.toFixed(2)} ms, with ${small} tickets ${one.name} ${one.middle.toFixed(2)} ms, asked in turns`
  return figure('list.growth', other.middle / one.middle, 'ratio', { must, note })
}

const slowest = (lists: readonly Timed[]): { name: string; middle: number } => {
  const middles = lists.map(({ name, times }) => ({ name, middle: percentile(times, 0.5) }))
  return middles.sort((one, other) => other.middle - one.middle)[0] ?? { name: 'no list', middle: Number.NaN }
}
