import { shops } from '../tests/measures/ledger.reports.ts'
import { compareLedger } from '../tests/measures/ledger.ts'
import { aloneInWorld, openLimits } from '../tests/security/setting.ts'
import type { Line, Part } from './line.ts'

const sizes = { quick: 4_000, asked: 200_000 }

/** The return loss rate of imported returns against a reckoning of its own over the same rows, through corrections. */
export const ledger: Part = {
  name: 'ledger',
  show({ asked, full }, say) {
    const count = asked || full ? sizes.asked : sizes.quick
    return aloneInWorld({ now: '2026-06-15T09:00:00Z', settings: { ...openLimits } }, async (world) => {
      const stages = await compareLedger(world, count, say)
      for (const { stage, wrong } of stages) for (const each of wrong.slice(0, 5)) say(`${stage}: ${each}`)
      return stages.map(
        ({ stage, figures, wrong, rate }): Line => ({
          name: `${count} imported returns in ${shops.length} currencies, ${stage}`,
          figure: `${figures - wrong.length} of ${figures} figures equal to the cent${rate === null ? '' : `, rate ${(100 * rate).toFixed(4)} %`}`,
          target: 'all',
          ok: wrong.length === 0,
        }),
      )
    })
  },
}
