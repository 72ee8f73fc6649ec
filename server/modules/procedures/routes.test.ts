import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askAbout, goTo, recordWaiting } from '../../../tests/fixtures/asked-orders.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createChannel } from '../channels/index.ts'
import type { OrderRow } from '../orders/index.ts'
import { createStore } from '../stores/index.ts'
import { personalData } from './index.ts'
import { endTold } from './service.ts'

let world: World
let kitto: string
let london: string
let agent: Caller
beforeAll(async () => {
  // A Monday, 17:00 in Shanghai, where the workspace is: an hour before the office closes.
  world = await openWorld({ now: '2026-03-02T09:00:00Z' })
  kitto = (await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop', signatureName: 'Kitto' })).id
  london = (await createStore(world.context(), { name: 'London', marketplace: 'own-shop' })).id
  const channel = { kind: 'receiver' as const, name: 'Kitto', address: 'desk@kitto.test', settings: {} }
  await createChannel(world.context(), { ...channel, storeId: kitto })
  agent = await world.hire('agent', { name: 'Lily' })
  await agent.patch('/api/profile', { language: 'en' })
})
afterAll(() => world.close())

const ask = (change: Partial<OrderRow> = {}, storeId = kitto) => askAbout(world, storeId, change)
const begin = (ticketId: string, body: object, caller = agent) =>
  caller.post(`/api/tickets/${ticketId}/order-tasks`, body)
const move = (taskId: string, body: object, caller = agent) => caller.post(`/api/order-tasks/${taskId}/moves`, body)
const cancel = { kind: 'cancel', reason: 'Bought twice' }
const linesOf = async (ticketId: string): Promise<string[]> =>
  (await agent.get(`/api/tickets/${ticketId}/events?limit=50`)).body.items
    .map(({ kind }: { kind: string }) => kind)
    .filter((kind: string) => kind.startsWith('order-task'))
    .reverse()

/** Sends the letter that tells an outcome, as it is proposed, and lets it leave. */
async function sendLetter(ticketId: string, letter: { key: string; values: object }, isSent = true): Promise<void> {
  const values = { ...letter.values, 'promise.due': '2026-03-04T10:00:00Z' }
  const written = (await agent.post(`/api/tickets/${ticketId}/letters/${letter.key}`, { values })).body
  expect(written.missing).toEqual([])
  const message = { direction: 'outbound', text: written.text, templateKey: letter.key, values }
  const sent = await agent.post(`/api/tickets/${ticketId}/messages`, message)
  expect(sent.status).toBe(201)
  if (isSent) await letItLeave(ticketId)
}
const letItLeave = async (ticketId: string) => {
  await world.sql(`update messages set delivery = 'sent', sent_at = $2 where ticket_id = $1 and delivery = 'held'`, [
    ticketId,
    world.clock.now(),
  ])
  await endTold(world.context(), ticketId)
}

describe('an order task', () => {
  test('is checked, asked about, carried out, told by its letter, and done in time', async () => {
    const { id, number } = await ask()
    const offered = (await agent.get(`/api/tickets/${id}/order-tasks`)).body
    expect(offered.offers.find(({ kind }: { kind: string }) => kind === 'cancel')).toMatchObject({ checks: [] })
    expect(offered.lines).toMatchObject([{ sku: 'CHAIR-OAK', quantity: 2 }])

    const begun = await begin(id, cancel)
    expect(begun).toMatchObject({
      status: 201,
      body: {
        kind: 'cancel',
        stage: 'checked',
        order: { number },
        store: { name: 'Kitto' },
        reason: 'Bought twice',
        // One hour of Monday and three of Tuesday, by the office calendar that ships.
        dueAt: '2026-03-03T04:00:00.000Z',
        letter: null,
      },
    })
    const taskId = begun.body.id
    expect(begun.body.next.map(({ event }: { event: string }) => event)).toEqual(['ask', 'refuse', 'withdraw'])
    expect(await move(taskId, { event: 'ask', askedOf: 'warehouse' })).toMatchObject({
      status: 200,
      body: { stage: 'asked', askedOf: 'warehouse', assignee: { name: 'Lily' } },
    })
    const carried = await move(taskId, { event: 'carry-out' })
    expect(carried.body).toMatchObject({
      stage: 'carried-out',
      letter: { key: 'order.cancelled', values: { 'order.number': number, 'order.item': 'Oak chair' } },
    })
    expect((await move(taskId, { event: 'tell' })).body.code).toBe('procedures.not-told')
    await sendLetter(id, carried.body.letter, false)
    expect((await move(taskId, { event: 'tell' })).body.code).toBe('procedures.letter-on-its-way')
    await letItLeave(id)
    expect((await agent.get(`/api/order-tasks/${taskId}`)).body).toMatchObject({
      stage: 'done',
      inTime: true,
      endedAt: '2026-03-02T09:00:00.000Z',
      next: [],
    })
    expect(await linesOf(id)).toEqual([
      'order-task-begun',
      'order-task-asked',
      'order-task-carried-out',
      'order-task-told',
    ])
  })

  test('that is refused is told by another letter, and is declined; it may be late', async () => {
    const { id } = await ask()
    const { body } = await begin(id, { kind: 'change-address', address: 'Lindenallee 4\n50667 Köln' })
    expect(await move(body.id, { event: 'refuse', reason: ' ' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'reason', message: 'State the reason in a few words.' }] },
    })
    const refused = await move(body.id, { event: 'refuse', reason: 'On the belt already' })
    expect(refused.body).toMatchObject({ stage: 'refused', letter: { key: 'order.request-declined' } })
    const before = world.clock.now()
    await goTo(world, '2026-03-03T04:00:00.001Z', [agent, world.first])
    const said = { event: 'tell', reason: 'The buyer rang and knows' }
    expect((await move(body.id, said)).body).toMatchObject({ stage: 'declined', inTime: false, notTold: said.reason })
    expect((await move(body.id, said)).body.code).toBe('procedures.not-now')
    world.clock.set(before.toISOString())
  })

  test('that cannot be is refused with the words that mend it; nobody overrides what stops', async () => {
    const { id } = await ask({ fulfilment: 'marketplace' })
    const manager = world.first
    const wanted = { kind: 'change-address', address: 'Elsewhere 1', override: 'They insist' }
    expect(await begin(id, wanted, manager)).toMatchObject({
      status: 422,
      body: { code: 'procedures.marketplace-address' },
    })
    expect((await begin(id, wanted)).body.detail).toContain('The buyer can change it in their account')
    expect((await begin(id, { kind: 'resend', sku: 'CHAIR-OAK', quantity: 3, reason: 'Lost' })).body.detail).toBe(
      'Only 2 of CHAIR-OAK were bought, not 3. Enter 2 or fewer.',
    )
  })

  test('that is blocked is begun by who may override, with a reason that is kept', async () => {
    const { id } = await ask({
      orderStatus: 'shipped',
      shippedAt: '2026-03-01T08:00:00Z',
      carrier: 'DHL',
      trackingNumber: 'JJD1',
    })
    expect((await begin(id, cancel)).body.code).toBe('procedures.sent')
    expect(await begin(id, { ...cancel, override: 'DHL can stop it' })).toMatchObject({
      status: 403,
      body: { code: 'request.forbidden' },
    })
    const supervisor = await world.as('supervisor')
    const begun = await begin(id, { ...cancel, override: 'DHL can stop it' }, supervisor)
    expect(begun).toMatchObject({ status: 201, body: { overridden: ['sent'], overrideReason: 'DHL can stop it' } })
    await move(begun.body.id, { event: 'ask', askedOf: 'carrier' })
    const refused = await move(begun.body.id, { event: 'refuse', reason: 'DHL says no' })
    expect(refused.body.letter).toMatchObject({
      key: 'order.cancel-too-late',
      values: { 'order.carrier': 'DHL', 'order.tracking_number': 'JJD1' },
    })
  })

  test('asks again what has left meanwhile', async () => {
    const { id, number } = await ask()
    const { body } = await begin(id, cancel)
    await recordWaiting(world, kitto, number, {
      orderStatus: 'shipped',
      shippedAt: '2026-03-02T08:00:00Z',
      changedAt: '2026-03-02T08:00:00Z',
    })
    expect((await agent.get(`/api/order-tasks/${body.id}`)).body.checks).toMatchObject([
      { code: 'sent', severity: 'block' },
    ])
    expect((await move(body.id, { event: 'ask', askedOf: 'warehouse' })).body.code).toBe('procedures.sent')
    expect((await move(body.id, { event: 'withdraw', reason: 'The buyer keeps it' })).body).toMatchObject({
      stage: 'withdrawn',
      inTime: null,
    })
  })

  test('names what is missing at its field, in both languages', async () => {
    const { id } = await ask()
    expect((await begin(id, { kind: 'change-item', sku: 'CHAIR-OAK' })).body.errors).toEqual([
      { field: 'newSku', message: 'Enter the SKU that the buyer wants instead.' },
      { field: 'quantity', message: 'Enter how many pieces.' },
    ])
    const { body } = await begin(id, { kind: 'cancel' }, world.first)
    expect(body.errors).toEqual([{ field: 'reason', message: '请简要说明原因。' }])
  })

  test('is one of its kind on an order, whoever begins it and however often it is sent', async () => {
    const { id, number } = await ask()
    const key = { 'idempotency-key': 'one-cancel' }
    const [first, again] = [
      await agent.post(`/api/tickets/${id}/order-tasks`, cancel, key),
      await agent.post(`/api/tickets/${id}/order-tasks`, cancel, key),
    ]
    expect(again.body).toEqual(first.body)
    const said = {
      subject: 'Again',
      text: `About ${number}`,
      channelKind: 'phone',
      storeId: kitto,
      orderNumber: number,
    }
    const other = (await world.first.post('/api/tickets', { ...said, buyer: { name: 'Emily Carter' } })).body.id
    await world.work()
    expect(await begin(other, cancel)).toMatchObject({ status: 409, body: { code: 'procedures.open-task' } })
    expect((await begin(other, { kind: 'invoice' })).status).toBe(201)
  })

  test('needs an order that is known, and a ticket within reach', async () => {
    const said = {
      subject: 'Cancel',
      text: 'Please cancel.',
      channelKind: 'phone',
      storeId: kitto,
      buyer: { name: 'Nobody N' },
    }
    const unknown = (await world.first.post('/api/tickets', said)).body.id
    await world.work()
    expect((await begin(unknown, cancel)).body.code).toBe('procedures.order-unknown')
    const { id } = await ask({}, london)
    const narrow = await world.hire('agent', { storeIds: [kitto] })
    expect((await begin(id, cancel, narrow)).status).toBe(404)
    expect((await begin(id, cancel, await world.as('auditor'))).status).toBe(403)
    const { body } = await begin(id, cancel)
    expect((await narrow.get(`/api/order-tasks/${body.id}`)).status).toBe(404)
    expect((await move(body.id, { event: 'ask', askedOf: 'warehouse' }, narrow)).status).toBe(404)
    const stranger = await world.stranger()
    expect((await stranger.caller.get(`/api/order-tasks/${body.id}`)).status).toBe(404)
    expect((await stranger.caller.get('/api/order-tasks')).body.items).toEqual([])
  })
})

