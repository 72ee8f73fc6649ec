import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderRow, returnRow } from '../../../tests/fixtures/order-rows.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { recordOrderRows, recordReturnRows } from '../orders/index.ts'
import { recordCosts } from '../products/index.ts'
import { createStore } from '../stores/index.ts'

const now = Date.parse('2026-06-01T09:00:00Z')
const dayMs = 86_400_000
const skus = 12
const weeks = 26
const bad = 'SKU-3'

let world: World
let manager: Caller
let [storeId, department]: string[] = []

/** Orders of so many weeks, ten a week and SKU; each twentieth comes back, of the bad one lately each third for a defect. */
async function sell(first: number, last: number, from: number, isBad: (week: number) => boolean): Promise<void> {
  const orders = []
  const returns = []
  let number = 0
  for (let week = first; week < last; week++)
    for (let at = 0; at < skus; at++)
      for (let order = 0; order < 10; order++) {
        const sku = `SKU-${at}`
        const orderedAt = new Date(from + (week * 7 + (order % 7)) * dayMs)
        const orderNumber = `N-${from}-${week}-${at}-${order}`
        orders.push(
          orderRow(orderNumber, { sku, orderedAt: orderedAt.toISOString(), buyerAddress: `b${number}@buyer.test` }),
        )
        number++
        const isFault = sku === bad && isBad(week) && order % 3 === 0
        if (!isFault && (week * 10 + order + at) % 20 !== 0) continue
        returns.push(
          returnRow(orderNumber, {
            sku,
            rma: orderNumber,
            returnedAt: new Date(orderedAt.getTime() + 8 * dayMs).toISOString(),
            reason: isFault ? 'CR-DEFECTIVE' : 'CR-UNWANTED_ITEM',
            comments: isFault ? 'Emily 0170 1234567: the bolt broke' : '',
            refunded: isFault ? 2_000 : null,
          }),
        )
      }
  const isBack = ({ returnedAt }: { returnedAt: string }) => Date.parse(returnedAt) <= world.clock.now().getTime()
  for (let at = 0; at < orders.length; at += 1_000)
    await recordOrderRows(world.context(), storeId ?? '', orders.slice(at, at + 1_000))
  await recordReturnRows(world.context(), storeId ?? '', returns.filter(isBack))
}

beforeAll(async () => {
  world = await openWorld({ now: new Date(now).toISOString() })
  const store = { name: 'Kitto', marketplace: 'own-shop', signatureName: 'Kitto' } as const
  storeId = (await createStore(world.context(), store)).id
  manager = await world.hire('manager')
  await sell(0, weeks, now - weeks * 7 * dayMs, (week) => week >= weeks - 6)
  const cost = {
    sku: bad,
    title: 'Folding chair',
    category: 'Chairs',
    validFrom: '2026-01-01',
    unitCost: 900,
    currency: 'EUR',
  }
  await recordCosts(world.context(), [cost as never])
  const fields = {
    name: 'Quality',
    field: 'quality',
    limitSeconds: 86_400,
    calendarId: null,
    active: true,
    memberIds: [],
  }
  department = (await manager.post('/api/departments', fields)).body.id
  await world.work()
})
afterAll(() => world.close())

const list = async (view = 'open', caller = manager) => (await caller.get(`/api/anomalies?view=${view}`)).body.items
const only = async () => {
  const [anomaly, ...others] = await list()
  expect(others).toEqual([])
  return (await manager.get(`/api/anomalies/${anomaly.id}`)).body
}

describe('the daily look', () => {
  test('opens one for the SKU that comes back too often, and for no other', async () => {
    const anomaly = await only()
    expect(anomaly).toMatchObject({
      sku: bad,
      title: 'Folding chair',
      stream: 'quality',
      batch: null,
      state: 'open',
      reasons: [{ group: 'quality' }, { group: 'other' }],
    })
    expect(anomaly.observed).toBeGreaterThan(5 * anomaly.expected)
    expect(anomaly.tail).toBeLessThan(1e-6)
    expect(Math.abs(Date.parse(anomaly.since) - (now - 6 * 7 * dayMs))).toBeLessThan(14 * dayMs)
    expect((await manager.get('/api/anomaly-looks')).body).toMatchObject({ tested: skus, found: 1 })
  })

  test('looks once a day by itself, and again when asked; what is open is not opened again', async () => {
    const { lookedAt } = (await manager.get('/api/anomaly-looks')).body
    await world.work()
    expect((await manager.get('/api/anomaly-looks')).body.lookedAt).toBe(lookedAt)
    world.clock.advance(60_000)
    expect(await manager.post('/api/anomaly-looks')).toMatchObject({ status: 200, body: { done: true } })
    await world.work()
    const look = (await manager.get('/api/anomaly-looks')).body
    expect(look).toMatchObject({ found: 0 })
    expect(look.lookedAt).not.toBe(lookedAt)
    await only()
  })

  test('counts a return that is told late, of an order that was counted before', async () => {
    const before = (await only()).observed
    const [{ number }] = await world.sql(
      `select o.number from orders o join order_lines l on l.workspace_id = o.workspace_id and l.order_id = o.id
       left join returned_units r on r.order_number = o.number
       where l.sku = $1 and o.ordered_at > $2 and r.id is null order by o.ordered_at limit 1`,
      [bad, new Date(now - 30 * dayMs)],
    )
    const late = returnRow(number, { sku: bad, rma: number, returnedAt: new Date(now).toISOString() })
    await recordReturnRows(world.context(), storeId ?? '', [late])
    await manager.post('/api/anomaly-looks')
    await world.work()
    expect((await only()).observed).toBe(before + 1)
  })
})

