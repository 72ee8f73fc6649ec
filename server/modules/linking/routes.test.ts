import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import type { OrderRow } from '../orders/index.ts'
import { createStore } from '../stores/index.ts'
import { personalData } from './index.ts'

let world: World
let kitto: string
let london: string
beforeAll(async () => {
  world = await openWorld()
  kitto = (await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop' })).id
  london = (await createStore(world.context(), { name: 'London', marketplace: 'ebay-uk' })).id
})
afterAll(() => world.close())

const record = (rows: readonly OrderRow[], storeId = kitto) => world.first.post('/api/orders/rows', { storeId, rows })
const emily = 'emily@buyer.test'
const bought = (number: string, change: Partial<OrderRow> = {}) =>
  orderRow(number, {
    buyerAddress: emily,
    buyerName: 'Max Muster',
    trackingNumber: `JJD00${number.replace(/\D/g, '')}0000000`,
    ...change,
  })

async function letter(
  text: string,
  change: { email?: string; name?: string; subject?: string; orderNumber?: string } = {},
) {
  const { email = emily, name = 'Emily Carter', subject = 'A question', ...rest } = change
  const buyer = { name, email }
  const word = { subject, text, channelKind: 'api', storeId: kitto, buyer, ...rest }
  const { id } = (await world.first.post('/api/tickets', word)).body
  await world.work()
  return id as string
}
const linkOf = async (ticketId: string) => (await world.first.get(`/api/tickets/${ticketId}/order`)).body
const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code)
const told = async (ticketId: string) =>
  (await world.first.get(`/api/tickets/${ticketId}/events?limit=50`)).body.items
    .map(({ kind }: { kind: string }) => kind)
    .filter((kind: string) => kind.startsWith('order-'))

describe('what the desk finds by itself', () => {
  test('an order named awkwardly is found on arrival, with how sure that is and why', async () => {
    await record([bought('KK-20001')])
    const id = await letter('Where is kk 2O0O1?')
    const link = await linkOf(id)
    expect(link).toMatchObject({ order: { number: 'KK-20001' }, confidence: 'certain', linkedBy: 'rule', member: null })
    expect(codes(link.reasons)).toEqual(['number-folded', 'address'])
    expect(await told(id)).toEqual(['order-linked'])
  })

  test('an order that is imported after the letter is found then, and told once', async () => {
    const id = await letter('Order KK-20777 is late', { email: 'late@buyer.test' })
    expect(await linkOf(id)).toMatchObject({ order: null, linkedBy: 'rule', confidence: null })
    await record([bought('KK-20777', { buyerAddress: 'late@buyer.test' })])
    await world.work()
    expect(await linkOf(id)).toMatchObject({ order: { number: 'KK-20777' }, confidence: 'certain' })
    await record([bought('KK-20777', { buyerAddress: 'late@buyer.test', quantity: 9 })])
    await world.work()
    expect(await told(id)).toEqual(['order-linked'])
  })

  test('two orders of one buyer are a tie: the newest with a low mark, the other on offer', async () => {
    const buyerAddress = 'two@buyer.test'
    await record([
      bought('KK-20101', { buyerAddress }),
      bought('KK-20102', { buyerAddress, orderedAt: '2026-02-20T10:00:00Z' }),
    ])
    const id = await letter('It broke.', { email: buyerAddress })
    const link = await linkOf(id)
    expect(link).toMatchObject({ order: { number: 'KK-20102' }, confidence: 'low' })
    expect(codes(link.reasons)).toContain('several')
    expect(link.others).toMatchObject([{ order: { number: 'KK-20101' } }])
    const { body } = await world.first.get(`/api/tickets/${id}/buyers-orders?limit=1`)
    expect(body.items).toMatchObject([{ number: 'KK-20102' }])
    const next = await world.first.get(
      `/api/tickets/${id}/buyers-orders?limit=1&after=${encodeURIComponent(body.next)}`,
    )
    expect(next.body).toMatchObject({ items: [{ number: 'KK-20101' }], next: null })
  })

  test('a number typed into the ticket links it, whatever the letter named', async () => {
    await record([bought('KK-20301', { buyerAddress: 'a@buyer.test' })])
    const id = await letter('Please help', { email: 'b@buyer.test', name: 'Bo Lee' })
    expect(await linkOf(id)).toMatchObject({ order: null })
    await world.first.patch(`/api/tickets/${id}`, { orderNumber: 'KK-20301' })
    await world.work()
    expect(await linkOf(id)).toMatchObject({ order: { number: 'KK-20301' }, linkedBy: 'rule', confidence: 'likely' })
  })
})

