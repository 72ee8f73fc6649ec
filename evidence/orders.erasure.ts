import { eraseAlone } from '../tests/security/erasure.ts'
import type { Part } from './line.ts'

/** A customer is erased whose every part is a canary; another one, and every figure, must stay as they were. */
export const erasure: Part = {
  name: 'erasure',
  async show() {
    const run = await eraseAlone()
    const same = JSON.stringify(run.figuresBefore) === JSON.stringify(run.figuresAfter)
    const untouched = JSON.stringify(run.otherBefore) === JSON.stringify(run.otherAfter)
    return [
      {
        name: `erasure: ${run.planted} planted canaries in text, attachment, search, export, log`,
        figure: `found at ${run.before.length} places before, ${run.left.length} left ${run.left.slice(0, 5).join('; ')}; figures unchanged: ${same}; another customer’s ${run.otherBefore.length} places untouched: ${untouched}; ${run.seconds.toFixed(1)} s`,
        target: '0 left, figures unchanged',
        ok: run.status === 'done' && run.before.length > run.planted && run.left.length === 0 && same && untouched,
      },
    ]
  },
}
