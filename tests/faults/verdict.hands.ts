import { byTicket, type ClockAtLast, type History, type Operation, type TicketAtLast } from './histories.record.ts'

/** A clock as an answer shows it. */
interface ShownClock {
  readonly measure: string
  readonly state: string
  readonly startedAt: string
  readonly metAt: string | null
}

interface ShownTicket {
  readonly id: string
  readonly version: number
  readonly clocks: readonly ShownClock[]
}

/** A clock that has left one of these states never goes back to it; what a resolution ended may go on. */
const forGood: readonly string[] = ['first-response', 'next-response', 'solution-proposed']

/**
 * Nobody who asks later sees an earlier state: of two answers, the second asked for when the first had been read, the
 * second shows no older version of the ticket, no breach undone and no other moment for what was met (R5).
 */
export function judgeClockHands({ operations }: History): string[] {
  const found: string[] = []
  for (const [ticketId, all] of byTicket(operations.filter(({ outcome }) => outcome === 'ok'))) {
    const shown = all.flatMap((operation) => {
      const ticket = shownIn(operation)
      return ticket ? [{ ...operation, ticket }] : []
    })
    const asked = shown.toSorted((one, other) => one.sentAt - other.sentAt)
    const read = shown.toSorted((one, other) => one.endedAt - other.endedAt).values()
    let next = read.next()
    let version = 0
    const clocks = new Map<string, ShownClock>()
    for (const { ticket, sentAt } of asked) {
      for (; !next.done && next.value.endedAt < sentAt; next = read.next()) {
        version = Math.max(version, next.value.ticket.version)
        for (const clock of next.value.ticket.clocks) remember(clocks, clock)
      }
      if (ticket.version < version) found.push(`${ticketId}: version ${ticket.version} was shown after ${version}`)
      found.push(...ticket.clocks.flatMap((clock) => wentBack(clocks.get(keyOf(clock)), clock, ticketId)))
    }
  }
  return found
}

function shownIn({ answer }: Operation): ShownTicket | undefined {
  const ticket = answer as Partial<ShownTicket> | null
  return ticket?.version !== undefined && ticket.clocks ? (ticket as ShownTicket) : undefined
}

const keyOf = ({ measure, startedAt }: ShownClock): string => `${measure} ${startedAt}`

function remember(clocks: Map<string, ShownClock>, clock: ShownClock): void {
  const known = clocks.get(keyOf(clock))
  if (!known || (known.metAt === null && known.state !== 'breached') || clock.metAt !== null)
    clocks.set(keyOf(clock), clock)
}

function wentBack(known: ShownClock | undefined, clock: ShownClock, ticketId: string): string[] {
  if (!known) return []
  const name = `${ticketId} ${keyOf(clock)}`
  const isUndone = known.state === 'breached' && (clock.state === 'running' || clock.state === 'paused')
  const isMoved = forGood.includes(clock.measure) && known.metAt !== null && clock.metAt !== known.metAt
  return [
    ...(isUndone ? [`${name} was breached and is ${clock.state}`] : []),
    ...(isMoved ? [`${name} was met at ${known.metAt} and is at ${clock.metAt}`] : []),
  ]
}

/** What the clocks say at last is what has happened: when they stand, what is due first, when the first answer left. */
export function judgeClockFaces({ tickets, clocks, messages }: History): string[] {
  const clocksOf = byTicket(clocks)
  const messagesOf = byTicket(messages)
  return tickets.flatMap((ticket) => {
    const due = firstDue(ticket, clocksOf.get(ticket.id) ?? [])
    const answers = (messagesOf.get(ticket.id) ?? []).filter(
      ({ direction, automatic }) => direction === 'outbound' && !automatic,
    )
    const sent = answers.flatMap(({ sentAt }) => (sentAt ? [sentAt.getTime()] : []))
    const answeredAt = sent.length > 0 ? Math.min(...sent) : null
    const expected: readonly (readonly [string, unknown, unknown])[] = [
      ['due first', moment(ticket.nextDueAt), due],
      ['resolved for its clocks', ticket.courseResolvedAt !== null, ticket.resolvedAt !== null],
      ['asleep until a moment', ticket.snoozedUntil !== null, ticket.status === 'snoozed'],
      ['first answered', moment(ticket.answeredAt), answeredAt],
      ...(ticket.resolvedAt === null && ticket.status !== 'snoozed'
        ? ([['waiting for its clocks', ticket.waitingSince !== null, ticket.status === 'waiting']] as const)
        : []),
    ]
    return expected
      .filter(([, is, shouldBe]) => is !== shouldBe)
      .map(([what, is, shouldBe]) => `${ticket.id} (${ticket.status}): ${what} ${is}, should be ${shouldBe}`)
  })
}

const moment = (at: Date | null): number | null => at?.getTime() ?? null

function firstDue({ resolvedAt }: TicketAtLast, clocks: readonly ClockAtLast[]): number | null {
  if (resolvedAt !== null) return null
  const due = clocks
    .filter(({ stoppedAt, isPaused }) => stoppedAt === null && !isPaused)
    .flatMap(({ breachedAt, dueAt }) => moment(breachedAt ?? dueAt) ?? [])
  return due.length > 0 ? Math.min(...due) : null
}
