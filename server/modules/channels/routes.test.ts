import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { quarantineUnworked, receive } from './index.ts'

let world: World
let channelId: string
beforeAll(async () => {
  world = await openWorld()
  channelId = (await create({ address: 'desk@lamps.example' })).body.id
})
afterAll(() => world.close())

const create = async (fields: object) =>
  (await world.as('admin')).post('/api/channels', {
    kind: 'receiver',
    name: 'Desk',
    storeId: null,
    settings: {},
    ...fields,
  })

const outside = { host: '127.0.0.1', port: 9, security: 'none', user: 'desk' }

describe('channels', () => {
  test('a mailbox keeps its passwords to itself', async () => {
    const admin = await world.as('admin')
    const made = await create({
      kind: 'mailbox',
      address: 'box@lamps.example',
      settings: { imap: outside },
      imapPassword: 'very secret',
    })
    expect(made).toMatchObject({ status: 201, body: { kind: 'mailbox', address: 'box@lamps.example', state: 'new' } })
    expect(JSON.stringify([made.body, (await admin.get('/api/channels')).body])).not.toContain('very secret')
    const [row] = await world.sql('select secrets, settings from channels where id = $1', [made.body.id])
    expect(`${row.secrets.toString('latin1')}${JSON.stringify(row.settings)}`).not.toContain('very secret')
  })

  test('an address belongs to one channel, whatever its case and plus', async () => {
    expect(await create({ address: 'Desk+x@lamps.example' })).toMatchObject({
      status: 409,
      body: { code: 'channels.address-taken' },
    })
  })

  test('a mailbox without an incoming server is refused', async () => {
    expect(await create({ kind: 'mailbox', address: 'none@lamps.example' })).toMatchObject({
      status: 422,
      body: { code: 'channels.no-incoming-server' },
    })
  })

  test('it can be renamed and switched off, and deleted while no mail went through', async () => {
    const admin = await world.as('admin')
    const { body } = await create({ address: 'short@lamps.example' })
    expect(await admin.patch(`/api/channels/${body.id}`, { name: 'Other', active: false })).toMatchObject({
      status: 200,
      body: { name: 'Other', active: false },
    })
    expect((await admin.delete(`/api/channels/${body.id}`)).status).toBe(200)
    expect((await admin.get(`/api/channels/${body.id}`)).status).toBe(404)
  })

  test('only who may write channels makes them', async () => {
    const agent = await world.as('agent')
    const wanted = { kind: 'receiver', name: 'x', address: 'x@lamps.example', storeId: null, settings: {} }
    expect((await agent.post('/api/channels', wanted)).status).toBe(403)
  })

  test('another workspace sees nothing of it', async () => {
    const stranger = await world.stranger()
    expect((await stranger.caller.get(`/api/channels/${channelId}`)).status).toBe(404)
    expect((await stranger.caller.get('/api/channels')).body.items).toEqual([])
  })
})

describe('testing a connection', () => {
  const attempt = async (server: object, protocol: 'imap' | 'smtp' = 'smtp') => {
    const reply = await (await world.as('admin')).post('/api/channel-trials', {
      settings: { [protocol]: server },
      smtpPassword: 'x',
    })
    return reply.body[0]
  }

  test('says that nothing listens, and how to mend it', async () => {
    const report = await attempt(outside)
    expect(report).toMatchObject({ protocol: 'smtp', ok: false })
    expect(report.steps.at(-1)).toMatchObject({
      step: 'reach',
      code: 'refused',
      advice: expect.stringContaining('端口'),
    })
  })

  test('says that there is no such name', async () => {
    const report = await attempt({ ...outside, host: 'no-such-host.invalid' })
    expect(report.steps).toMatchObject([{ step: 'name', ok: false }])
    expect(['name-unknown', 'name-failed']).toContain(report.steps[0].code)
  })

  describe('with a server', () => {
    let server: SMTPServer
    let port: number
    beforeAll(async () => {
      server = new SMTPServer({
        authMethods: ['PLAIN'],
        allowInsecureAuth: true,
        disabledCommands: ['STARTTLS'],
        onAuth: (auth, _session, done) =>
          auth.password === 'x' && auth.username === 'desk'
            ? done(null, { user: 'desk' })
            : done(new Error('Invalid login')),
      })
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
      port = (server.server.address() as AddressInfo).port
    })
    afterAll(() => new Promise<void>((closed) => server.close(closed)))

    test.each([
      ['all is well', { user: 'desk', security: 'none' }, undefined],
      ['the password is wrong', { user: 'other', security: 'none' }, 'password-refused'],
      ['TLS is spoken to a plain port', { user: 'desk', security: 'tls' }, 'not-encrypted'],
      ['there is no STARTTLS', { user: 'desk', security: 'starttls' }, 'no-starttls'],
    ])('%s', async (_name, fields, code) => {
      const report = await attempt({ host: '127.0.0.1', port, ...fields })
      expect(report.steps.find((step: { ok: boolean }) => !step.ok)?.code).toBe(code)
      expect(report.ok).toBe(code === undefined)
    })

    test('an SMTP server is no IMAP server', async () => {
      const report = await attempt({ host: '127.0.0.1', port, user: 'desk', security: 'none' }, 'imap')
      expect(report.ok).toBe(false)
      expect(report.steps.at(-1).advice).toBeTruthy()
    })
  })
})

