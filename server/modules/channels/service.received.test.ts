import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../tests/setup/free-port.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { keysFor, sign } from '../../platform/secrets.ts'
import { createStore } from '../stores/index.ts'
import { createChannel, readReplyToken, replyToken } from './index.ts'
import { receive } from './service.accepted.ts'
import { startReceiver } from './service.receiver.ts'

let world: World
let ports: { smtp: number; lmtp: number }
let stop: () => Promise<void>
beforeAll(async () => {
  world = await openWorld()
  await createChannel(world.context(), {
    kind: 'receiver',
    name: 'Desk',
    address: 'desk@lamps.example',
    storeId: null,
    settings: {},
  })
  ports = { smtp: await freePort(), lmtp: await freePort() }
  const config = { ...world.services.config, smtpPort: ports.smtp, lmtpPort: ports.lmtp }
  stop = await startReceiver({ ...world.services, config })
})
afterAll(async () => {
  await stop()
  await world.close()
})

const letter = (fields: Record<string, unknown> = {}) =>
  createTransport({ host: '127.0.0.1', port: ports.smtp, ignoreTLS: true }).sendMail({
    from: 'Jane <jane@mail.example>',
    to: 'desk@lamps.example',
    subject: 'My lamp',
    text: 'Where is it?',
    ...fields,
  })

const messages = (about: string) =>
  world.sql(`select m.* from messages m join tickets t on t.id = m.ticket_id where t.subject like $1 order by m.id`, [
    `%${about}%`,
  ])

/** Speaks a dialogue with a server, one line for each answer. */
function converse(port: number, lines: readonly string[]): Promise<string[]> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1')
    const said: string[] = []
    const waiting = [...lines]
    socket.on('data', (data: Buffer) => {
      said.push(data.toString())
      const next = waiting.shift()
      if (next === undefined) socket.end()
      else socket.write(next)
    })
    socket.on('end', () => done(said))
    socket.on('error', fail)
  })
}

describe('the receiver', () => {
  test('what it takes becomes one message', async () => {
    await letter({ subject: 'First lamp' })
    await world.work()
    const [first] = await messages('First lamp')
    expect(first).toMatchObject({ direction: 'inbound', text: 'Where is it?', address: 'jane@mail.example' })
    expect(await world.sql(`select distinct status from received_mails`)).toEqual([{ status: 'done' }])
  })

  test('it takes nothing for strangers', async () => {
    await expect(letter({ to: 'someone@elsewhere.example' })).rejects.toMatchObject({ responseCode: 550 })
    await expect(letter({ to: 'nobody@lamps.example' })).rejects.toMatchObject({ responseCode: 550 })
  })

  test('by LMTP each recipient has its own answer', async () => {
    const said = await converse(ports.lmtp, [
      'LHLO mx.example\r\n',
      'MAIL FROM:<jane@mail.example>\r\n',
      'RCPT TO:<desk@lamps.example>\r\n',
      'RCPT TO:<nobody@lamps.example>\r\n',
      'RCPT TO:<Desk+more@Lamps.example>\r\n',
      'DATA\r\n',
      'From: jane@mail.example\r\nSubject: By LMTP\r\nMessage-ID: <lmtp@mail.example>\r\n\r\nhi\r\n.\r\n',
    ])
    expect(said.slice(3, 6).map((line) => line.slice(0, 3))).toEqual(['250', '550', '250'])
    expect(said.slice(7).join('').match(/^250 /gm)).toHaveLength(2)
    await world.work()
    expect((await messages('By LMTP')).filter(({ direction }) => direction === 'inbound')).toHaveLength(1)
  })

  test('a mail that is too large is refused before it is sent', async () => {
    const said = await converse(ports.smtp, ['EHLO mx\r\n', 'MAIL FROM:<jane@mail.example> SIZE=30000000\r\n'])
    expect(said.at(-1)).toMatch(/^552/)
  })

  test('a mail that cannot be kept is not taken', async () => {
    const port = await freePort()
    const storage = { ...world.services.storage, put: () => Promise.reject(new Error('disk full')) }
    const config = { ...world.services.config, smtpPort: port, lmtpPort: null }
    const stop = await startReceiver({ ...world.services, storage, config })
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
    await expect(
      transport.sendMail({ from: 'a@mail.example', to: 'desk@lamps.example', text: 'x' }),
    ).rejects.toMatchObject({ responseCode: 451 })
    await stop()
  })
})

