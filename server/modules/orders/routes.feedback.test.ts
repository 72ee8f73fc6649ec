import { afterAll, beforeAll, expect, test } from 'vitest'
import { feedbackRow } from '../../../tests/fixtures/feedback-rows.ts'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { findOrCreateCustomer } from '../customers/index.ts'
import { createStore } from '../stores/index.ts'
import type { FeedbackRow } from './schema.feedback.ts'

let world: World
let berlin: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
})
afterAll(() => world.close())

const say = async (rows: readonly FeedbackRow[]) =>
  (await world.first.post('/api/seller-feedback/rows', { storeId: berlin, rows })).body
const feedbackOn = async (number: string) => (await world.first.get(`/api/orders/by-number/${number}`)).body[0].feedback

test('feedback stands on its order, the same again changes nothing, and what is known is not forgotten', async () => {
  await world.first.post('/api/orders/rows', { storeId: berlin, rows: [orderRow('F-1'), orderRow('F-2')] })
  expect(await feedbackOn('F-1')).toBeNull()
  expect(await say([feedbackRow('F-1'), feedbackRow('F-1'), feedbackRow('F-9')])).toEqual({
    added: 2,
    changed: 0,
    unchanged: 1,
  })
  expect(await feedbackOn('F-1')).toEqual({
    givenAt: '2026-02-20T00:00:00.000Z',
    rating: 1,
    verdict: 'negative',
    comments: 'Arrived broken.',
    response: '',
  })
  expect(await say([feedbackRow('F-1', { response: 'We are sorry.' })])).toMatchObject({ changed: 1 })
  // An older report, from before the seller's answer, and one from before the buyer thought better of it.
  expect(await say([feedbackRow('F-1')])).toMatchObject({ unchanged: 1 })
  expect(await say([feedbackRow('F-1', { givenAt: '2026-02-25T00:00:00Z', rating: 4 })])).toMatchObject({ changed: 1 })
  expect(await say([feedbackRow('F-1')])).toMatchObject({ unchanged: 1 })
  expect(await feedbackOn('F-1')).toMatchObject({ rating: 4, verdict: 'positive', response: 'We are sorry.' })
  expect(await feedbackOn('F-2')).toBeNull()
})

test('it stands in the history of its buyer, marked by its verdict', async () => {
  const address = 'f7@marketplace.amazon.de'
  await world.first.post('/api/orders/rows', { storeId: berlin, rows: [orderRow('F-7', { buyerAddress: address })] })
  await say([feedbackRow('F-7', { rating: 2 })])
  const { id } = await findOrCreateCustomer(world.context(), {
    kind: 'amazon-alias',
    address,
    name: 'Emily Carter',
    language: 'de',
    storeId: berlin,
  })
  const { items } = (await world.first.get(`/api/customers/${id}/history`)).body
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['feedback', 'order'])
  expect(items[0]).toMatchObject({ number: 'F-7', about: 'negative', status: '2', title: 'Arrived broken.' })
})

test('a rating beyond five stars, or of no order, is refused by its field', async () => {
  for (const [wrong, field] of [
    [{ rating: 6 }, 'rows.0.rating'],
    [{ rating: 0 }, 'rows.0.rating'],
    [{ orderNumber: ' ' }, 'rows.0.orderNumber'],
  ] as const) {
    const { errors } = await say([feedbackRow('F-1', wrong)])
    expect(errors.map((each: { field: string }) => each.field)).toEqual([field])
  }
})
