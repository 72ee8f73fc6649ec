import { randomFrom } from '../bench/load.random.ts'
import { fillLedger, spread } from '../tests/measures/ledger.lines.ts'
import { linesBehind, questionOf } from '../tests/measures/ledger.questions.ts'
import { aloneInWorld, openLimits } from '../tests/security/setting.ts'
import { type Part, percentile } from './line.ts'

const sizes = { quick: 100_000, asked: 10_000_000 }
const asks = 400
/** Milliseconds of the slowest one in twenty. */
const limit = 300

/** The return loss rate cut in whatever way, over a ledger of many lines: each question through the API, no answer kept. */
export const cuts: Part = {
  name: 'cuts',
  show({ asked, full }, say) {
    const lines = asked || full ? sizes.asked : sizes.quick
    return aloneInWorld({ now: `${spread.last}T09:00:00Z`, settings: { ...openLimits } }, async (world) => {
      const stores = await fillLedger(world, lines, say)
      const random = randomFrom(5)
      const timed = async (path: string): Promise<number> => {
        const begun = performance.now()
        const { status, body } = await world.first.get(path)
        if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
        return performance.now() - begun
      }
      const times: { path: string; ms: number }[] = []
      const again: number[] = []
      for (let ask = 0; ask < asks; ask++) {
        const path = questionOf(random, stores)
        times.push({ path, ms: await timed(path) })
        again.push(await timed(path))
      }
      const slowest = times.toSorted((one, other) => other.ms - one.ms).slice(0, 12)
      const { sizes: stored } = (
        await world.sql(`select string_agg(relname || ' ' || pg_size_pretty(pg_total_relation_size(oid)), ', ') as sizes
          from pg_class where relname in ('loss_lines', 'loss_bookings', 'shipped_costs', 'loss_figures', 'loss_cuts')`)
      )[0]
      say(stored)
      for (const { path, ms } of slowest) say(`${ms.toFixed(0)} ms ${path}`)
      const behind: number[] = []
      for (let ask = 0; ask < asks / 4; ask++) behind.push(await timed(linesBehind(questionOf(random, stores))))
      const figure = (all: readonly number[]) =>
        `p50 ${percentile(all, 0.5).toFixed(0)} ms, p95 ${percentile(all, 0.95).toFixed(0)} ms, slowest ${Math.max(...all).toFixed(0)} ms of ${all.length}`
      const all = times.map(({ ms }) => ms)
      return [
        {
          name: `rate of any cut over ${lines} lines of the ledger`,
          figure: `${figure(all)}; asked once more p95 ${percentile(again, 0.95).toFixed(0)} ms`,
          target: `p95 ≤ ${limit} ms`,
          ok: percentile(all, 0.95) <= limit,
        },
        {
          name: 'the lines behind such a figure, first page',
          figure: figure(behind),
          target: `p95 ≤ ${limit} ms`,
          ok: percentile(behind, 0.95) <= limit,
        },
      ]
    })
  },
}
