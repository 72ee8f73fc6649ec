import { afterAll, beforeAll, expect, test } from 'vitest'
import { moneyRow, shipmentRow } from '../../../tests/fixtures/money-rows.ts'
import { orderRow, returnRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import type { MoneyRow } from '../orders/index.ts'
import { createStore } from '../stores/index.ts'
import { bookLosses, type LossBooking, reverseLosses } from './index.ts'

let world: World
let berlin: string
let london: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  london = (await createStore(world.context(), { name: 'Nordhaus UK', marketplace: 'amazon-uk' })).id
  await rates([rate('EUR', '2026-01-01', '8'), rate('EUR', '2026-02-01', '8'), rate('EUR', '2026-02-20', '8')])
})
afterAll(() => world.close())

const rate = (from: string, day: string, rate: string) => ({ day, from, to: 'CNY', rate, source: 'test' })
const rates = (rows: object[]) => world.first.post('/api/currency-rates/rows', { rows })
const cost = (sku: string, unitCost: number, category: string) =>
  world.first.post('/api/products/costs', {
    rows: [{ sku, validFrom: '2026-01-01', unitCost, currency: 'CNY', category }],
  })
const ship = (number: string, change = {}, storeId = berlin) =>
  world.first.post('/api/shipments/rows', { storeId, rows: [shipmentRow(number, change)] })
const book = (rows: MoneyRow[], storeId = berlin) => world.first.post('/api/money-entries/rows', { storeId, rows })
const refund = (number: string, amount: number, change: Partial<MoneyRow> = {}) =>
  moneyRow(number, { kind: 'refund', amount: -amount, transactionType: 'Refund', ...change })
const giveBack = (number: string, change = {}, storeId = berlin) =>
  world.first.post('/api/returned-units/rows', { storeId, rows: [returnRow(number, { labelCost: null, ...change })] })
const february = 'by=month&first=2026-02-01&last=2026-02-28'
const rateOf = async (query = february) => (await world.first.get(`/api/loss-rate?${query}`)).body
const linesOf = async (query: string) => (await world.first.get(`/api/loss-lines?${query}`)).body.items
const standing = (query: string) =>
  linesOf(query).then((lines) =>
    lines.filter(({ reverses, reversedBy }: { reverses: string; reversedBy: string }) => !reverses && !reversedBy),
  )

test('what was sent out and what came back make the rate, with and without reasons of quality', async () => {
  await cost('CHAIR-OAK', 50_000, 'chairs')
  await world.first.post('/api/orders/rows', { storeId: berlin, rows: [orderRow('A-1')] })
  await ship('A-1')
  await ship('A-2', { shipmentItemId: 'x' })
  await giveBack('A-1')
  await book([refund('A-1', 100), refund('A-2', 25)])
  await world.work()
  const found = await rateOf()
  expect(found).toMatchObject({
    period: { first: '2026-02-01', last: '2026-02-28', by: 'month', basis: 'booked', zone: 'Asia/Shanghai' },
    currency: 'CNY',
    alarm: { all: 3.5, withoutQuality: 1 },
    total: {
      loss: 1_000,
      lossWithoutQuality: 200,
      cost: 100_000,
      rate: 0.01,
      rateWithoutQuality: 0.002,
      lines: 2,
      parcels: 2,
    },
    waiting: false,
  })
  expect(found.points).toHaveLength(1)
  // By the month of the order only what is known of it counts.
  expect((await rateOf(`${february}&basis=ordered`)).total).toMatchObject({ loss: 800, cost: 50_000 })
})

test('the same reports again leave the ledger as it is; a restated one reverses and books exactly what changed', async () => {
  const before = await world.sql('select count(*)::int as n from loss_bookings')
  await giveBack('A-1')
  await book([refund('A-1', 100), refund('A-2', 25)])
  await ship('A-1')
  await world.work()
  expect(await world.sql('select count(*)::int as n from loss_bookings')).toEqual(before)
  await giveBack('A-1', { reason: 'CR-DEFECTIVE', labelCost: 620 })
  await world.work()
  const lines = await linesOf('sku=CHAIR-OAK&limit=100')
  expect(lines.map(({ kind, amount }: { kind: string; amount: number }) => [kind, amount]).sort()).toEqual([
    ['refund', 100],
    ['refund', 25],
    ['return-shipping', 620],
  ])
  await giveBack('A-1', { labelCost: 600 })
  await world.work()
  expect((await rateOf()).total).toMatchObject({ loss: 5_800, lines: 3 })
  expect(await linesOf('sku=CHAIR-OAK&limit=100')).toHaveLength(5)
})

