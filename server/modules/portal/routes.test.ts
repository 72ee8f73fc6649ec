import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, openWorld, type World } from '../../../tests/world.ts'
import { recordPast } from '../messages/index.ts'
import { createStore } from '../stores/index.ts'
import { createTicket, statusUrl, tell } from '../tickets/index.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const html = Buffer.from('<!doctype html><script>alert(1)</script>')

let world: World
let ticketId: string
let secret: string
beforeAll(async () => {
  world = await openWorld()
  const shop = await createStore(world.context(), {
    name: 'Kitto',
    marketplace: 'own-shop',
    signatureName: 'Kitto Home',
  })
  ticketId = await open(shop.id)
  secret = secretOf(statusUrl(world.context(), ticketId))
})
afterAll(() => world.close())

async function open(storeId: string | null): Promise<string> {
  const context = world.context()
  const { id } = await createTicket(context, {
    kind: 'return',
    subType: 'damaged',
    priority: 'urgent',
    subject: 'Lampe kaputt',
    text: 'Die Lampe kam kaputt an.',
    language: 'de',
    storeId,
    channelId: null,
    channelKind: 'mailbox',
    marketplaceKind: 'own-shop',
    customerId: null,
    orderNumber: null,
    reasons: [{ code: 'kind.words', quote: 'kaputt' }],
    at: context.now(),
  })
  await recordPast(context, id, {
    direction: 'inbound',
    authorName: 'Anna',
    address: 'anna@buyer.test',
    subject: 'Lampe kaputt',
    text: 'Die Lampe kam kaputt an.',
    language: 'de',
    isFirst: true,
  })
  return id
}

const secretOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