describe('the list', () => {
  test('has open tasks by due time, page by page, and ended ones newest first', async () => {
    const first = (await agent.get('/api/order-tasks?limit=1')).body
    const all = (await agent.get('/api/order-tasks')).body.items
    expect(all.length).toBeGreaterThan(2)
    expect(all.map(({ dueAt }: { dueAt: string }) => dueAt)).toEqual([...all].map(({ dueAt }) => dueAt).sort())
    const second = (await agent.get(`/api/order-tasks?limit=1&after=${encodeURIComponent(first.next)}`)).body
    expect([first.items[0].id, second.items[0].id]).toEqual([all[0].id, all[1].id])
    const ended = (await agent.get('/api/order-tasks?state=ended&inTime=true')).body.items
    expect(ended).toMatchObject([{ kind: 'cancel', stage: 'done', inTime: true }])
    expect((await agent.get('/api/order-tasks?state=ended&until=2026-03-01')).body.items).toEqual([])
    expect((await agent.get(`/api/order-tasks?storeId=${london}`)).body.items).toHaveLength(1)
    const narrow = await world.hire('agent', { storeIds: [london] })
    expect((await narrow.get('/api/order-tasks')).body.items).toHaveLength(1)
    expect((await agent.get('/api/order-tasks?state=overdue')).body.items).toEqual([])
  })
})

test('every column that holds what somebody wrote or where they live is named as such', async () => {
  const columns = await world.sql(
    `select table_name || '.' || column_name as named from information_schema.columns
     where table_name in ('order_tasks', 'order_task_limits') and data_type = 'text'
       and column_name not in ('order_number', 'kind', 'stage', 'sku', 'new_sku', 'asked_of') order by ordinal_position`,
  )
  expect(personalData.map(({ table, column }) => `${table}.${column}`)).toEqual(columns.map(({ named }) => named))
})
