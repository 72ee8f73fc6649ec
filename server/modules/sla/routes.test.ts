import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-02T09:00:00Z' })
})
afterAll(() => world.close())

const policy = (change: object = {}) => ({
  name: 'Nordhaus DE',
  kind: 'inquiry',
  priority: 'urgent',
  storeId: null,
  marketplaceKind: null,
  channelKind: null,
  ceiling: false,
  active: true,
  targets: [{ measure: 'first-response', limitSeconds: 3_600, calendarId: null, pausesForBuyer: false }],
  ...change,
})
const calendar = (change: object = {}) => ({
  name: 'Berlin',
  zone: 'Europe/Berlin',
  alwaysOpen: false,
  periods: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
  holidays: [],
  ...change,
})
const limitsOf = async (query: string): Promise<Record<string, string>> => {
  const { body } = await world.first.get(`/api/sla-policies/decisions?${query}`)
  const decisions: { measure: string; limitSeconds: number; policyName: string }[] = body
  return Object.fromEntries(
    decisions.map((each) => [each.measure, `${each.limitSeconds / 3_600} h, ${each.policyName}`]),
  )
}

test('a new workspace has the shipped limits, in its own language', async () => {
  expect(await limitsOf('kind=inquiry')).toEqual({
    'first-response': '6 h, 咨询',
    'next-response': '24 h, 全部工单',
    promise: '4 h, 全部工单',
    resolution: '168 h, 全部工单',
  })
  expect((await limitsOf('kind=complaint'))['solution-proposed']).toBe('24 h, 投诉')
  expect((await limitsOf('kind=return&marketplaceKind=amazon'))['solution-proposed']).toBe('48 h, 亚马逊：处理退货申请')
  expect((await limitsOf('kind=inquiry&marketplaceKind=amazon'))['first-response']).toBe('6 h, 咨询')
})

test('a policy is added, explained, replaced and deleted', async () => {
  const created = await world.first.post('/api/sla-policies', policy())
  expect(created.status).toBe(201)
  expect((await limitsOf('kind=inquiry&priority=urgent'))['first-response']).toBe('1 h, Nordhaus DE')

  const url = `/api/sla-policies/${created.body.id}`
  const off = await world.first.put(url, policy({ active: false }))
  expect(off.body.active).toBe(false)
  expect((await limitsOf('kind=inquiry&priority=urgent'))['first-response']).toBe('6 h, 咨询')
  expect((await world.first.delete(url)).status).toBe(200)
  expect(await world.first.get(url)).toMatchObject({ status: 404, body: { code: 'sla.policy-not-found' } })
})

test('two policies cannot be about the same tickets, nor one measure be limited twice', async () => {
  const twin = policy({ kind: 'complaint', priority: null, name: 'Twin' })
  expect(await world.first.post('/api/sla-policies', twin)).toMatchObject({
    status: 409,
    body: { code: 'sla.policy-taken' },
  })
  const [target] = policy().targets
  const twice = policy({ priority: 'low', targets: [target, target] })
  expect(await world.first.post('/api/sla-policies', twice)).toMatchObject({
    status: 422,
    body: { code: 'sla.measure-twice', errors: [{ field: 'targets.1.measure' }] },
  })
  const nowhere = policy({ priority: 'low', storeId: '0192f0c0-0000-7000-8000-000000000009' })
  expect(await world.first.post('/api/sla-policies', nowhere)).toMatchObject({ body: { code: 'sla.store-not-found' } })
})

test('a calendar keeps several periods a day, half days and imported holidays', async () => {
  const eve = { date: '2026-12-24', name: 'Heiligabend', open: [{ from: '09:00', to: '12:00' }] }
  const created = await world.first.post('/api/calendars', calendar({ holidays: [eve] }))
  expect(created).toMatchObject({ status: 201, body: { zone: 'Europe/Berlin', holidays: [eve] } })

  const url = `/api/calendars/${created.body.id}`
  const wanted = { country: 'DE', region: 'BY', years: [2026, 2027] }
  const imported = await world.first.post(`${url}/holiday-imports`, wanted)
  expect(imported.body.added).toBeGreaterThan(20)
  const dates: { date: string }[] = imported.body.calendar.holidays
  expect(dates.map(({ date }) => date)).toEqual(expect.arrayContaining(['2026-01-06', '2026-12-24', '2027-12-25']))
  expect((await world.first.post(`${url}/holiday-imports`, wanted)).body.added).toBe(0)
  expect(await world.first.post(`${url}/holiday-imports`, { ...wanted, region: 'XX' })).toMatchObject({
    status: 422,
    body: { code: 'sla.country-unknown' },
  })
  expect((await world.first.delete(url)).status).toBe(200)
})

test.each([
  ['an unknown zone', { zone: 'Europe/Atlantis' }, 'zone'],
  ['no period', { periods: [] }, 'periods'],
  ['an empty period', { periods: [{ weekday: 1, from: '09:00', to: '09:00' }] }, 'periods.0'],
  ['a date twice', { holidays: [1, 2].map(() => ({ date: '2026-01-01', name: 'New Year', open: [] })) }, 'holidays.1'],
])('a calendar with %s is refused at its field', async (_what, change, field) => {
  const answer = await world.first.post('/api/calendars', calendar({ name: 'Wrong', ...change }))
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } })
})

test('countries are named in the language of the reader, with their regions', async () => {
  const { body } = await world.first.get('/api/calendars/holiday-countries')
  const countries: { code: string; name: string; regions: object[] }[] = body
  expect(countries.find(({ code }) => code === 'DE')).toMatchObject({
    name: '德国',
    regions: expect.arrayContaining([{ code: 'BY', name: 'Bayern' }]),
  })
})

test('a calendar in use stays', async () => {
  const { body: used } = await world.first.post('/api/calendars', calendar({ name: 'Used' }))
  const [target] = policy().targets
  const counted = policy({ priority: 'low', targets: [{ ...target, calendarId: used.id }] })
  expect((await world.first.post('/api/sla-policies', counted)).status).toBe(201)
  expect(await world.first.delete(`/api/calendars/${used.id}`)).toMatchObject({
    status: 409,
    body: { code: 'sla.calendar-in-use' },
  })
})

test('agents read limits and change none; strangers see nothing of them', async () => {
  const agent = await world.as('agent')
  const { body } = await agent.get('/api/sla-policies?limit=2')
  expect([body.items.length, typeof body.next]).toEqual([2, 'string'])
  expect((await agent.post('/api/sla-policies', policy())).status).toBe(403)
  expect((await agent.post('/api/calendars', calendar())).status).toBe(403)

  const stranger = await world.stranger()
  expect((await stranger.caller.get(`/api/sla-policies/${body.items[0].id}`)).status).toBe(404)
  const names = await stranger.caller.get('/api/calendars')
  expect(names.body.items).toHaveLength(2)
})
