import type { FaultMail } from './mails.ts'

/** A message as the database holds it after the run. */
export interface StoredMessage {
  readonly messageId: string
  readonly ticketId: string
}

/** What the ledger of accepted mails and the database say of one another. */
export interface Verdict {
  /** Accepted, and neither a message nor in quarantine. */
  readonly lost: readonly string[]
  /** Accepted once or more, and more than one message. */
  readonly doubled: readonly string[]
  /** On a ticket of another conversation, or a conversation on several tickets. */
  readonly astray: readonly string[]
}

/** Compares what was accepted with what is there (ENGINEERING R1): each mail ends as exactly one message or one quarantine entry. */
export function judge(
  accepted: readonly FaultMail[],
  stored: readonly StoredMessage[],
  quarantined: ReadonlySet<string>,
): Verdict {
  const copies = Map.groupBy(stored, ({ messageId }) => messageId)
  const conversationOf = new Map(accepted.map(({ messageId, conversation }) => [messageId, conversation]))
  const ticketOf = new Map<number, string>()
  const ownerOf = new Map<string, number>()
  const astray = stored.filter(({ messageId, ticketId }) => {
    const conversation = conversationOf.get(messageId)
    if (conversation === undefined) return false
    const first = ticketOf.get(conversation) ?? ticketId
    const owner = ownerOf.get(ticketId) ?? conversation
    ticketOf.set(conversation, first)
    ownerOf.set(ticketId, owner)
    return first !== ticketId || owner !== conversation
  })
  const ids = accepted.map(({ messageId }) => messageId)
  return {
    lost: ids.filter((id) => !copies.has(id) && !quarantined.has(id)),
    doubled: ids.filter((id) => (copies.get(id)?.length ?? 0) + (quarantined.has(id) ? 1 : 0) > 1),
    astray: astray.map(({ messageId }) => messageId),
  }
}
