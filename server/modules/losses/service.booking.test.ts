import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { bookLosses, type LossBooking, lossesOfRequest, lossSums, reverseLosses } from './index.ts'

let world: World
let storeId: string
const requestId = '0199aaaa-0000-7000-8000-000000000001'
beforeAll(async () => {
  world = await openWorld()
  storeId = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  const rows = [{ day: '2026-02-27', from: 'EUR', to: 'CNY', rate: '8.1234', source: 'test' }]
  await world.first.post('/api/currency-rates/rows', { rows })
})
afterAll(() => world.close())

const booking = (change: Partial<LossBooking> = {}): LossBooking => ({
  key: 'return 1 outcome',
  returnRequestId: requestId,
  storeId,
  orderNumber: 'A-1',
  sku: 'CHAIR-OAK',
  reason: 'defective',
  isQuality: true,
  fault: 'seller',
  policyVersionId: null,
  bookedAt: new Date('2026-02-28T17:00:00Z'),
  currency: 'EUR',
  lines: [
    { kind: 'refund', amount: 10_000 },
    { kind: 'return-shipping', amount: 901 },
    { kind: 'restocking-fee-kept', amount: -1_500 },
  ],
  source: { kind: 'act', id: 'act-1' },
  ...change,
})
const lines = () => lossesOfRequest(world.context(), requestId)
const standing = async () => {
  const found = await world.sql(
    `select (select coalesce(sum(base_amount), 0)::int from loss_lines) as lines,
      (select coalesce(sum(amount), 0)::int from loss_deltas) as deltas,
      (select count(*)::int from loss_bookings) as bookings`,
  )
  return found[0]
}

test('a booking has its amounts, its rate and the day of the workspace; told again it changes nothing', async () => {
  await bookLosses(world.context(), booking())
  await bookLosses(world.context(), booking({ lines: booking().lines.toReversed() }))
  const found = await lines()
  expect(found.map(({ kind, counter, amount, baseAmount }) => [kind, counter, amount, baseAmount]).sort()).toEqual([
    ['refund', 'buyer', 10_000, 81_234],
    ['restocking-fee-kept', 'buyer', -1_500, -12_185],
    ['return-shipping', 'carrier', 901, 7_319],
  ])
  for (const line of found)
    expect(line).toMatchObject({
      day: '2026-03-01',
      rateDay: '2026-02-27',
      rate: '8.1234',
      isQuality: true,
      reversedBy: null,
    })
  expect(lossSums(found)).toEqual({ byCurrency: [{ currency: 'EUR', amount: 9_401 }], base: 76_368 })
})

test('told otherwise, the former booking is reversed to nothing and the new one stands', async () => {
  await bookLosses(world.context(), booking({ lines: [{ kind: 'refund', amount: 8_000 }] }))
  const found = await lines()
  expect(found).toHaveLength(7)
  expect(lossSums(found).byCurrency).toEqual([{ currency: 'EUR', amount: 8_000 }])
  expect(found.filter(({ reversedBy }) => reversedBy !== null)).toHaveLength(3)
  expect(await standing()).toEqual({ lines: 64_987, deltas: 64_987, bookings: 3 })
})

test('what is reversed comes to nothing, once, and may be booked anew', async () => {
  const because = { kind: 'act', id: 'act-2' } as const
  await reverseLosses(world.context(), 'return 1 outcome', because)
  await reverseLosses(world.context(), 'return 1 outcome', because)
  await reverseLosses(world.context(), 'a key that nobody booked', because)
  expect(await standing()).toEqual({ lines: 0, deltas: 0, bookings: 4 })
  await bookLosses(world.context(), booking({ lines: [{ kind: 'refund', amount: 8_000 }] }))
  expect(await standing()).toMatchObject({ lines: 64_987, bookings: 5 })
  await bookLosses(world.context(), booking({ lines: [] }))
  expect(await standing()).toMatchObject({ lines: 0, bookings: 6 })
})

test('a rate that nobody has told is missing, and not guessed', async () => {
  await bookLosses(world.context(), booking({ key: 'in dollars', currency: 'USD' }))
  const found = (await lines()).filter(({ currency }) => currency === 'USD')
  expect(found.map(({ state, baseAmount, rate }) => [state, baseAmount, rate])).toEqual([
    ['rate-missing', null, null],
    ['rate-missing', null, null],
    ['rate-missing', null, null],
  ])
  expect(lossSums(found).base).toBeNull()
})

test('an amount whose sign is not that of its kind is refused', async () => {
  const wrong = booking({ key: 'wrong', lines: [{ kind: 'resale-value', amount: 100 }] })
  await expect(bookLosses(world.context(), wrong)).rejects.toMatchObject({ code: 'losses.wrong-sign' })
})

test('two who book the same at once book it once', async () => {
  const one = booking({ key: 'at once', sku: 'AT-ONCE' })
  await Promise.all(Array.from({ length: 6 }, () => bookLosses(world.context(), one)))
  expect(await world.sql(`select count(*)::int as n from loss_bookings where key = 'at once'`)).toEqual([{ n: 1 }])
})

test('no amount of the ledger can be changed or taken away', async () => {
  for (const statement of [
    'update loss_lines set amount = amount + 1',
    'delete from loss_lines',
    'delete from loss_bookings',
    `update loss_bookings set source_id = 'x'`,
  ])
    await expect(world.serve(statement)).rejects.toThrow(/permission denied/)
  await expect(world.serve('update loss_lines set base_amount = 1 where base_amount is not null')).rejects.toThrow(
    /reverse its booking/,
  )
  await expect(world.sql('update loss_lines set amount = amount + 1')).rejects.toThrow(/reverse its booking/)
})
