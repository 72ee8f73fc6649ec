/** What a virtual agent may do. Those of the first line change something, and their mark or id is found again. */
export type OperationKind =
  | ('assign' | 'change' | 'tag' | 'snooze' | 'resolve' | 'reopen' | 'escalate' | 'note' | 'reply' | 'undo')
  | ('take-next' | 'follow' | 'read' | 'list')

/** One thing that one agent asked, and what came of it (invoke, then ok, refused or unknown, as Jepsen writes them). */
export interface Operation {
  readonly memberId: string
  readonly kind: OperationKind
  /** Empty where no ticket was named. */
  readonly ticketId: string
  /** Stands in what it does: the timeline's line, or the message. */
  readonly mark: string
  readonly asked: Readonly<Record<string, unknown>>
  readonly sentAt: number
  readonly endedAt: number
  readonly outcome: 'ok' | 'refused' | 'unknown'
  readonly status: number
  /** The answer's body, where one was read. */
  readonly answer: unknown
}

/** A line of a ticket's timeline, in its order. */
export interface Line {
  readonly ticketId: string
  readonly id: string
  readonly kind: string
  readonly actorId: string
  readonly details: Readonly<Record<string, unknown>>
}

/** A ticket's row after the run. */
export interface TicketAtLast {
  readonly id: string
  readonly storeId: string
  readonly status: string
  readonly kind: string
  readonly priority: string
  readonly assigneeId: string | null
  readonly tags: readonly string[]
  readonly orderNumber: string | null
  readonly unanswered: number
  readonly snoozedUntil: Date | null
  readonly resolvedAt: Date | null
  readonly nextDueAt: Date | null
  /** These three as the clocks know them. */
  readonly courseResolvedAt: Date | null
  readonly waitingSince: Date | null
  readonly answeredAt: Date | null
}

export interface MessageAtLast {
  readonly id: string
  readonly ticketId: string
  readonly direction: string
  readonly authorId: string | null
  readonly text: string
  readonly automatic: boolean
  readonly delivery: string | null
  readonly sentAt: Date | null
  /** What the ticket was to be after it. */
  readonly answeredAs: string | null
}

export interface ClockAtLast {
  readonly ticketId: string
  readonly measure: string
  readonly startedAt: Date
  readonly dueAt: Date | null
  readonly stoppedAt: Date | null
  readonly breachedAt: Date | null
  /** It stands, for the buyer has the word. */
  readonly isPaused: boolean
}

/** All that a run leaves to be judged. */
export interface History {
  readonly operations: readonly Operation[]
  readonly lines: readonly Line[]
  readonly tickets: readonly TicketAtLast[]
  readonly messages: readonly MessageAtLast[]
  readonly clocks: readonly ClockAtLast[]
  /** Letters that the mail server took: their Message-ID, the mark in their text, when. */
  readonly taken: readonly { readonly messageId: string; readonly reply: string; readonly at: number }[]
  readonly killedAt: readonly number[]
  /** The stores that an agent of the run serves; the demo's own members serve all. */
  readonly reach: ReadonlyMap<string, readonly string[] | 'all'>
  /** Ids of tickets that a member's open page was told of. */
  readonly heard: readonly { readonly memberId: string; readonly ticketId: string }[]
  /** What the desk counts at last, and what it should. */
  readonly counts: readonly { readonly what: string; readonly told: number; readonly counted: number }[]
  readonly isAuditSound: boolean
}

/** Groups by the ticket it is about. */
export const byTicket = <Of extends { readonly ticketId: string }>(all: readonly Of[]): ReadonlyMap<string, Of[]> =>
  Map.groupBy(all, ({ ticketId }) => ticketId)
