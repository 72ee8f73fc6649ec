import { type Context, scopeOf } from '../../platform/context.ts'
import type {
  CustomerAsked,
  CustomerFigures,
  CustomerHistoryAsked,
  CustomerHistoryFact,
  CustomerMoved,
  CustomerMoving,
  RemovableCustomer,
} from '../customers/index.ts'
import { reachOf } from './service.ts'
import * as store from './store.customers.ts'

const reads = 'tickets.read'

/** A buyer's tickets for their history, each by its last word: those that the actor may see. */
export async function historyOfBuyer(context: Context, asked: CustomerHistoryAsked): Promise<CustomerHistoryFact[]> {
  if (scopeOf(context, reads) === undefined) return []
  const tickets = await store.buyersTickets(context.db, asked.customerId, reachOf(context, reads), asked)
  return tickets.map((ticket) => ({
    kind: 'ticket' as const,
    id: ticket.id,
    at: ticket.lastMessageAt,
    openId: ticket.id,
    number: `#${ticket.number}`,
    title: ticket.subject,
    about: ticket.kind,
    status: ticket.status,
    units: null,
    amount: null,
    currency: null,
    storeId: ticket.storeId,
  }))
}

/** How often a buyer wrote since a day, about what, and how it ended, in the tickets that the actor may see. */
export async function figuresOfBuyer(
  context: Context,
  { customerId, since }: CustomerAsked & { readonly since: Date },
): Promise<Partial<CustomerFigures>> {
  if (scopeOf(context, reads) === undefined) return {}
  return store.countedOf(context.db, customerId, reachOf(context, reads), since)
}

/** How many claims each of many buyers made since a day, whoever asks. One statement, however many they are. */
export async function figuresOfBuyers(
  context: Context,
  { customers, since }: { readonly customers: readonly CustomerAsked[]; readonly since: Date },
): Promise<ReadonlyMap<string, Partial<CustomerFigures>>> {
  if (customers.length === 0) return new Map()
  const ids = customers.map(({ customerId }) => customerId)
  const claims = await store.claimsOf(context.db, ids, since)
  return new Map(claims.map(({ customerId, claims }) => [customerId, { claims }]))
}

/** Which tickets a buyer has, as far as the actor may see them: the ones with the newest words, so many. */
export async function ticketsOfBuyer(
  context: Context,
  customerId: string,
  limit: number,
): Promise<{ id: string; subject: string }[]> {
  if (scopeOf(context, reads) === undefined) return []
  return store.buyersTickets(context.db, customerId, reachOf(context, reads), { before: null, limit })
}

/** The tickets of one profile become another's, whoever may see them; they stay what and whose they are else. */
export async function moveTickets(context: Context, { from, to, only }: CustomerMoving): Promise<CustomerMoved[]> {
  const ids = only && (only.find(({ what }) => what === 'tickets')?.ids ?? [])
  return [{ what: 'tickets', ids: await store.moveTickets(context.db, from, to, ids) }]
}

/** Since when each of these customers writes, and about which stores; whoever asks. One statement, however many they are. */
export const correspondenceOf = async (
  context: Context,
  customerIds: readonly string[],
): Promise<Map<string, store.Correspondence>> =>
  new Map((await store.correspondenceOf(context.db, customerIds)).map((each) => [each.customerId, each]))

/** Of these profiles the ids of those who have a ticket. */
export const customersWithTickets = (context: Context, profiles: readonly RemovableCustomer[]): Promise<string[]> =>
  store.writersAmong(
    context.db,
    profiles.map(({ id }) => id),
  )
