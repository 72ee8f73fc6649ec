import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderRow as line, returnRow as unit } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import type { OrderRow, ReturnRow } from './schema.rows.ts'
import { recordOrderRows } from './service.rows.ts'

let world: World
let berlin: string
let london: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  london = (await createStore(world.context(), { name: 'Nordhaus UK', marketplace: 'ebay-uk' })).id
})
afterAll(() => world.close())

const send = async (rows: readonly OrderRow[], storeId = berlin) =>
  (await world.first.post('/api/orders/rows', { storeId, rows })).body
const found = async (search: string, query = '') =>
  (await world.first.get(`/api/orders?search=${encodeURIComponent(search)}${query}`)).body.items

describe('what rows tell', () => {
  test('the same rows again change nothing, however they are cut', async () => {
    const rows = [line('A-1'), line('A-1', { sku: 'TABLE' }), line('A-2'), line('A-1', { occurrence: 2 })]
    expect(await send(rows)).toEqual({ added: 4, changed: 0, unchanged: 0 })
    expect(await send(rows)).toEqual({ added: 0, changed: 0, unchanged: 4 })
    expect(await send(rows.slice(2))).toEqual({ added: 0, changed: 0, unchanged: 2 })
    const [order] = await found('A-1')
    expect(order).toMatchObject({ number: 'A-1', units: 6, total: 3 * 22_750, currency: 'EUR', returned: 0 })
  })

  test('a newer report is believed, an older one changes nothing', async () => {
    await send([line('B-1', { orderStatus: 'unshipped', price: 0, changedAt: '2026-02-02T10:00:00Z' })])
    const newer = line('B-1', { changedAt: '2026-02-03T10:00:00+01:00', price: 500 })
    expect(await send([newer])).toEqual({ added: 0, changed: 1, unchanged: 0 })
    const older = line('B-1', { orderStatus: 'pending', price: 7, changedAt: '2026-02-01T00:00:00Z' })
    expect(await send([older])).toEqual({ added: 0, changed: 0, unchanged: 1 })
    expect(await found('B-1')).toMatchObject([{ status: 'shipped', total: 500 + 3_190 + 580 - 1_000 }])
  })

  test('what one report leaves out is kept from another, and an id is learned', async () => {
    await send([line('C-1')])
    const bare = { buyerName: '', buyerAddress: null, city: '', title: '', trackingNumber: null, others: null }
    expect(await send([line('C-1', { ...bare, lineId: '77001' })])).toEqual({ added: 0, changed: 1, unchanged: 0 })
    expect(await send([line('C-1', { ...bare, lineId: '77001' })])).toEqual({ added: 0, changed: 0, unchanged: 1 })
    const [{ id }] = await found('C-1')
    const { body } = await world.first.get(`/api/orders/${id}?reveal=true`)
    expect(body).toMatchObject({ buyerName: 'Emily Carter', city: 'Berlin', masked: false })
    expect(body.lines).toMatchObject([{ title: 'Oak chair', trackingNumber: '00340434161094000001' }])
    expect(body.lines[0].others).toEqual({ 'promotion-ids': 'SUMMER' })
  })

  test('of two who send the same at the same moment one adds it', async () => {
    const rows = ['T-1', 'T-2', 'T-3'].map((number) => line(number))
    const [one, other] = await Promise.all([send(rows), send([...rows].reverse())])
    expect([one.added, other.added].sort()).toEqual([0, 3])
    expect(one.unchanged + other.unchanged).toBe(3)
    expect(await found('T-')).toHaveLength(3)
  })

  test('a line needs its order, and goes with it', async () => {
    await send([line('U-1'), line('U-1', { sku: 'TABLE' }), line('U-2')])
    const [{ id }] = await found('U-1')
    await world.sql('delete from orders where id = $1', [id])
    expect(await world.sql('select from order_lines where order_id = $1', [id])).toHaveLength(0)
    expect(await found('U-2')).toMatchObject([{ units: 2 }])
    const stray = `insert into order_lines (workspace_id, order_id, line_key, sku, quantity, told)
      select workspace_id, $1, 'A#1', 'A', 1, 1 from orders limit 1`
    await expect(world.sql(stray, [id])).rejects.toThrow('an order that is not there')
  })

  test('a batch of which one statement fails leaves nothing of the others', async () => {
    await send([line('V-1', { quantity: 1 })])
    const tooLong = line('V-'.padEnd(61, '9'))
    const told = recordOrderRows(world.context(), berlin, [line('V-1', { quantity: 7 }), tooLong])
    await expect(told).rejects.toThrow('orders_number_check')
    expect(await found('V-1')).toMatchObject([{ units: 1 }])
  })

  test('of one batch the last row of a line stands, and the newest says what the order is', async () => {
    const rows = [
      line('D-1', { orderStatus: 'cancelled', changedAt: '2026-02-09T00:00:00Z', quantity: 1 }),
      line('D-1', { orderStatus: 'shipped', changedAt: '2026-02-09T00:00:00Z', quantity: 5 }),
    ]
    expect(await send(rows)).toEqual({ added: 1, changed: 0, unchanged: 1 })
    expect(await found('D-1')).toMatchObject([{ status: 'shipped', units: 5 }])
  })

  test('two stores may have the same number', async () => {
    await send([line('E-1')])
    await send([line('E-1', { currency: 'GBP' })], london)
    const { body } = await world.first.get('/api/orders/by-number/E-1')
    expect(body.map(({ store }: { store: { name: string } }) => store.name).sort()).toEqual([
      'Nordhaus DE',
      'Nordhaus UK',
    ])
    expect(await found('E-1', `&storeId=${london}`)).toMatchObject([{ currency: 'GBP' }])
  })

  test('a later word on a returned unit replaces the earlier one', async () => {
    await send([line('F-1')])
    const told = async (rows: readonly ReturnRow[]) =>
      (await world.first.post('/api/returned-units/rows', { storeId: berlin, rows })).body
    expect(await told([unit('F-1'), unit('F-1', { rma: 'D8' })])).toEqual({ added: 2, changed: 0, unchanged: 0 })
    expect(await told([unit('F-1'), unit('F-1', { rma: 'D8', refunded: 9_990 })])).toEqual({
      added: 0,
      changed: 1,
      unchanged: 1,
    })
    const [order] = (await world.first.get('/api/orders/by-number/F-1')).body
    expect(order).toMatchObject({ returned: 2 })
    expect(order.returns.map(({ refunded }: { refunded: number }) => refunded).sort()).toEqual([9_990, null])
  })

  test('what is not a row is refused with the field, and nothing of the batch is written', async () => {
    const { status, body } = await world.first.post('/api/orders/rows', {
      storeId: berlin,
      rows: [line('G-1'), { ...line('G-2'), quantity: -1 }],
    })
    expect(status).toBe(400)
    expect(body.errors[0].field).toContain('rows.1.quantity')
    expect(await found('G-')).toEqual([])
  })
})

