import { lossPlan, sharePlan, trial, usual } from '../tests/experiments/trials.ts'
import type { Line, Part } from './line.ts'

const sizes = { quick: 1_000, asked: 10_000 }
const kinds = [
  { name: 'loss shares with a heavy tail', plan: lossPlan(0.08), better: { ...usual, shift: -0.08 / 0.55 } },
  { name: 'give-up rates', plan: sharePlan(0.08), better: { ...usual, givesUp: 0.53 } },
] as const

/** Simulated experiments with a look after every return: arms that do not differ, and arms that do as planned. */
export const experiments: Part = {
  name: 'experiments',
  show({ asked, full }, say) {
    const runs = asked || full ? sizes.asked : sizes.quick
    const lines: Line[] = []
    for (const { name, plan, better } of kinds) {
      let [wrong, found, needed] = [0, 0, 0]
      for (let seed = 0; seed < runs; seed += 1) {
        if (trial([usual, usual], plan, seed).verdict.code !== 'no-difference') wrong += 1
        const planted = trial([usual, better], plan, 1_000_000 + seed)
        if (planted.verdict.code === 'better') found += 1
        needed += planted.returns
        if (seed % 1_000 === 999) say(`${name}: ${seed + 1} of ${runs}`)
      }
      lines.push(
        {
          name: `experiments: ${name}, arms that do not differ, a look after each of ${plan.size} returns`,
          figure: `${wrong} of ${runs} stopped wrongly, ${((100 * wrong) / runs).toFixed(2)} %`,
          target: '≤ 5 %',
          ok: wrong / runs <= 0.05,
        },
        {
          name: `experiments: ${name}, a planted difference of ${plan.effect}`,
          figure: `found in ${((100 * found) / runs).toFixed(1)} %, after ${Math.round(needed / runs)} returns on the average`,
          target: `≥ ${100 * plan.power} % within ${plan.size} returns`,
          ok: found / runs >= plan.power,
        },
      )
    }
    return Promise.resolve(lines)
  },
}
