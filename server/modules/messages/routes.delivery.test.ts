import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { recordMailFailed, recordMailSent } from './service.delivery.ts'
import { forgetUploads } from './service.ts'

let world: World
let storeId: string
let other: string
beforeAll(async () => {
  world = await openWorld()
  const { createChannel } = await import('../channels/index.ts')
  const shop = { marketplace: 'ebay-uk', signatureName: 'HomeLeaf' }
  storeId = (await createStore(world.context(), { ...shop, name: 'HomeLeaf' })).id
  other = (await createStore(world.context(), { ...shop, name: 'Other' })).id
  const channel = { kind: 'receiver' as const, name: 'HomeLeaf', address: 'uk@homeleaf.test', settings: {} }
  await createChannel(world.context(), { ...channel, storeId })
})
afterAll(() => world.close())

const words = {
  subject: 'Back',
  text: 'Hello, I want to return the chair, I do not like it.',
  orderNumber: '12-34567-89012',
}
const buyer = { name: 'Anna Schmidt', email: 'anna@buyer.test' }
const open = async (more: object = {}): Promise<string> =>
  (await world.first.post('/api/tickets', { ...words, channelKind: 'phone', kind: 'inquiry', storeId, buyer, ...more }))
    .body.id
const polite = 'Dear Anna,\n\nthank you for writing to us. We are looking into it.\n\nKind regards\nHomeLeaf'
const answer = (id: string, more: object = {}, caller = world.first) =>
  caller.post(`/api/tickets/${id}/messages`, { direction: 'outbound', text: polite, ...more })
const ticket = async (id: string) => (await world.first.get(`/api/tickets/${id}`)).body
const outgoingOf = async (messageId: string) =>
  (await world.sql('select outgoing_mail_id as id from messages where id = $1', [messageId]))[0].id

describe('a letter on a return', () => {
  const values = { 'return.number': 'RMA-20417', 'return.deadline': '2026-03-16T18:00:00Z', 'return.address': 'Unit 7' }

  test('goes out with what the agent filled in, and not with one word more', async () => {
    const id = await open({ kind: 'return' })
    const agent = await world.as('agent')
    const letter = (await agent.post(`/api/tickets/${id}/letters/return.approved`, { values })).body
    expect(letter.missing).toEqual([])
    const send = (text: string, filled: object = values) =>
      answer(id, { text, templateKey: 'return.approved', values: filled }, agent)

    const refused = { status: 403, body: { code: 'messages.letter-not-written-freely' } }
    expect(await send(`${letter.text}\nCall me.`)).toMatchObject(refused)
    expect(await send(letter.text, {})).toMatchObject(refused)
    expect(await send(polite)).toMatchObject(refused)
    expect(await send(letter.text)).toMatchObject({ status: 201, body: { templateKey: 'return.approved' } })
  })
})

describe('a letter that does not arrive', () => {
  test('sent again, it takes the ticket off the desk when it goes out', async () => {
    const id = await open()
    const sent = await answer(id)
    const outgoing = await outgoingOf(sent.body.id)
    await recordMailFailed(world.context(), outgoing, { reason: 'no server', bounced: false })
    expect(await ticket(id)).toMatchObject({ status: 'open', unanswered: 1 })
    await recordMailFailed(world.context(), outgoing, { reason: 'no server', bounced: true })
    expect(await ticket(id)).toMatchObject({ status: 'open', unanswered: 1 })

    expect((await world.first.post(`/api/tickets/${id}/messages/${sent.body.id}/retry`)).status).toBe(200)
    expect(await ticket(id)).toMatchObject({ status: 'open', unanswered: 1 })
    await recordMailSent(world.context(), outgoing, world.clock.now())
    expect(await ticket(id)).toMatchObject({ status: 'waiting', unanswered: 0 })
    await recordMailFailed(world.context(), outgoing, { reason: 'user unknown', bounced: true })
    expect(await ticket(id)).toMatchObject({ status: 'open', unanswered: 1 })
  })

  test('coming back after the ticket was resolved, it opens it again, with its clocks', async () => {
    const id = await open()
    const sent = await answer(id, { afterwards: 'resolved' })
    const outgoing = await outgoingOf(sent.body.id)
    await recordMailSent(world.context(), outgoing, world.clock.now())
    expect(await ticket(id)).toMatchObject({ status: 'resolved' })

    await recordMailFailed(world.context(), outgoing, { reason: 'user unknown', bounced: true })
    expect(await ticket(id)).toMatchObject({ status: 'open', resolvedAt: null, resolution: null, unanswered: 1 })
    const kinds = (await world.first.get(`/api/tickets/${id}/events?limit=100`)).body.items.map(
      ({ kind }: { kind: string }) => kind,
    )
    expect(kinds).toEqual(expect.arrayContaining(['reopened', 'send-bounced']))
    const resolve = { result: 'solved', note: '', customerFeedback: 'unknown' }
    expect((await world.first.put(`/api/tickets/${id}/resolution`, resolve)).body.status).toBe('resolved')
  })
})

