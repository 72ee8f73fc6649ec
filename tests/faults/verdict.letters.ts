import type { History, MessageAtLast } from './histories.record.ts'
import { markIn } from './verdict.lines.ts'

export interface LettersVerdict {
  /** Not taken back, and never left. */
  readonly lost: readonly string[]
  /** Left more often than a killed worker explains, or under two Message-IDs. */
  readonly doubled: readonly string[]
  /** Taken back, and left all the same. */
  readonly undue: readonly string[]
}

/** A worker that is killed so soon after the mail server took a letter may not have written that down. */
const writingDownMs = 2_000

/** A reply goes out once; one that was taken back never does (R5). */
export function judgeLetters({ messages, taken, killedAt }: History): LettersVerdict {
  const copiesOf = Map.groupBy(taken, ({ reply }) => reply)
  const replies = messages.flatMap((message) => {
    const mark = message.direction === 'outbound' ? markIn(message.text) : undefined
    return mark ? [{ mark, message, copies: copiesOf.get(mark) ?? [] }] : []
  })
  const isExcused = ({ at }: { at: number }) => killedAt.some((kill) => kill >= at && kill - at <= writingDownMs)
  const names = (found: readonly { mark: string; message: MessageAtLast }[]) =>
    found.map(({ mark, message }) => `${message.ticketId} ${mark} (${message.delivery})`)
  return {
    lost: names(replies.filter(({ message, copies }) => message.delivery !== 'withdrawn' && copies.length === 0)),
    doubled: names(
      replies.filter(
        ({ copies }) =>
          new Set(copies.map(({ messageId }) => messageId)).size > 1 ||
          copies.slice(0, -1).some((copy) => !isExcused(copy)),
      ),
    ),
    undue: names(replies.filter(({ message, copies }) => message.delivery === 'withdrawn' && copies.length > 0)),
  }
}
