import { type PastTask, recordPastTask } from '../modules/procedures/index.ts'
import { type Context, transact } from '../platform/context.ts'
import type { PlannedTicket } from './plan.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Older ones are history that no page of the demo shows first. */
const shownDays = 30

type Kind = PastTask['wanted']['kind']

const wantedOf: { readonly [SubType in string]?: (ticket: PlannedTicket) => PastTask['wanted'] } = {
  cancel: () => ({ kind: 'cancel', reason: '买家重复下单' }),
  'change-address': ({ buyer }) => ({ kind: 'change-address', address: `${buyer}\n14 Maple Court, Apartment 3` }),
  invoice: () => ({ kind: 'invoice' }),
}

/**
 * The order tasks of the last month's tickets about an order: those of resolved tickets are done, one in eight of them late;
 * of the open ones every second was begun, and half of these wait for the warehouse. The others are left to try it on.
 */
export async function recordTasks(
  context: Context,
  played: ReadonlyMap<string, PlannedTicket>,
  members: readonly { readonly id: string }[],
): Promise<void> {
  const now = context.now()
  const since = now.getTime() - shownDays * dayMs
  const about = [...played].filter(([, { story, at }]) => story.kind === 'order' && at.getTime() > since)
  for (const [ticketId, ticket] of about) {
    const past = planTask(ticket, now, members)
    if (past) await transact(context, (context) => recordPastTask(context, ticketId, past))
  }
}

/** The task of one ticket; undefined where it is left to be begun. */
export function planTask(
  ticket: PlannedTicket,
  now: Date,
  members: readonly { readonly id: string }[],
): PastTask | undefined {
  const wanted = wantedOf[ticket.story.subType ?? '']?.(ticket)
  const assignee = ticket.agentIndex === null ? undefined : members[ticket.agentIndex]
  if (!wanted || !assignee) return undefined
  const drawn = Number(ticket.order.replace(/\D/g, '').slice(-3))
  const begunAt = new Date(ticket.at.getTime() + 0.4 * hourMs)
  const after = (hours: number) => new Date(begunAt.getTime() + hours * hourMs)
  if (ticket.reached !== 'resolved') {
    if (drawn % 2 === 0 || begunAt >= now) return undefined
    const askedAt = after(0.3)
    const isAsked = drawn % 4 === 1 && askedAt < now
    const moves: PastTask['moves'] = isAsked ? [{ event: 'ask', askedOf: 'warehouse', at: askedAt }] : []
    return { wanted, begunAt, assigneeId: assignee.id, moves }
  }
  // Two working days late at the least, whatever the weekday; else well within the four hours that are the shortest limit.
  const told = after(drawn % 8 === 0 ? 8 * 24 : 1.5)
  if (told >= now) return undefined
  const moves: PastTask['moves'] = [
    { event: 'ask', askedOf: askedOf[wanted.kind] ?? 'warehouse', at: after(0.3) },
    {
      event: 'carry-out',
      at: after(1),
      ...(wanted.kind === 'invoice' && { reference: `INV-${ticket.order.slice(-5)}` }),
    },
    { event: 'tell', at: told },
  ]
  return { wanted, begunAt, assigneeId: assignee.id, moves }
}

const askedOf: { readonly [Name in Kind]?: 'seller-system' | 'warehouse' } = {
  invoice: 'seller-system',
  cancel: 'warehouse',
}
