import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChannel, receive } from '../../server/modules/channels/index.ts'
import { createStore } from '../../server/modules/stores/index.ts'
import type { Context } from '../../server/platform/context.ts'
import { headersOf, openSmtpPeer, type SmtpPeer } from '../setup/smtp-peer.ts'
import { openWorld, type World } from '../world.ts'

// Mails whose senders are not who they say they are, and machines that answer machines.

let world: World
let peer: SmtpPeer
let channelId: string
let sent = 0
beforeAll(async () => {
  world = await openWorld({ settings: { mailNetworks: ['loopback'] } })
  peer = await openSmtpPeer()
  channelId = await openDesk(world.context(), 'desk@kitto.test')
})
afterAll(async () => {
  await world.close()
  await peer.close()
})

/** A store that answers from this address through the peer. */
async function openDesk(context: Context, address: string): Promise<string> {
  const shop = await createStore(context, { name: address, marketplace: 'own-shop', signatureName: 'Kitto' })
  const smtp = { host: '127.0.0.1', port: peer.port, security: 'none' as const, user: '' }
  const channel = { kind: 'receiver' as const, name: address, address, storeId: shop.id, settings: { smtp } }
  return (await createChannel(context, channel)).id
}

interface Stranger {
  readonly from: string
  readonly subject?: string
  readonly text?: string
  readonly to?: string
  readonly headers?: readonly string[]
}

/** Hands a mail in; the desk has not looked at it yet. */
async function drop({
  from,
  subject = 'A question',
  text = 'Is it blue?',
  to = 'desk@kitto.test',
  headers = [],
}: Stranger) {
  sent += 1
  const head = [`From: ${from}`, 'To: desk@kitto.test', `Subject: ${subject}`, `Message-ID: <s${sent}@outside.test>`]
  const type = 'Content-Type: text/plain; charset=utf-8'
  const raw = Buffer.from([...head, type, ...headers, '', `${text} (${sent})`, ''].join('\r\n'))
  await receive(world.context(), { channelId, raw, envelopeFrom: /<(.*)>/.exec(from)?.[1] ?? null, envelopeTo: to })
}

const tickets = async () => (await world.first.get('/api/tickets?view=all&order=recent&limit=50')).body.items
const messagesOf = async (id: string) => (await world.first.get(`/api/tickets/${id}/messages?limit=100`)).body.items
const answer = 'Dear Anna,\n\nthank you for writing to us. The lamp is blue.\n\nKind regards\nKitto'

test('nobody joins a ticket or speaks for the desk by naming its letters, its members or its address (class: FreeScout CVE-2026-47123, Zendesk 2024)', async () => {
  await drop({ from: 'Anna <anna@buyer.test>', subject: 'My lamp' })
  await world.work()
  const [annas] = await tickets()
  await world.first.post(`/api/tickets/${annas.id}/messages`, { direction: 'outbound', text: answer })
  world.clock.advance(60_000)
  await world.work()
  const letter = peer.taken.find(({ to, raw }) => to.includes('anna@buyer.test') && raw.includes('lamp is blue'))
  const said = (name: string) =>
    headersOf(letter?.raw ?? '')
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  const [ourId, replyTo] = [said('message-id'), /[^\s<]+@[^\s>]+/.exec(said('reply-to'))?.[0] ?? '']
  expect(replyTo).toMatch(/^desk\+[a-z0-9]+@kitto\.test$/)
  const before = (await messagesOf(annas.id)).length
  peer.forget()

  const refers = [`In-Reply-To: ${ourId}`, `References: ${ourId}`]
  const forged = ourId.replace(/^<(.)/, (_, first) => `<${first === 'a' ? 'b' : 'a'}`)
  const strangers: Stranger[] = [
    { from: 'Eve <eve@evil.test>', headers: refers },
    { from: 'Eve <eve@evil.test>', to: replyTo },
    { from: 'Chen <first@desk.test>', headers: refers },
    { from: 'Chen <first@desk.test>', to: replyTo, headers: ['Sender: first@desk.test'] },
    { from: 'Kitto <desk@kitto.test>', to: replyTo, headers: refers },
    { from: 'Anna <anna@buyer.test.evil.test>', to: replyTo, headers: refers },
    { from: '"anna@buyer.test" <eve@evil.test>', to: replyTo, headers: ['Cc: anna@buyer.test', ...refers] },
    { from: 'Eve <eve@evil.test>', headers: [`In-Reply-To: ${forged}`, 'X-Original-To: anna@buyer.test'] },
    { from: 'Eve <eve@evil.test>', headers: ['Cc: first@desk.test, anna@buyer.test', ...refers] },
  ]
  for (const stranger of strangers) await drop(stranger)
  await world.work()
  expect(await messagesOf(annas.id)).toHaveLength(before)
  const all = await Promise.all((await tickets()).map(({ id }: { id: string }) => messagesOf(id)))
  const wrote = all.flat().filter(({ text }) => /\(\d+\)$/.test(text))
  expect(wrote).toHaveLength(strangers.length + 1)
  expect(wrote.filter(({ direction }) => direction !== 'inbound')).toEqual([])
  // Nothing was passed on: what went out are confirmations, to whoever wrote.
  expect(peer.taken.flatMap(({ to }) => to).filter((to) => to === 'anna@buyer.test')).toEqual([])
  expect(peer.taken.filter(({ raw }) => !/^Auto-Submitted: auto-replied/im.test(raw))).toEqual([])
})