test('a cost that is missing is counted and not guessed, on both sides, until somebody tells it', async () => {
  await ship('C-1', { sku: 'NEW' }, london)
  await giveBack('C-1', { sku: 'NEW', source: 'fba', disposition: 'DEFECTIVE', rma: null }, london)
  await world.work()
  expect((await rateOf(`${february}&sku=NEW`)).total).toMatchObject({
    ...{ loss: 0, cost: 0, rate: null, lines: 1, lossesWithoutCost: 1, shippedWithoutCost: 1 },
  })
  expect(await standing('state=cost-missing')).toMatchObject([{ sku: 'NEW', amount: null, kind: 'write-down' }])
  await cost('NEW', 3_000, 'tables')
  await world.work()
  expect((await rateOf(`${february}&sku=NEW`)).total).toMatchObject({
    ...{ loss: 3_000, cost: 3_000, rate: 1, lines: 1, lossesWithoutCost: 0, shippedWithoutCost: 0 },
  })
  expect(await standing('state=cost-missing')).toEqual([])
  // What has come to have a category is found in it.
  expect((await rateOf(`${february}&category=tables`)).total).toMatchObject({ loss: 3_000, cost: 3_000 })
})

test('a rate that is missing leaves its line out of the sum, until it is told', async () => {
  await book([refund('D-1', 1_000, { currency: 'USD', sku: 'LAMP' })])
  await world.work()
  expect((await rateOf(`${february}&sku=LAMP`)).total).toMatchObject({ loss: 0, lines: 1, lossesWithoutRate: 1 })
  expect(await linesOf('sku=LAMP')).toMatchObject([{ state: 'rate-missing', baseAmount: null, amount: 1_000 }])
  await rates([rate('USD', '2026-02-02', '7.12345')])
  await world.work()
  expect((await rateOf(`${february}&sku=LAMP`)).total).toMatchObject({ loss: 7_123, lossesWithoutRate: 0 })
  expect(await linesOf('sku=LAMP')).toMatchObject([{ state: 'booked', rate: '7.12345', rateDay: '2026-02-02' }])
})

test('what the desk books itself is not booked again from a report, whichever comes first', async () => {
  const own: LossBooking = {
    ...{ key: 'return E-1', returnRequestId: null, storeId: berlin, orderNumber: 'E-1', sku: 'SOFA' },
    ...{
      reason: 'no-reason',
      isQuality: false,
      fault: 'buyer',
      policyVersionId: '0199aaaa-0000-7000-8000-00000000000b',
    },
    ...{ bookedAt: new Date('2026-02-03T00:00:00Z'), currency: 'EUR', source: { kind: 'letter', id: 'l1' } },
    lines: [{ kind: 'refund', amount: 500 }],
  }
  await bookLosses(world.context(), own)
  await book([refund('E-1', 500, { sku: 'SOFA' })])
  await world.work()
  const total = async () => (await rateOf(`${february}&sku=SOFA`)).total
  expect(await total()).toMatchObject({ loss: 4_000, lines: 1 })
  await reverseLosses(world.context(), own.key, { kind: 'act', id: 'a1' })
  await world.work()
  expect(await total()).toMatchObject({ loss: 4_000, lines: 1 })
  await bookLosses(world.context(), { ...own, lines: [{ kind: 'refund', amount: 450 }] })
  await world.work()
  expect(await total()).toMatchObject({ loss: 4_000, lines: 2 })
  expect(
    (await standing('sku=SOFA'))
      .map(({ source, amount }: { source: { kind: string }; amount: number }) => [source.kind, amount])
      .sort(),
  ).toEqual([
    ['import', 50],
    ['letter', 450],
  ])
})

test('figures are cut by what lost, and never by who answered', async () => {
  const cuts = async (groupBy: string) =>
    (await world.first.get(`/api/loss-rate/cuts?${february}&groupBy=${groupBy}`)).body
  const keys = async (groupBy: string) =>
    (await cuts(groupBy)).items.map(({ key, loss }: { key: string; loss: number }) => [key, loss])
  const total = (await rateOf()).total
  expect(await keys('sku')).toEqual([
    ['LAMP', 7_123],
    ['CHAIR-OAK', 5_800],
    ['SOFA', 4_000],
    ['NEW', 3_000],
  ])
  expect(await keys('marketplace')).toEqual([
    ['amazon-de', 16_923],
    ['amazon-uk', 3_000],
  ])
  for (const groupBy of ['store', 'category', 'reason', 'fault', 'policyVersion']) {
    const { items, others } = await cuts(groupBy)
    expect(items.reduce((sum: number, { loss }: { loss: number }) => sum + loss, 0)).toBe(total.loss)
    expect(others).toBeNull()
  }
  // Parcels have no reason: each part stands over the cost of all, so that the parts add up to the whole rate.
  const reasons = (await cuts('reason')).items
  expect(reasons.every(({ cost }: { cost: number }) => cost === total.cost)).toBe(true)
  for (const person of ['agent', 'member'])
    expect(await world.first.get(`/api/loss-rate/cuts?groupBy=${person}`)).toMatchObject({
      status: 422,
      body: { code: 'losses.not-by-person', detail: expect.stringContaining('不用于考核个人') },
    })
  expect((await world.first.get('/api/loss-rate/cuts?groupBy=colour')).status).toBe(400)
})

