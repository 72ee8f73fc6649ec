import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuyersMail, rawMail } from '../../../tests/setup/buyers-mail.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createChannel, receive } from '../channels/index.ts'
import { createStore } from '../stores/index.ts'

let world: World
let channelId: string
let uid = 0
beforeAll(async () => {
  world = await openWorld()
  const shop = await createStore(world.context(), {
    name: 'Nordhaus DE',
    marketplace: 'amazon-de',
    signatureName: 'Nordhaus',
  })
  const own = await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop', signatureName: 'Kitto' })
  channelId = (
    await createChannel(world.context(), {
      kind: 'receiver',
      name: 'Kitto',
      address: 'desk@kitto.test',
      storeId: own.id,
      settings: {},
    })
  ).id
  await createChannel(world.context(), {
    kind: 'receiver',
    name: 'Nordhaus DE',
    address: 'de@nordhaus.test',
    storeId: shop.id,
    settings: {},
  })
})
afterAll(() => world.close())

/** A buyer's mail, as a mail server would hand it over. */
async function arrive(mail: BuyersMail): Promise<void> {
  await receive(world.context(), handedOver(mail))
  await world.work()
}

/** Buyers' mails that one worker takes up at once. */
async function arriveTogether(mails: readonly BuyersMail[]): Promise<void> {
  for (const mail of mails) await receive(world.context(), handedOver(mail))
  const rows = await world.sql(`select id from received_mails where status = 'received'`)
  const { takeIn } = await import('./service.inbound.ts')
  await takeIn(
    world.context(),
    rows.map(({ id }) => id),
  )
  await world.work()
}

interface Said {
  direction: string
}

const handedOver = (mail: BuyersMail) => ({
  channelId,
  raw: rawMail({ from: 'Anna Schmidt <anna@buyer.test>', messageId: `m${++uid}@buyer.test`, ...mail }),
  envelopeFrom: 'anna@buyer.test',
  envelopeTo: mail.to ?? 'desk@kitto.test',
})

const newest = async () => (await world.first.get('/api/tickets?view=all&order=recent&limit=1')).body.items[0]
const messagesOf = async (id: string) => (await world.first.get(`/api/tickets/${id}/messages`)).body.items
const kindsOf = async (id: string) =>
  (await world.first.get(`/api/tickets/${id}/events?limit=100`)).body.items
    .map((event: { kind: string }) => event.kind)
    .reverse()

