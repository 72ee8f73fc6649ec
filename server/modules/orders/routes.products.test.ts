import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderRow, returnRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { gatheredFor } from './service.products.ts'

let world: World
let berlin: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
})
afterAll(() => world.close())

const orders = (rows: readonly object[]) => world.first.post('/api/orders/rows', { storeId: berlin, rows })
const returns = (rows: readonly object[]) => world.first.post('/api/returned-units/rows', { storeId: berlin, rows })
const learned = async () => {
  world.clock.advance(gatheredFor)
  await world.work()
}
const product = async (sku: string) => (await world.first.get(`/api/products?search=${sku}`)).body.items[0]
const costOf = (sku: string, change: object = {}) =>
  world.first.post('/api/products/costs', {
    rows: [{ sku, validFrom: '2026-01-01', unitCost: 500, currency: 'CNY', ...change }],
  })

test('what was sold or sent back becomes a product without a cost, called as it was sold last', async () => {
  const sold = (title: string, shippedAt: string, number: string) => orderRow(number, { sku: 'DESK', title, shippedAt })
  await orders([sold('Desk, new', '2026-02-10T00:00:00Z', 'A-1'), orderRow('A-2', { sku: 'SHELF', title: 'Shelf' })])
  await returns([returnRow('A-3', { sku: 'SOFA', title: 'Sofa', asin: 'B0SOFA' })])
  await learned()
  expect(await product('DESK')).toMatchObject({ title: 'Desk, new', asin: 'B000000001', costs: [] })
  expect(await product('SOFA')).toMatchObject({ title: 'Sofa', asin: 'B0SOFA' })
  // A report of older days comes in later.
  await orders([sold('Desk, old', '2026-01-10T00:00:00Z', 'A-4')])
  await learned()
  expect((await product('DESK')).title).toBe('Desk, new')
  await orders([sold('Desk, newest', '2026-02-11T00:00:00Z', 'A-5')])
  await learned()
  expect((await product('DESK')).title).toBe('Desk, newest')
  expect((await world.first.get('/api/products?search=newest')).body.items).toHaveLength(1)
  expect((await world.first.get('/api/products/counts')).body).toEqual({ all: 3, withoutCost: 3 })
  await costOf('DESK')
  expect((await world.first.get('/api/products/counts')).body).toEqual({ all: 3, withoutCost: 2 })
  const bare = (await world.first.get('/api/products?withoutCost=true')).body.items
  expect(bare.map(({ sku }: { sku: string }) => sku)).toEqual(['SHELF', 'SOFA'])
})

test('what a cost table has said is not written over, also where it says what was known', async () => {
  await costOf('TABLE', { title: 'Our table', asin: 'B0OURS' })
  await orders([orderRow('B-1', { sku: 'STOOL', title: 'Stool' })])
  await learned()
  await costOf('STOOL', { title: 'Stool' })
  const later = { title: 'Sold as', asin: 'B0SOLD', shippedAt: '2026-02-28T00:00:00Z' }
  await orders([orderRow('B-2', { ...later, sku: 'TABLE' }), orderRow('B-3', { ...later, sku: 'STOOL' })])
  await learned()
  expect(await product('TABLE')).toMatchObject({ title: 'Our table', asin: 'B0OURS' })
  expect(await product('STOOL')).toMatchObject({ title: 'Stool' })
})

test('what was sold before products were learned is looked through once', async () => {
  await orders(
    Array.from({ length: 30 }, (_, at) =>
      orderRow(`C-${at}`, { sku: `OLD-${String(at % 15).padStart(2, '0')}`, title: `Old ${at}` }),
    ),
  )
  await world.sql('delete from pgboss.bench')
  await world.work()
  expect(await product('OLD-07')).toBeUndefined()
  await world.sql('delete from product_sales_read')
  await world.work()
  expect((await world.first.get('/api/products?search=OLD-')).body.items).toHaveLength(15)
  expect(await product('OLD-07')).toMatchObject({ asin: 'B000000001', title: expect.stringMatching(/^Old (7|22)$/) })
  await world.sql(`delete from products where sku like 'OLD-%'`)
  await world.work()
  expect(await product('OLD-07')).toBeUndefined()
})