describe('a letter taken back', () => {
  const undo = (id: string, messageId: string) => world.first.post(`/api/tickets/${id}/messages/${messageId}/undo`)
  const until = () => new Date(world.clock.now().getTime() + 3_600_000).toISOString()
  const waitsForClocks = async (id: string): Promise<boolean> =>
    (await world.sql('select waiting_since from sla_courses where ticket_id = $1', [id]))[0].waiting_since !== null

  test('leaves what a colleague has made of the ticket since', async () => {
    const id = await open()
    const sent = await answer(id)
    const colleague = await world.as('supervisor')
    expect((await colleague.put(`/api/tickets/${id}/snooze`, { until: until() })).status).toBe(200)
    expect((await undo(id, sent.body.id)).status).toBe(200)
    expect(await ticket(id)).toMatchObject({ status: 'snoozed', unanswered: 1 })
  })

  test('lets a ticket that slept sleep until its time', async () => {
    const id = await open()
    const snoozedUntil = until()
    await world.first.put(`/api/tickets/${id}/snooze`, { until: snoozedUntil })
    const sent = await answer(id)
    expect(await ticket(id)).toMatchObject({ status: 'waiting', snoozedUntil: null })
    await undo(id, sent.body.id)
    expect(await ticket(id)).toMatchObject({ status: 'snoozed', snoozedUntil })
  })

  test('hands on what it had answered to the answer behind it', async () => {
    const id = await open()
    const [first, second] = [await answer(id), await answer(id)]
    await undo(id, first.body.id)
    expect(await ticket(id)).toMatchObject({ status: 'waiting', unanswered: 0 })
    expect(await waitsForClocks(id)).toBe(true)
    await undo(id, second.body.id)
    expect(await ticket(id)).toMatchObject({ status: 'open', unanswered: 1 })
    expect(await waitsForClocks(id)).toBe(false)
  })

  test('does not resolve again what was opened meanwhile', async () => {
    const id = await open()
    const record = { result: 'solved', note: '', customerFeedback: 'unknown' }
    await world.first.put(`/api/tickets/${id}/resolution`, record)
    const sent = await answer(id)
    expect((await world.first.delete(`/api/tickets/${id}/resolution`)).body).toMatchObject({ status: 'open' })
    const { clocks } = await ticket(id)
    expect(clocks.find(({ measure }: { measure: string }) => measure === 'resolution')).toMatchObject({ metAt: null })
    await undo(id, sent.body.id)
    expect(await ticket(id)).toMatchObject({ status: 'open', resolvedAt: null })
  })
})

describe('an answer after which the ticket stays open', () => {
  test('lets the clocks of a waiting ticket go on, and opens a resolved one', async () => {
    const id = await open()
    await answer(id)
    await answer(id, { afterwards: 'open' })
    expect(await ticket(id)).toMatchObject({ status: 'open' })
    const [course] = await world.sql('select waiting_since, resolved_at from sla_courses where ticket_id = $1', [id])
    expect(course).toEqual({ waiting_since: null, resolved_at: null })
    await world.first.put(`/api/tickets/${id}/resolution`, { result: 'solved', note: '', customerFeedback: 'unknown' })
    await answer(id, { afterwards: 'open' })
    expect(await ticket(id)).toMatchObject({ status: 'open', resolvedAt: null, resolution: null })
  })
})

describe('a ticket opened by hand', () => {
  test('is of its store’s marketplace', async () => {
    expect(await ticket(await open())).toMatchObject({ marketplaceKind: 'ebay', store: { name: 'HomeLeaf' } })
  })

  test('only for a store that the member serves', async () => {
    const agent = await world.hire('agent', { storeIds: [storeId] })
    const body = { ...words, channelKind: 'phone', buyer }
    expect((await agent.post('/api/tickets', { ...body, storeId })).status).toBe(201)
    expect(await agent.post('/api/tickets', { ...body, storeId: other })).toMatchObject({
      status: 404,
      body: { code: 'stores.not-found' },
    })
  })

  test('whoever works for chosen stores names one of them, and cannot move a ticket out of their sight', async () => {
    const agent = await world.hire('agent', { storeIds: [storeId] })
    const body = { ...words, channelKind: 'phone', buyer }
    const refused = { status: 422, body: { code: 'tickets.store-needed', errors: [{ field: 'storeId' }] } }
    expect(await agent.post('/api/tickets', body)).toMatchObject(refused)
    const { id } = (await agent.post('/api/tickets', { ...body, storeId })).body
    expect(await agent.patch(`/api/tickets/${id}`, { storeId: null })).toMatchObject(refused)
    expect((await agent.patch(`/api/tickets/${id}`, { storeId: other })).body.code).toBe('stores.not-found')
    expect((await agent.get(`/api/tickets/${id}`)).status).toBe(200)
    expect((await world.first.post('/api/tickets', body)).status).toBe(201)
    expect((await world.first.patch(`/api/tickets/${id}`, { storeId: null })).status).toBe(200)
  })
})

describe('files', () => {
  const keep = async (): Promise<string> => {
    const { keepUpload } = await import('./service.ts')
    const context = await world.contextOf(world.first)
    return (
      await keepUpload(context, { filename: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 ') })
    ).id
  }

  test('more than the marketplace takes are named before sending, and stop it', async () => {
    const id = await open()
    const uploadIds = await Promise.all(Array.from({ length: 6 }, () => keep()))
    const findings = (await world.first.post(`/api/tickets/${id}/checks`, { text: polite, uploadIds })).body
    expect(findings.map(({ field }: { field: string }) => field)).toContain('attachments')
    expect(await answer(id, { uploadIds })).toMatchObject({ status: 422, body: { code: 'messages.blocked' } })
    expect((await answer(id, { uploadIds: uploadIds.slice(0, 5) })).status).toBe(201)
  })

  test('not sent within two days are let go', async () => {
    const upload = await keep()
    world.clock.advance(47 * 3_600_000)
    await forgetUploads(world.context())
    expect(await world.sql('select id from uploads where id = $1', [upload])).toHaveLength(1)
    world.clock.advance(2 * 3_600_000)
    await forgetUploads(world.context())
    expect(await world.sql('select id from uploads')).toEqual([])
  })
})
