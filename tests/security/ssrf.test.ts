import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admitted, isAdmitted } from '../../server/platform/mail/admitted.ts'
import { hand } from '../../server/platform/mail/hand.ts'
import { openWorld, type World } from '../world.ts'
import { connectInward, inwardAddresses, inwardHosts } from './ssrf.ts'

let world: World
let inner: Server
let port: number
let calls = 0
beforeAll(async () => {
  inner = createServer((socket) => {
    calls += 1
    socket.destroy()
  })
  await new Promise<void>((done) => inner.listen(0, '127.0.0.1', done))
  port = (inner.address() as { port: number }).port
  world = await openWorld({ settings: { mailNetworks: [] } })
})
afterAll(async () => {
  await world.close()
  inner.close()
})

const server = (host: string) => ({ host, port, security: 'none' as const, user: '', password: '' })
const letter = {
  ...{
    from: { name: 'A', address: 'a@desk.test' },
    to: ['b@buyer.test'],
    subject: 'S',
    text: 'T',
    messageId: 'm@desk.test',
  },
  ...{ references: [], attachments: [], automatic: false, date: new Date(0) },
}

describe('no outgoing connection on somebody’s word reaches inside (class: Chatwoot 14135, 14887: SSRF)', () => {
  test('the test of a mailbox’s servers makes no connection to any inward spelling', async () => {
    for (const host of inwardHosts) {
      const one = { host, port, security: 'none', user: '' }
      const { body } = await world.first.post('/api/channel-trials', { settings: { imap: one, smtp: one } })
      const codes = body.map((report: { steps: { code: string }[] }) => report.steps.at(-1)?.code)
      // A name or spelling that this machine's resolver does not know is refused as unknown.
      for (const code of codes) expect([host, code]).toEqual([host, expect.stringMatching(/^(address-refused|name-)/)])
    }
    expect(calls).toBe(0)
  })

  test('a letter is not handed to a server inside, and is not tried again', async () => {
    for (const host of ['127.0.0.1', '::ffff:127.0.0.1', '0x7f.1', 'localhost'])
      expect(await hand(server(host), letter, [])).toMatchObject({ status: 'refused' })
    expect(calls).toBe(0)
  })

  test('of 400 addresses in networks that are not public none is admitted; public ones are', () => {
    const letIn = inwardAddresses(400).filter((address) => isAdmitted(address, []))
    expect(letIn).toEqual([])
    for (const address of ['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '172.32.0.1', '100.128.0.1'])
      expect([address, isAdmitted(address, [])]).toEqual([address, true])
  })

  test('neither they, nor any inward spelling, nor a name that turns to them is connected to', async () => {
    expect(await connectInward({ addresses: 60 })).toMatchObject({ let: [], connections: 0 })
  })

  test('link-local, metadata, multicast and reserved addresses are refused whatever is admitted', () => {
    const all = ['loopback', 'private', '0.0.0.0/0', '::/0']
    for (const address of [
      '169.254.169.254',
      '::ffff:169.254.169.254',
      '64:ff9b::a9fe:a9fe',
      'fd00:ec2::254',
      '0.0.0.0',
      '::',
    ])
      expect([address, isAdmitted(address, all)]).toEqual([address, false])
    for (const address of ['224.0.0.1', 'ff02::1', 'fe80::1%lo', '255.255.255.255', '100.100.100.200', '192.0.0.192'])
      expect([address, isAdmitted(address, all)]).toEqual([address, false])
  })

  test('a mail server on the same host or in an own network is reached when its network is admitted', () => {
    expect(isAdmitted('127.0.0.1', ['loopback'])).toBe(true)
    expect(isAdmitted('::1', ['loopback'])).toBe(true)
    expect(isAdmitted('10.1.2.3', ['10.1.0.0/16'])).toBe(true)
    expect(isAdmitted('10.2.2.3', ['10.1.0.0/16'])).toBe(false)
  })

  test('a name that means a public address first and the inside a moment later is asked once (DNS rebinding)', async () => {
    const answers = ['93.184.215.14', '127.0.0.1']
    const rebinding = async () => [{ address: answers.shift() ?? '127.0.0.1' }]
    const reached = await admitted(server('rebind.test'), [], rebinding)
    expect(reached).toMatchObject({ host: '93.184.215.14', servername: 'rebind.test' })
    expect(answers).toEqual(['127.0.0.1'])
    await expect(admitted(server('rebind.test'), [], rebinding)).rejects.toMatchObject({ code: 'EADDRESSREFUSED' })
    const both = async () => [{ address: '93.184.215.14' }, { address: '10.0.0.1' }]
    await expect(admitted(server('both.test'), [], both)).rejects.toMatchObject({ code: 'EADDRESSREFUSED' })
  })

  test('the same connection does reach an admitted server: the counter counts', async () => {
    await hand(server('127.0.0.1'), letter, ['loopback'])
    expect(calls).toBe(1)
  })
})
