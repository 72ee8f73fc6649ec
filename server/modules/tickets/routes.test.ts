import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { createTicket, recordAnswer, recordInbound, recordSent, type TicketFacts } from './index.ts'

let world: World
let berlin: string
let london: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  london = (await createStore(world.context(), { name: 'HomeLeaf', marketplace: 'ebay-uk' })).id
})
afterAll(() => world.close())

const open = async (change: Partial<TicketFacts> = {}): Promise<string> => {
  world.clock.advance(1_000)
  const facts: TicketFacts = {
    kind: 'inquiry',
    subType: null,
    priority: 'normal',
    subject: 'Where is my order?',
    text: 'It has not come.',
    language: 'en',
    storeId: berlin,
    channelId: null,
    channelKind: 'receiver',
    marketplaceKind: 'own-shop',
    customerId: null,
    orderNumber: null,
    reasons: [],
    at: world.clock.now(),
    ...change,
  }
  return (await createTicket(world.context(), facts)).id
}
const idsIn = async (query: string, caller = world.first): Promise<string[]> =>
  (await caller.get(`/api/tickets?limit=100&${query}`)).body.items.map(({ id }: { id: string }) => id)
const timeline = async (id: string): Promise<string[]> =>
  (await world.first.get(`/api/tickets/${id}/events`)).body.items.map(({ kind }: { kind: string }) => kind).reverse()

describe('views', () => {
  test('the most pressing comes first, and pages go on where the last one ended', async () => {
    const later = await open({ kind: 'appeal' })
    const urgent = await open({ marketplaceKind: 'amazon' })
    const all = await idsIn('view=open')
    expect(all).toEqual(expect.arrayContaining([later, urgent]))
    const first = (await world.first.get('/api/tickets?view=open&limit=1')).body
    const rest = (await world.first.get(`/api/tickets?view=open&limit=100&after=${first.next}`)).body
    expect([...first.items, ...rest.items].map(({ id }: { id: string }) => id)).toEqual(all)
    const dues = [...first.items, ...rest.items].map(({ due }: { due: { at: string } | null }) => due?.at ?? '9999')
    expect(dues).toEqual([...dues].sort())
  })

  test('a row says when the clock began that runs out first, however often the buyer writes meanwhile', async () => {
    const id = await open()
    const rowOf = async () =>
      (await world.first.get('/api/tickets?view=open&limit=100')).body.items.find(
        (row: { id: string }) => row.id === id,
      )
    const began = world.clock.now()
    world.clock.advance(3_600_000)
    await recordInbound(world.context(), id, { text: 'Hello?', at: world.clock.now(), automatic: false })
    expect((await rowOf()).due).toMatchObject({ measure: 'first-response', startedAt: began.toISOString() })

    await recordAnswer(world.context(), id, { text: 'It is on its way.', status: 'open', at: world.clock.now() })
    await recordSent(world.context(), id, { at: world.clock.now(), automatic: false })
    world.clock.advance(60_000)
    await recordInbound(world.context(), id, { text: 'When?', at: world.clock.now(), automatic: false })
    expect((await rowOf()).due).toMatchObject({
      measure: 'next-response',
      startedAt: world.clock.now().toISOString(),
    })
    const [stood] = await world.sql('select next_started_at as at from tickets where id = $1', [id])
    expect(stood.at).toEqual(world.clock.now())
  })

  test('counts are those of the lists', async () => {
    const counts = (await world.first.get('/api/tickets/counts')).body
    for (const view of ['open', 'unassigned', 'mine', 'waiting', 'resolved', 'all'])
      expect(counts[view]).toBe((await idsIn(`view=${view}`)).length)
  })

  test('who serves one store sees its tickets and no others, and is given no others', async () => {
    const [here, there] = [await open(), await open({ storeId: london })]
    const agent = await world.hire('agent', { storeIds: [london] })
    const seen = await idsIn('view=all', agent)
    expect(seen).toContain(there)
    expect(seen).not.toContain(here)
    expect((await agent.get(`/api/tickets/${here}`)).status).toBe(404)
    expect(await world.first.put(`/api/tickets/${here}/assignee`, { memberId: agent.memberId })).toMatchObject({
      status: 422,
      body: { code: 'tickets.assignee-not-eligible' },
    })
  })
})

