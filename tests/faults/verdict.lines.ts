import { byTicket, type History, type Line, type Operation } from './histories.record.ts'

/** What the record of the agents and the timelines say of one another. */
export interface LinesVerdict {
  /** Acknowledged, and without its line. */
  readonly lost: readonly string[]
  /** With two lines for one operation. */
  readonly doubled: readonly string[]
  /** Refused, and done all the same. */
  readonly undue: readonly string[]
}

/** The lines that can only come from this operation; undefined where it leaves none that is its own. */
type Finder = (operation: Operation) => ((line: Line) => boolean) | undefined

const idOf = ({ answer }: Operation): unknown => (answer as { id?: unknown } | null)?.id

const finders: Readonly<Record<string, Finder>> = {
  assign:
    ({ mark }) =>
    (line) =>
      line.kind === 'assigned' && line.details.note === mark,
  change:
    ({ mark }) =>
    (line) =>
      line.kind === 'changed' && orderNumberIn(line) === mark,
  tag:
    ({ mark }) =>
    (line) =>
      line.kind === 'changed' && orderNumberIn(line) === mark,
  snooze:
    ({ mark }) =>
    (line) =>
      line.kind === 'snoozed' && line.details.until === mark,
  resolve:
    ({ mark }) =>
    (line) =>
      line.kind === 'resolved' && line.details.note === mark,
  escalate:
    ({ mark }) =>
    (line) =>
      line.kind === 'escalated' && line.details.reason === mark,
  note: (operation) => saidBy(operation, 'noted'),
  reply: (operation) => saidBy(operation, 'answered'),
  undo:
    ({ asked }) =>
    (line) =>
      line.kind === 'send-undone' && line.details.messageId === asked.messageId,
}

const saidBy = (operation: Operation, kind: string) =>
  operation.outcome === 'ok'
    ? (line: Line) => line.kind === kind && line.details.messageId === idOf(operation)
    : undefined

const orderNumberIn = (line: Line): unknown =>
  (line.details.changed as { orderNumber?: { to: unknown } } | undefined)?.orderNumber?.to

/** What an operation that found nothing to do leaves as it is: then the answer shows it so. */
const isIdle: Readonly<Record<string, (operation: Operation) => boolean>> = {
  assign: ({ answer, asked }) =>
    ((answer as { assignee: { id: string } | null }).assignee?.id ?? null) === asked.memberId,
  resolve: ({ answer }) => (answer as { status: string }).status === 'resolved',
}

/** Every acknowledged change has one line of the timeline, every unknown one at most one, a refused one none (R5). */
export function judgeLines(history: History): LinesVerdict {
  const linesOf = byTicket(history.lines)
  const verdict = { lost: [] as string[], doubled: [] as string[], undue: [] as string[] }
  for (const operation of history.operations) {
    const isIts = finders[operation.kind]?.(operation)
    if (!isIts) continue
    const count = (linesOf.get(operation.ticketId) ?? []).filter(isIts).length
    const name = `${operation.ticketId} ${operation.kind} ${operation.mark}`
    const isDone = operation.outcome === 'ok' && !isIdle[operation.kind]?.(operation)
    if (count > 1) verdict.doubled.push(name)
    if (count === 0 && isDone) verdict.lost.push(name)
    // Two may take back the same letter: the second is refused, and the line is the first one's.
    if (count > 0 && operation.outcome === 'refused' && operation.kind !== 'undo') verdict.undue.push(name)
  }
  for (const said of ['note', 'reply'] as const) countSaid(history, said, verdict)
  return verdict
}

/** Notes and replies are counted by their words, for an answer that was never read names no id. */
function countSaid(
  history: History,
  kind: 'note' | 'reply',
  verdict: { lost: string[]; doubled: string[]; undue: string[] },
) {
  const direction = kind === 'note' ? 'note' : 'outbound'
  const counts = new Map<string, number>()
  for (const message of history.messages) {
    const mark = message.direction === direction ? markIn(message.text) : undefined
    if (mark) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  for (const { mark, outcome, ticketId } of history.operations.filter((operation) => operation.kind === kind)) {
    const count = counts.get(mark) ?? 0
    const name = `${ticketId} ${kind} ${mark}`
    if (count > 1) verdict.doubled.push(name)
    if (count === 0 && outcome === 'ok') verdict.lost.push(name)
    if (count > 0 && outcome === 'refused') verdict.undue.push(name)
  }
}

/** The mark that a text carries, as the mail server reads it too. */
export const markIn = (text: string): string | undefined => /\((r2 \d+\/\d+)\)/.exec(text)?.[1]
