import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import * as sla from './index.ts'
import { giveReminders } from './service.reminders.ts'

const hour = 3_600_000
let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.work()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set('2026-03-02T09:00:00Z')
  await world.sql('delete from clocks')
  await world.sql('delete from pgboss.bench')
})

const facts = {
  kind: 'inquiry',
  priority: 'normal',
  storeId: null,
  marketplaceKind: 'own-shop',
  channelKind: 'mailbox',
} as const
const open = async (change: Partial<sla.Facts> = {}): Promise<string> => {
  const ticketId = world.services.newId()
  await sla.startClocks(world.context(), { ...facts, ...change, ticketId, at: world.clock.now() })
  return ticketId
}
const hoursAfter = (due: sla.NextDue | null) =>
  due && `${due.measure} ${(due.at.getTime() - Date.parse('2026-03-02T09:00:00Z')) / hour}`
const states = async (ticketId: string) =>
  (await sla.clocksOf(world.context(), [ticketId])).map(({ measure, state }) => `${measure} ${state}`)

/** The reminders that wait for whoever listens, in the order in which they were told. */
const told = async (): Promise<string[]> => {
  const rows: { payload: { ticketId: string; measure: string; level: string } }[] = await world.sql(
    `select distinct on (payload) envelope->'payload' as payload from
      (select id, envelope, envelope->>'payload' as payload from pgboss.bench) bench
     where envelope->'payload' ? 'level' order by payload, id`,
  )
  return rows.map(({ payload }) => `${payload.measure} ${payload.level}`)
}

test('the first answer by a person meets the clock, an automatic one does not (T2)', async () => {
  const ticketId = await open()
  const context = world.context()
  world.clock.advance(hour)
  expect(hoursAfter(await sla.recordAnswer(context, ticketId, world.clock.now(), { by: 'automatic' }))).toBe(
    'first-response 6',
  )
  expect(hoursAfter(await sla.recordAnswer(context, ticketId, world.clock.now(), { by: 'member' }))).toBe(
    'resolution 168',
  )
  expect(await states(ticketId)).toEqual(['first-response met', 'resolution running'])
})

test('a ticket lives through its clocks', async () => {
  const ticketId = await open({ kind: 'complaint' })
  const context = world.context()
  const at = (hours: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + hours * hour)
  expect(hoursAfter(await sla.recordAnswer(context, ticketId, at(1), { by: 'member' }))).toBe('solution-proposed 24')
  expect(hoursAfter(await sla.setPromise(context, ticketId, at(5)))).toBe('promise 5')
  expect(hoursAfter(await sla.keepPromise(context, ticketId, at(4)))).toBe('solution-proposed 24')
  expect(hoursAfter(await sla.recordSolutionProposed(context, ticketId, at(5)))).toBe('resolution 168')
  expect(await sla.waitForBuyer(context, ticketId, at(6))).toBeNull()
  expect(hoursAfter(await sla.stopWaiting(context, ticketId, at(8)))).toBe('resolution 170')
  expect(hoursAfter(await sla.recordInbound(context, ticketId, at(9)))).toBe('next-response 33')
  expect(await sla.recordResolved(context, ticketId, at(10))).toBeNull()
  expect(hoursAfter(await sla.recordReopened(context, ticketId, at(20)))).toBe('resolution 180')
  await sla.recordResolved(context, ticketId, at(21))
  expect(hoursAfter(await sla.recordInbound(context, ticketId, at(31)))).toBe('next-response 55')
  expect(await sla.nextDue(context, ticketId)).toEqual({ measure: 'next-response', startedAt: at(31), at: at(55) })
  const rows = await world.sql(
    `select measure, spent_ms / 3600000 as hours from clocks where stopped_how = 'met' order by started_at, id`,
  )
  expect(rows).toEqual([
    { measure: 'first-response', hours: 1 },
    { measure: 'solution-proposed', hours: 5 },
    { measure: 'promise', hours: 4 },
  ])
})

