import { searchTokens } from '../../lib/text.search.ts'
import { type Context, type Gathering, gather, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import * as sla from '../sla/index.ts'
import { previewOf } from './rules.ts'
import { tell } from './service.timeline.ts'
import * as store from './store.ts'

/** What a new ticket is made of, once somebody has found out what it is about. */
export type TicketFacts = Omit<store.NewTicketRow, 'id' | 'preview' | 'unanswered' | 'nextDue' | 'tokens'> & {
  readonly text: string
}

/** Opens a ticket: the row, its clocks, what it is found by, and the first line of its timeline, all or nothing. */
export function createTicket(context: Context, facts: TicketFacts): Promise<{ id: string; number: number }> {
  return transact(context, async (context) => {
    const ticket = await newTicket(context, facts)
    const numbers = await store.insertTickets(context.db, [ticket])
    return { id: ticket.id, number: numbers.get(ticket.id) ?? 0 }
  })
}

/** The same, written with the other tickets of the transaction, or when one of them is looked for. */
export async function createInBatch(context: Context, facts: TicketFacts): Promise<string> {
  const ticket = await newTicket(context, facts)
  await gather(context, newTickets, ticket)
  return ticket.id
}

/** Who looks for a ticket within a transaction has these written first. */
export const newTickets: Gathering<store.NewTicketRow> = {
  name: 'tickets.new',
  order: 'first',
  async write(context, tickets) {
    await store.insertTickets(context.db, tickets)
  },
}

async function newTicket(context: Context, facts: TicketFacts): Promise<store.NewTicketRow> {
  const id = context.newId()
  const { text, ...row } = facts
  const nextDue = await sla.startClocks(context, {
    ticketId: id,
    kind: facts.kind,
    priority: facts.priority,
    storeId: facts.storeId,
    channelKind: facts.channelKind,
    marketplaceKind: facts.marketplaceKind,
    at: facts.at,
  })
  await tell(context, id, 'created', {
    kind: facts.kind,
    subType: facts.subType,
    priority: facts.priority,
    channelKind: facts.channelKind,
    reasons: facts.reasons,
  })
  await emit(context, 'tickets.created', { ticketId: id })
  const tokens = searchTokens([facts.subject, text, facts.orderNumber ?? ''].join('\n'), facts.language)
  return { ...row, id, nextDue, preview: previewOf(text), unanswered: 1, tokens }
}