describe('the same mail again', () => {
  const raw = (extra = '') =>
    Buffer.from(
      `${extra}From: jane@mail.example\r\nTo: desk@lamps.example\r\nSubject: Twice sent\r\nMessage-ID: <twice@mail.example>\r\n\r\nHello\r\n`,
    )
  const comeIn = async (raw: Buffer) => {
    const [{ id: channelId }] = await world.sql(`select id from channels where address = 'desk@lamps.example'`)
    await receive(world.context(), {
      channelId,
      raw,
      envelopeFrom: 'jane@mail.example',
      envelopeTo: 'desk@lamps.example',
    })
    await world.work()
  }

  test('makes one message, byte by byte the same or by another way', async () => {
    await comeIn(raw())
    await comeIn(raw())
    await comeIn(raw('Received: from another.example; Mon, 02 Mar 2026 09:00:00 +0000\r\n'))
    expect((await messages('Twice sent')).filter(({ direction }) => direction === 'inbound')).toHaveLength(1)
    const [last] = await world.sql('select status, reason from received_mails order by id desc limit 1')
    expect(last).toEqual({ status: 'done', reason: 'copy' })
  })
})

describe('reply tokens', () => {
  const ticketId = '0192f0c0-0000-7000-8000-000000000001'

  test('are read back for their recipient, whatever happens to the case', () => {
    const token = replyToken(world.context(), ticketId, 'Jane@mail.example')
    expect(readReplyToken(world.context(), token.toUpperCase(), 'jane@MAIL.example')).toBe(ticketId)
  })

  test('carry 128 bits and leave ten letters of an address to the mailbox; those of 96 bits that are under way are read', () => {
    const token = replyToken(world.context(), ticketId, 'jane@mail.example')
    // A letter for the key, 26 for the id of 128 bits, 26 for as many bits of the HMAC.
    expect(token).toMatch(/^b[a-z2-7]{52}$/)
    expect(`mailbox123+${token}`).toHaveLength(64)
    const [key] = keysFor(world.services.config, 'reply-token/a')
    const mac = sign(key, [world.workspaceId, ticketId, 'jane@mail.example'], 12)
    const older = `a0192f0c0000070008000000000000001${mac.toString('hex')}`
    expect(readReplyToken(world.context(), older.toUpperCase(), 'jane@mail.example')).toBe(ticketId)
    expect(readReplyToken(world.context(), older, 'mallory@mail.example')).toBeUndefined()
  })

  test('are read back whatever the ticket, and not with the spare bits of a letter changed', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const token = replyToken(world.context(), id, 'jane@mail.example')
        expect(readReplyToken(world.context(), token, 'jane@mail.example')).toBe(id)
        for (const at of [26, 52])
          for (const letter of 'abcdefghijklmnopqrstuvwxyz234567'.replace(token[at] ?? '', '')) {
            const changed = token.slice(0, at) + letter + token.slice(at + 1)
            expect(readReplyToken(world.context(), changed, 'jane@mail.example')).toBeUndefined()
          }
      }),
      { numRuns: 20 },
    )
  })

  test('of a thousand forged ones none is believed', async () => {
    const token = replyToken(world.context(), ticketId, 'jane@mail.example')
    const stranger = await world.stranger()
    const forged = Array.from({ length: 1_000 }, (_, at) => {
      const place = at % token.length
      const letters = 'abcdefghijklmnopqrstuvwxyz234567'
      const changed = letters[(letters.indexOf(token[place] ?? 'a') + 1 + (at % 30)) % 32] ?? 'a'
      return changed === token[place] ? `${token}0` : token.slice(0, place) + changed + token.slice(place + 1)
    })
    expect(forged.filter((each) => readReplyToken(world.context(), each, 'jane@mail.example'))).toEqual([])
    expect(readReplyToken(world.context(), token, 'mallory@mail.example')).toBeUndefined()
    expect(readReplyToken(stranger.context(), token, 'jane@mail.example')).toBeUndefined()
  })
})