test('every figure opens its lines, page by page, and as a file', async () => {
  const first = (await world.first.get('/api/loss-lines?limit=3&first=2026-02-01&last=2026-02-28')).body
  const all = await linesOf('limit=100&first=2026-02-01&last=2026-02-28')
  const rest = (await world.first.get(`/api/loss-lines?limit=100&first=2026-02-01&last=2026-02-28&after=${first.next}`))
    .body
  expect([...first.items, ...rest.items]).toEqual(all)
  const sum = all.reduce((sum: number, { baseAmount }: { baseAmount: number | null }) => sum + (baseAmount ?? 0), 0)
  expect(sum).toBe((await rateOf()).total.loss)
  const file = await world.first.get('/api/loss-lines/file?sku=LAMP')
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.body).toContain('"LAMP","","refund","buyer","10.00","USD","71.23","CNY","7.12345","2026-02-02","booked"')
  expect((await world.first.get('/api/loss-lines?after=nonsense')).status).toBe(400)
})

test('a person puts a booking right by its opposite and a reason, and it is not imported again', async () => {
  const [line] = await linesOf('sku=LAMP')
  const reverse = (id: string, reason: string) => world.first.post(`/api/loss-bookings/${id}/reversal`, { reason })
  const done = await reverse(line.bookingId, 'The marketplace refunded it from its own pocket')
  expect(done.status).toBe(201)
  expect(done.body.items).toMatchObject([
    { amount: 1_000, reversedBy: expect.any(String) },
    {
      amount: -1_000,
      reverses: line.bookingId,
      note: 'The marketplace refunded it from its own pocket',
      source: { kind: 'person' },
    },
  ])
  await world.work()
  await book([refund('D-1', 1_000, { currency: 'USD', sku: 'LAMP' })])
  await world.work()
  expect((await rateOf(`${february}&sku=LAMP`)).total).toMatchObject({ loss: 0, lines: 0 })
  expect(await reverse(line.bookingId, 'once more')).toMatchObject({
    status: 409,
    body: { code: 'losses.reversed-already' },
  })
  expect((await reverse('0199aaaa-0000-7000-8000-00000000000c', 'never was')).status).toBe(404)
  const audit = (await (await world.as('auditor')).get('/api/audit-entries?action=losses.booking-reversed')).body
  expect(JSON.stringify(audit)).toContain('own pocket')
  // Told otherwise it is another loss.
  await book([refund('D-1', 30, { currency: 'USD', sku: 'LAMP', occurrence: 2 })])
  await world.work()
  expect((await rateOf(`${february}&sku=LAMP`)).total).toMatchObject({ loss: 7_337, lines: 1 })
})

test('alarm levels and the basis are settings, of each category its own', async () => {
  const wanted = {
    basis: 'ordered',
    all: 4,
    withoutQuality: 1.5,
    categories: [{ category: 'chairs', all: 6, withoutQuality: 2 }],
  }
  expect((await world.first.put('/api/loss-settings', wanted)).body).toEqual(wanted)
  expect(await rateOf(`${february}&category=chairs`)).toMatchObject({
    alarm: { all: 6, withoutQuality: 2 },
    period: { basis: 'ordered' },
  })
  const twice = { ...wanted, categories: [...wanted.categories, ...wanted.categories] }
  expect((await world.first.put('/api/loss-settings', twice)).status).toBe(422)
  await world.first.put('/api/loss-settings', { basis: 'booked', all: 3.5, withoutQuality: 1, categories: [] })
  expect((await world.first.get('/api/loss-rate?by=day&first=2024-01-01')).body.code).toBe('losses.period-too-long')
})

test('who may not read, correct or set is refused; a supervisor sees the stores they serve', async () => {
  const agent = await world.as('agent')
  const auditor = await world.as('auditor')
  const supervisor = await world.hire('supervisor', { storeIds: [london] })
  expect((await agent.get('/api/loss-rate')).status).toBe(403)
  expect(
    (await auditor.put('/api/loss-settings', { basis: 'booked', all: 3, withoutQuality: 1, categories: [] })).status,
  ).toBe(403)
  expect((await supervisor.get(`/api/loss-rate?${february}`)).body.total.loss).toBe(3_000)
  expect((await supervisor.get(`/api/loss-rate?${february}&storeId=${berlin}`)).body.total.loss).toBe(0)
  const [line] = await linesOf('sku=CHAIR-OAK')
  expect((await supervisor.get(`/api/loss-bookings/${line.bookingId}`)).status).toBe(404)
  expect((await supervisor.post(`/api/loss-bookings/${line.bookingId}/reversal`, { reason: 'no right' })).status).toBe(
    403,
  )
  const stranger = await world.stranger()
  expect((await stranger.caller.get(`/api/loss-rate?${february}`)).body.total.lines).toBe(0)
})
