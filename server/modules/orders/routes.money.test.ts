import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moneyRow, shipmentRow } from '../../../tests/fixtures/money-rows.ts'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import type { MoneyRow } from './schema.money.ts'
import type { ShipmentRow } from './schema.shipments.ts'
import { recordMoneyRows } from './service.money.ts'
import { recordShipmentRows } from './service.shipments.ts'

let world: World
let berlin: string
let london: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  london = (await createStore(world.context(), { name: 'Nordhaus UK', marketplace: 'amazon-uk' })).id
})
afterAll(() => world.close())

const ship = async (rows: readonly ShipmentRow[], storeId = berlin) =>
  (await world.first.post('/api/shipments/rows', { storeId, rows })).body
const book = async (rows: readonly MoneyRow[], storeId = berlin) =>
  (await world.first.post('/api/money-entries/rows', { storeId, rows })).body
const order = async (number: string, storeId = berlin) => {
  await world.first.post('/api/orders/rows', { storeId, rows: [orderRow(number)] })
  return (await world.first.get(`/api/orders/by-number/${number}`)).body[0]
}

test('a line may leave in several parcels, each with the cost of its pieces on the day it left', async () => {
  const cost = (validFrom: string, unitCost: number) => ({ sku: 'CHAIR-OAK', validFrom, unitCost, currency: 'CNY' })
  await world.first.post('/api/products/costs', { rows: [cost('2026-01-01', 4_000), cost('2026-02-10', 5_000)] })
  const later = { shipmentItemId: 'Dp2', shippedAt: '2026-02-10T00:00:00Z', quantity: 2, trackingNumber: 'T-2' }
  const rows = [
    shipmentRow('A-1', later),
    shipmentRow('A-1'),
    shipmentRow('A-1', { ...later, sku: 'UNKNOWN', shipmentItemId: 'Dp3' }),
  ]
  expect(await ship(rows)).toEqual({ added: 3, changed: 0, unchanged: 0 })
  expect(await ship(rows.toReversed())).toEqual({ added: 0, changed: 0, unchanged: 3 })
  const { shipments } = await order('A-1')
  expect(shipments.map(({ cost }: { cost: object }) => cost)).toEqual([
    { amount: 4_000, currency: 'CNY' },
    { amount: 10_000, currency: 'CNY' },
    null,
  ])
  expect(shipments[0]).toMatchObject({
    carrier: 'DHL',
    fulfilmentCentre: 'LEJ1',
    arrivesAt: '2026-02-05T22:00:00.000Z',
  })
  const found = (await world.first.get('/api/orders?search=T-2')).body.items
  expect(found.map(({ number }: { number: string }) => number)).toEqual(['A-1'])
})

test('of one part of a parcel the newer report is believed, and the same ids of another order are another', async () => {
  const newer = shipmentRow('B-1', { reportedAt: '2026-02-06T00:00:00Z', trackingNumber: 'T-new' })
  await ship([newer])
  expect(await ship([shipmentRow('B-1')])).toEqual({ added: 0, changed: 0, unchanged: 1 })
  expect(await ship([shipmentRow('B-2')])).toEqual({ added: 1, changed: 0, unchanged: 0 })
  expect(await ship([{ ...newer, reportedAt: '2026-02-07T00:00:00Z', quantity: 0 }])).toMatchObject({ changed: 1 })
  expect((await order('B-1')).shipments).toMatchObject([{ trackingNumber: 'T-new', quantity: 0 }])
})

test('an order shows what it was charged, refunded and took in fees, each currency for itself', async () => {
  const fee = moneyRow('C-1', { kind: 'fee', amount: -1_500, amountType: 'ItemFees', description: 'Commission' })
  const refund = moneyRow('C-1', { kind: 'refund', amount: -9_990, transactionType: 'Refund' })
  const yen = moneyRow('C-1', { amount: 120, currency: 'JPY' })
  const asked = { source: 'refund-feed', kind: 'refund', amount: -9_990, settlementId: null, bookedAt: null } as const
  const rows = [moneyRow('C-1'), fee, refund, yen, moneyRow('C-1', asked), moneyRow(null, { amount: -3_900 })]
  expect(await book(rows)).toEqual({ added: 6, changed: 0, unchanged: 0 })
  // The same settlement of another store is another's money.
  expect(await book([moneyRow('C-1')], london)).toEqual({ added: 1, changed: 0, unchanged: 0 })
  const nothing = { charged: 0, refunded: 0, fees: 0, reimbursed: 0, other: 0, refundsAsked: 0 }
  expect((await order('C-1')).money).toEqual([
    { ...nothing, currency: 'EUR', charged: 9_990, refunded: -9_990, fees: -1_500, net: -1_500, refundsAsked: -9_990 },
    { ...nothing, currency: 'JPY', charged: 120, net: 120 },
  ])
})

test('two rows alike in all are two entries; a kind that is understood better later moves no money', async () => {
  const lost = moneyRow('D-1', { kind: 'other', amount: 700, amountType: 'Damage', description: 'WAREHOUSE' })
  expect(await book([lost, { ...lost, occurrence: 2 }])).toEqual({ added: 2, changed: 0, unchanged: 0 })
  expect(await book([{ ...lost, kind: 'reimbursement' }])).toEqual({ added: 0, changed: 1, unchanged: 0 })
  expect((await order('D-1')).money).toMatchObject([{ reimbursed: 700, other: 700, net: 1_400 }])
})