test('a confirmation to whoever wrote says nothing that they wrote (class: Zendesk, October 2025: mail bombs by receipts)', async () => {
  peer.forget()
  const lure = 'WIN-A-PRIZE https://evil.test/claim'
  await drop({ from: `"${lure}" <victim@elsewhere.test>`, subject: `${lure} order 12-34567-89012`, text: lure })
  await world.work()
  expect(peer.taken.map(({ to }) => to)).toEqual([['victim@elsewhere.test']])
  const [{ raw, from } = { raw: '', from: '?' }] = peer.taken
  const readable = `${raw}\n${Buffer.from(raw.slice(raw.indexOf('\r\n\r\n')), 'base64')}\n${raw.replace(/=\r\n/g, '')}`
  expect(readable).not.toMatch(/WIN-A-PRIZE|evil\.test|12-34567-89012/)
  expect(from).toBe('')
  expect(headersOf(raw)).toEqual(expect.arrayContaining(['Auto-Submitted: auto-replied']))
})

test('one address is told at most twenty times an hour, however many mails bear it (class: mail bomb)', async () => {
  peer.forget()
  for (let at = 0; at < 23; at += 1) await drop({ from: 'Bob <bob@elsewhere.test>', subject: `Bomb ${at}` })
  await world.work()
  expect(peer.taken.filter(({ to }) => to.includes('bob@elsewhere.test'))).toHaveLength(20)
})

test.each([
  ['as they are', (raw: string) => raw],
  [
    'stripped of every mark of a machine',
    (raw: string) => raw.replace(/^(?:Auto-Submitted|X-Auto[^:]*|Precedence):.*\r\n/gim, ''),
  ],
])(
  'two desks that confirm to each other stop after at most three mails, %s (class: mail loop)',
  async (_how, onTheWay) => {
    peer.forget()
    world.clock.advance(2 * 3_600_000)
    const theirs = await world.stranger()
    const address = `desk@${_how.length}.test`
    const there = await openDesk(theirs.context(), address)
    await drop({ from: `Desk <${address}>`, subject: 'Do you sell lamps?' })
    for (let round = 0; round < 8; round += 1) {
      const before = peer.taken.length
      await world.work()
      for (const { to, from, raw } of peer.taken.slice(before)) {
        const isTheirs = to.includes(address)
        const mail = { raw: Buffer.from(onTheWay(raw)), envelopeFrom: from, envelopeTo: to[0] ?? '' }
        await receive(isTheirs ? theirs.context() : world.context(), {
          channelId: isTheirs ? there : channelId,
          ...mail,
        })
      }
    }
    expect(peer.taken.length).toBeGreaterThanOrEqual(1)
    expect(peer.taken.length).toBeLessThanOrEqual(3)
  },
)
