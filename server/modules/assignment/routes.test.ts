import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createTicket, recordInbound, type TicketFacts } from '../tickets/index.ts'
import { mayTake } from './index.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const open = async (change: Partial<TicketFacts> = {}): Promise<string> => {
  const facts: TicketFacts = {
    kind: 'inquiry',
    subType: null,
    priority: 'normal',
    subject: 'Where is my order?',
    text: 'Where is my order?',
    language: 'en',
    storeId: null,
    channelId: null,
    channelKind: 'api',
    marketplaceKind: 'own-shop',
    customerId: null,
    orderNumber: null,
    reasons: [],
    at: world.clock.now(),
    ...change,
  }
  const { id } = await createTicket(world.context(), facts)
  world.clock.advance(1_000)
  return id
}
const assigneeOf = async (ticketId: string): Promise<string | null> =>
  (await world.sql('select assignee_id from tickets where id = $1', [ticketId]))[0].assignee_id
const count = async (member: Caller): Promise<number> =>
  Number((await world.sql('select count(*) from tickets where assignee_id = $1', [member.memberId]))[0].count)
const why = async (ticketId: string): Promise<string[]> => {
  const rows: { code: string }[] = await world.sql(
    `select details->>'code' as code from ticket_events where ticket_id = $1 and kind = 'assigned' order by id`,
    [ticketId],
  )
  return rows.map(({ code }) => code)
}
const goOnDuty = async (member: Caller, state = 'on-duty'): Promise<void> => {
  expect(await member.put('/api/availabilities/me', { state })).toMatchObject({ status: 200, body: { state } })
  await world.work()
}

describe('giving out', () => {
  test('a new ticket goes to the least loaded who speaks its language', async () => {
    const [anna, bo] = [
      await world.hire('agent', { speaks: ['en', 'de'] }),
      await world.hire('agent', { speaks: ['en'] }),
    ]
    await goOnDuty(anna)
    await goOnDuty(bo)
    const german = await open({ language: 'de' })
    await world.work()
    expect([await assigneeOf(german), await why(german)]).toEqual([anna.memberId, ['least-load']])
    for (let i = 0; i < 5; i++) await open()
    await world.work()
    expect([await count(anna), await count(bo)]).toEqual([3, 3])
  })

  test('what came while nobody was there is dealt out when somebody comes, oldest first, up to their capacity', async () => {
    const tickets = [await open(), await open(), await open()]
    await world.work()
    expect(await Promise.all(tickets.map(assigneeOf))).toEqual([null, null, null])
    const anna = await world.hire('agent')
    const supervisor = await world.as('supervisor')
    await supervisor.patch(`/api/availabilities/${anna.memberId}`, { capacity: 2 })
    await goOnDuty(anna)
    expect(await Promise.all(tickets.map(assigneeOf))).toEqual([anna.memberId, anna.memberId, null])
    await anna.put(`/api/tickets/${tickets[0]}/resolution`, { result: 'solved', note: '', customerFeedback: 'unknown' })
    await world.work()
    expect(await assigneeOf(tickets[2] ?? '')).toBe(anna.memberId)
  })

  test('a backlog is shared by those who come to it', async () => {
    const [anna, bo] = [await world.hire('agent'), await world.hire('agent')]
    for (const member of [anna, bo]) await member.put('/api/availabilities/me', { state: 'on-duty' })
    for (let i = 0; i < 120; i++) await open()
    await world.sql(`delete from pgboss.bench where name <> 'assignment.deal'`)
    await world.work()
    expect([await count(anna), await count(bo)]).toEqual([30, 30])
  })

  test('training and leave have their say', async () => {
    const anna = await world.hire('agent')
    world.services.hooks.hang(mayTake, async (_context, { kind, memberIds }) =>
      kind === 'complaint' ? memberIds.map((memberId) => ({ memberId, objection: '未通过投诉认证' })) : [],
    )
    await goOnDuty(anna)
    const complaint = await open({ kind: 'complaint' })
    await world.work()
    expect(await assigneeOf(complaint)).toBeNull()
    expect(await anna.put(`/api/tickets/${complaint}/assignee`, { memberId: anna.memberId })).toMatchObject({
      status: 422,
      body: { code: 'tickets.assignee-not-eligible', detail: expect.stringContaining('未通过投诉认证') },
    })
  })

  test('by setting, people take their work themselves', async () => {
    const anna = await world.hire('agent')
    const settings = (await anna.get('/api/assignment-settings')).body
    expect((await anna.put('/api/assignment-settings', settings)).status).toBe(403)
    expect((await world.first.put('/api/assignment-settings', { ...settings, automatic: false })).status).toBe(200)
    await goOnDuty(anna)
    const ticket = await open()
    await world.work()
    expect(await assigneeOf(ticket)).toBeNull()
  })
})

