import { replayMillion } from '../bench/measure.replay.ts'
import type { Part } from './line.ts'

const sizes = { quick: 100_000, asked: 1_000_000 }

/** Past returns taken through a draft on one core, from the first to the result with its ranges. */
export const replay: Part = {
  name: 'replay',
  show({ asked, full }) {
    const count = asked || full ? sizes.asked : sizes.quick
    const { seconds, returns, changed } = replayMillion(count)
    const most = (10 * count) / sizes.asked
    return Promise.resolve([
      {
        name: 'replay: past returns through a draft, one core',
        figure: `${returns} in ${seconds.toFixed(1)} s, ${changed} decided otherwise`,
        target: `${count} in ≤ ${most} s`,
        ok: returns === count && seconds <= most,
      },
    ])
  },
}
