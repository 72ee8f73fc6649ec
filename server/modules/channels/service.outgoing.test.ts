import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { headersOf, openSmtpPeer, type SmtpPeer } from '../../../tests/setup/smtp-peer.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { transact } from '../../platform/context.ts'
import { mailLimits } from '../../platform/mail/limits.ts'
import { readMail } from '../../platform/mail/read.ts'
import { cancelMail, createChannel, replyToken, sendMail } from './index.ts'
import { receive } from './service.accepted.ts'
import { giveUpSending, trySending } from './service.outgoing.ts'

let world: World
let peer: SmtpPeer
let channelId: string

beforeAll(async () => {
  world = await openWorld()
  peer = await openSmtpPeer()
  const smtp = { host: '127.0.0.1', port: peer.port, security: 'none' as const, user: '' }
  const wanted = { kind: 'receiver' as const, name: 'Lamp House', address: 'desk@lamps.example', storeId: null }
  channelId = (await createChannel(world.context(), { ...wanted, settings: { smtp } })).id
})
afterAll(async () => {
  await peer.close()
  await world.close()
})
beforeEach(() => peer.forget())

const ticketId = '0192f0c0-0000-7000-8000-000000000001'
const send = (fields: object = {}) =>
  sendMail(world.context(), {
    channelId,
    ticketId,
    to: [{ address: 'jane@mail.example' }],
    subject: 'Re: My lamp',
    text: 'It is on its way.\n',
    references: ['one@mail.example', 'two@mail.example'],
    inReplyTo: 'two@mail.example',
    attachments: [],
    automatic: false,
    ...fields,
  })
const stateOf = async (id: string) =>
  (await world.sql('select status, attempts, problem from outgoing_mails where id = $1', [id]))[0]

