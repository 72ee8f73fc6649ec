import { type Bench, linesOf } from './ground.speed.ts'
import type { Part } from './line.ts'
import { runJson } from './program.ts'

/**
 * On one desk of 10,000 tickets, of 1,000,000 where asked for, since loading takes longer than either: the page of a buyer
 * of ten thousand events, and a backup, restored into an empty folder and with a bit flipped.
 */
export const speed: Part = {
  name: 'speed',
  async show({ asked, full }, say) {
    const size = asked || full ? 'full' : 'quick'
    return linesOf((await runJson('bench/main.ts', ['--size', size, '--only', 'profile,backup'], say)) as Bench)
  },
}