describe('a buyer’s mail', () => {
  test('becomes a ticket with a clock, is confirmed in the buyer’s language, and the timeline tells it', async () => {
    await arrive({
      subject: 'Where is my order?',
      text: 'Hello, my order 12-34567-89012 has not arrived. Where is it?',
    })
    const ticket = await newest()

    expect(ticket).toMatchObject({
      subject: 'Where is my order?',
      status: 'open',
      unanswered: 1,
      customer: { name: 'Anna Schmidt' },
      store: { name: 'Kitto' },
    })
    expect(ticket.due.measure).toBe('first-response')
    const messages = await messagesOf(ticket.id)
    expect(
      messages.map((message: { direction: string; automatic: boolean }) => [message.direction, message.automatic]),
    ).toEqual([
      ['outbound', true],
      ['inbound', false],
    ])
    expect(await kindsOf(ticket.id)).toEqual(expect.arrayContaining(['created', 'buyer-wrote', 'acknowledged']))
  })

  test('taken in twice makes one message', async () => {
    const count = async () => (await world.sql('select count(*)::int as count from messages'))[0].count
    await arrive({ subject: 'Twice', text: 'The same mail, twice.' })
    const before = await count()
    const [{ id }] = await world.sql(
      `select received_mail_id as id from messages where subject = 'Twice' and direction = 'inbound'`,
    )
    const { takeIn } = await import('./service.inbound.ts')
    expect(await takeIn(world.context(), [id, id])).toEqual([])
    expect(await count()).toBe(before)
  })

  test('the first mail of a conversation that comes after the answer to it is on the same ticket', async () => {
    const headers = 'In-Reply-To: <late@buyer.test>\r\nReferences: <late@buyer.test>'
    await arrive({ subject: 'Re: My order', text: 'And one more thing.', headers })
    const { id } = await newest()
    const late = { subject: 'My order', text: 'It has not come.', messageId: 'late@buyer.test' }
    await arrive({ ...late, from: 'Eve <eve@else.test>' })
    expect((await messagesOf(id)).filter(({ direction }: Said) => direction === 'inbound')).toHaveLength(1)
    await arrive({ ...late, text: 'It still has not come.' })
    expect((await messagesOf(id)).filter(({ direction }: Said) => direction === 'inbound')).toHaveLength(2)
  })

  test('mails of one batch find one another, in whatever order their parts come', async () => {
    const mail = (messageId: string, references: string, text: string) => ({
      subject: 'In one go',
      text,
      messageId,
      from: 'Ben <ben@buyer.test>',
      ...(references && { headers: `References: ${references}` }),
    })
    await arriveTogether([
      mail('batch2@buyer.test', '<batch1@buyer.test>', 'Second.'),
      mail('batch1@buyer.test', '', 'First.'),
      mail('batch3@buyer.test', '<batch1@buyer.test> <batch2@buyer.test>', 'Third.'),
    ])
    const found = await world.sql(
      `select count(distinct ticket_id)::int as tickets, count(*)::int as messages from messages
       where mail_message_id like 'batch%'`,
    )
    expect(found).toEqual([{ tickets: 1, messages: 3 }])
    const { id } = await newest()
    expect((await messagesOf(id)).filter(({ direction }: Said) => direction === 'outbound')).toHaveLength(1)
    expect((await kindsOf(id)).filter((kind: string) => kind === 'buyer-wrote')).toHaveLength(3)
  })

  test('an automatic answer is shown and never answered', async () => {
    await arrive({ subject: 'Out of office', text: 'I am on holiday.', headers: 'Auto-Submitted: auto-replied' })
    const ticket = await newest()
    expect(await messagesOf(ticket.id)).toMatchObject([{ direction: 'inbound', automatic: true }])
  })

  test('an answer to our letter finds its ticket by the token, from its own sender only', async () => {
    await arrive({ subject: 'Question', text: 'Does the lamp have a switch?' })
    const ticket = await newest()
    const [{ message_id: ours }] = await world.sql('select message_id from outgoing_mails where ticket_id = $1', [
      ticket.id,
    ])
    const token = ours.split('.')[0]

    await arrive({ subject: 'Something else entirely', text: 'And a dimmer?', to: `desk+${token}@kitto.test` })
    expect(
      (await messagesOf(ticket.id)).filter((message: { direction: string }) => message.direction === 'inbound'),
    ).toHaveLength(2)

    await arrive({
      from: 'Eve <eve@evil.test>',
      subject: 'Mine now',
      text: 'Tell me all.',
      to: `desk+${token}@kitto.test`,
    })
    expect((await newest()).id).not.toBe(ticket.id)
  })
})