describe('a buyer who writes again', () => {
  const write = async (ticketId: string) => {
    await recordInbound(world.context(), ticketId, { text: 'Hello?', at: world.clock.now(), automatic: false })
    await world.work()
  }

  test('is not left with who has gone home while another is there', async () => {
    const [anna, bo] = [await world.hire('agent'), await world.hire('agent')]
    await goOnDuty(anna)
    const ticket = await open()
    await world.work()
    await goOnDuty(anna, 'off-duty')
    await write(ticket)
    expect(await assigneeOf(ticket)).toBe(anna.memberId)
    await goOnDuty(bo)
    await write(ticket)
    expect([await assigneeOf(ticket), await why(ticket)]).toEqual([bo.memberId, ['least-load', 'substitute']])
  })

  test('of somebody on leave waits for the next who comes', async () => {
    const [anna, bo] = [await world.hire('agent'), await world.hire('agent')]
    await goOnDuty(anna)
    const ticket = await open()
    await world.work()
    await goOnDuty(anna, 'away')
    await write(ticket)
    expect(await assigneeOf(ticket)).toBeNull()
    await goOnDuty(bo)
    expect(await assigneeOf(ticket)).toBe(bo.memberId)
  })
})

describe('taking and moving', () => {
  test('the next ticket is the most pressing that the caller may take, and of many callers each gets another', async () => {
    const people = [await world.hire('agent'), await world.hire('agent'), await world.hire('agent', { speaks: ['en'] })]
    const late = await open({ kind: 'order' })
    const soon = await open({ kind: 'inquiry' })
    const german = await open({
      kind: 'inquiry',
      language: 'de',
      at: new Date(world.clock.now().getTime() - 3_600_000),
    })
    expect((await people[2]?.post('/api/assignments'))?.body).toEqual({ ticketId: soon })
    const taken = await Promise.all(people.slice(0, 2).map((each) => each.post('/api/assignments')))
    expect(taken.map(({ body }) => body.ticketId).sort()).toEqual([late, german].sort())
    expect((await people[0]?.post('/api/assignments'))?.body).toEqual({ ticketId: null })
  })

  test('everybody can see who may take a ticket, who should, and why not the others', async () => {
    const [anna, bo] = [
      await world.hire('agent', { name: 'Anna' }),
      await world.hire('agent', { name: 'Bo', speaks: ['en'] }),
    ]
    await goOnDuty(anna)
    await world.sql('delete from pgboss.bench')
    const ticket = await open({ language: 'de' })
    const { body } = await world.first.get(`/api/tickets/${ticket}/candidates`)
    expect(body[0]).toMatchObject({ memberId: anna.memberId, recommended: true, reasons: [] })
    expect(body.find((each: { memberId: string }) => each.memberId === bo.memberId)).toMatchObject({
      allowed: false,
      reasons: [
        { code: 'language', text: '不会德语' },
        { code: 'off-duty', text: '当前不在岗' },
      ],
    })
  })

  test('who goes on leave hands over, to a colleague or to all who are there', async () => {
    const [anna, bo, chen] = [await world.hire('agent'), await world.hire('agent'), await world.hire('agent')]
    await goOnDuty(anna)
    const tickets = [await open(), await open(), await open()]
    await world.work()
    const named = { fromMemberId: anna.memberId, toMemberId: bo.memberId, ticketIds: [tickets[0]], note: '明天休假' }
    expect((await anna.post('/api/handovers', named)).body.moves).toEqual([
      { ticketId: tickets[0], fromMemberId: anna.memberId, toMemberId: bo.memberId, reasons: [] },
    ])
    expect(await why(tickets[0] ?? '')).toEqual(['least-load', 'handover'])
    expect(await anna.post('/api/handovers', { fromMemberId: anna.memberId })).toMatchObject({
      status: 409,
      body: { code: 'assignment.nobody-on-duty' },
    })
    expect((await chen.post('/api/handovers', { fromMemberId: anna.memberId })).status).toBe(403)
    await goOnDuty(bo)
    await goOnDuty(chen)
    expect((await anna.post('/api/handovers', { fromMemberId: anna.memberId })).body.moves).toHaveLength(2)
    expect([await count(anna), (await count(bo)) + (await count(chen))]).toEqual([0, 3])
  })

  test('a supervisor looks at what would even out the load, then does it', async () => {
    const [anna, bo] = [await world.hire('agent'), await world.hire('agent')]
    await goOnDuty(anna)
    for (let i = 0; i < 6; i++) await open()
    await world.work()
    await goOnDuty(bo)
    const supervisor = await world.as('supervisor')
    expect((await supervisor.post('/api/rebalances', { apply: false })).body.moves).toHaveLength(3)
    expect([await count(anna), await count(bo)]).toEqual([6, 0])
    await supervisor.post('/api/rebalances', { apply: true })
    expect([await count(anna), await count(bo)]).toEqual([3, 3])
    expect((await supervisor.post('/api/rebalances', { apply: true })).body.moves).toEqual([])
    expect((await anna.post('/api/rebalances', { apply: true })).status).toBe(403)
  })

  test('the board shows who is there and what they have, to nobody outside', async () => {
    const anna = await world.hire('agent', { name: 'Anna' })
    await goOnDuty(anna)
    await open({ priority: 'urgent' })
    await open()
    await world.work()
    const { body } = await anna.get('/api/availabilities')
    expect(body.find((each: { memberId: string }) => each.memberId === anna.memberId)).toMatchObject({
      state: 'on-duty',
      open: 2,
      pressing: 1,
      load: 3,
      capacity: 30,
    })
    const stranger = await world.stranger()
    const names = (await stranger.caller.get('/api/availabilities')).body
    expect(names.map((each: { name: string }) => each.name)).not.toContain('Anna')
  })
})
