import type { FaultMail } from './mails.ts'
import { judge, type StoredMessage } from './verdict.ts'

/** An event as a job of one of its listeners: what it is about, and how the job ended. */
export interface Emitted {
  readonly listener: string
  readonly about: string
  readonly state: string
}

/** What should have been told to a listener, and how often its effect is there. */
export interface Owed {
  readonly listener: string
  readonly about: string
  readonly effects: number
  /** A listener may find nothing to do. */
  readonly atLeast: 0 | 1
}

export interface EventFacts {
  readonly accepted: readonly FaultMail[]
  /** In the order in which the desk shows them. */
  readonly stored: readonly StoredMessage[]
  readonly quarantined: ReadonlySet<string>
  readonly emitted: readonly Emitted[]
  readonly owed: readonly Owed[]
}

/** What was committed, what was told of it, and what came of that, compared. */
export interface EventsVerdict {
  /** Committed and never told, told and never worked, or worked without effect. */
  readonly lost: readonly string[]
  /** Told twice, or with two effects. */
  readonly doubled: readonly string[]
  readonly astray: readonly string[]
  /** Shown before what was said before it. */
  readonly disordered: readonly string[]
}

/** Every event is delivered at least once and applied exactly once, those of a ticket in their order (ENGINEERING R4). */
export function judgeEvents({ accepted, stored, quarantined, emitted, owed }: EventFacts): EventsVerdict {
  const mails = judge(accepted, stored, quarantined)
  const nameOf = ({ listener, about }: { listener: string; about: string }) => `${listener} ${about}`
  const jobs = Map.groupBy(emitted, nameOf)
  const effectsOf = Map.groupBy(owed, nameOf)
  const unfinished = emitted.filter(({ state }) => state !== 'completed')
  const untold = owed.filter((one) => !jobs.has(nameOf(one)))
  return {
    lost: [
      ...mails.lost,
      ...untold.map((one) => `${nameOf(one)} was not told`),
      ...unfinished.map((one) => `${nameOf(one)} is ${one.state}`),
      ...owed.filter(({ effects, atLeast }) => effects < atLeast).map((one) => `${nameOf(one)} had no effect`),
    ],
    doubled: [
      ...mails.doubled,
      ...[...jobs]
        .filter(([name, told]) => effectsOf.has(name) && told.length > 1)
        .map(([name]) => `${name} was told twice`),
      ...owed.filter(({ effects }) => effects > 1).map((one) => `${nameOf(one)} had ${one.effects} effects`),
    ],
    astray: mails.astray,
    disordered: disorderedAmong(accepted, stored),
  }
}

function disorderedAmong(accepted: readonly FaultMail[], stored: readonly StoredMessage[]): string[] {
  const turnOf = new Map(accepted.map(({ messageId, conversation }, at) => [messageId, { conversation, at }]))
  const furthest = new Map<number, number>()
  return stored.flatMap(({ messageId }) => {
    const turn = turnOf.get(messageId)
    if (!turn) return []
    const before = furthest.get(turn.conversation) ?? -1
    furthest.set(turn.conversation, Math.max(before, turn.at))
    return turn.at < before ? [messageId] : []
  })
}
