import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { type Bed, during, type Measurement, sameMemberAt } from './bed.ts'
import type { Caller } from './caller.ts'
import { type Figure, figure, percentile, spread } from './figure.ts'
import { commitRaw, rowsOfTicket } from './measure.raw.ts'

/**
 * No more than a process serves when each waits for one answer at a time: those it works on, and three more for each of these
 * (docs/operations.md, "Too much at once"). Others would be told that there is no room.
 */
const clients = Math.min(16, 4 * (availableParallelism() + 1))
/** Raw and API take turns, so that what else the machine does meets both; the middle of the ratios counts. */
const turns = 5
const turnMs = 1_600

/** A ticket such as a shop's own program opens: a new buyer each time. */
async function openTicket(caller: Caller, storeId: string, unique: string): Promise<{ id: string; ms: number }> {
  const { text, ms } = await caller.call('POST', '/api/tickets', {
    subject: `Lamp arrived broken ${unique}`,
    text: `Hello, my lamp arrived with a broken foot. Please send a new one. My name is Anna ${unique}.`,
    channelKind: 'api',
    storeId,
    buyer: { name: `Anna ${unique}`, email: `${unique}@buyer.example` },
    orderNumber: `K-${unique}`,
  })
  return { id: (JSON.parse(text) as { id: string }).id, ms }
}

const unique = () => `z${randomBytes(7).toString('hex')}`

async function ownShop(caller: Caller): Promise<string> {
  const { items } = await caller.json<{ items: { id: string; marketplace: string }[] }>('GET', '/api/stores?limit=100')
  const found = items.find(({ marketplace }) => marketplace === 'own-shop')
  if (!found) throw new Error('the desk has no shop of its own')
  return found.id
}

/** Opening tickets by API, against PostgreSQL committing the same rows without the desk. */
export const ticket: Measurement = {
  name: 'ticket',
  async measure(bed) {
    const caller = await bed.member(1)
    const storeId = await ownShop(caller)
    await during(1_500, clients, () => openTicket(caller, storeId, unique()))
    const word = unique()
    const rows = await rowsOfTicket(bed.owner, (await openTicket(caller, storeId, word)).id)
    const keep = await standingIds(bed)
    const pairs: { raw: number; api: number }[] = []
    const times: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      const raw = await commitRaw(bed.database.serving.url, rows, {
        workspaceId: bed.workspaceId,
        keep,
        unique: word,
        connections: clients,
        milliseconds: turnMs,
      })
      const api = await during(turnMs, clients, () => openTicket(caller, storeId, unique()))
      pairs.push({ raw, api: api.perSecond })
      times.push(...api.times)
    }
    const middle = (of: (pair: { raw: number; api: number }) => number) => percentile(pairs.map(of), 0.5)
    return [
      figure(
        'ticket.ratio',
        middle(({ raw, api }) => api / raw),
        'ratio',
        {
          must: { atLeast: 0.35 },
          goal: { atLeast: 0.6 },
          note: `the middle of ${turns} turns; one API process, ${clients} clients`,
        },
      ),
      figure(
        'ticket.api',
        middle(({ api }) => api),
        '/s',
      ),
      figure(
        'ticket.raw',
        middle(({ raw }) => raw),
        '/s',
        { note: `${rows.rows} rows, ${rows.inserts.length} inserts` },
      ),
      ...spread('ticket.api', times),
    ]
  },
}

/** Two API processes against one, by tickets opened and by lists read. */
export const nodes: Measurement = {
  name: 'nodes',
  async measure(bed) {
    const first = await bed.member(1)
    const processes = await bed.api(2)
    const callers = processes.map((each) => sameMemberAt(first, each, 32))
    const storeId = await ownShop(first)
    const opens = (place: number) => openTicket(callers[place % callers.length] ?? first, storeId, unique())
    const reads = (place: number) =>
      (callers[place % callers.length] ?? first).call('GET', '/api/tickets?view=open&order=due&limit=50')
    const figures: Figure[] = []
    for (const [what, work] of [
      ['tickets', opens],
      ['lists', reads],
    ] as const) {
      await during(800, clients, work)
      const one = await during(2_500, clients, () => work(0))
      const two = await during(2_500, clients, work)
      figures.push(
        figure(`nodes.${what}`, two.perSecond / one.perSecond, 'ratio', {
          goal: { atLeast: 1.7 },
          note: `${one.perSecond.toFixed(0)}/s by one, ${two.perSecond.toFixed(0)}/s by two; bounded by the cores that clients, desk and database share`,
        }),
      )
    }
    for (const caller of callers) caller.close()
    return figures
  },
}

/** Ids of what stood before the ticket and is referred to by it. */
async function standingIds(bed: Bed): Promise<Set<string>> {
  const { rows } = await bed.owner.query<{ id: string }>(
    `select id::text from members union select id::text from stores union select id::text from channels
     union select id::text from sla_policies union select id::text from calendars`,
  )
  return new Set([bed.workspaceId, ...rows.map(({ id }) => id)])
}