describe('an answer', () => {
  const answered = async (text: string, more: object = {}) => {
    await arrive({ subject: `Lamp ${uid}`, text: 'Hello, does the lamp come with a bulb? Thank you.' })
    const ticket = await newest()
    return {
      ticket,
      reply: await world.first.post(`/api/tickets/${ticket.id}/messages`, { direction: 'outbound', text, ...more }),
    }
  }
  const polite = 'Dear Anna,\n\nthank you for writing to us. The lamp comes with a bulb.\n\nKind regards\nKitto'

  test('is held for ten seconds, can be taken back, and is a draft again', async () => {
    const { ticket, reply } = await answered(polite)
    expect(reply).toMatchObject({ status: 201, body: { delivery: 'held', direction: 'outbound' } })
    expect((await world.first.get(`/api/tickets/${ticket.id}`)).body).toMatchObject({
      status: 'waiting',
      unanswered: 0,
    })

    const undone = await world.first.post(`/api/tickets/${ticket.id}/messages/${reply.body.id}/undo`)
    expect(undone).toMatchObject({ status: 200, body: { delivery: 'withdrawn' } })
    expect((await world.first.get(`/api/tickets/${ticket.id}`)).body).toMatchObject({ status: 'open', unanswered: 1 })
    expect((await world.first.get(`/api/tickets/${ticket.id}/drafts`)).body).toMatchObject([{ text: polite }])
    world.clock.advance(60_000)
    await world.work()
    expect(
      await world.sql('select status from outgoing_mails where ticket_id = $1 and not automatic', [ticket.id]),
    ).toEqual([{ status: 'withdrawn' }])
  })

  test('that cannot go out says why on the message and brings the ticket back', async () => {
    const { ticket, reply } = await answered(polite)
    world.clock.advance(11_000)
    await world.work()
    const [message] = await messagesOf(ticket.id)
    expect(message).toMatchObject({ id: reply.body.id, delivery: 'failed' })
    expect(message.failure).toBe('desk.no-server')
    expect((await world.first.get(`/api/tickets/${ticket.id}`)).body.status).toBe('open')
    expect((await world.first.post(`/api/tickets/${ticket.id}/messages/${reply.body.id}/undo`)).status).toBe(409)
  })

  test('with an unfilled variable is blocked with the reason', async () => {
    const { reply } = await answered('Dear {{ buyer.name }}, thank you.')
    expect(reply).toMatchObject({ status: 422, body: { code: 'messages.blocked' } })
    expect(reply.body.details.findings.map((finding: { code: string }) => finding.code)).toContain(
      'placeholder.unfilled',
    )
  })

  test('to a word that a colleague has answered meanwhile is shown that first', async () => {
    const { ticket, reply } = await answered(polite)
    const [, , inbound] = [...(await messagesOf(ticket.id))]
    const colleague = await world.as('supervisor')
    const late = await colleague.post(`/api/tickets/${ticket.id}/messages`, {
      direction: 'outbound',
      text: polite,
      seenMessageId: inbound.id,
    })
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'messages.newer-exists', details: { messageId: reply.body.id } },
    })
  })

  test('on a return is a template, word for word, unless its writer may edit', async () => {
    const { ticket } = await answered(polite)
    await world.first.patch(`/api/tickets/${ticket.id}`, { kind: 'return', subType: 'return-no-reason' })
    const agent = await world.as('agent')
    const free = await agent.post(`/api/tickets/${ticket.id}/messages`, { direction: 'outbound', text: polite })
    expect(free).toMatchObject({ status: 403, body: { code: 'messages.letter-not-written-freely' } })
  })
})

describe('beside the messages', () => {
  test('the letters that fit come written out, with their meaning in Chinese', async () => {
    await arrive({ subject: 'Status', text: 'Where is my parcel?' })
    const ticket = await newest()
    const letters = (await world.first.get(`/api/tickets/${ticket.id}/letters?limit=5`)).body
    expect(letters).toHaveLength(5)
    expect(letters[0].meaning).toMatch(/\p{Script=Han}/u)
    expect(letters[0].text).toContain('Anna')

    const more = (await world.first.get(`/api/tickets/${ticket.id}/letters?limit=20`)).body
    const lacks = more.map(({ missing }: { missing: string[] }) => missing.length > 0)
    expect(new Set(lacks)).toEqual(new Set([false, true]))

    // What asks for photos lacks nothing, and is still not what somebody who has moved wants to read.
    await world.first.patch(`/api/tickets/${ticket.id}`, { kind: 'order', subType: 'change-address' })
    const best = (await world.first.get(`/api/tickets/${ticket.id}/letters?limit=2`)).body
    expect(best.map(({ key }: { key: string }) => key)).toContain('order.address-changed')
  })

  test('a draft is kept, and let go when it is empty', async () => {
    const ticket = await newest()
    const put = (text: string) => world.first.put(`/api/tickets/${ticket.id}/drafts`, { direction: 'note', text })
    await put('half a thought')
    expect((await world.first.get('/api/drafts')).body).toMatchObject([
      { text: 'half a thought', direction: 'note' },
      {},
    ])
    await put('  ')
    expect((await world.first.get(`/api/tickets/${ticket.id}/drafts`)).body).toEqual([])
  })

  test('a ticket opened by hand has its first message and customer', async () => {
    const reply = await world.first.post('/api/tickets', {
      subject: 'Call',
      text: 'Wants an invoice.',
      channelKind: 'phone',
      buyer: { name: 'Max', phone: '+49 30 1234567' },
    })
    expect(reply.status).toBe(201)
    expect((await world.first.get(`/api/tickets/${reply.body.id}`)).body).toMatchObject({
      channelKind: 'phone',
      customer: { name: 'Max' },
    })
  })

  test('nothing of it exists for another workspace', async () => {
    const ticket = await newest()
    const { caller } = await world.stranger()
    for (const url of ['', '/messages', '/events', '/letters', '/drafts', '/related'])
      expect((await caller.get(`/api/tickets/${ticket.id}${url}`)).status).toBe(404)
    expect((await caller.get('/api/tickets?view=all')).body.items).toEqual([])
  })
})
