import { type Bench, linesOf } from './ground.speed.ts'
import type { Part, Size } from './line.ts'
import { runJson } from './program.ts'

const ticketsOf = ({ asked, full }: Size): string => (asked || full ? 'full' : 'quick')

/** A buyer of ten thousand events, on a desk of 10,000 tickets; of 1,000,000 where asked for. */
export const profile: Part = {
  name: 'profile',
  show: async (size, say) =>
    linesOf((await runJson('bench/main.ts', ['--size', ticketsOf(size), '--only', 'profile'], say)) as Bench),
}

/** A backup of 10,000 tickets, or 1,000,000, restored into an empty folder; and with a bit flipped. */
export const backup: Part = {
  name: 'backup',
  show: async (size, say) =>
    linesOf((await runJson('bench/main.ts', ['--size', ticketsOf(size), '--only', 'backup'], say)) as Bench),
}
