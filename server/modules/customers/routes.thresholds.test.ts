import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderRow, returnRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { findOrCreateCustomer } from './index.ts'
import { shippedThresholds } from './rules.thresholds.ts'

let world: World
let regular: string
beforeAll(async () => {
  world = await openWorld()
  const storeId = (await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop' })).id
  const buyer = (name: string) => ({ kind: 'email', address: `${name}@buyer.test`, name }) as const
  regular = (await findOrCreateCustomer(world.context(), buyer('anna'))).id
  const returner = (await findOrCreateCustomer(world.context(), buyer('bert'))).id
  await findOrCreateCustomer(world.context(), buyer('carl'))
  const bought = (name: string, count: number, change: object = {}) =>
    Array.from({ length: count }, (_, at) =>
      orderRow(`${name}-${at}`, { buyerAddress: `${name}@buyer.test`, changedAt: null, quantity: 1, ...change }),
    )
  const old = { orderedAt: '2024-02-01T10:00:00Z', shippedAt: null }
  const cancelled = orderRow('anna-x', { buyerAddress: 'anna@buyer.test', orderStatus: 'cancelled' })
  const rows = [...bought('anna', 5), ...bought('bert', 6), cancelled, ...bought('carl', 3, old)]
  await world.first.post('/api/orders/rows', { storeId, rows })
  const back = [0, 1, 2, 3, 4, 5].map((at) =>
    returnRow(`bert-${at}`, { reason: 'CR-UNWANTED_ITEM', quantity: 1, rma: `R${at}` }),
  )
  await world.first.post('/api/returned-units/rows', { storeId, rows: back })
  const ticket = { subject: 'A claim', text: 'A claim', channelKind: 'phone', kind: 'claim', storeId }
  await world.first.post('/api/tickets', { ...ticket, buyer: { email: 'bert@buyer.test', name: 'bert' } })
  expect(returner).not.toBe(regular)
})
afterAll(() => world.close())

const settings = async () => (await world.first.get('/api/customer-thresholds')).body
const preview = (change: object) =>
  world.first.post('/api/customer-threshold-previews', { ...shippedThresholds, ...change })
const standing = async (id: string) => (await world.first.get(`/api/customers/${id}/standing`)).body

test('the preview counts as the customers’ own pages do', async () => {
  expect(await settings()).toEqual({ thresholds: shippedThresholds, shipped: shippedThresholds })
  expect((await preview({})).body).toEqual({
    customers: 3,
    lookedAt: 3,
    // Who sends everything back is worth a step less.
    tiers: { new: 1, returning: 1, regular: 1, key: 0 },
    risks: { none: 2, watch: 0, high: 1 },
  })
  expect((await preview({ keyOrders: 5, highReturned: 100 })).body).toMatchObject({
    tiers: { new: 1, returning: 0, regular: 0, key: 2 },
    risks: { none: 2, watch: 1, high: 0 },
  })
  expect((await preview({ watchClaims: 1, highClaims: 1, highReturned: 100 })).body.risks).toMatchObject({ high: 1 })
})

test('what is set holds at once for everybody, and is recorded', async () => {
  expect((await standing(regular)).tier).toBe('regular')
  const wanted = { ...shippedThresholds, keyOrders: 5 }
  expect((await world.first.put('/api/customer-thresholds', wanted)).body.thresholds).toEqual(wanted)
  expect(await settings()).toEqual({ thresholds: wanted, shipped: shippedThresholds })
  expect((await standing(regular)).tier).toBe('key')
  await world.first.put('/api/customer-thresholds', wanted)
  const told = await world.sql(`select details from audit_entries where action = 'customers.thresholds-changed'`)
  expect(told).toHaveLength(1)
  expect(told[0].details).toContain('keyOrders')
  const { caller } = await world.stranger()
  expect((await caller.get('/api/customer-thresholds')).body.thresholds).toEqual(shippedThresholds)
})

test('steps that lie below the one before are refused by field, and agents only read', async () => {
  const { status, body } = await preview({ regularOrders: 20, watchPercent: 60 })
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'customers.threshold-order' })
  expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['keyOrders', 'highPercent'])
  expect((await preview({ keyOrders: 0 })).status).toBe(400)
  const agent = await world.as('agent')
  expect((await agent.get('/api/customer-thresholds')).status).toBe(200)
  expect((await agent.put('/api/customer-thresholds', shippedThresholds)).status).toBe(403)
})

test('of many customers some are looked at, and the numbers add up to all', async () => {
  await world.sql(
    `insert into customers (id, name, created_at, updated_at)
     select gen_random_uuid(), 'Somebody', now(), now() from generate_series(1, 4000)`,
  )
  const { body } = await preview({})
  expect(body.customers).toBe(4_003)
  expect(body.lookedAt).toBeGreaterThan(0)
  expect(body.lookedAt).toBeLessThanOrEqual(2_000)
  const counted = Object.values(body.tiers as Record<string, number>).reduce((all, count) => all + count, 0)
  expect(counted).toBe(4_003)
})
