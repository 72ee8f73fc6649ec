import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askAbout } from '../../../tests/fixtures/asked-orders.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { type PastTask, recordPastTask } from './index.ts'

let world: World
let lily: Caller
let max: Caller
let london: string
const kept: { kitto?: string; london?: string } = {}
beforeAll(async () => {
  // A Wednesday, 19:00 in Shanghai, where the workspace is.
  world = await openWorld({ now: '2026-03-04T11:00:00Z' })
  const kitto = (await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop' })).id
  london = (await createStore(world.context(), { name: 'London', marketplace: 'own-shop' })).id
  lily = await world.hire('agent', { name: 'Lily' })
  max = await world.hire('agent', { name: 'Max' })
  kept.kitto = (await askAbout(world, kitto)).id
  kept.london = (await askAbout(world, london)).id
  // Due after four office hours, at 15:30 of that day in Shanghai: one to the minute, one a minute late.
  await past('kitto', lily, '2026-03-03T02:00:00Z', [['tell', '2026-03-03T07:30:00Z']])
  await past('kitto', lily, '2026-03-03T02:00:00Z', [['tell', '2026-03-03T07:31:00Z']])
  // Half past midnight in Shanghai, while it is the day before by UTC.
  await past('london', max, '2026-03-03T10:00:00Z', [['tell', '2026-03-03T16:30:00Z']])
  await past('london', max, '2026-03-03T01:00:00Z', [['withdraw', '2026-03-03T02:00:00Z']])
  await past('london', max, '2026-03-03T01:00:00Z', [])
})
afterAll(() => world.close())

async function past(
  store: keyof typeof kept,
  { memberId: assigneeId }: Caller,
  begun: string,
  ends: readonly (readonly ['tell' | 'withdraw', string])[],
): Promise<void> {
  const begunAt = new Date(begun)
  const moves: PastTask['moves'] = ends.flatMap(([event, at]) => [
    ...(event === 'tell' ? [{ event: 'refuse' as const, reason: 'Packed', at: begunAt }] : []),
    { event, reason: 'No more', at: new Date(at) },
  ])
  const wanted = { kind: 'cancel', reason: 'Bought twice' } as const
  expect(await recordPastTask(world.context(), kept[store] ?? '', { wanted, begunAt, assigneeId, moves })).toBe(true)
}

describe('order timeliness', () => {
  test('is done in time ÷ all ended, by agent, store and day of the workspace; withdrawn ones count for nobody', async () => {
    const told = (await lily.get('/api/order-tasks/timeliness')).body
    expect(told).toMatchObject({ from: '2026-02-03', until: '2026-03-04', zone: 'Asia/Shanghai', ended: 3, inTime: 2 })
    expect(told).toMatchObject({ rate: 2 / 3, open: 1, overdue: 1 })
    expect(told.byAgent).toMatchObject([
      { agent: { name: 'Lily' }, ended: 2, inTime: 1, rate: 0.5 },
      { agent: { name: 'Max' }, ended: 1, inTime: 1, rate: 1 },
    ])
    expect(told.byStore).toMatchObject([
      { store: { name: 'Kitto' }, ended: 2, inTime: 1 },
      { store: { name: 'London' }, ended: 1, inTime: 1 },
    ])
    expect(told.byDay).toMatchObject([
      { day: '2026-03-03', ended: 2, inTime: 1 },
      { day: '2026-03-04', ended: 1, inTime: 1 },
    ])
  })

  test('is narrowed to a store, to days, and to the stores that one serves', async () => {
    const of = async (query: string, caller = lily) => (await caller.get(`/api/order-tasks/timeliness${query}`)).body
    expect(await of(`?storeId=${london}`)).toMatchObject({ ended: 1, rate: 1, open: 1 })
    expect(await of('?from=2026-03-04&until=2026-03-04')).toMatchObject({ ended: 1, byDay: [{ day: '2026-03-04' }] })
    expect(await of('?from=2025-01-01&until=2025-01-31')).toMatchObject({
      ended: 0,
      rate: null,
      byAgent: [],
      byDay: [],
    })
    const narrow = await world.hire('agent', { storeIds: [london] })
    expect(await of('', narrow)).toMatchObject({ ended: 1, byStore: [{ store: { name: 'London' } }] })
    const refused = { code: 'procedures.period', errors: [{ field: 'from' }] }
    expect(await of('?from=2026-03-04&until=2026-03-01')).toMatchObject(refused)
    expect(await of('?from=2024-01-01&until=2026-03-01')).toMatchObject(refused)
  })

  test('each figure opens its tasks', async () => {
    const list = async (query: string) => (await lily.get(`/api/order-tasks?state=ended&${query}`)).body.items
    const period = 'from=2026-03-03&until=2026-03-03'
    expect(await list(`${period}&inTime=false`)).toMatchObject([{ assignee: { name: 'Lily' }, inTime: false }])
    expect(await list(`${period}&inTime=true&assigneeId=${lily.memberId}`)).toHaveLength(1)
    expect(await list(`assigneeId=${max.memberId}&inTime=true`)).toMatchObject([{ stage: 'declined' }])
    expect((await lily.get('/api/order-tasks?state=overdue')).body.items).toMatchObject([{ store: { name: 'London' } }])
  })
})

describe('by when tasks are due', () => {
  test('is set by those who may, is recorded, and holds for what is begun from then on', async () => {
    const { limits } = (await lily.get('/api/order-task-limits')).body as {
      limits: { kind: string; limitSeconds: number }[]
    }
    expect(limits.map(({ kind, limitSeconds }) => [kind, limitSeconds / 3_600])).toEqual([
      ['change-address', 4],
      ['change-item', 24],
      ['cancel', 4],
      ['exchange', 24],
      ['resend', 24],
      ['invoice', 24],
    ])
    const change = { limits: [{ kind: 'invoice', limitSeconds: 7_200, calendarId: null }] }
    expect((await lily.put('/api/order-task-limits', change)).status).toBe(403)
    expect((await world.first.put('/api/order-task-limits', change)).status).toBe(200)
    const { body } = await lily.post(`/api/tickets/${kept.kitto}/order-tasks`, { kind: 'invoice' })
    expect(Date.parse(body.dueAt) - Date.parse(body.begunAt)).toBe(7_200_000)
    const [entry] = (await world.first.get('/api/audit-entries?action=procedures.limits-changed')).body.items
    expect(entry).toMatchObject({ action: 'procedures.limits-changed' })
  })

  test('may be set by several at once', async () => {
    const kinds = ['cancel', 'invoice', 'resend']
    const changes = Array.from({ length: 12 }, (_, at) => ({
      limits: (at % 2 ? kinds : kinds.toReversed()).map((kind) => ({
        kind,
        limitSeconds: 3_600 + at,
        calendarId: null,
      })),
    }))
    const answers = await Promise.all(changes.map((change) => world.first.put('/api/order-task-limits', change)))
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200))
    for (const { body } of answers) expect(body.limits).toHaveLength(6)
  })

  test('names one kind once, and a calendar that is there', async () => {
    const put = async (limits: object[]) => (await world.first.put('/api/order-task-limits', { limits })).body
    const limit = { kind: 'cancel', limitSeconds: 60, calendarId: null }
    expect(await put([limit, limit])).toMatchObject({ errors: [{ field: 'limits.1.kind' }] })
    const gone = { ...limit, calendarId: '01912345-0000-7000-8000-000000000000' }
    expect(await put([gone])).toMatchObject({ errors: [{ field: 'limits.0.calendarId' }] })
  })
})
