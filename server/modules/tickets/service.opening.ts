import { searchTokens } from '../../lib/text.search.ts'
import { type Context, type Gathering, gather, transact, writeGathered } from '../../platform/context.ts'
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

/** A ticket that the open transaction writes before it ends, and its number, which is known then. */
export interface TicketToBe {
  readonly id: string
  readonly number: Promise<number>
}

/** The same, written with the other tickets of the transaction, or when one of them is looked for. */
export async function createInBatch(context: Context, facts: TicketFacts): Promise<TicketToBe> {
  const ticket = await newTicket(context, facts)
  const number = Promise.withResolvers<number>()
  await gather(context, newTickets, { ticket, numbered: number.resolve })
  return { id: ticket.id, number: number.promise }
}

/** Who looks for a ticket within a transaction has these written first. */
export const newTickets: Gathering<{ ticket: store.NewTicketRow; numbered: (number: number) => void }> = {
  name: 'tickets.new',
  order: 'first',
  async write(context, tickets) {
    const numbers = await store.insertTickets(
      context.db,
      tickets.map(({ ticket }) => ticket),
    )
    for (const { ticket, numbered } of tickets) numbered(numbers.get(ticket.id) ?? 0)
  },
}

/** Has the tickets that the open transaction is to write written now, for whoever needs their numbers within it. */
export const writeNewTickets = (context: Context): Promise<void> => writeGathered(context, newTickets)

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
