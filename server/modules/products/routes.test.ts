import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const cost = (sku: string, change: object = {}) => ({
  sku,
  validFrom: '2026-01-01',
  unitCost: 1_250,
  currency: 'CNY',
  ...change,
})
const record = async (rows: readonly object[]) => (await world.first.post('/api/products/costs', { rows })).body
const listed = async (query = '') => (await world.first.get(`/api/products?limit=100${query}`)).body.items

test('a product has the costs that were told of it, the newest first, and learns what it is called', async () => {
  const rows = [cost('CHAIR', { title: 'Oak chair' }), cost('CHAIR', { validFrom: '2026-03-01', unitCost: 1_300 })]
  expect(await record(rows)).toEqual({ added: 2, changed: 0, unchanged: 0 })
  expect(await record(rows)).toEqual({ added: 0, changed: 0, unchanged: 2 })
  expect(await record([cost('CHAIR', { unitCost: 1_200, category: 'Chairs', title: '' })])).toEqual({
    added: 0,
    changed: 1,
    unchanged: 0,
  })
  const [chair] = await listed('&search=CHAIR')
  expect(chair).toMatchObject({ title: 'Oak chair', category: 'Chairs' })
  expect(chair.costs).toEqual([
    { validFrom: '2026-03-01', unitCost: 1_300, currency: 'CNY' },
    { validFrom: '2026-01-01', unitCost: 1_200, currency: 'CNY' },
  ])
})

test('of two rows for the same day the later stands', async () => {
  expect(await record([cost('BENCH', { unitCost: 1 }), cost('BENCH', { unitCost: 2 })])).toEqual({
    added: 1,
    changed: 0,
    unchanged: 1,
  })
  expect((await listed('&search=BENCH'))[0].costs).toMatchObject([{ unitCost: 2 }])
})

test('pages by SKU', async () => {
  await record(['P1', 'P2', 'P3'].map((sku) => cost(sku)))
  const first = (await world.first.get('/api/products?search=P&limit=2')).body
  expect(first.items.map(({ sku }: { sku: string }) => sku)).toEqual(['P1', 'P2'])
  const second = (await world.first.get(`/api/products?search=P&limit=2&after=${first.next}`)).body
  expect(second.items.map(({ sku }: { sku: string }) => sku)).toEqual(['P3'])
})

test('is found by words of its title, in any script, however it is called meanwhile', async () => {
  await record([cost('L-1', { title: 'LED 台灯 暖白色' }), cost('L-2', { title: 'Lamp, warm white' })])
  const skus = async (search: string) =>
    (await listed(`&search=${encodeURIComponent(search)}`)).map(({ sku }: { sku: string }) => sku)
  expect(await skus('暖白')).toEqual(['L-1'])
  expect(await skus('WHITE lam')).toEqual(['L-2'])
  expect(await skus('L-')).toEqual(['L-1', 'L-2'])
  await record([cost('L-2', { title: 'Desk light' })])
  expect(await skus('warm')).toEqual([])
  expect(await skus('desk li')).toEqual(['L-2'])
})

test.each([
  ['unitCost', -1],
  ['unitCost', 1.5],
  ['currency', 'cny'],
  ['validFrom', '2026-02-30'],
  ['sku', ' '],
])('%s must not be %j', async (field, value) => {
  const { status, body } = await world.first.post('/api/products/costs', { rows: [cost('X', { [field]: value })] })
  expect(status).toBe(400)
  expect(body.errors[0].field).toBe(`rows.0.${field}`)
})

test('agents read costs and do not write them', async () => {
  const agent = await world.as('agent')
  expect((await agent.get('/api/products')).status).toBe(200)
  expect((await agent.post('/api/products/costs', { rows: [cost('Y')] })).status).toBe(403)
})
