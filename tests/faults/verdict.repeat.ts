import type { Mutation } from './mutations.ts'

/** An answer that somebody who sent a mutation has read to its end. */
export interface ReadAnswer {
  readonly status: number
  readonly body: string
  readonly replayed: boolean
}

/** How often a mark was found in one of the places where its mutation leaves one. */
export type Effects = readonly ReadonlyMap<string, number>[]

/** What the mutations sent, the answers read and the database say of one another. */
export interface RepeatVerdict {
  /** Answered, and without the effect in each of its places. */
  readonly lost: readonly string[]
  /** With more than one effect in one of them. */
  readonly doubled: readonly string[]
  /** Answered in two ways, or twice as if for the first time. */
  readonly unequal: readonly string[]
  /** The same key with another body, and not refused with 422. */
  readonly confused: readonly string[]
}

/** Compares what was sent with what it did (ENGINEERING R3): one effect each, one answer each, byte for byte. */
export function judgeRepeats(
  mutations: readonly Mutation[],
  answersOf: (mark: string) => readonly ReadAnswer[],
  effectsOf: (kind: Mutation['kind']) => Effects,
  otherBodies: ReadonlyMap<string, number>,
): RepeatVerdict {
  const counts = ({ kind, mark }: Mutation) => effectsOf(kind).map((places) => places.get(mark) ?? 0)
  const marks = (found: readonly Mutation[]) => found.map(({ mark }) => mark)
  return {
    lost: marks(mutations.filter((one) => counts(one).some((count) => count === 0))),
    doubled: marks(mutations.filter((one) => counts(one).some((count) => count > 1))),
    unequal: marks(mutations.filter(({ mark }) => !areOne(answersOf(mark)))),
    confused: [...otherBodies].filter(([, status]) => status !== 422).map(([mark]) => mark),
  }
}

function areOne(answers: readonly ReadAnswer[]): boolean {
  const [first] = answers
  const isSame = ({ status, body }: ReadAnswer) => status === first?.status && body === first.body
  return (
    first !== undefined &&
    first.status < 300 &&
    answers.every(isSame) &&
    answers.filter(({ replayed }) => !replayed).length <= 1
  )
}