describe('search', () => {
  test.each([
    ['en', 'The armchairs are squeaking', 'armchair squeak'],
    ['de', 'Die Lampenschirme sind zerbrochen', 'lampenschirm zerbrochen'],
    ['ja', 'ソファの脚が折れていました', 'ソファ 脚'],
    ['zh', '沙发颜色与图片不符，我要退货', '退货'],
    ['fr', 'Le canapé est arrivé abîmé', 'CANAPÉ'],
  ])('finds %s words in any form', async (language, text, search) => {
    const id = await open({ language, text })
    expect(await idsIn(`view=all&search=${encodeURIComponent(search)}`)).toContain(id)
    expect(await idsIn(`view=all&search=${encodeURIComponent('xylophon')}`)).not.toContain(id)
  })

  test('finds by number and by order number, also in full-width digits', async () => {
    const id = await open({ orderNumber: '302-7654321-1234567' })
    const [{ number }] = await world.sql('select number from tickets where id = $1', [id])
    for (const search of [`T-${number}`, String(number), '302-7654321-1234567', '３０２-7654321-1234567'])
      expect(await idsIn(`view=all&search=${encodeURIComponent(search)}`)).toContain(id)
  })

  test('what nobody could mean as a query is no error', async () => {
    for (const search of ["'", '& | !', ':*', '((', '\\', '   ', '🙂', 'a'.repeat(200)])
      expect((await world.first.get(`/api/tickets?view=all&search=${encodeURIComponent(search)}`)).status).toBe(200)
  })
})

describe('working', () => {
  test('a change by hand is a line of the timeline with both values; an older page is told', async () => {
    const id = await open()
    const shown = (await world.first.get(`/api/tickets/${id}`)).body
    const changed = await world.first.patch(`/api/tickets/${id}`, {
      version: shown.version,
      priority: 'urgent',
      tags: ['vip'],
    })
    expect(changed).toMatchObject({ status: 200, body: { priority: 'urgent', tags: ['vip'] } })
    const [event] = (await world.first.get(`/api/tickets/${id}/events?limit=1`)).body.items
    expect(event).toMatchObject({
      kind: 'changed',
      details: { changed: { priority: { from: 'normal', to: 'urgent' } } },
      actor: { name: '陈经理' },
    })
    expect(await world.first.patch(`/api/tickets/${id}`, { version: shown.version, priority: 'low' })).toMatchObject({
      status: 409,
      body: { code: 'tickets.changed-meanwhile' },
    })
  })

  test('snoozed, it sleeps until its time, or until the buyer writes', async () => {
    const [slept, woken] = [await open(), await open()]
    const until = new Date(world.clock.now().getTime() + 3_600_000).toISOString()
    for (const id of [slept, woken])
      expect((await world.first.put(`/api/tickets/${id}/snooze`, { until })).body.status).toBe('snoozed')
    await recordInbound(world.context(), woken, { text: 'Hello?', at: world.clock.now(), automatic: false })
    expect((await world.first.get(`/api/tickets/${woken}`)).body.status).toBe('open')
    await world.work()
    expect((await world.first.get(`/api/tickets/${slept}`)).body.status).toBe('snoozed')
    world.clock.advance(3_600_001)
    await world.work()
    expect((await world.first.get(`/api/tickets/${slept}`)).body.status).toBe('open')
    expect(await timeline(slept)).toContain('woke')
  })

  test('a time in the past wakes nobody and is refused', async () => {
    const id = await open()
    expect(await world.first.put(`/api/tickets/${id}/snooze`, { until: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'tickets.snooze-in-past' },
    })
  })

  test('resolved with its record, it comes back when the buyer writes again', async () => {
    const id = await open()
    const record = { result: 'solved', note: 'Sent a new one.', customerFeedback: 'satisfied' }
    expect((await world.first.put(`/api/tickets/${id}/resolution`, record)).body).toMatchObject({
      status: 'resolved',
      resolution: record,
      due: null,
    })
    await recordInbound(world.context(), id, { text: 'It broke again.', at: world.clock.now(), automatic: false })
    const back = (await world.first.get(`/api/tickets/${id}`)).body
    expect(back).toMatchObject({ status: 'open', resolution: null, resolvedAt: null })
    expect(back.due).not.toBeNull()
    expect(await timeline(id)).toEqual(expect.arrayContaining(['resolved', 'reopened']))
  })

  test('escalated, it goes to someone above with a promise as its own clock', async () => {
    const supervisor = await world.as('supervisor')
    const id = await open()
    const agent = await world.as('agent')
    const up = await agent.put(`/api/tickets/${id}/escalation`, {
      reason: 'Beyond my limit',
      toMemberId: supervisor.memberId,
    })
    expect(up.body).toMatchObject({ assignee: { id: supervisor.memberId }, priority: 'high' })
    expect(up.body.clocks.map(({ measure }: { measure: string }) => measure)).toContain('promise')
    expect(up.body.followers.map(({ id }: { id: string }) => id)).toContain(agent.memberId)
  })

  test('to give work to others takes the right to', async () => {
    const id = await open()
    const [agent, other] = [await world.hire('agent'), await world.hire('agent')]
    expect((await agent.put(`/api/tickets/${id}/assignee`, { memberId: agent.memberId })).status).toBe(200)
    expect((await agent.put(`/api/tickets/${id}/assignee`, { memberId: other.memberId })).status).toBe(403)
  })

  test('a breached clock is told once, raises the ticket and brings in someone above', async () => {
    await world.as('supervisor')
    const id = await open()
    world.clock.advance(7 * 3_600_000)
    await world.work()
    await world.work()
    expect((await timeline(id)).filter((kind) => kind === 'breached')).toHaveLength(1)
    expect((await world.first.get(`/api/tickets/${id}`)).body).toMatchObject({ priority: 'high' })
  })

  test('the timeline cannot be rewritten by the serving role', async () => {
    const id = await open()
    const rewrite = world.serve(`update ticket_events set kind = 'nothing' where ticket_id = $1`, [id])
    await expect(rewrite).rejects.toThrow(/permission denied/)
  })
})