describe('what a person chooses', () => {
  test('stays whatever the rules say, and is given back by taking it back', async () => {
    const buyerAddress = 'hand@buyer.test'
    await record([bought('KK-20401', { buyerAddress })])
    await record([bought('KK-20402', { buyerAddress: 'else@buyer.test' })])
    const id = await letter('About KK-20401', { email: buyerAddress })
    const [{ id: orderId }] = (await world.first.get('/api/orders?search=KK-20402')).body.items
    const linked = await world.first.put(`/api/tickets/${id}/order`, { orderId })
    expect(linked).toMatchObject({
      status: 200,
      body: {
        order: { number: 'KK-20402' },
        confidence: 'certain',
        linkedBy: 'member',
        member: { id: world.first.memberId },
      },
    })
    expect((await world.first.get(`/api/tickets/${id}`)).body.orderNumber).toBe('KK-20402')
    await world.first.patch(`/api/tickets/${id}`, { priority: 'high' })
    await world.work()
    expect(await linkOf(id)).toMatchObject({ order: { number: 'KK-20402' }, linkedBy: 'member' })

    expect((await world.first.put(`/api/tickets/${id}/order`, { orderId: null })).body).toMatchObject({
      order: null,
      linkedBy: 'member',
    })
    expect((await world.first.delete(`/api/tickets/${id}/order`)).body).toMatchObject({
      order: { number: 'KK-20401' },
      linkedBy: 'rule',
    })
    expect(await told(id)).toEqual(['order-linked', 'order-unlinked', 'order-unlinked', 'order-linked', 'order-linked'])
  })

  test('the number of the ticket is as before once the choice is taken back', async () => {
    await record([bought('KK-20501', { buyerAddress: 'x@buyer.test' })])
    const id = await letter('Nothing named', { email: 'nobody@buyer.test', name: 'No Body' })
    const [{ id: orderId }] = (await world.first.get('/api/orders?search=muster%20max')).body.items
    await world.first.put(`/api/tickets/${id}/order`, { orderId })
    await world.first.delete(`/api/tickets/${id}/order`)
    expect((await world.first.get(`/api/tickets/${id}`)).body.orderNumber).toBeNull()
    expect(await linkOf(id)).toMatchObject({ order: null, linkedBy: 'rule' })
  })

  test('an order that is not there, or of a store out of reach, is refused', async () => {
    await record([bought('KK-20601')], london)
    const id = await letter('Hello')
    const unknown = '01912345-0000-7000-8000-000000000000'
    expect((await world.first.put(`/api/tickets/${id}/order`, { orderId: unknown })).status).toBe(404)
    const [{ id: orderId }] = (await world.first.get('/api/orders?search=KK-20601')).body.items
    const agent = await world.hire('agent', { storeIds: [kitto] })
    expect((await agent.put(`/api/tickets/${id}/order`, { orderId })).status).toBe(404)
    await world.first.put(`/api/tickets/${id}/order`, { orderId })
    expect((await agent.get(`/api/tickets/${id}/order`)).body).toMatchObject({
      order: null,
      hidden: true,
      confidence: null,
    })
    const auditor = await world.hire('auditor')
    expect((await auditor.put(`/api/tickets/${id}/order`, { orderId })).status).toBe(403)
  })
})

test('every column that holds somebody’s address is named as such', async () => {
  const columns = await world.sql(
    `select table_name || '.' || column_name as named from information_schema.columns
     where table_name in ('order_links', 'order_clues') and column_name ~ 'clue$|name|address'`,
  )
  expect(personalData.map(({ table, column }) => `${table}.${column}`)).toEqual(columns.map(({ named }) => named))
})