test('the same rows twice, in any order and any batches, give the same tables', async () => {
  const shipment = fc.record({
    order: fc.constantFrom('P-1', 'P-2'),
    item: fc.constantFrom('a', 'b'),
    day: fc.integer({ min: 1, max: 9 }),
  })
  const amount = fc.record({
    order: fc.constantFrom('P-1', null),
    amount: fc.integer({ min: -9, max: 9 }),
    nth: fc.integer({ min: 1, max: 2 }),
  })
  const everything = (storeId: string) =>
    Promise.all(
      [
        `select order_number, shipment_key, quantity, shipped_at, told from shipments where store_id = $1 order by 1, 2`,
        `select entry_key, order_number, amount, kind from money_entries where store_id = $1 order by 1`,
      ].map((query) => world.sql(query, [storeId])),
    )
  const told = fc.record({
    shipments: fc.array(shipment, { maxLength: 12 }),
    amounts: fc.array(amount, { maxLength: 12 }),
    cut: fc.integer({ min: 0, max: 12 }),
  })
  await fc.assert(
    fc.asyncProperty(told, fc.infiniteStream(fc.nat()), async ({ shipments, amounts, cut }, dice) => {
      const sent = shipments.map(({ order, item, day }) =>
        shipmentRow(order, { shipmentItemId: item, reportedAt: `2026-02-0${day}T00:00:00Z`, quantity: day }),
      )
      const booked = amounts.map(({ order, amount, nth }) => moneyRow(order, { amount, occurrence: nth }))
      const record = async (storeId: string, sent: readonly ShipmentRow[], booked: readonly MoneyRow[]) => {
        await recordShipmentRows(world.context(), storeId, sent)
        return recordMoneyRows(world.context(), storeId, booked)
      }
      await world.sql('truncate shipments, money_entries')
      await record(berlin, sent, booked)
      const whole = await everything(berlin)
      expect(await record(berlin, sent, booked)).toMatchObject({ added: 0, changed: 0 })
      expect(await everything(berlin)).toEqual(whole)
      const mixed = <Row>(rows: readonly Row[]): Row[] =>
        rows
          .map((row) => [dice.next().value ?? 0, row] as const)
          .sort(([one], [other]) => one - other)
          .map(([, row]) => row)
      const [parcels, money] = [mixed(sent), mixed(booked)]
      await record(london, parcels.slice(0, cut), money.slice(0, cut))
      await record(london, parcels.slice(cut), money.slice(cut))
      expect(await everything(london)).toEqual(whole)
    }),
    { numRuns: 8 },
  )
})

test.each([
  ['/api/shipments/rows', { ...shipmentRow('E-1'), shipmentItemId: ' ' }, 'shipmentItemId'],
  ['/api/shipments/rows', { ...shipmentRow('E-1'), reportedAt: null }, 'reportedAt'],
  ['/api/money-entries/rows', { ...moneyRow('E-1'), amount: 1.5 }, 'amount'],
  ['/api/money-entries/rows', { ...moneyRow('E-1'), kind: 'tip' }, 'kind'],
])('%s refuses a row by its field', async (path, row, field) => {
  const { status, body } = await world.first.post(path, { storeId: berlin, rows: [row] })
  expect([status, body.errors[0].field]).toEqual([400, `rows.0.${field}`])
})

test('agents record neither, and what they see of an order is of their stores', async () => {
  const agent = await world.hire('agent', { storeIds: [london] })
  expect((await agent.post('/api/shipments/rows', { storeId: london, rows: [shipmentRow('F-1')] })).status).toBe(403)
  expect((await agent.post('/api/money-entries/rows', { storeId: london, rows: [moneyRow('F-1')] })).status).toBe(403)
  await book([moneyRow('F-1')])
  await order('F-1', london)
  expect((await agent.get('/api/orders/by-number/F-1')).body[0].money).toEqual([])
})

test('the money of an order is listed entry by entry, the latest first, page by page, for those who may see the order', async () => {
  const day = (at: number) => `2026-02-${String(at).padStart(2, '0')}T05:00:00Z`
  const rows = [3, 1, 2, 2].map((at, occurrence) =>
    moneyRow('E-1', { bookedAt: day(at), amount: at * 100, description: `Day ${at}`, occurrence: occurrence + 1 }),
  )
  await book([...rows, moneyRow('E-1', { source: 'refund-feed', kind: 'refund', bookedAt: null, amount: -5 })])
  await book([moneyRow('E-1', { amount: 77 })], london)
  const { id } = await order('E-1')
  const listed: { amount: number }[] = []
  for (let after = ''; ; ) {
    const { items, next } = (await world.first.get(`/api/orders/${id}/money-entries?limit=2${after}`)).body
    expect(items.length).toBeLessThanOrEqual(2)
    listed.push(...items)
    if (next === null) break
    after = `&after=${encodeURIComponent(next)}`
  }
  expect(listed.map(({ amount }) => amount)).toEqual([-5, 300, 200, 200, 100])
  expect(listed[1]).toMatchObject({
    kind: 'charge',
    currency: 'EUR',
    bookedAt: '2026-02-03T05:00:00.000Z',
    sku: 'CHAIR-OAK',
  })
  const elsewhere = await world.hire('agent', { storeIds: [london] })
  expect((await elsewhere.get(`/api/orders/${id}/money-entries`)).status).toBe(404)
  expect((await world.first.get(`/api/orders/${id}/money-entries?after=${'x'.repeat(9)}`)).status).toBe(400)
})