describe('a letter', () => {
  test('arrives once, with the headers that thread it', async () => {
    const { id, messageId } = await send()
    await world.work()
    expect(peer.taken).toHaveLength(1)
    expect(peer.taken[0]).toMatchObject({ from: 'desk@lamps.example', to: ['jane@mail.example'] })
    const headers = headersOf(peer.taken[0]?.raw ?? '')
    expect(headers).toContain(`Message-ID: <${messageId}>`)
    expect(headers).toContain('In-Reply-To: <two@mail.example>')
    expect(headers).toContain('References: <one@mail.example> <two@mail.example>')
    expect(headers).toContain(
      `Reply-To: desk+${replyToken(world.context(), ticketId, 'jane@mail.example')}@lamps.example`,
    )
    expect(headers.some((header) => /^Auto-Submitted|^Precedence/.test(header))).toBe(false)
    expect(await stateOf(id)).toMatchObject({ status: 'sent', attempts: 1 })
  })

  test('of the desk itself says so and has no return path', async () => {
    await send({ automatic: true })
    await world.work()
    expect(peer.taken[0]?.from).toBe('')
    expect(headersOf(peer.taken[0]?.raw ?? '')).toEqual(
      expect.arrayContaining(['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All']),
    )
  })

  test('is held, and can be taken back until it goes', async () => {
    const holdUntil = new Date(world.clock.now().getTime() + 10_000)
    const held = await send({ holdUntil })
    const gone = await send({ holdUntil })
    await world.work()
    expect(peer.taken).toHaveLength(0)
    expect(await cancelMail(world.context(), held.id)).toBe(true)
    world.clock.advance(10_001)
    await world.work()
    expect(peer.taken).toHaveLength(1)
    expect(await cancelMail(world.context(), gone.id)).toBe(false)
    expect(await stateOf(held.id)).toMatchObject({ status: 'withdrawn' })
  })

  test('does not exist when the change it belongs to is taken back', async () => {
    const failing = transact(world.context(), async (context) => {
      await sendMail(context, {
        channelId,
        ticketId,
        to: [{ address: 'jane@mail.example' }],
        subject: 's',
        text: 't',
        references: [],
        attachments: [],
        automatic: false,
      })
      throw new Error('taken back')
    })
    await expect(failing).rejects.toThrow('taken back')
    await world.work()
    expect(peer.taken).toHaveLength(0)
  })

  test('is tried again under the same id after 4xx, and arrives once', async () => {
    peer.answers.push({ code: 451, at: 'rcpt' }, { code: 451, at: 'data' })
    const { id, messageId } = await send()
    await world.work()
    expect(await stateOf(id)).toMatchObject({
      status: 'queued',
      attempts: 1,
      problem: expect.stringContaining('4.2.0'),
    })
    for (let round = 0; round < 3; round++) {
      world.clock.advance(10 * 60_000)
      await world.work()
    }
    expect(peer.taken).toHaveLength(1)
    expect(headersOf(peer.taken[0]?.raw ?? '')).toContain(`Message-ID: <${messageId}>`)
    expect(await stateOf(id)).toMatchObject({ status: 'sent', attempts: 3 })
  })

  test('fails for good after 5xx, with the reason, and can be sent once more', async () => {
    peer.answers.push({ code: 550, at: 'rcpt' })
    const { id } = await send()
    await world.work()
    expect(await stateOf(id)).toMatchObject({ status: 'failed', problem: expect.stringContaining('5.1.1') })
    const admin = await world.as('admin')
    const failed = async (who: typeof admin) => (await who.get('/api/outgoing-mails?status=failed')).body.items
    expect(await failed(admin)).toMatchObject([{ id, subject: 'Re: My lamp', recipients: ['j…e@mail.example'] }])
    expect(await failed(world.first)).toMatchObject([{ id, recipients: ['jane@mail.example'] }])
    expect((await admin.post(`/api/outgoing-mails/${id}/retry`)).status).toBe(200)
    expect((await admin.post(`/api/outgoing-mails/${id}/retry`)).status).toBe(409)
    await world.work()
    expect(peer.taken).toHaveLength(1)
  })

  test('waits for a server that is not there', async () => {
    const smtp = { host: '127.0.0.1', port: 9, security: 'none' as const, user: '' }
    const other = await createChannel(world.context(), {
      kind: 'receiver',
      name: 'x',
      address: 'other@lamps.example',
      storeId: null,
      settings: { smtp },
    })
    const { id } = await send({ channelId: other.id, ticketId: world.services.newId() })
    await world.work()
    expect(await stateOf(id)).toMatchObject({ status: 'queued', attempts: 1 })
  })

  test('of a worker that was killed is handed over by another half a minute later', async () => {
    const held = Promise.withResolvers<void>()
    peer.answers.push({ code: 451, at: 'data', after: held.promise })
    const { id } = await send()
    const first = trySending(world.context(), id)
    await expect.poll(() => peer.answers).toEqual([])
    world.clock.advance(29_999)
    await world.work()
    expect(peer.taken).toHaveLength(0)
    world.clock.advance(1)
    await world.work()
    expect(peer.taken).toHaveLength(1)
    // The first was no dead worker but one that slept: what it hears now must not send the letter once more.
    held.resolve()
    await first
    expect(await stateOf(id)).toMatchObject({ status: 'sent', attempts: 2 })
    world.clock.advance(60_000)
    await world.work()
    expect(peer.taken).toHaveLength(1)
  })

  test('with a file that cannot be read waits for it, and says so', async () => {
    const sha256 = createHash('sha256').update('written later').digest('hex')
    const { id } = await send({
      ticketId: world.services.newId(),
      attachments: [{ filename: 'a.txt', contentType: 'text/plain', sha256 }],
    })
    await world.work()
    expect(await stateOf(id)).toMatchObject({ status: 'queued', problem: 'desk.not-composed ENOENT' })
    await world.services.storage.put(Buffer.from('written later'))
    world.clock.advance(10_000)
    await world.work()
    expect(peer.taken).toHaveLength(1)
  })

  test('goes over the connection of the one before it, while that is open', async () => {
    for (const at of [1, 2, 3]) {
      await send({ ticketId: world.services.newId(), text: `Letter ${at}` })
      await world.work()
    }
    expect(peer.taken).toHaveLength(3)
    expect(new Set(peer.taken.map(({ session }) => session)).size).toBe(1)
  })
})

