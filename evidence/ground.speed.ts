import { type Figure, isReached } from '../bench/figure.ts'
import type { Line, Part } from './line.ts'
import { runJson } from './program.ts'

/** What `npm run bench` told. */
export interface Bench {
  readonly size: number
  readonly figures: readonly Figure[]
  readonly failed: readonly string[]
}

const inWords = ({ must }: Figure): string =>
  must === undefined ? '' : 'atLeast' in must ? `≥ ${must.atLeast}` : `≤ ${must.atMost}`

const lineOf = (figure: Figure, tickets: number): Line => ({
  name: `${figure.name} with ${tickets} tickets`,
  figure: `${figure.value} ${figure.unit}${figure.note ? ` (${figure.note})` : ''}`,
  target: inWords(figure),
  ok: isReached(figure),
})

/** The speeds of ENGINEERING §1: on 10,000 tickets, and on 1,000,000 where asked for. */
export const speed: Part = {
  name: 'speed',
  async show(size, say) {
    const small = (await runJson('bench/main.ts', ['--size', 'quick'], say)) as Bench
    const lines = linesOf(small)
    if (!size.asked && !size.full) return lines
    const large = (await runJson('bench/main.ts', ['--size', 'full'], say)) as Bench
    return [...lines, ...linesOf(large)]
  },
}

/** A line for each figure that must reach something. */
export const linesOf = ({ figures, failed, size }: Bench): Line[] => [
  ...figures.filter(({ must }) => must !== undefined).map((figure) => lineOf(figure, size)),
  ...failed.map((failure) => ({ name: failure.split(':')[0] ?? '', figure: failure, target: 'measured', ok: false })),
]