describe('machines', () => {
  const fromMachine = async (subject: string, headers: string) => {
    const [{ id: channelId }] = await world.sql(`select id from channels where address = 'desk@lamps.example'`)
    const raw = Buffer.from(
      `From: bot@mail.example\r\nTo: desk@lamps.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replace(/\W/g, '')}@mail.example>\r\n${headers}\r\nI am away.\r\n`,
    )
    await receive(world.context(), {
      channelId,
      raw,
      envelopeFrom: 'bot@mail.example',
      envelopeTo: 'desk@lamps.example',
    })
    await world.work()
    return messages(subject)
  }

  test.each([
    ['Away one', 'Auto-Submitted: auto-replied\r\n'],
    ['Away two', 'Precedence: bulk\r\n'],
    ['Away three', 'List-Id: <x.example>\r\n'],
    ['Away four', 'Reply-To: desk@lamps.example\r\nX-Autoreply: yes\r\n'],
  ])('%s is taken in and never answered', async (subject, headers) => {
    const said = await fromMachine(subject, headers)
    expect(said.map(({ direction }) => direction)).toEqual(['inbound'])
    expect(said[0].automatic).toBe(true)
  })

  test('a mail from our own address is a loop', async () => {
    const [{ id: channelId }] = await world.sql(`select id from channels where address = 'desk@lamps.example'`)
    const raw = Buffer.from(
      `From: desk@lamps.example\r\nTo: desk@lamps.example\r\nSubject: Own loop\r\nMessage-ID: <loop@lamps.example>\r\n\r\nhi\r\n`,
    )
    await receive(world.context(), { channelId, raw, envelopeFrom: '', envelopeTo: 'desk@lamps.example' })
    await world.work()
    expect((await messages('Own loop')).map(({ direction }) => direction)).toEqual(['inbound'])
  })
})

test('forty marketplace mails thread by order, alias and reference', { timeout: 120_000 }, async () => {
  const fixtures = new URL('./fixtures/', import.meta.url)
  const cases: { file: string; thread: string }[] = JSON.parse(readFileSync(new URL('expected.json', fixtures), 'utf8'))
  const context = world.context()
  const shop = await createStore(context, { name: 'Lamp House', marketplace: 'amazon-us' } as never)
  const channel = await createChannel(context, {
    kind: 'receiver',
    name: 'Marketplaces',
    address: 'help@lamps.example',
    storeId: shop.id,
    settings: {},
  })
  const found = new Map<string, Set<string>>()
  for (const { file, thread } of cases) {
    const raw = readFileSync(new URL(file, fixtures))
    await receive(context, {
      channelId: channel.id,
      raw,
      envelopeFrom: 'relay@mail.example',
      envelopeTo: channel.address,
    })
    await world.work()
    const id = /^Message-ID: <(.*)>/m.exec(raw.toString('latin1'))?.[1]
    const [message] = await world.sql('select ticket_id from messages where mail_message_id = $1', [id])
    found.set(thread, (found.get(thread) ?? new Set()).add(message.ticket_id))
  }
  expect([...found].filter(([, tickets]) => tickets.size !== 1).map(([thread]) => thread)).toEqual([])
  expect(new Set([...found.values()].flatMap((tickets) => [...tickets])).size).toBe(found.size)
})