describe('every view, in either order', () => {
  const held: Readonly<Record<string, string>> = {
    mine: `status = 'open' and assignee_id = $1`,
    unassigned: `status = 'open' and assignee_id is null`,
    breaching: `status = 'open' and next_due_at < $2`,
    open: `status = 'open'`,
    waiting: `status = 'waiting'`,
    snoozed: `status = 'snoozed'`,
    resolved: `status = 'resolved'`,
    all: 'true',
  }
  const soon = () => new Date(world.clock.now().getTime() + 3_600_000)
  beforeAll(async () => {
    const some: string[] = []
    while (some.length < 20) some.push(await open())
    const put = (from: number, to: number, change: string, ...values: unknown[]) =>
      world.sql(`update tickets set ${change} where id = any($1)`, [some.slice(from, to), ...values])
    await put(0, 12, 'assignee_id = $2', world.first.memberId)
    await put(2, 9, 'next_due_at = $2', world.clock.now())
    await put(5, 20, `next_due_at = 'infinity', next_measure = null, next_started_at = null`)
    await put(8, 11, `status = 'waiting'`)
    await put(11, 14, `status = 'snoozed', snoozed_until = $2`, new Date('2100-01-01'))
    await put(14, 18, `status = 'resolved'`)
  })

  test.each(
    Object.keys(held).flatMap((view) => [
      [view, 'due', 'next_due_at, id'],
      [view, 'recent', 'last_message_at desc, id desc'],
    ]),
  )('%s by %s: page after page each ticket once, the never due last', async (view, order, key) => {
    const all = await world.sql(
      `select id from tickets where ${held[view]} and ($1::uuid, $2::timestamptz) is not null order by ${key}`,
      [world.first.memberId, soon()],
    )
    const met: string[] = []
    for (let after = ''; ; ) {
      const page = (await world.first.get(`/api/tickets?view=${view}&order=${order}&limit=7${after}`)).body
      met.push(...page.items.map(({ id }: { id: string }) => id))
      if (!page.next) break
      after = `&after=${page.next}`
    }
    expect(all.length).toBeGreaterThan(1)
    expect(met).toEqual(all.map(({ id }: { id: string }) => id))
  })
})
