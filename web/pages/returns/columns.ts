import type { OpenStage } from './search.ts'

/** A column of the board. Those that wait for a buyer are told apart by the letter after which they wait. */
export interface BoardColumn {
  readonly key: string
  readonly stage: OpenStage | 'ended'
  readonly letters?: number
  /** How many there are; undefined for those that have ended, which nobody counts. */
  readonly count?: number
}

interface Counted {
  readonly stage: string
  readonly letters: number
  readonly count: number
}

const before = ['facts', 'letter'] as const
const after = ['answer', 'choice', 'act', 'item', 'supervisor'] as const
/** The letters of the shipped policy: their columns stand there even when they are empty (UX §5). */
const shippedLetters = [1, 2, 3]

/** The columns in the order in which a return goes through them. */
export function columnsOf(counts: readonly Counted[]): BoardColumn[] {
  const sum = (found: readonly Counted[]): number => found.reduce((all, { count }) => all + count, 0)
  const whole = (stage: OpenStage): BoardColumn => ({
    key: stage,
    stage,
    count: sum(counts.filter((counted) => counted.stage === stage)),
  })
  const waiting = counts.filter(({ stage }) => stage === 'waiting')
  const letters = [...new Set([...shippedLetters, ...waiting.map(({ letters }) => letters)])].sort((a, b) => a - b)
  return [
    ...before.map(whole),
    ...letters.map((after) => ({
      key: `waiting-${after}`,
      stage: 'waiting' as const,
      letters: after,
      count: sum(waiting.filter(({ letters }) => letters === after)),
    })),
    ...after.map(whole),
    { key: 'ended', stage: 'ended' },
  ]
}
