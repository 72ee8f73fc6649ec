import { type Context, type Gathering, gather } from '../../platform/context.ts'
import { announce } from '../../platform/realtime.ts'
import * as timeline from './store.events.ts'

/** Adds a line to the timeline and tells the open browsers, together with the other lines of the transaction. */
export const tell = (context: Context, ticketId: string, kind: string, details: object): Promise<void> =>
  gather(context, lines, eventOf(context, ticketId, kind, details))

const lines: Gathering<timeline.NewEvent> = {
  name: 'tickets.lines',
  async write(context, events) {
    for (const ticket of await timeline.insertEvents(context.db, events)) await told(context, ticket)
  },
}

const eventOf = (context: Context, ticketId: string, kind: string, details: object): timeline.NewEvent => ({
  ticketId,
  id: context.newId(),
  kind,
  actorKind: context.actor.kind,
  actorId: context.actor.id,
  details,
  at: context.now(),
})

/** Tells those whose permission reaches the ticket, and whoever has just lost it: even an id is news of another store. */
export const told = (context: Context, ticket: timeline.TicketPlace, before: string | null = null): Promise<void> =>
  announce(
    context,
    { topic: 'ticket', id: ticket.id },
    { permission: 'tickets.read', storeId: ticket.storeId, memberIds: [ticket.assigneeId, before] },
  )
