import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, openWorld, type World } from '../../../tests/world.ts'
import { createChannel } from '../channels/index.ts'
import { createStore } from '../stores/index.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const html = Buffer.from('<!doctype html><script>alert(1)</script>')

let world: World
let storeId: string
let secret: string
beforeAll(async () => {
  world = await openWorld()
  const shop = await createStore(world.context(), {
    name: 'Kitto',
    marketplace: 'own-shop',
    signatureName: 'Kitto Home',
  })
  storeId = shop.id
  await createChannel(world.context(), {
    kind: 'receiver',
    name: 'Kitto',
    address: 'desk@kitto.test',
    storeId,
    settings: {},
  })
  const { body } = await world.first.put(`/api/stores/${storeId}/web-form`, { enabled: true })
  secret = secretOf(body.url)
})
afterAll(() => world.close())

const secretOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

/** Every letter of a test comes from an address of its own: the limit a minute is per sender. */
let sender = 0

interface Sent {
  readonly of?: string
  readonly key?: string
  readonly from?: string
  readonly photos?: readonly Buffer[]
}

async function send(fields: Record<string, string>, sent: Sent = {}): Promise<Answer> {
  const edge = 'edge-of-a-part'
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  for (const bytes of sent.photos ?? [])
    parts.push(
      Buffer.from(
        `--${edge}\r\nContent-Disposition: form-data; name="photo"; filename="../x.png"\r\nContent-Type: image/png\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    )
  const reply = await world.app.inject({
    method: 'POST',
    url: `/api/forms/${sent.of ?? secret}`,
    remoteAddress: sent.from ?? `10.0.0.${++sender}`,
    payload: Buffer.concat([...parts, Buffer.from(`--${edge}--\r\n`)]),
    headers: {
      'accept-language': 'en',
      'content-type': `multipart/form-data; boundary=${edge}`,
      ...(sent.key && { 'idempotency-key': sent.key }),
    },
  })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

const look = async (of = secret): Promise<Answer> => {
  const reply = await world.app.inject({ url: `/api/forms/${of}`, headers: { 'accept-language': 'en' } })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

const letter = {
  name: 'Anna Weber',
  email: 'anna@buyer.test',
  orderNumber: 'AM-100234',
  reason: 'damaged',
  text: 'Die Lampe kam kaputt an. Was soll ich tun?',
  language: 'de',
}
const count = async (table: string): Promise<number> =>
  Number((await world.sql(`select count(*) as count from ${table}`))[0].count)
const ticketOf = async (number: number): Promise<Answer['body']> => {
  const [{ id }] = await world.sql('select id from tickets where number = $1', [number])
  return (await world.first.get(`/api/tickets/${id}`)).body
}

describe('the form', () => {
  test('says whose it is, and what may be asked', async () => {
    const { status, body, headers } = await look()
    expect(status).toBe(200)
    expect(body).toMatchObject({ storeName: 'Kitto Home', answersByMail: true })
    expect(body.language).toMatch(/^[a-z]{2}$/)
    expect(body.reasons).toContain('damaged')
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
  })

  test('becomes a ticket like a mail: kept, classified, clocked, assigned, confirmed, answered by mail', async () => {
    const agent = await world.as('agent')
    await agent.put('/api/availabilities/me', { state: 'on-duty' })
    const sent = await send(letter, { key: 'anna-writes-1', photos: [png, png] })
    expect(sent.status).toBe(201)
    expect(sent.body).toEqual({ number: expect.any(Number), statusUrl: expect.stringMatching(/\/s\/[\w-]{64}$/) })
    await world.work()
    const ticket = await ticketOf(sent.body.number)
    expect(ticket).toMatchObject({
      kind: 'return',
      subType: 'damaged',
      status: 'open',
      channelKind: 'web-form',
      language: 'de',
      orderNumber: 'AM-100234',
      subject: 'Die Lampe kam kaputt an. Was soll ich tun?',
    })
    expect(ticket.store.id).toBe(storeId)
    expect(ticket.reasons.map(({ code }: { code: string }) => code)).toContain('form.reason')
    expect(ticket.assignee.id).toBe(agent.memberId)
    expect(ticket.nextDueAt).not.toBeNull()
    const { body } = await world.first.get(`/api/tickets/${ticket.id}/messages`)
    const said = body.items.at(-1)
    expect(said).toMatchObject({ direction: 'inbound', author: { name: 'Anna Weber', address: 'anna@buyer.test' } })
    expect(said.attachments.map(({ filename }: { filename: string }) => filename)).toEqual([
      'photo-1.png',
      'photo-2.png',
    ])
    const events = await world.first.get(`/api/tickets/${ticket.id}/events`)
    expect(events.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['created', 'buyer-wrote', 'acknowledged']),
    )
    const confirmed = await world.sql('select recipients, mail, automatic from outgoing_mails where ticket_id = $1', [
      ticket.id,
    ])
    expect(confirmed).toHaveLength(1)
    expect(confirmed[0].automatic).toBe(true)
    expect(confirmed[0].recipients).toEqual(['anna@buyer.test'])
    expect(JSON.stringify(confirmed[0].mail)).not.toMatch(/Lampe|AM-100234/)
    const status = await world.app.inject({ url: `/api/status/${secretOf(sent.body.statusUrl)}` })
    expect(status.json()).toMatchObject({ number: sent.body.number, messages: [{ text: letter.text, photos: 2 }] })
    expect(await world.sql('select content from form_letters')).toEqual([{ content: null }])
  })

  test('what the buyer leaves open, the desk finds out; what is plainly in another language is taken as that', async () => {
    const { orderNumber: _none, ...open } = letter
    const text = 'Hello, my parcel has not arrived yet. I have been waiting for three weeks. Where is order AM-777123?'
    const { body } = await send({ ...open, reason: 'other', text })
    expect(await ticketOf(body.number)).toMatchObject({ kind: 'complaint', language: 'en' })
  })
})

describe('the same letter', () => {
  const again = { ...letter, email: 'ben@buyer.test' }

  test('twice under one key, at the same moment and later: one ticket, one confirmation, one answer', async () => {
    const before = await count('tickets')
    const [one, two] = await Promise.all([
      send(again, { key: 'double-click', photos: [png] }),
      send(again, { key: 'double-click', photos: [png] }),
    ])
    await world.work()
    const later = await send(again, { key: 'double-click', photos: [png] })
    await world.work()
    expect([one.status, two.status, later.status]).toEqual([201, 201, 201])
    expect(two.body).toEqual(one.body)
    expect(later.body).toEqual(one.body)
    expect(await count('tickets')).toBe(before + 1)
    const { id } = await ticketOf(one.body.number)
    expect(await world.sql('select 1 from outgoing_mails where ticket_id = $1', [id])).toHaveLength(1)
  })

  test('without a key is known by its content', async () => {
    const other = { ...again, text: 'Und das Kabel fehlt.' }
    const [one, two] = [await send(other), await send(other)]
    expect(two.body).toEqual(one.body)
    expect((await send({ ...other, text: 'Und das Kabel fehlt!' })).body.number).not.toBe(one.body.number)
  })

  test('another letter under the same key is refused', async () =>
    expect((await send({ ...again, text: 'Etwas anderes.' }, { key: 'double-click' })).body.code).toBe(
      'request.key-reused',
    ))
})

test('a letter whose ticket cannot be made at once is kept, and becomes one later', async () => {
  await world.sql(`alter table tickets add constraint broken check (subject not like 'Unlucky%') not valid`)
  const unlucky = { ...letter, email: 'cara@buyer.test', text: 'Unlucky me.' }
  const sent = await send(unlucky, { key: 'an-unlucky-one' })
  expect([sent.status, sent.body]).toEqual([201, { number: null, statusUrl: null }])
  expect(
    await world.sql('select content is not null as kept, ticket_id from form_letters where content is not null'),
  ).toEqual([{ kept: true, ticket_id: null }])
  await world.sql('alter table tickets drop constraint broken')
  await world.work()
  const later = await send(unlucky, { key: 'an-unlucky-one' })
  expect(await ticketOf(later.body.number)).toMatchObject({ subject: 'Unlucky me.' })
  expect(await world.sql(`select 1 from tickets where subject = 'Unlucky me.'`)).toHaveLength(1)
})

describe('what is refused', () => {
  test.each([
    ['no name', { name: '  ' }, 'name'],
    ['a name of two lines', { name: 'Anna\r\nBcc: x@y.test' }, 'name'],
    ['no address', { email: '' }, 'email'],
    ['half an address', { email: 'anna@' }, 'email'],
    ['two addresses', { email: 'anna@buyer.test, ben@buyer.test' }, 'email'],
    ['a reason that nobody knows', { reason: 'because' }, 'reason'],
    ['no words', { text: ' \n ' }, 'text'],
    ['too many words', { text: 'x'.repeat(4_001) }, 'text'],
    ['far too many words', { text: 'ü'.repeat(40_000) }, 'text'],
    ['a long order number', { orderNumber: '1'.repeat(61) }, 'orderNumber'],
    ['a NUL', { text: 'a\0b' }, 'text'],
    ['a field of its own', { priority: 'urgent' }, 'priority'],
  ])('%s, at its field, and nothing is kept', async (_, wrong, field) => {
    const before = await count('form_letters')
    const { status, body } = await send({ ...letter, ...wrong })
    expect([status, body.code]).toEqual([400, 'request.invalid'])
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field)
    expect(body.errors.every((error: { message: string }) => error.message.length > 3)).toBe(true)
    expect(await count('form_letters')).toBe(before)
  })

  test('a program that fills what no person sees, in words', async () =>
    expect((await send({ ...letter, website: 'http://spam.test' })).body.code).toBe('portal.form-trap'))

  test('a page that calls itself a photo, one that is empty, too large or too many', async () => {
    const before = await count('form_letters')
    expect((await send(letter, { photos: [png, html] })).body.code).toBe('portal.not-a-photo')
    expect((await send(letter, { photos: [Buffer.alloc(0)] })).body.code).toBe('portal.no-photo')
    expect((await send(letter, { photos: [Buffer.concat([png, Buffer.alloc(10 * 1_048_576)])] })).status).toBe(413)
    expect((await send(letter, { photos: Array(6).fill(png) })).status).toBe(413)
    expect(await count('form_letters')).toBe(before)
  })

  test('what is no form at all', async () => {
    const reply = await world.app.inject({ method: 'POST', url: `/api/forms/${secret}`, payload: letter })
    expect([reply.statusCode, reply.json().code]).toEqual([415, 'request.not-multipart'])
  })

  test('an eleventh letter of one address within an hour; an hour later it may write again', async () => {
    const many = { ...letter, email: 'Dora@Buyer.test' }
    for (let at = 1; at <= 10; at++) expect((await send({ ...many, text: `Nummer ${at}` })).status).toBe(201)
    const refused = await send({ ...many, email: 'dora@buyer.test', text: 'Nummer 11' })
    expect([refused.status, refused.body.code]).toEqual([429, 'portal.form-too-many'])
    expect((await send({ ...many, text: 'Nummer 10' })).status).toBe(201)
    world.clock.advance(3_601_000)
    expect((await send({ ...many, text: 'Nummer 11' })).status).toBe(201)
  })

  test('more than ten sendings a minute from one place', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 11; at++) statuses.push((await send({ ...letter, name: '' }, { from: '10.9.9.9' })).status)
    expect(statuses).toEqual([...Array(10).fill(400), 429])
  })
})

test('a letter is forgotten after two days, the ticket is not', async () => {
  await world.work()
  const tickets = await count('tickets')
  world.clock.advance(49 * 3_600_000)
  await world.work()
  expect(await count('form_letters')).toBe(0)
  expect(await count('tickets')).toBe(tickets)
})
