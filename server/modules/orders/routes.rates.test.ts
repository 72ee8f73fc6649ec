import { afterAll, beforeAll, expect, test } from 'vitest'
import { moneyRow } from '../../../tests/fixtures/money-rows.ts'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { uploadOf } from '../../../tests/fixtures/upload.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'

let world: World
let berlin: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
})
afterAll(() => world.close())

const upload = (text: string, since = '2026-01-01') => {
  const { payload, headers } = uploadOf('eurofxref-hist.csv', text)
  return world.first.post(`/api/currency-rates/file?since=${since}`, payload, headers)
}
const told = (day: string, from: string, to: string, rate: string) => ({ day, from, to, rate, source: 'by hand' })
const record = (...rows: readonly object[]) => world.first.post('/api/currency-rates/rows', { rows })
const moneyIn = async (number: string, currency: string) => {
  const [{ id }] = (await world.first.get(`/api/orders/by-number/${number}`)).body
  return (await world.first.get(`/api/orders/${id}/money-in?currency=${currency}`)).body
}

test('an order in the currency of the workspace: by the rate of its day or the last before, and which is missing', async () => {
  const rows = [orderRow('R-1', { price: 10_000, tax: 0, shipping: 0, shippingTax: 0, discount: 0 })]
  await world.first.post('/api/orders/rows', { storeId: berlin, rows })
  const missing = { from: 'EUR', day: null, way: null, rate: null, source: '' }
  expect(await moneyIn('R-1', 'CNY')).toEqual({
    ...{ currency: 'CNY', day: '2026-02-01', paid: null, net: null, rates: [missing] },
  })
  // The first of February is a Sunday.
  const file = 'Date,USD,CNY,\n2026-01-30,1.25,8.0123,\n2026-01-29,1.3,8.1,\n2025-12-31,1,1,\n'
  expect((await upload(file)).body).toEqual({ added: 4, changed: 0, unchanged: 0, faults: [] })
  expect((await upload(file)).body).toMatchObject({ added: 0, changed: 0, unchanged: 4 })
  expect(await moneyIn('R-1', 'CNY')).toMatchObject({
    paid: 80_123,
    net: null,
    rates: [{ from: 'EUR', day: '2026-01-30', way: 'direct', rate: '8.0123', source: 'ECB' }],
  })
  // A settlement in dollars: through the euro, both halves of one day.
  await world.first.post('/api/money-entries/rows', {
    storeId: berlin,
    rows: [moneyRow('R-1', { amount: 1_000 }), moneyRow('R-1', { amount: 1_250, currency: 'USD' })],
  })
  const both = await moneyIn('R-1', 'CNY')
  expect(both.net).toBe(8_012 + 8_012)
  expect(both.rates[1]).toMatchObject({ from: 'USD', way: 'via-eur', rate: '6.40984' })
  expect((await record(told('2026-02-01', 'USD', 'CNY', '7'))).body).toEqual({ added: 1, changed: 0, unchanged: 0 })
  expect((await moneyIn('R-1', 'CNY')).rates[1]).toMatchObject({ day: '2026-02-01', way: 'direct', rate: '7' })
  expect(await moneyIn('R-1', 'EUR')).toMatchObject({ paid: 10_000, net: 1_000 + 1_000 })
})

test('rates are listed page by page, and their gaps shown', async () => {
  const list = async (query: string) => (await world.first.get(`/api/currency-rates?from=EUR&to=CNY${query}`)).body
  const first = await list('&limit=1')
  expect(first.items).toEqual([{ day: '2026-01-30', from: 'EUR', to: 'CNY', rate: '8.0123', source: 'ECB' }])
  const second = await list(`&limit=1&after=${encodeURIComponent(first.next)}`)
  expect(second).toMatchObject({ items: [{ day: '2026-01-29', rate: '8.1' }], next: null })
  const coverage = (await world.first.get('/api/currency-rates/coverage')).body
  expect(coverage.find(({ to, from }: { to: string; from: string }) => from === 'EUR' && to === 'CNY')).toEqual({
    ...{ from: 'EUR', to: 'CNY', first: '2026-01-29', last: '2026-01-30', rate: '8.0123', source: 'ECB', days: 2 },
    gaps: [{ first: '2026-02-07', last: '2026-03-02' }],
  })
})

test('what is no rate is refused by its field, and who may not write rates writes none', async () => {
  for (const rate of ['0', '-1', '1,5', '1e3', '0.000']) {
    const { status, body } = await record(told('2026-02-01', 'USD', 'CNY', rate))
    expect([status, body.errors?.[0]?.field]).toEqual([400, 'rows.0.rate'])
  }
  const itself = await record(told('2026-02-01', 'USD', 'CNY', '7'), told('2026-02-01', 'USD', 'USD', '1'))
  expect([itself.status, itself.body.errors?.[0]?.field]).toEqual([400, 'rows.1.to'])
  const refused = await upload('sku,cost\nA,1\n')
  expect([refused.status, refused.body.code]).toEqual([422, 'orders.no-rates'])
  const agent = await world.as('agent')
  expect((await agent.post('/api/currency-rates/rows', { rows: [told('2026-02-01', 'USD', 'CNY', '7')] })).status).toBe(
    403,
  )
  expect((await (await world.stranger()).caller.get('/api/currency-rates')).body.items).toEqual([])
})
