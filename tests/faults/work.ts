import { Caller, insist } from './caller.ts'
import type { FaultDesk } from './desk.ts'
import type { Ask } from './load.ts'

/** What people of a workspace work on. */
export interface Workplace {
  readonly caller: Caller
  readonly port: number
  readonly storeId: string | null
  readonly ticketIds: readonly string[]
}

const words = ['order', 'lamp', 'return', 'refund', 'where', 'broken', '订单', '退货', 'Bestellung', '返品']

/** A workspace with tickets enough to look at; those that are missing are made. */
export async function openWorkplace(
  desk: FaultDesk,
  port: number,
  { token = desk.token, tickets = 20 }: { readonly token?: string; readonly tickets?: number } = {},
): Promise<Workplace> {
  const caller = new Caller(token, Number.POSITIVE_INFINITY)
  const ticketIds: string[] = []
  for (let at = 0; at < tickets; at += 1) {
    const body = { ...newTicket(at), text: `Where is my order? I asked ${at} times.` }
    const made = await insist(caller, port, '/api/tickets', body, `workplace-${at}`)
    ticketIds.push(made.id)
  }
  const heard = await caller.call(port, { method: 'GET', path: '/api/stores?limit=1' })
  const stores = heard === 'cut' ? [] : (JSON.parse(heard.body).items ?? [])
  return { caller, port, storeId: stores[0]?.id ?? null, ticketIds }
}

const newTicket = (at: number) => ({
  subject: `My order ${at}`,
  text: 'Where is my order? The lamp should have come on Friday.',
  channelKind: 'api',
  buyer: { name: `Buyer ${at}` },
})

/**
 * What people at their desks ask for, mixed: a list (4 of 10), a ticket with its messages (3), a search (2), a new ticket
 * (1). The same `random` asks for the same.
 */
export function mixedWork({ caller, port, ticketIds }: Workplace, random: () => number): Ask {
  const some = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  return () => {
    const what = random()
    if (what < 0.4)
      return caller.call(port, { method: 'GET', path: `/api/tickets?view=${some(['open', 'unassigned'])}&limit=50` })
    if (what < 0.7)
      return caller.call(port, { method: 'GET', path: `/api/tickets/${some(ticketIds)}/messages?limit=50` })
    if (what < 0.9)
      return caller.call(port, {
        method: 'GET',
        path: `/api/tickets?view=all&q=${encodeURIComponent(some(words) ?? '')}&limit=50`,
      })
    return caller.call(port, {
      method: 'POST',
      path: '/api/tickets',
      body: newTicket(Math.floor(random() * 1e6)),
      key: `mixed-${Math.floor(random() * 1e15)}`,
    })
  }
}
