import type { FaultDesk } from './desk.ts'
import type { Shops } from './histories.floor.ts'
import type { ClockAtLast, History, Line, MessageAtLast, TicketAtLast } from './histories.record.ts'

type Recorded = Omit<History, 'lines' | 'tickets' | 'messages' | 'clocks' | 'isAuditSound'>

/** Adds to what was recorded what the database holds of the tickets. */
export async function readHistory(desk: FaultDesk, ticketIds: readonly string[], recorded: Recorded): Promise<History> {
  const of = (text: string) => [text, [ticketIds]] as const
  const lines = await desk.sql<Line>(
    ...of(`select ticket_id as "ticketId", id, kind, actor_id as "actorId", details from ticket_events
      where ticket_id = any ($1) order by ticket_id, id`),
  )
  const tickets = await desk.sql<TicketAtLast>(
    ...of(`select t.id, t.store_id as "storeId", t.status, t.kind, t.priority, t.assignee_id as "assigneeId", t.tags,
        t.order_number as "orderNumber", t.unanswered, t.snoozed_until as "snoozedUntil", t.resolved_at as "resolvedAt",
        nullif(t.next_due_at, 'infinity') as "nextDueAt",
        c.resolved_at as "courseResolvedAt", c.waiting_since as "waitingSince", c.answered_at as "answeredAt"
      from tickets t join sla_courses c on c.workspace_id = t.workspace_id and c.ticket_id = t.id
      where t.id = any ($1)`),
  )
  const messages = await desk.sql<MessageAtLast>(
    ...of(`select id, ticket_id as "ticketId", direction, author_id as "authorId", text, automatic, delivery,
        sent_at as "sentAt", undo ->> 'status' as "answeredAs" from messages where ticket_id = any ($1)`),
  )
  const clocks = await desk.sql<ClockAtLast>(
    ...of(`select ticket_id as "ticketId", measure, started_at as "startedAt", due_at as "dueAt",
        stopped_at as "stoppedAt", breached_at as "breachedAt",
        coalesce(pauses -> -1 ->> 'until' is null and jsonb_array_length(pauses) > 0, false) as "isPaused" from clocks where ticket_id = any ($1)`),
  )
  return { ...recorded, lines, tickets, messages, clocks, isAuditSound: await desk.isAuditSound() }
}

/** What the views of each agent hold, in SQL of our own; $1 is the agent. */
const views: Readonly<Record<string, string>> = {
  mine: `assignee_id = $1 and status = 'open'`,
  unassigned: `assignee_id is null and status = 'open'`,
  open: `status = 'open'`,
  waiting: `status = 'waiting'`,
  snoozed: `status = 'snoozed'`,
  resolved: `status = 'resolved'`,
  all: 'true',
}

/** What the desk counts for each agent, and for each assignee, beside a count of the rows. */
export async function countAgain(desk: FaultDesk, port: number, agents: Shops['agents']): Promise<History['counts']> {
  const counts: History['counts'][number][] = []
  const ask = async (caller: Shops['agents'][number]['caller'], path: string) => {
    const heard = await caller.call(port, { method: 'GET', path })
    if (heard === 'cut' || heard.status !== 200) throw new Error(`${path} cannot be read`)
    return JSON.parse(heard.body)
  }
  for (const { caller, memberId, storeIds } of agents) {
    const told = await ask(caller, '/api/tickets/counts')
    const within = storeIds === 'all' ? 'true or $2::uuid[] is null' : 'store_id = any ($2::uuid[]) or assignee_id = $1'
    for (const [view, where] of Object.entries(views)) {
      const [row] = await desk.sql<{ count: number }>(
        `select count(*)::int as count from tickets where $1::uuid is not null and (${within}) and (${where})`,
        [memberId, storeIds === 'all' ? null : storeIds],
      )
      counts.push({ what: `${view} of ${memberId}`, told: told[view], counted: row?.count ?? -1 })
    }
  }
  const [first] = agents
  if (!first) return counts
  const people: { memberId: string; open: number }[] = await ask(first.caller, '/api/availabilities')
  for (const { memberId, open } of people) {
    const [row] = await desk.sql<{ count: number }>(
      `select count(*)::int as count from tickets where assignee_id = $1 and status = 'open'`,
      [memberId],
    )
    counts.push({ what: `open work of ${memberId}`, told: open, counted: row?.count ?? -1 })
  }
  return counts
}
