import { type IncomingMessage, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Caller, insist } from './caller.ts'
import type { FaultDesk } from './desk.ts'
import type { Agent } from './histories.agents.ts'
import { handedOver } from './mailing.ts'

/** Two shops, and who serves them. */
export interface Shops {
  readonly stores: readonly { readonly id: string; readonly address: string }[]
  readonly agents: readonly (Omit<Agent, 'ticketIds'> & {
    readonly cookie: string
    readonly storeIds: readonly string[] | 'all'
  })[]
}

/** Limits so short that clocks run out within a run, in seconds. */
const limits = { 'first-response': 6, 'next-response': 5, 'solution-proposed': 12, resolution: 15 }
const password = 'seven small blue herons'

/** Opens two shops whose letters go to this port, and hires the agents: two managers, four supervisors, the rest agents. */
export async function openShops(
  desk: FaultDesk,
  port: number,
  { smtpPort, agents }: { readonly smtpPort: number; readonly agents: number },
): Promise<Shops> {
  const caller = new Caller(desk.token)
  try {
    const make = (path: string, body: object) =>
      insist(caller, port, path, body, `r5-${path}-${JSON.stringify(body)}`.slice(0, 120))
    const stores = await Promise.all(
      ['north', 'south'].map(async (name) => {
        const { id } = await make('/api/stores', { name, marketplace: 'own-shop' })
        const address = `${name}@desk.demo`
        const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none', user: '' }
        await make('/api/channels', { kind: 'receiver', name, address, storeId: id, settings: { smtp } })
        const targets = Object.entries(limits).map(([measure, limitSeconds]) => ({
          measure,
          limitSeconds,
          calendarId: null,
          pausesForBuyer: measure !== 'first-response',
        }))
        const anyOf = { kind: null, priority: null, marketplaceKind: null, channelKind: null }
        await make('/api/sla-policies', { name, ...anyOf, storeId: id, ceiling: true, active: true, targets })
        return { id: String(id), address }
      }),
    )
    const heard = await caller.call(port, { method: 'GET', path: '/api/roles' })
    const roles: { id: string; key: string }[] = heard === 'cut' ? [] : itemsOf(heard.body)
    const hired: Shops['agents'][number][] = []
    for (let at = 0; at < agents; at += 1) {
      const role = at < 2 ? 'manager' : at < 6 ? 'supervisor' : 'agent'
      const storeIds =
        role === 'manager' ? ('all' as const) : at % 7 === 6 ? stores.map(({ id }) => id) : [stores[at % 2]?.id ?? '']
      const person = {
        email: `r5-${at}@desk.demo`,
        name: `${role} ${at}`,
        language: 'en',
        zone: 'UTC',
        speaks: ['en', 'de', 'zh'],
        allStores: storeIds === 'all',
        storeIds: storeIds === 'all' ? [] : storeIds,
        roleIds: roles.filter(({ key }) => key === role).map(({ id }) => id),
      }
      const { member, invitationUrl } = await make('/api/members', person)
      const cookie = await comeIn(port, String(invitationUrl).split('/').at(-1) ?? '')
      hired.push({ memberId: member.id, role, storeIds, cookie, caller: new Caller({ cookie }, 4) })
    }
    // Half of them are there: the desk itself gives tickets out too.
    for (const { caller } of hired.filter((_, at) => at % 2 === 0))
      await caller.call(port, {
        method: 'PUT',
        path: '/api/availabilities/me',
        body: { state: 'on-duty' },
        key: 'history-duty',
      })
    return { stores, agents: hired }
  } finally {
    caller.close()
  }
}

const itemsOf = (body: string): { id: string; key: string }[] => {
  const said = JSON.parse(body)
  return Array.isArray(said) ? said : said.items
}

async function comeIn(port: number, secret: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/invitations/${secret}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
  })
  if (answer.status !== 201) throw new Error(`nobody came in: ${await answer.text()}`)
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

/** The buyers of the run: each has a ticket and writes on it now and then. */
export class Buyers {
  readonly #port: number
  readonly #addresses: readonly string[]
  readonly #words: number[] = []

  constructor(lmtpPort: number, stores: Shops['stores'], count: number) {
    this.#port = lmtpPort
    this.#addresses = Array.from({ length: count }, (_, at) => stores[at % stores.length]?.address ?? '')
  }

  /** Everybody writes for the first time; resolves with the tickets, once they are there. */
  async open(desk: FaultDesk): Promise<{ readonly id: string; readonly storeId: string }[]> {
    for (const at of this.#addresses.keys()) await this.#write(at)
    for (;;) {
      const tickets = await desk.sql<{ id: string; storeId: string }>(
        `select id, store_id as "storeId" from tickets
         where id in (select ticket_id from messages where mail_message_id like 'r5.%') order by id`,
      )
      if (tickets.length === this.#addresses.length) return tickets
      await pause(100)
    }
  }

  async goOn(until: number, random: () => number): Promise<void> {
    while (Date.now() < until) {
      await this.#write(Math.floor(random() * this.#addresses.length))
      await pause(random() * 600)
    }
  }

  async #write(at: number): Promise<void> {
    const turn = this.#words[at] ?? 0
    this.#words[at] = turn + 1
    const id = (turn: number) => `<r5.${at}.${turn}@buyers.example>`
    const to = this.#addresses[at] ?? ''
    const from = `r5-${at}@buyers.example`
    const lines = [
      `From: Buyer ${at} <${from}>`,
      `To: ${to}`,
      `Subject: ${turn > 0 ? 'Re: ' : ''}A question`,
      `Message-ID: ${id(turn)}`,
      'Date: Sun, 22 Nov 2026 09:00:00 +0000',
      ...(turn > 0 ? [`In-Reply-To: ${id(0)}`, `References: ${id(0)}`] : []),
    ]
    const raw = `${lines.join('\r\n')}\r\n\r\nWhere is my order? I have asked ${turn} times.\r\n`
    while (!(await handedOver(this.#port, { from, raw }, to))) await pause(200)
  }
}

/** A page left open: what it is told of, until it is closed. */
export function leaveOpen(port: number, cookie: string, hear: (ticketId: string) => void): () => void {
  let isOpen = true
  let close = () => undefined as unknown
  const open = () => {
    if (!isOpen) return
    const stream = request({ host: '127.0.0.1', port, path: '/api/live', headers: { cookie }, agent: false })
    close = () => stream.destroy()
    stream.on('response', (answer: IncomingMessage) => {
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        for (const [, id] of chunk.matchAll(/"topic":"(?:ticket|presence)","id":"([^"]+)"/g)) hear(id ?? '')
      })
      answer.on('error', () => undefined)
    })
    stream.on('error', () => undefined)
    stream.on('close', () => setTimeout(open, 200))
    stream.end()
  }
  open()
  return () => {
    isOpen = false
    close()
  }
}
