import { fault, told } from './ground.program.ts'
import type { Part } from './line.ts'

/** How large a run is: quickly, as the issue asks, and for a night. */
const sizes = {
  quick: { returns: 30, kills: 6 },
  asked: { returns: 1_000, kills: 30 },
  full: { returns: 5_000, kills: 200 },
}

/** Two people at one return, while servers and workers are killed between letter and ledger (R5–R7, R1). */
export const races: Part = {
  name: 'races',
  async show({ asked, full }, say) {
    const { returns, kills } = full ? sizes.full : asked ? sizes.asked : sizes.quick
    const run = await fault('returns', ['--returns', String(returns), '--kills', String(kills)], say)
    const figures = ['races', 'bothFirst', 'kills', 'lost', 'doubled', 'unequal', 'again']
    return [
      {
        name: `returns: two people decide the same on ${returns} returns at once, at two servers, under ${kills} kills`,
        figure: `${told(run, figures)}, ${Math.round(Number(run.seconds))} s`,
        target: 'of two one is first; 0 letters and 0 ledger lines lost or doubled',
        ok: run.clean && Number(run.bothFirst) === 0 && Number(run.races) >= returns && Number(run.kills) === kills,
      },
    ]
  },
}