test('a ticket that turns out to be a complaint keeps the time that the buyer has waited (S5)', async () => {
  const ticketId = await open()
  world.clock.advance(5 * hour)
  expect(hoursAfter(await sla.retarget(world.context(), ticketId, { kind: 'complaint' }))).toBe('first-response 24')
  expect(await states(ticketId)).toEqual(['first-response running', 'resolution running', 'solution-proposed running'])
})

test('reminders come at 50 %, 80 % and the breach, each once', async () => {
  await open()
  const context = world.context()
  for (const [minutes, expected] of [
    [179, []],
    [181, ['first-response 50']],
    [289, ['first-response 50', 'first-response 80']],
    [361, ['first-response 50', 'first-response 80', 'first-response breach']],
    [400, ['first-response 50', 'first-response 80', 'first-response breach']],
  ] as const) {
    world.clock.set(new Date(Date.parse('2026-03-02T09:00:00Z') + minutes * 60_000).toISOString())
    await Promise.all(Array.from({ length: 4 }, () => giveReminders(context)))
    expect((await told()).sort()).toEqual(expected)
  }
})

test('after a stop every missed reminder is told once, in order of time, by however many workers', async () => {
  const context = world.context()
  for (let i = 0; i < 600; i++) {
    await open()
    world.clock.advance(1_000)
  }
  world.clock.advance(10 * hour)
  await giveReminders(context)
  const rows: { at: Date; reminded: number; next_at: Date | null }[] = await world.sql(
    `select reminded, next_at from clocks where measure = 'first-response'`,
  )
  expect(rows.filter(({ reminded, next_at }) => reminded !== 100 || next_at !== null)).toEqual([])
  const order: { due: number }[] = await world.sql(
    `select extract(epoch from c.started_at)::int + case envelope->'payload'->>'level' when '50' then 10800 when '80' then 17280 else 21600 end as due
     from (select distinct on (envelope->'payload') id, envelope from pgboss.bench where envelope->'payload' ? 'level' order by envelope->'payload', id) b
     join clocks c on c.ticket_id = (envelope->'payload'->>'ticketId')::uuid and c.measure = 'first-response' order by b.id`,
  )
  expect(order).toHaveLength(1_800)
  expect(order.filter(({ due }, i) => i > 0 && due < (order[i - 1]?.due ?? 0))).toEqual([])
})

test('an answer that comes too late is a breach, even when nobody had looked yet (S4)', async () => {
  const ticketId = await open()
  world.clock.advance(6 * hour + 1)
  await sla.recordAnswer(world.context(), ticketId, world.clock.now(), { by: 'member' })
  await giveReminders(world.context())
  expect(await told()).toEqual(['first-response breach'])
  const [clock] = await sla.clocksOf(world.context(), [ticketId])
  expect([clock?.state, clock?.breachedAt]).toEqual(['met', new Date('2026-03-02T15:00:00Z')])
})

test('running clocks follow their calendar when it changes', async () => {
  const calendar = {
    name: 'Berlin office',
    zone: 'Europe/Berlin',
    alwaysOpen: false,
    periods: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
    holidays: [],
  }
  const { body } = await world.first.post('/api/calendars', calendar)
  await world.first.post('/api/sla-policies', {
    name: 'Low',
    kind: 'order',
    priority: 'low',
    storeId: null,
    marketplaceKind: null,
    channelKind: null,
    ceiling: false,
    active: true,
    targets: [{ measure: 'first-response', limitSeconds: 8 * 3_600, calendarId: body.id, pausesForBuyer: false }],
  })
  const ticketId = await open({ kind: 'order', priority: 'low' })
  expect(hoursAfter(await sla.nextDue(world.context(), ticketId))).toBe('first-response 24')
  const holiday = { date: '2026-03-03', name: 'Betriebsausflug', open: [] }
  await world.first.put(`/api/calendars/${body.id}`, { ...calendar, holidays: [holiday] })
  await world.work()
  expect(hoursAfter(await sla.nextDue(world.context(), ticketId))).toBe('first-response 48')
})

test('the sweep finds its rows by the index, not by reading the table', async () => {
  const plan: { 'QUERY PLAN': string }[] = await world.sql(
    `explain select * from clocks where workspace_id = current_workspace() and next_at < now() order by next_at, id limit 500 for update skip locked`,
  )
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('clocks_to_remind')
})