async function call(
  method: 'GET' | 'POST',
  url: string,
  payload?: object | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const reply = await world.app.inject({
    method,
    url,
    ...(payload && { payload }),
    headers: { 'accept-language': 'en', ...headers },
  })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

const look = (of = secret) => call('GET', `/api/status/${of}`)
const write = (text: string, key?: string) =>
  call('POST', `/api/status/${secret}/messages`, { text }, key ? { 'idempotency-key': key } : {})

function sendPhotos(
  files: readonly { name: string; type: string; bytes: Buffer }[],
  of = secret,
  key?: string,
): Promise<Answer> {
  const edge = 'edge-of-a-part'
  const parts = files.flatMap(({ name, type, bytes }) => [
    Buffer.from(
      `--${edge}\r\nContent-Disposition: form-data; name="photo"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ])
  return call('POST', `/api/status/${of}/photos`, Buffer.concat([...parts, Buffer.from(`--${edge}--\r\n`)]), {
    'content-type': `multipart/form-data; boundary=${edge}`,
    ...(key && { 'idempotency-key': key }),
  })
}
const photo = { name: '../../etc/pass<wd>.png', type: 'image/png', bytes: png }

const refusedWords = ({ status, body }: Answer) => ({
  status,
  code: body.code,
  detail: body.detail,
  title: body.title,
  keys: Object.keys(body).sort(),
})
const attachments = () =>
  world.sql(
    `select a.filename, a.content_type, m.author_name from message_attachments a join messages m on m.id = a.message_id where m.ticket_id = $1 order by a.id`,
    [ticketId],
  )

describe('the link', () => {
  test('shows its buyer where the ticket stands, and by when we answer', async () => {
    const { status, body, headers } = await look()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      number: expect.any(Number),
      stage: 'received',
      nextStep: 'we-answer',
      storeName: 'Kitto Home',
      language: 'de',
      acceptsPhotos: true,
      messages: [{ direction: 'inbound', text: 'Die Lampe kam kaputt an.', photos: 0 }],
    })
    expect(new Date(body.by).getTime()).toBeGreaterThan(world.clock.now().getTime())
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    })
  })

  test('names nothing of the desk', async () => {
    const { body } = await look()
    expect(Object.keys(body).sort()).toEqual(
      ['acceptsPhotos', 'by', 'language', 'messages', 'nextStep', 'number', 'stage', 'stages', 'storeName'].sort(),
    )
    expect(JSON.stringify(body)).not.toMatch(/urgent|kind\.words|damaged|assignee|tags|priority|reason/)
  })

  test('altered, cut, absent or made elsewhere: the same 404, the same body', async () => {
    const flipped = [...secret].map((one, at) => (at === 60 ? (one === 'A' ? 'B' : 'A') : one)).join('')
    const otherTicket = [...secret].map((one, at) => (at === 30 ? (one === 'A' ? 'B' : 'A') : one)).join('')
    const stranger = await world.stranger()
    // The other workspace's name with this ticket, signed for this workspace: what a forger could paste together.
    const bytes = Buffer.from(secret, 'base64url')
    const pasted = Buffer.concat([
      Buffer.from(stranger.workspaceId.replaceAll('-', ''), 'hex'),
      bytes.subarray(16),
    ]).toString('base64url')
    // Really signed, but for a ticket that this workspace does not have.
    const crossed = secretOf(statusUrl(stranger.context(), ticketId))
    const nothing = refusedWords(await call('GET', '/api/no-such-place'))
    expect(nothing).toMatchObject({ status: 404, code: 'request.not-found' })
    for (const wrong of [
      flipped,
      otherTicket,
      secret.slice(1),
      `${secret}A`,
      'x',
      pasted,
      crossed,
      'a'.repeat(300),
      '%2e%2e%2f',
      '',
    ]) {
      expect([wrong, refusedWords(await look(wrong))]).toEqual([wrong, nothing])
      if (wrong) {
        expect(refusedWords(await call('POST', `/api/status/${wrong}/messages`, { text: 'x' }))).toEqual(nothing)
        expect(refusedWords(await sendPhotos([photo], wrong))).toEqual(nothing)
      }
    }
    expect((await look()).status).toBe(200)
  })

  test('closes half a year after the last word', async () => {
    const old = await open(null)
    const url = secretOf(statusUrl(world.context(), old))
    expect((await look(url)).status).toBe(200)
    await world.sql(`update tickets set last_message_at = last_message_at - interval '181 days' where id = $1`, [old])
    expect((await look(url)).status).toBe(404)
  })
})

describe('what is said', () => {
  test('notes, drafts and letters that never left are not shown; a sent letter is', async () => {
    const context = world.context()
    const word = { authorName: 'Li Na', address: null, subject: null, language: 'de' }
    await recordPast(context, ticketId, { ...word, direction: 'note', text: 'SECRET NOTE about this buyer' })
    await tell(context, ticketId, 'escalated', { reason: 'SECRET REASON' })
    for (const delivery of ['held', 'queued', 'failed', 'bounced', 'withdrawn']) {
      await recordPast(context, ticketId, { ...word, direction: 'outbound', text: `SECRET ${delivery}` })
      await world.sql(`update messages set delivery = $1 where text = $2`, [delivery, `SECRET ${delivery}`])
    }
    expect((await look()).body.stage).toBe('working')
    await world.sql(`update messages set delivery = 'withdrawn' where text like 'SECRET %' and direction = 'outbound'`)
    await recordPast(context, ticketId, { ...word, direction: 'outbound', text: 'Wir senden Ersatz. Kitto Home' })
    const { body } = await look()
    expect(body.messages.map((one: { text: string }) => one.text)).toEqual([
      'Die Lampe kam kaputt an.',
      'Wir senden Ersatz. Kitto Home',
    ])
    expect(body).toMatchObject({ stage: 'waiting', nextStep: 'you-answer', by: null })
    expect(JSON.stringify(body)).not.toMatch(/SECRET|Li Na/)
  })

  test('a word of the buyer brings the ticket back, once for one key', async () => {
    const first = await write('  Danke, die Farbe ist blau.  ', 'the-same-key')
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ stage: 'working', nextStep: 'we-answer' })
    expect(first.body.messages.at(-1)).toMatchObject({ direction: 'inbound', text: 'Danke, die Farbe ist blau.' })
    const again = await write('  Danke, die Farbe ist blau.  ', 'the-same-key')
    expect(again.status).toBe(201)
    expect(again.body.messages).toHaveLength(first.body.messages.length)
    expect((await write('something else', 'the-same-key')).body.code).toBe('request.key-reused')
    const ticket = await world.first.get(`/api/tickets/${ticketId}`)
    expect(ticket.body).toMatchObject({ status: 'open', unanswered: 1, preview: 'Danke, die Farbe ist blau.' })
    const events = await world.first.get(`/api/tickets/${ticketId}/events`)
    expect(events.body.items[0]).toMatchObject({ kind: 'buyer-wrote', actorKind: 'buyer' })
    const { body } = await world.first.get(`/api/tickets/${ticketId}/messages`)
    expect(body.items[0]).toMatchObject({ direction: 'inbound', author: { name: 'Anna' } })
  })

  test('a solved ticket is opened again by it', async () => {
    await world.sql(`update tickets set status = 'resolved', resolved_at = now() where id = $1`, [ticketId])
    expect((await look()).body).toMatchObject({ stage: 'solved', nextStep: 'nothing' })
    expect((await write('Es geht immer noch nicht.')).body.stage).toBe('working')
  })

  test.each([
    ['nothing', ''],
    ['only spaces', '   '],
    ['too much', 'x'.repeat(4_001)],
  ])('%s is refused', async (_, text) => expect((await write(text)).status).toBe(400))
})

describe('photos', () => {
  test('become attachments of a message of the buyer, named by us', async () => {
    const sent = await sendPhotos([photo, { ...photo, name: 'b.jpg', type: 'text/plain' }])
    expect(sent.status).toBe(201)
    expect(sent.body.messages.at(-1)).toMatchObject({ direction: 'inbound', text: '', photos: 2 })
    expect(await attachments()).toEqual([
      { filename: 'photo-1.png', content_type: 'image/png', author_name: 'Anna' },
      { filename: 'photo-2.png', content_type: 'image/png', author_name: 'Anna' },
    ])
    const { body } = await world.first.get(`/api/tickets/${ticketId}/messages`)
    const file = await world.first.get(body.items[0].attachments[0].url)
    expect(file.headers['content-type']).toBe('image/png')
    expect((await world.first.get(`/api/tickets/${ticketId}`)).body.preview).toBe('photo-1.png, photo-2.png')
  })

  test('one that is really HTML is refused, and nothing of the batch is kept', async () => {
    const before = (await attachments()).length
    const refused = await sendPhotos([photo, { name: 'photo.png', type: 'image/png', bytes: html }])
    expect([refused.status, refused.body.code]).toEqual([422, 'portal.not-a-photo'])
    expect(await attachments()).toHaveLength(before)
  })

  test('none, an empty one, too large a one, too many at once', async () => {
    expect((await sendPhotos([])).body.code).toBe('portal.no-photo')
    expect((await sendPhotos([{ ...photo, bytes: Buffer.alloc(0) }])).body.code).toBe('portal.no-photo')
    const large = Buffer.concat([png, Buffer.alloc(10 * 1_048_576)])
    expect((await sendPhotos([{ ...photo, bytes: large }])).status).toBe(413)
    expect((await sendPhotos(Array(6).fill(photo))).status).toBe(413)
    expect((await sendPhotos([{ ...photo, bytes: Buffer.concat([png, Buffer.alloc(9 * 1_048_576)]) }])).status).toBe(
      201,
    )
    expect((await call('POST', `/api/status/${secret}/photos`, { not: 'a form' })).body.code).toBe('portal.no-photo')
  })

  test('the same photos sent again with their key are taken once', async () => {
    const first = await sendPhotos([photo], secret, 'photo-key-1')
    const again = await sendPhotos([photo], secret, 'photo-key-1')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body.messages).toHaveLength(first.body.messages.length)
  })

  test('a ticket takes so many and no more, and says so', async () => {
    await world.sql(
      `insert into message_attachments (workspace_id, message_id, id, filename, content_type, size, sha256)
       select $1, (select id from messages where ticket_id = $2 and direction = 'inbound' limit 1), gen_random_uuid(), 'x', 'image/png', 1, 'x'
       from generate_series(1, 60)`,
      [world.workspaceId, ticketId],
    )
    expect((await look()).body.acceptsPhotos).toBe(false)
    expect((await sendPhotos([photo])).body).toMatchObject({ code: 'portal.enough-photos', details: { most: 60 } })
  })
})
