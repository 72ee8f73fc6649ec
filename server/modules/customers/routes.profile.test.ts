import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderRow, returnRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { findOrCreateCustomer } from './index.ts'

let world: World
let berlin: string
let paris: string
let buyer: string
const alias = { kind: 'amazon-alias', address: 'k3xj0+51f0@marketplace.amazon.de', name: 'Emily Carter' } as const
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  paris = (await createStore(world.context(), { name: 'Nordhaus FR', marketplace: 'amazon-fr' })).id
  buyer = (await findOrCreateCustomer(world.context(), { ...alias, storeId: berlin })).id
  const orders = [1, 2, 3, 4].map((day) =>
    orderRow(`H-${day}`, { orderedAt: `2026-02-0${day}T10:00:00Z`, changedAt: null }),
  )
  await world.first.post('/api/orders/rows', { storeId: berlin, rows: orders })
  // The same alias in another store is somebody else, and so is another address in this one.
  await world.first.post('/api/orders/rows', { storeId: paris, rows: [orderRow('H-5')] })
  const other = orderRow('H-6', { buyerAddress: 'other@marketplace.amazon.de' })
  await world.first.post('/api/orders/rows', { storeId: berlin, rows: [other] })
  const units = [
    returnRow('H-1', { returnedAt: '2026-02-20T00:00:00Z', reason: 'CR-UNWANTED_ITEM', rma: 'R1' }),
    returnRow('H-2', { returnedAt: '2026-02-21T00:00:00Z', reason: 'CR-DEFECTIVE', rma: 'R2', inPolicy: false }),
  ]
  await world.first.post('/api/returned-units/rows', { storeId: berlin, rows: units })
})
afterAll(() => world.close())

const ticket = async (fields: object) =>
  (await world.first.post('/api/tickets', { subject: 'A word', text: 'A word', channelKind: 'phone', ...fields })).body
const history = async (id: string, query = '', caller = world.first) =>
  (await caller.get(`/api/customers/${id}/history?${query}`)).body
const named = (items: { kind: string; number: string }[]) => items.map(({ kind, number }) => `${kind} ${number}`)

describe('history', () => {
  test('holds orders and returns of the buyer’s own addresses, newest first, whatever the page', async () => {
    const whole = await history(buyer)
    expect(named(whole.items)).toEqual(['return H-2', 'return H-1', 'order H-4', 'order H-3', 'order H-2', 'order H-1'])
    expect(whole.items[0]).toMatchObject({ about: 'CR-DEFECTIVE', storeName: 'Nordhaus DE', units: 1 })
    expect(whole.items[0].openId).toBe(whole.items[4].id)
    expect(whole.items[2]).toMatchObject({ status: 'shipped', title: 'Oak chair', amount: 22_750, currency: 'EUR' })
    const paged: unknown[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { items: unknown[]; next: string | null } = await history(
        buyer,
        `limit=2${after && `&after=${after}`}`,
      )
      paged.push(...page.items)
      after = page.next
    }
    expect(paged).toEqual(whole.items)
  })

  test('tickets stand among the orders, by their last word', async () => {
    const writer = { email: 'emily@example.com', name: 'Emily Carter' }
    await ticket({ buyer: writer, kind: 'complaint', storeId: berlin })
    const { id } = await findOrCreateCustomer(world.context(), { kind: 'email', address: writer.email })
    await world.first.post('/api/orders/rows', {
      storeId: berlin,
      rows: [orderRow('H-9', { buyerAddress: writer.email, orderedAt: '2026-02-28T00:00:00Z', changedAt: null })],
    })
    const { items } = await history(id)
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['ticket', 'order'])
    expect(items[0]).toMatchObject({ about: 'complaint', status: 'open', title: 'A word' })
  })

  test('shows nobody what lies in stores that they may not see', async () => {
    const agent = await world.hire('agent', { storeIds: [paris] })
    expect((await history(buyer, '', agent)).items).toEqual([])
    expect((await agent.get(`/api/customers/${buyer}/standing`)).body.figures).toMatchObject({ orders: 0, returned: 0 })
    const near = await world.hire('agent', { storeIds: [berlin] })
    expect((await history(buyer, '', near)).items).toHaveLength(6)
  })

  test('of a customer of another workspace does not exist', async () => {
    const { caller } = await world.stranger()
    expect((await caller.get(`/api/customers/${buyer}/history`)).status).toBe(404)
    expect((await caller.get(`/api/customers/${buyer}/standing`)).status).toBe(404)
  })
})

describe('standing', () => {
  test('counts what was bought and sent back, and blames nobody for what came broken', async () => {
    const { body } = await world.first.get(`/api/customers/${buyer}/standing`)
    expect(body).toMatchObject({
      tier: 'regular',
      risk: 'none',
      figures: {
        orders: 4,
        units: 8,
        spent: [{ amount: 4 * 22_750, currency: 'EUR' }],
        returned: 2,
        returnedByWish: 1,
        outsidePolicy: 1,
      },
    })
    expect(body.riskReasons.map(({ code }: { code: string }) => code)).toEqual([
      'few-returns',
      'not-counted',
      'outside-policy',
    ])
  })
})

test('special needs and preferences are kept, and hidden from who may reveal nothing', async () => {
  const change = { specialNeeds: 'Hard of hearing: never by phone', preferences: 'Short letters' }
  expect((await world.first.patch(`/api/customers/${buyer}`, change)).body).toMatchObject(change)
  const auditor = await world.as('auditor')
  expect((await auditor.get(`/api/customers/${buyer}`)).body).toMatchObject({ specialNeeds: '', preferences: '' })
  const tooLong = await world.first.patch(`/api/customers/${buyer}`, { specialNeeds: 'x'.repeat(2_001) })
  expect(tooLong).toMatchObject({ status: 400, body: { errors: [{ field: 'specialNeeds' }] } })
})
