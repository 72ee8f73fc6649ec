import type { Context } from '../../platform/context.ts'
import type { CustomerMoved, CustomerMoving, CustomersLetter, RemovableCustomer } from '../customers/index.ts'
import { ticketsOfBuyer } from '../tickets/index.ts'
import * as store from './store.customers.ts'

/** So many of a customer's tickets are looked through, those with the newest words first. */
const mostTickets = 500

interface LettersAsked {
  readonly customerId: string
  readonly asked: { readonly messageIds: readonly string[] } | { readonly newest: number }
}

/** A customer's own letters on tickets of theirs that the actor may see: these, or the newest. */
export async function lettersOfCustomer(
  context: Context,
  { customerId, asked }: LettersAsked,
): Promise<CustomersLetter[]> {
  const tickets = await ticketsOfBuyer(context, customerId, mostTickets)
  const subjects = new Map(tickets.map(({ id, subject }) => [id, subject]))
  const letters = await store.lettersOfCustomer(context.db, customerId, [...subjects.keys()], asked)
  return letters.map(({ id, ticketId, subject, createdAt }) => ({
    messageId: id,
    ticketId,
    subject: subject || (subjects.get(ticketId) ?? ''),
    at: createdAt,
  }))
}

/** What one profile has written becomes another's. */
export async function moveMessages(context: Context, { from, to, only }: CustomerMoving): Promise<CustomerMoved[]> {
  const ids = only && (only.find(({ what }) => what === 'messages')?.ids ?? [])
  return [{ what: 'messages', ids: await store.moveMessages(context.db, from, to, ids) }]
}

/** Of these profiles the ids of those who wrote on a ticket, their own or another's. */
export const customersWithMessages = (context: Context, profiles: readonly RemovableCustomer[]): Promise<string[]> =>
  store.writersAmong(
    context.db,
    profiles.map(({ id }) => id),
  )
