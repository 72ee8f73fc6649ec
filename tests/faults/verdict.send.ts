import type { Taken } from './smtp-peer.ts'

/** A reply as the desk shows it to the agent after the run. */
export interface ShownReply {
  /** What its text says it is: `r2 <ticket>/<turn>`. */
  readonly reply: string
  readonly delivery: string
  readonly failure: string | null
}

/** What the replies accepted by the API, the peer's ledger and the desk say of one another. */
export interface SendVerdict {
  /** Neither taken by the peer nor shown as refused by it; or the desk says sent, and the peer has nothing. */
  readonly lost: readonly string[]
  /** Taken more often than the withheld answers explain, or under another Message-ID. */
  readonly doubled: readonly string[]
  /** Shown as failed without the words of a server that refused it for good. */
  readonly misreported: readonly string[]
  /** Taken for the first time before an earlier reply of its ticket was. */
  readonly disordered: readonly string[]
  /** Taken once more for a withheld answer, or for a worker that was killed before it could write down the answer. */
  readonly again: { readonly withheld: number; readonly killed: number }
}

/** An answer that reached a worker is on disk within this time; a worker killed sooner may not have written it. */
const writingDownMs = 2_000

/**
 * Compares what was accepted with what is there (ENGINEERING R2). A letter is taken twice only where nobody could have
 * known better: the peer had taken it and never said so, or the worker died before it could write down that it had.
 */
export function judgeSending(
  accepted: readonly string[],
  taken: readonly Taken[],
  shown: readonly ShownReply[],
  killedAt: readonly number[],
): SendVerdict {
  const copiesOf = Map.groupBy(taken, ({ reply }) => reply)
  const shownAs = new Map(shown.map((one) => [one.reply, one]))
  const again = { withheld: 0, killed: 0 }
  const doubled = accepted.filter((reply) => {
    const copies = copiesOf.get(reply) ?? []
    if (new Set(copies.map(({ messageId }) => messageId)).size > 1) return true
    return copies.slice(0, -1).some((copy) => {
      if (copy.isWithheld) again.withheld += 1
      else if (killedAt.some((kill) => kill >= copy.at && kill - copy.at <= writingDownMs)) again.killed += 1
      else return true
      return false
    })
  })
  const isRefused = (one: ShownReply | undefined) => one?.delivery === 'failed' && /\b5\d\d\b/.test(one.failure ?? '')
  return {
    lost: accepted.filter((reply) => !copiesOf.has(reply) && shownAs.get(reply)?.delivery !== 'failed'),
    doubled,
    misreported: accepted.filter((reply) => {
      const one = shownAs.get(reply)
      return !isRefused(one) && !(one?.delivery === 'sent' && copiesOf.has(reply))
    }),
    disordered: disorderedAmong(taken),
    again,
  }
}

/** Replies whose first copy came after that of a later reply of the same ticket. */
function disorderedAmong(taken: readonly Taken[]): string[] {
  const seen = new Set<string>()
  const furthest = new Map<string, number>()
  return taken.flatMap(({ reply }) => {
    if (seen.has(reply)) return []
    seen.add(reply)
    const [ticket = '', turn = '0'] = reply.split('/')
    const before = furthest.get(ticket) ?? -1
    furthest.set(ticket, Math.max(before, Number(turn)))
    return Number(turn) < before ? [reply] : []
  })
}
