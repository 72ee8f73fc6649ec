import { type Candidate, judge, type Work } from './rules.ts'

/** A ticket that somebody holds. */
export interface Held {
  readonly holderId: string
  readonly work: Work
}

export interface Move {
  readonly ticketId: string
  readonly from: string
  readonly to: string
}

/**
 * Moves that even out the load: again and again from the fullest member a ticket to the emptiest who may take it, as long as
 * the taker stays less full than the giver was. Whoever is away gives up everything, whoever is off duty takes nothing.
 * `held` in the order in which tickets may go: what is given first was least begun.
 */
export function rebalance(
  held: readonly Held[],
  candidates: readonly Candidate[],
  speakersExist: (work: Work) => boolean,
): Move[] {
  const people = new Map(candidates.map((candidate) => [candidate.memberId, candidate]))
  const left = [...held]
  const moves: Move[] = []
  for (;;) {
    const move = bestMove(left, people, speakersExist)
    if (!move) return moves
    const { held, from, to } = move
    left.splice(left.indexOf(held), 1)
    people.set(from.memberId, withLoad(from, -held.work.weight))
    people.set(to.memberId, withLoad(to, held.work.weight))
    moves.push({ ticketId: held.work.ticketId, from: from.memberId, to: to.memberId })
  }
}

function bestMove(
  held: readonly Held[],
  people: ReadonlyMap<string, Candidate>,
  speakersExist: (work: Work) => boolean,
): { held: Held; from: Candidate; to: Candidate } | null {
  const givers = [...people.values()].sort((a, b) => fullness(b) - fullness(a))
  const takers = [...people.values()].sort((a, b) => a.load / a.capacity - b.load / b.capacity)
  for (const from of givers) {
    for (const each of held.filter(({ holderId }) => holderId === from.memberId)) {
      const to = takers.find(
        (taker) =>
          taker.memberId !== from.memberId &&
          (taker.load + each.work.weight) / taker.capacity < fullness(from) &&
          judge(each.work, taker, speakersExist(each.work)).eligible,
      )
      if (to) return { held: each, from, to }
    }
  }
  return null
}

const fullness = (candidate: Candidate): number =>
  candidate.state === 'away' || candidate.capacity === 0
    ? Number.POSITIVE_INFINITY
    : candidate.load / candidate.capacity

const withLoad = (candidate: Candidate, change: number): Candidate => ({ ...candidate, load: candidate.load + change })
