import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderRow, returnRow } from '../../../tests/fixtures/order-rows.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { findOrCreateCustomer } from '../customers/index.ts'
import { createStore } from '../stores/index.ts'

let world: World
let amazon: string
let shop: string
let buyer: string
/** Whoever works on the day that the clock shows: nobody's session lasts for weeks. */
let boss: Caller
const alias = { kind: 'amazon-alias', address: 'k3xj0+51f0@marketplace.amazon.de', name: 'Emily Carter' } as const
const parcel = (orderNumber: string, deliveredAt: string | null) => ({
  ...{ orderNumber, shipmentId: 'D1', shipmentItemId: 'I1', lineId: null, sku: 'CHAIR-OAK', title: 'Oak chair' },
  ...{ quantity: 2, shippedAt: '2026-02-02T08:00:00Z', arrivesAt: null, deliveredAt, carrier: 'DHL' },
  ...{ trackingNumber: null, fulfilmentCentre: '', reportedAt: '2026-02-05T00:00:00Z' },
})

beforeAll(async () => {
  world = await openWorld()
  boss = world.first
  amazon = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  shop = (await createStore(world.context(), { name: 'Nordhaus', marketplace: 'own-shop' })).id
  buyer = (await findOrCreateCustomer(world.context(), { ...alias, storeId: amazon })).id
  const rows = ['A-1', 'A-2'].map((number) => orderRow(number))
  await boss.post('/api/orders/rows', { storeId: amazon, rows })
  await boss.post('/api/orders/rows', { storeId: shop, rows: [orderRow('S-1')] })
  await boss.post('/api/returned-units/rows', { storeId: amazon, rows: [returnRow('A-1')] })
  const parcels = [parcel('A-1', '2026-02-04T10:00:00Z'), parcel('A-2', '2026-02-20T10:00:00Z')]
  expect((await boss.post('/api/shipments/rows', { storeId: amazon, rows: parcels })).status).toBe(200)
})
afterAll(() => world.close())

const workOn = async (moment: string): Promise<void> => {
  world.clock.set(moment)
  boss = await world.hire('manager')
  await world.work()
}
const orderOf = async (number: string) => {
  const [summary] = (await boss.get(`/api/orders?search=${number}`)).body.items
  return (await boss.get(`/api/orders/${summary.id}?reveal=true`)).body
}
const figures = async () => {
  const standing = (await boss.get(`/api/customers/${buyer}/standing`)).body.figures
  const lines = await world.sql(
    'select order_id, sku, quantity, price, tax, shipping, told from order_lines order by 1, 2',
  )
  const units = await world.sql('select id, reason, quantity, refunded, label_cost from returned_units order by 1')
  const history = (await boss.get(`/api/customers/${buyer}/history`)).body.items
  return { standing, lines, units, history }
}

test('thirty days after delivery who bought an order of Amazon is emptied, and no figure with it', async () => {
  await workOn('2026-03-06T09:59:00Z')
  expect(await orderOf('A-1')).toMatchObject({ buyerName: 'Emily Carter', city: 'Berlin', redacted: null })
  const before = await figures()

  await workOn('2026-03-06T10:01:00Z')
  const emptied = await orderOf('A-1')
  expect(emptied).toMatchObject({ buyerName: '', city: '', postalCode: '', country: 'DE', total: 22_750 })
  expect(emptied.redacted).toEqual({ at: '2026-03-06T10:01:00.000Z', reason: 'rule' })
  expect(emptied.lines[0].others).toEqual({})
  expect(emptied.returns[0].comments).toBe('')
  expect(await orderOf('A-2')).toMatchObject({ buyerName: 'Emily Carter', redacted: null })
  expect(await orderOf('S-1')).toMatchObject({ buyerName: 'Emily Carter', redacted: null })
  expect(await figures()).toEqual(before)
  const [row] = await world.sql(`select buyer_key, buyer_address, customer_id from orders where number = 'A-1'`)
  expect(row).toEqual({ buyer_key: '', buyer_address: null, customer_id: buyer })
})

test('the same again changes nothing, and a later report brings nobody back', async () => {
  const [before] = await world.sql(`select redacted_at from orders where number = 'A-1'`)
  await workOn('2026-03-06T11:01:00Z')
  expect(await world.sql(`select redacted_at from orders where number = 'A-1'`)).toEqual([before])
  const again = orderRow('A-1', {
    changedAt: '2026-03-05T10:00:00Z',
    orderStatus: 'delivered',
    others: { who: 'Emily' },
  })
  await boss.post('/api/orders/rows', { storeId: amazon, rows: [again] })
  const unit = returnRow('A-1', { status: 'Completed', others: { who: 'Emily' } })
  await boss.post('/api/returned-units/rows', { storeId: amazon, rows: [unit] })
  const order = await orderOf('A-1')
  expect(order).toMatchObject({ status: 'delivered', buyerName: '', city: '' })
  expect(order.returns[0]).toMatchObject({ status: 'Completed', comments: '' })
  expect(
    JSON.stringify(
      await world.sql('select l.others from order_lines l join orders o on o.id = l.order_id where o.number = $1', [
        'A-1',
      ]),
    ),
  ).not.toContain('Emily')
})

test('a store of another marketplace is emptied once a rule says so', async () => {
  const rule = { scope: 'own-shop', code: 'buyer-data.kept-for', value: 90, unit: 'calendar-days' }
  const source = { kind: 'own', text: 'Our privacy notice', reference: '' }
  const admin = await world.hire('admin')
  const recorded = await admin.post('/api/marketplace-rules', { ...rule, source, validFrom: '2026-03-01' })
  expect(recorded.status).toBeLessThan(300)
  await workOn('2026-05-05T10:00:00Z')
  expect((await orderOf('S-1')).redacted).toBeNull()
  await workOn('2026-05-11T10:00:00Z')
  expect((await orderOf('S-1')).redacted).toMatchObject({ reason: 'rule' })
})