describe('who sees what', () => {
  test('a buyer is initials until somebody who may asks for more, which is recorded', async () => {
    await send([line('H-1')])
    const agent = await world.as('agent')
    const [{ id }] = await found('H-1')
    const masked = (await agent.get(`/api/orders/${id}`)).body
    expect(masked).toMatchObject({ buyerName: 'E. C.', city: '', postalCode: '', masked: true })
    expect(masked.lines[0].others).toEqual({})
    expect((await agent.get(`/api/orders/${id}?reveal=true`)).body).toMatchObject({ buyerName: 'Emily Carter' })
    const [{ count }] = await world.sql(
      `select count(*)::int as count from audit_entries where action = 'orders.revealed'`,
    )
    expect(count).toBeGreaterThan(0)
    const auditor = await world.as('auditor')
    expect((await auditor.get(`/api/orders/${id}?reveal=true`)).status).toBe(403)
  })

  test('orders of other stores are not there', async () => {
    await send([line('I-1')], london)
    const agent = await world.hire('agent', { storeIds: [berlin] })
    const [{ id }] = await found('I-1')
    expect((await agent.get(`/api/orders/${id}`)).status).toBe(404)
    expect((await agent.get('/api/orders?search=I-1')).body.items).toEqual([])
    expect((await agent.get('/api/orders/by-number/I-1')).body).toEqual([])
  })
})