describe('quarantine', () => {
  const tooDeep = (name: string) =>
    Buffer.from(
      `From: Jane <jane@mail.example>\r\nSubject: =?utf-8?Q?Lampe_=C3=A4?= ${name}\r\nMessage-ID: <${name}@mail.example>\r\n${Array.from({ length: 80 }, (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`).join('')}\r\nhi`,
    )
  const comeIn = async (name: string) => {
    await receive(world.context(), {
      channelId,
      raw: tooDeep(name),
      envelopeFrom: 'jane@mail.example',
      envelopeTo: 'desk@lamps.example',
    })
    await world.work()
    const { body } = await (await world.as('admin')).get('/api/quarantined-mails?limit=100')
    return body.items.find((mail: { subject: string }) => mail.subject.endsWith(name))
  }

  test('a mail over a limit is set aside with the reason, and can be looked at', async () => {
    const admin = await world.as('admin')
    const mail = await comeIn('deep-1')
    expect(mail).toMatchObject({ reason: 'too-deep', from: 'jane@mail.example', subject: 'Lampe ä deep-1' })
    const shown = await admin.get(`/api/quarantined-mails/${mail.id}`)
    expect(shown.body.headers).toContainEqual({ name: 'message-id', value: '<deep-1@mail.example>' })
    const raw = await admin.get(`/api/quarantined-mails/${mail.id}/raw`)
    expect(raw.headers).toMatchObject({
      'content-disposition': expect.stringContaining('attachment'),
      'x-content-type-options': 'nosniff',
    })
  })

  test('released, it is read again; discarded, it is gone from the list', async () => {
    const admin = await world.as('admin')
    const mail = await comeIn('deep-2')
    expect((await admin.post(`/api/quarantined-mails/${mail.id}/release`)).status).toBe(200)
    await world.work()
    expect((await admin.get(`/api/quarantined-mails/${mail.id}`)).status).toBe(200)
    expect((await admin.post(`/api/quarantined-mails/${mail.id}/discard`)).status).toBe(200)
    expect((await admin.post(`/api/quarantined-mails/${mail.id}/release`)).status).toBe(404)
  })

  test('a mail that failed at each try is shown too, and becomes a message when it is read again', async () => {
    const admin = await world.as('admin')
    await receive(world.context(), {
      channelId,
      raw: Buffer.from('From: Jane <jane@mail.example>\r\nSubject: unlucky\r\nMessage-ID: <u@mail.example>\r\n\r\nhi'),
      envelopeFrom: 'jane@mail.example',
      envelopeTo: 'desk@lamps.example',
    })
    const [{ id }] = await world.sql(`select id from received_mails where status = 'received'`)
    await quarantineUnworked(world.context(), id)
    expect((await admin.get(`/api/quarantined-mails/${id}`)).body.mail).toMatchObject({
      reason: 'failed',
      subject: 'unlucky',
    })
    await admin.post(`/api/quarantined-mails/${id}/release`)
    await world.work()
    // What is done stays done, though the news of its end comes late.
    await quarantineUnworked(world.context(), id)
    expect(await world.sql('select status from received_mails where id = $1', [id])).toEqual([{ status: 'done' }])
  })

  test('an agent does not see it', async () => {
    expect((await (await world.as('agent')).get('/api/quarantined-mails')).status).toBe(403)
  })
})

test('a channel with a history is not deleted', async () => {
  expect(await (await world.as('admin')).delete(`/api/channels/${channelId}`)).toMatchObject({
    status: 409,
    body: { code: 'channels.in-use' },
  })
})