test('shows the chart, what it cost and what buyers wrote, without what points to a person', async () => {
  const anomaly = await only()
  expect(anomaly.weeks.length).toBe(26)
  expect(anomaly.weeks.filter(({ suspected }: { suspected: boolean }) => suspected).length).toBeGreaterThan(3)
  expect(anomaly.costs).toMatchObject([{ currency: 'EUR' }])
  expect(anomaly.costs[0].refunded % 2_000).toBe(0)
  expect(anomaly.withoutAmount).toBeGreaterThan(0)
  expect(anomaly.comments[1].text).toContain('the bolt broke')
  for (const personal of ['1234567', 'Emily']) expect(JSON.stringify(anomaly.comments)).not.toContain(personal)
})

describe('who may', () => {
  test.each([
    ['agent', 403],
    ['department-contact', 403],
    ['auditor', 200],
    ['supervisor', 200],
  ])('%s: %d', async (role, status) => {
    expect(await (await world.as(role)).get('/api/anomalies?view=open')).toMatchObject({ status })
  })
  test('the auditor changes nothing, and another workspace sees nothing', async () => {
    const { id } = await only()
    const auditor = await world.as('auditor')
    expect(await auditor.post(`/api/anomalies/${id}/end`, { state: 'dismissed', reason: 'no' })).toMatchObject({
      status: 403,
    })
    const other = await world.stranger()
    expect(await other.caller.get(`/api/anomalies/${id}`)).toMatchObject({ status: 404 })
  })
})

describe('what is done about it', () => {
  const wanted = () => ({
    departmentId: department,
    title: 'Chairs break',
    ask: 'Look at the bolts of the last delivery.',
  })

  test('a department is asked, with the evidence attached, and once', async () => {
    const { id, comments } = await only()
    const commentIds = comments.slice(0, 2).map(({ unitId }: { unitId: string }) => unitId)
    const action = (await manager.post(`/api/anomalies/${id}/actions`, { ...wanted(), commentIds })).body
    const kinds = action.evidence.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(['sku', 'rate', 'reason', 'reason', 'cost', 'comment', 'comment'])
    expect(await only()).toMatchObject({ state: 'asked', actionId: action.id })
    expect(await manager.post(`/api/anomalies/${id}/actions`, wanted())).toMatchObject({
      status: 409,
      body: { code: 'rootcauses.asked-already' },
    })
  })

  test('a withdrawn action leaves it open for another', async () => {
    const { actionId } = await only()
    await manager.post(`/api/actions/${actionId}/moves`, { move: 'withdraw', text: 'Wrong department' })
    await world.work()
    expect(await only()).toMatchObject({ state: 'open', actionId: null })
  })

  test('after an accepted answer the rate before and after is shown, with intervals', async () => {
    const { id } = await only()
    const action = (await manager.post(`/api/anomalies/${id}/actions`, wanted())).body
    await manager.post(`/api/actions/${action.id}/moves`, { move: 'answer', text: 'New bolts from today.' })
    await manager.post(`/api/actions/${action.id}/moves`, { move: 'accept' })
    await world.work()
    expect(await only()).toMatchObject({ state: 'watched', after: null, change: null })
    const from = world.clock.now().getTime() + dayMs
    world.clock.advance(56 * dayMs)
    manager = await world.hire('manager')
    await sell(0, 6, from, () => false)
    await manager.post('/api/anomaly-looks')
    await world.work()
    const watched = await only()
    expect(watched.before.rate).toBeGreaterThan(0.2)
    expect(watched.after).toMatchObject({ sent: 60, returned: 0, rate: 0 })
    expect(watched.after.high).toBeLessThan(watched.before.low)
    expect(watched.change).toMatchObject({ factor: 0, low: 0 })
    expect(watched.change.high).toBeLessThan(0.5)
  })

  test('closed as solved it is not opened again for the same orders; by mistake it is opened again by hand', async () => {
    const { id } = await only()
    expect(await manager.post(`/api/anomalies/${id}/end`, { state: 'solved', reason: ' ' })).toMatchObject({
      status: 400,
    })
    const closed = await manager.post(`/api/anomalies/${id}/end`, { state: 'solved', reason: 'New bolts hold.' })
    expect(closed).toMatchObject({ status: 200, body: { state: 'solved', closeReason: 'New bolts hold.' } })
    expect(await manager.post(`/api/anomalies/${id}/end`, { state: 'solved', reason: 'Twice' })).toMatchObject({
      body: { code: 'rootcauses.closed' },
    })
    await manager.post('/api/anomaly-looks')
    await world.work()
    expect(await list()).toEqual([])
    expect(await list('closed')).toMatchObject([{ id }])
    expect(await manager.post(`/api/anomalies/${id}/reopening`)).toMatchObject({ body: { state: 'watched' } })
    expect(await manager.post(`/api/anomalies/${id}/reopening`)).toMatchObject({ status: 409 })
  })
})

test('what was done stands in the audit log', async () => {
  const auditor = await world.hire('auditor')
  const { items } = (await auditor.get('/api/audit-entries?limit=50')).body
  const actions = items.map(({ action }: { action: string }) => action)
  expect(actions).toEqual(
    expect.arrayContaining(['rootcauses.acted-on', 'rootcauses.closed', 'rootcauses.reopened', 'actions.asked']),
  )
})
