import { byTicket, type History, type Line, type MessageAtLast, type TicketAtLast } from './histories.record.ts'

/** A ticket as its timeline tells it so far. */
interface Told {
  fields: Record<string, unknown>
  /** Resolved, and not opened again since; a letter sent to a resolved ticket leaves it so. */
  isResolved: boolean
  /** Opened again by a letter that is taken back in the same moment. */
  isOpenedByUndo: boolean
  /** What was said, in order: the buyer's words, standing answers, and where a resolution settled what was open. */
  said: Said[]
}

type Said =
  | { readonly what: 'word' | 'resolution'; readonly id: string; readonly authorId: null }
  | { readonly what: 'answer'; readonly id: string; readonly authorId: string | null; before: string; as: string }

/** What replaying one ticket's timeline found: where a change did not begin at what the one before it left. */
interface Replay {
  readonly lost: string[]
  readonly crossed: string[]
}

/**
 * Replays every timeline from its beginning. `lost`: a line that does not begin where the one before it ended, or a row
 * that is not what its timeline ends with. `crossed`: an answer to a word that somebody else had answered before (ENGINEERING R5).
 */
export function replayAll(history: History): Replay {
  const found: Replay = { lost: [], crossed: [] }
  const linesOf = byTicket(history.lines)
  const messages = new Map(history.messages.map((message) => [message.id, message]))
  const seenBy = new Map<string, string>()
  for (const { kind, outcome, answer, asked } of history.operations) {
    if (kind !== 'reply' || outcome !== 'ok') continue
    const { id } = answer as { id: string }
    if (typeof asked.seenMessageId === 'string') seenBy.set(id, asked.seenMessageId)
  }
  for (const ticket of history.tickets) {
    const told = { fields: beginning(), isResolved: false, isOpenedByUndo: false, said: [] } satisfies Told
    for (const line of linesOf.get(ticket.id) ?? []) follow(told, line, { messages, seenBy, found })
    found.lost.push(...differences(told, ticket))
  }
  return found
}

const beginning = (): Record<string, unknown> => ({
  status: 'open',
  kind: null,
  priority: null,
  assigneeId: null,
  tags: [],
  orderNumber: null,
})

interface Books {
  readonly messages: ReadonlyMap<string, MessageAtLast>
  readonly seenBy: ReadonlyMap<string, string>
  readonly found: Replay
}

function follow(told: Told, line: Line, books: Books): void {
  const { details, kind } = line
  const { fields } = told
  const where = `${line.ticketId} ${kind} ${line.id}`
  const move = (field: string, from: unknown, to: unknown) => {
    if (!isSame(fields[field], from))
      books.found.lost.push(`${where}: ${field} was ${JSON.stringify(fields[field])}, not ${JSON.stringify(from)}`)
    fields[field] = to
  }
  const reopen = (status: string) => {
    fields.status = status
    told.isResolved = false
  }
  if (kind === 'created') Object.assign(fields, { kind: details.kind, priority: details.priority })
  else if (kind === 'assigned') move('assigneeId', details.from, details.to)
  else if (kind === 'changed') {
    for (const [field, { from, to }] of Object.entries(
      details.changed as Record<string, { from: unknown; to: unknown }>,
    ))
      if (field in fields) move(field, from, to)
    if (fields.status === 'open') reopen('open')
  } else if (kind === 'priority-raised') move('priority', details.from, details.to)
  else if (kind === 'escalated' || kind === 'breach-escalated')
    fields.priority = fields.priority === 'urgent' ? 'urgent' : 'high'
  else if (kind === 'snoozed') reopen('snoozed')
  else if (kind === 'woke') move('status', 'snoozed', 'open')
  else if (kind === 'resolved') {
    Object.assign(fields, { status: 'resolved' })
    told.isResolved = true
    told.said.push({ what: 'resolution', id: line.id, authorId: null })
  } else if (kind === 'reopened') {
    reopen('open')
    // What the resolution settled was not: the letter never arrived.
    told.isOpenedByUndo = details.by === 'undelivered'
    if (told.isOpenedByUndo) dropLast(told.said, ({ what }) => what === 'resolution')
  } else if (kind === 'buyer-wrote' && details.automatic === null) {
    reopen('open')
    told.said.push({ what: 'word', id: String(details.messageId), authorId: null })
  } else if (kind === 'answered') answer(told, line, books)
  else if (kind === 'send-undone') undo(told, String(details.messageId))
}

function answer(told: Told, line: Line, { messages, seenBy, found }: Books): void {
  const id = String(line.details.messageId)
  const as = messages.get(id)?.answeredAs ?? 'waiting'
  const authorId = messages.get(id)?.authorId ?? null
  const newest = told.said.findLast(({ what }) => what !== 'resolution')
  const seen = seenBy.get(id)
  if (seen !== undefined && newest && newest.id > seen && newest.authorId !== authorId)
    found.crossed.push(`${line.ticketId}: ${id} answers what ${newest.id} had answered`)
  told.said.push({ what: 'answer', id, authorId, before: String(told.fields.status), as })
  told.fields.status = as
  if (as === 'open') told.isResolved = false
}

/** Taken back: unless another answer stands behind it, the ticket is what it was, if nobody has changed that since. */
function undo(told: Told, id: string): void {
  const at = told.said.findIndex((said) => said.id === id)
  const undone = told.said[at]
  const isOpened = told.isOpenedByUndo
  told.isOpenedByUndo = false
  if (undone?.what !== 'answer') return
  told.said.splice(at, 1)
  const next = told.said.slice(at).find((said) => said.what === 'answer')
  if (next?.what === 'answer') next.before = undone.before
  else if (!isOpened && told.fields.status === undone.as && (undone.before !== 'resolved' || told.isResolved))
    told.fields.status = undone.before
}

function dropLast(said: Said[], isIt: (one: Said) => boolean): void {
  const at = said.findLastIndex(isIt)
  if (at >= 0) said.splice(at, 1)
}

/** Where the row is not what the timeline ends with; how many words wait for an answer is counted anew. */
function differences({ fields, said, isResolved }: Told, ticket: TicketAtLast): string[] {
  const unanswered = said.length - 1 - said.findLastIndex(({ what }) => what !== 'word')
  const expected = { ...fields, unanswered, isResolved }
  const row: Record<string, unknown> = { ...ticket, isResolved: ticket.resolvedAt !== null }
  return Object.entries(expected)
    .filter(([field, value]) => !isSame(row[field], value))
    .map(([field, value]) => `${ticket.id}: ${field} is ${JSON.stringify(row[field])}, told ${JSON.stringify(value)}`)
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
