import { type Bed, type Measurement, makeBed } from './bed.ts'
import type { Caller } from './caller.ts'
import { type Figure, figure, percentile } from './figure.ts'
import { type AskedList, listsOf, readList, warmUp } from './measure.list.ts'

/** The desk that a large one is compared with, in tickets (ENGINEERING §1). */
const small = 10_000
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
          await readList(one.caller, list, round >= warmUp)
          const same = another.lists[at]
          if (same) await readList(another.caller, same, round >= warmUp)
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

type Timed = Pick<AskedList, 'name' | 'paths' | 'times'>

/**
 * By the list that has grown most, each by its middle against its own. Where the small desk has not a page full of a list, the
 * two are not asked for the same; neither is told of.
 */
export function growthOf(few: readonly Timed[], many: readonly Timed[]): Figure {
  const grown = many.flatMap(({ name, times }) => {
    const before = few.find((each) => each.name === name && each.paths.length > 1)
    return before ? [{ name, before: percentile(before.times, 0.5), middle: percentile(times, 0.5) }] : []
  })
  const most = grown.sort((one, other) => other.middle / other.before - one.middle / one.before)[0]
  if (!most) throw new Error('no list fills a page of both desks')
  const { name, before, middle } = most
  const note = `${name} ${middle.toFixed(2)} ms, with ${small} tickets ${before.toFixed(2)}, in turns; the most of ${grown.length} lists`
  return figure('list.growth', middle / before, 'ratio', { must, note })
}
