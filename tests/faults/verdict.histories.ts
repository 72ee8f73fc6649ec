import type { History, Operation } from './histories.record.ts'
import { judgeClockFaces, judgeClockHands } from './verdict.hands.ts'
import { judgeLetters } from './verdict.letters.ts'
import { judgeLines } from './verdict.lines.ts'
import { replayAll } from './verdict.replay.ts'

/** What many agents at the same few tickets were told, and what is there (ENGINEERING R5). */
export interface HistoriesVerdict {
  /** Acknowledged and gone, or overwritten by who had not seen it. */
  readonly lost: readonly string[]
  /** Done twice. */
  readonly doubled: readonly string[]
  /** Refused or taken back, and done all the same. */
  readonly undue: readonly string[]
  /** A second answer to a word that a colleague had answered. */
  readonly crossed: readonly string[]
  /** A clock that went back, or does not say what has happened. */
  readonly clocks: readonly string[]
  /** A count that is not what counting gives; a broken chain of the audit. */
  readonly miscounted: readonly string[]
  /** Told to, or allowed for, somebody whose stores it is not in. */
  readonly leaked: readonly string[]
}

/** The offline checker of a history: every part of it is a function of what was recorded. */
export function judgeHistory(history: History): HistoriesVerdict {
  const replay = replayAll(history)
  const lines = judgeLines(history)
  const letters = judgeLetters(history)
  return {
    lost: [...lines.lost, ...replay.lost, ...letters.lost],
    doubled: [...lines.doubled, ...letters.doubled],
    undue: [...lines.undue, ...letters.undue],
    crossed: replay.crossed,
    clocks: [...judgeClockHands(history), ...judgeClockFaces(history)],
    miscounted: miscountedIn(history),
    leaked: leaksIn(history),
  }
}

function miscountedIn({ counts, isAuditSound }: History): string[] {
  const wrong = counts.filter(({ told, counted }) => told !== counted)
  return [
    ...wrong.map(({ what, told, counted }) => `${what}: told ${told}, counted ${counted}`),
    ...(isAuditSound ? [] : ['the chain of the audit log is broken']),
  ]
}

/** The stores of the tickets do not change, and nobody is given what is not in theirs: so reach never changes either. */
function leaksIn({ operations, tickets, reach, heard }: History): string[] {
  const storeOf = new Map(tickets.map(({ id, storeId }) => [id, storeId]))
  const reaches = (memberId: string, ticketId: string) => {
    const stores = reach.get(memberId) ?? 'all'
    const storeId = storeOf.get(ticketId)
    return storeId === undefined || stores === 'all' || stores.includes(storeId)
  }
  const allowed = operations.filter(
    (one) => one.outcome === 'ok' && idsIn(one).some((ticketId) => !reaches(one.memberId, ticketId)),
  )
  const told = heard.filter(({ memberId, ticketId }) => !reaches(memberId, ticketId))
  const givenTo = tickets.filter(({ id, assigneeId }) => assigneeId !== null && !reaches(assigneeId, id))
  return [
    ...allowed.map(({ memberId, kind, ticketId }) => `${memberId} ${kind} ${ticketId}`),
    ...told.map(({ memberId, ticketId }) => `${memberId} was told of ${ticketId}`),
    ...givenTo.map(({ id, assigneeId }) => `${id} was given to ${assigneeId}`),
  ]
}

/** The tickets that an answer shows: the one asked for, and those of a list. */
function idsIn({ ticketId, answer }: Operation): string[] {
  const items = (answer as { items?: readonly { id: string }[] } | null)?.items ?? []
  return [...(ticketId === '' ? [] : [ticketId]), ...items.map(({ id }) => id)]
}