describe('lists', () => {
  test('page by key, newest first, and find by number, SKU and tracking number', async () => {
    await send([
      line('J-1', { orderedAt: '2026-01-01T00:00:00Z', sku: 'LAMP' }),
      line('J-2', { orderedAt: '2026-01-03T00:00:00Z', sku: 'LAMP', trackingNumber: 'T-J2' }),
      line('J-3', { orderedAt: '2026-01-02T00:00:00Z', sku: 'LAMP' }),
    ])
    const numbers = (items: { number: string }[]) => items.map(({ number }) => number)
    const first = (await world.first.get('/api/orders?search=LAMP&limit=2')).body
    expect(numbers(first.items)).toEqual(['J-2', 'J-3'])
    const second = (await world.first.get(`/api/orders?search=LAMP&limit=2&after=${first.next}`)).body
    expect(numbers(second.items)).toEqual(['J-1'])
    expect(second.next).toBeNull()
    expect(numbers(await found('T-J2'))).toEqual(['J-2'])
    expect(numbers(await found('J-'))).toEqual(['J-2', 'J-3', 'J-1'])
  })

  test('a line costs what its pieces cost on the day they were sent; nothing is guessed', async () => {
    await send([line('K-1', { sku: 'STOOL', quantity: 3 }), line('K-1', { sku: 'UNKNOWN' })])
    const cost = (validFrom: string, unitCost: number) => ({ sku: 'STOOL', validFrom, unitCost, currency: 'CNY' })
    await world.first.post('/api/products/costs', {
      rows: [cost('2026-01-01', 4_000), cost('2026-02-02', 4_500), cost('2026-02-03', 9_999)],
    })
    const [order] = (await world.first.get('/api/orders/by-number/K-1')).body
    const costs = Object.fromEntries(order.lines.map((each: { sku: string; cost: object }) => [each.sku, each.cost]))
    expect(costs).toEqual({ STOOL: { amount: 13_500, currency: 'CNY' }, UNKNOWN: null })
  })
})

describe('the store that orders and returned units are of', () => {
  const shop = (name: string) => createStore(world.context(), { name, marketplace: 'own-shop' })
  const nowhere = '01ff0000-0000-7000-8000-00000000dead'

  test.each([
    ['an order', (storeId: string) => send([line('S-1')], storeId)],
    [
      'a returned unit',
      async (storeId: string) =>
        (await world.first.post('/api/returned-units/rows', { storeId, rows: [unit('S-2')] })).body,
    ],
  ])('stays while there is %s of it', async (what, add) => {
    const { id } = await shop(`Shop of ${what}`)
    expect(await add(id)).toMatchObject({ added: 1 })
    expect(await world.first.delete(`/api/stores/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'stores.in-use' },
    })
    expect((await world.first.get(`/api/stores/${id}`)).status).toBe(200)
  })

  test('is there, by the word of the database too, and no row goes to another', async () => {
    const context = world.context()
    await expect(recordOrderRows(context, nowhere, [line('S-3')])).rejects.toMatchObject({ code: '23503' })
    expect(await found('S-3')).toEqual([])
    await send([line('S-4')])
    const move = (storeId: string) => world.sql(`update orders set store_id = $1 where number = 'S-4'`, [storeId])
    await expect(move(london)).rejects.toMatchObject({ code: '23503' })
    await expect(move(berlin)).resolves.toEqual([])
  })
})