describe('letters of one ticket', () => {
  const order = () => peer.taken.map(({ raw }) => /(?:first|second)/.exec(raw)?.[0])

  test('arrive in the order in which they were written, when the first has to be tried again and all are late', async () => {
    const ticketId = world.services.newId()
    peer.answers.push({ code: 451, at: 'data' })
    await send({ ticketId, text: 'The first' })
    await send({ ticketId, text: 'The second' })
    world.clock.advance(3_600_000)
    await world.work()
    expect(order()).toEqual([])
    for (const _ of [1, 2]) {
      world.clock.advance(10_001)
      await world.work()
    }
    expect(order()).toEqual(['first', 'second'])
  })

  test('do not wait for one that nobody takes, beyond ten minutes from its first try', async () => {
    const ticketId = world.services.newId()
    for (let tries = 0; tries < 5; tries++) peer.answers.push({ code: 451, at: 'data' })
    await send({ ticketId, text: 'The first' })
    await send({ ticketId, text: 'The second' })
    for (let minutes = 0; minutes < 14; minutes++) {
      if (minutes === 10) expect(order()).toEqual([])
      await world.work()
      world.clock.advance(60_000)
    }
    expect(order()).toEqual(['second'])
  })

  test('do not wait for one whose job fails at each try: it is shown as failed', async () => {
    const { id } = await send()
    await giveUpSending(world.context(), id)
    expect(await stateOf(id)).toMatchObject({ status: 'failed', problem: 'desk.unworked' })
    await world.work()
    expect(peer.taken).toEqual([])
    const { id: gone } = await send()
    await world.work()
    await giveUpSending(world.context(), gone)
    expect(await stateOf(gone)).toMatchObject({ status: 'sent' })
  })
})

describe('no text begins a header of its own', () => {
  const evils = [
    '\r\nBcc: victim@x.example',
    '\nBcc: victim@x.example',
    '\rBcc: victim@x.example',
    '\u2028Bcc: victim@x.example',
    '\u0085Bcc: v@x.example',
    '\u000bBcc: v@x.example',
    '=?utf-8?Q?=0D=0A?=Bcc: v@x.example',
    '\r\n\r\n<script>',
    '\r\n.\r\nMAIL FROM:<x@x>\r\n',
  ]
  const usual = new Set(
    'from to subject message-id date mime-version content-type content-transfer-encoding in-reply-to references reply-to'.split(
      ' ',
    ),
  )

  test.each(evils.map((evil) => [JSON.stringify(evil), evil]))('%s', async (_name, evil) => {
    const sha256 = (await world.services.storage.put(Buffer.from('x'))).sha256
    await send({
      subject: `Order 1${evil}`,
      attachments: [{ filename: `a${evil}.txt`, contentType: 'text/plain', sha256 }],
      text: `Hello${evil}`,
    })
    await world.work()
    expect(peer.taken).toHaveLength(1)
    expect(peer.taken[0]?.to).toEqual(['jane@mail.example'])
    const names = headersOf(peer.taken[0]?.raw ?? '').map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    expect(names.filter((name) => !usual.has(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })
})

test("eBay gets plain text, its reference, and neither codes nor history; Amazon the order's number", async () => {
  const [fixture] = ['27-ebay-us.eml']
  const raw = readFileSync(new URL(`./fixtures/${fixture}`, import.meta.url))
  await receive(world.context(), {
    channelId,
    raw,
    envelopeFrom: 'relay@ebay.example',
    envelopeTo: 'desk@lamps.example',
  })
  await world.work()
  peer.forget()
  await send({ to: [{ address: '63ae59ac280fe0fa69@members.ebay.com' }], inReplyTo: 'fixture-27@members.ebay.com' })
  const to = [{ address: 'k7m2x9q4w1ab3@marketplace.amazon.com' }]
  await send({ to, orderNumber: '112-4820193-5539041', critical: true })
  await world.work()
  const [ebay, amazon] = peer.taken.map((mail) => ({ ...mail, read: readMail(Buffer.from(mail.raw), mailLimits).mail }))
  expect(ebay?.read?.body.text).toBe('It is on its way.\n\n[#a05-1b2c3d4e5f#]_[#98f7e6d5c4b3a2#]')
  expect(ebay?.raw).not.toContain('text/html')
  expect(headersOf(ebay?.raw ?? '').some((header) => header.startsWith('Reply-To'))).toBe(false)
  expect(amazon?.read?.subject).toBe('[Important] Re: My lamp (112-4820193-5539041)')
})
