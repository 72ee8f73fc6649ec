import { asAsked, measureAnomalies } from '../tests/measures/anomalies.ts'
import type { Line, Part } from './line.ts'

/** Runs of a whole desk each: so many that a share of 3 % is known to about one hundredth. */
const seeds = { quick: 12, full: 60 } as const

/** SKUs that fall ill among a thousand, looked for each day over half a year (deliverable 12). */
export const anomalies: Part = {
  name: 'anomalies',
  async show({ full }, say) {
    const runs = seeds[full ? 'full' : 'quick']
    say(`${runs} desks of 1,000 SKUs with 30 faults, a year of orders and half a year of looking each`)
    const named = measureAnomalies(runs, asAsked, say)
    say('the same without reasons: the counts alone')
    const alone = measureAnomalies(Math.ceil(runs / 4), { ...asAsked, named: 0 }, say)
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`
    const of = (measured: typeof named) => `of ${measured.faults - measured.unfinished} faults that had 30 returns`
    return [
      {
        name: 'planted faults (× 2 to × 5) found within 30 returns of the orders they spoiled',
        figure: `${percent(named.inTimeShare)} ${of(named)}`,
        target: '≥ 90 %',
        ok: named.inTimeShare >= 0.9,
      },
      {
        name: 'the same, counting returns of sound orders that were on their way when the fault began',
        figure: percent(named.inTimeOfAllShare),
        target: 'shown',
        ok: true,
      },
      {
        name: 'false among those found, over half a year of daily looks',
        figure: `${percent(named.falseShare)} (${named.false} of ${named.false + named.inTime + named.later})`,
        target: '≤ 5 %',
        ok: named.falseShare <= 0.05,
      },
      {
        name: 'found within 30 returns where reports give no reasons',
        figure: `${percent(alone.inTimeShare)} ${of(alone)}, ${percent(alone.falseShare)} false`,
        target: 'shown: the limit of what counts alone can tell',
        ok: true,
      },
    ] satisfies Line[]
  },
}
