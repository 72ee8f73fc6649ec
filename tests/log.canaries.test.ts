import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startReceiver } from '../server/modules/channels/service.receiver.ts'
import { openLog } from '../server/platform/log.ts'
import { freePort } from './setup/free-port.ts'
import { openSmtpPeer, type SmtpPeer } from './setup/smtp-peer.ts'
import { openWorld, type World } from './world.ts'

/** What must never be read in a log: each stands where it comes in, and nowhere else. */
const canary = {
  buyer: 'Kanarienvogel',
  address: 'kanari-buyer@canary.test',
  street: 'Canary-Lane-4711',
  phone: '+4915799912345',
  text: 'CanaryWordsOfTheLetter',
  subject: 'CanarySubjectLine',
  member: 'Canarina',
  memberAddress: 'canarina@canary.test',
  password: 'canary password 12345',
  wrongPassword: 'canary wrong password',
  mailPassword: 'canary-mailbox-password',
  notes: 'CanaryNotesOfTheCustomer',
  fileName: 'canary-invoice.txt',
  fileText: 'CanaryBytesOfTheFile',
  saidByPeer: 'canary-said-by-peer',
}

const lines: string[] = []
const secrets: string[] = []
let world: World
let peer: SmtpPeer
let stopReceiver: () => Promise<void>
let port: number

beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...said) => void lines.push(said.map(String).join(' ')))
  world = await openWorld({ log: openLog('trace', { write: (line) => void lines.push(line) }) })
  peer = await openSmtpPeer()
  port = await freePort()
  const { config } = world.services
  stopReceiver = await startReceiver({ ...world.services, config: { ...config, smtpPort: port, lmtpPort: null } })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await stopReceiver()
  await peer.close()
  await world.close()
})

const found = (): string[] =>
  [...Object.values(canary), ...secrets].filter((word) => lines.some((line) => line.includes(word)))

async function outside(method: 'GET' | 'POST', url: string, payload?: object | string): Promise<number> {
  const headers = typeof payload === 'string' ? { 'content-type': 'application/json' } : {}
  return (await world.app.inject({ method, url, headers, ...(payload && { payload }) })).statusCode
}

async function play(): Promise<void> {
  const boss = world.first
  const smtp = { host: '127.0.0.1', port: peer.port, security: 'none', user: '' }
  const { body: store } = await boss.post('/api/stores', { name: 'Nordhaus', marketplace: 'own-shop' })
  const mailbox = { kind: 'mailbox', name: 'Shop', address: 'shop@canary.test', storeId: store.id }
  const imap = { ...smtp, port: 9, user: 'shop' }
  const channel = { ...mailbox, settings: { imap, smtp }, imapPassword: canary.mailPassword }
  expect((await boss.post('/api/channels', channel)).status).toBe(201)
  await boss.post('/api/channel-trials', channel)

  // A person is invited, joins, mistypes, signs in, makes a token.
  const roles: { key: string; id: string }[] = (await boss.get('/api/roles')).body
  const fields = { language: 'en', zone: 'UTC', speaks: ['en'], allStores: true, storeIds: [] }
  const roleIds = roles.filter(({ key }) => key === 'admin' || key === 'manager').map(({ id }) => id)
  const wanted = { ...fields, email: canary.memberAddress, name: canary.member, roleIds }
  const { body: invited } = await boss.post('/api/members', wanted)
  const link = invited.invitationUrl.split('/').at(-1)
  const { body: token } = await boss.post('/api/tokens', { name: 'T', permissions: ['tickets.read'] })
  secrets.push(link, token.secret)
  expect(await outside('POST', `/api/invitations/${link}`, { password: canary.password })).toBe(201)
  expect(await outside('POST', `/api/invitations/${link}`, { password: canary.password })).toBe(410)
  const signIn = { email: canary.memberAddress, password: canary.wrongPassword }
  expect(await outside('POST', '/api/session', signIn)).toBe(401)
  expect(await outside('POST', '/api/session', { ...signIn, password: canary.password })).toBe(201)
  expect(await outside('POST', '/api/session', { email: canary.address, password: canary.password })).toBe(401)

  // Letters come in by SMTP: a plain one with a file, a broken one, one to nobody.
  const sender = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  const mail = {
    from: { name: canary.buyer, address: canary.address },
    to: 'shop@canary.test',
    subject: canary.subject,
    text: `${canary.text}\n${canary.street}\n${canary.phone}`,
    attachments: [{ filename: canary.fileName, content: canary.fileText }],
  }
  await sender.sendMail(mail)
  await sender.sendMail({
    envelope: { from: canary.address, to: 'shop@canary.test' },
    raw: `Subject: ${canary.subject}\r\nContent-Type: multipart/mixed\r\n\r\n${canary.text}`,
  })
  await expect(sender.sendMail({ ...mail, to: 'nobody@canary.test' })).rejects.toThrow()
  sender.close()
  await world.work()

  // They are read, searched, answered; the mail server that takes the answer refuses and repeats what it was told.
  const { body: list } = await boss.get(`/api/tickets?search=${canary.text}&view=all`)
  const ticket = list.items.at(-1)
  expect(ticket.subject).toBe(canary.subject)
  const { body: messages } = await boss.get(`/api/tickets/${ticket.id}/messages`)
  const [file] = messages.items.at(-1).attachments
  expect((await boss.get(file.url)).body).toBe(canary.fileText)
  expect((await boss.get(`/api/customers/${ticket.customer.id}?reveal=true`)).body.name).toBe(canary.buyer)
  await boss.get(`/api/customers?search=${canary.buyer}`)
  peer.answers.push({ code: 550, at: 'data' }, { code: 451, at: 'rcpt' })
  const answer = { direction: 'outbound', text: `Dear ${canary.buyer}, we write to ${canary.street}.` }
  expect((await boss.post(`/api/tickets/${ticket.id}/messages`, answer)).status).toBeLessThan(300)
  world.clock.advance(60_000)
  await world.work()

  // What is malformed, and what fails inside: PostgreSQL repeats the row that it refuses.
  expect(await outside('POST', '/api/session', `{"email":"${canary.address}","password":"${canary.password}",}`)).toBe(
    400,
  )
  expect(
    await outside('GET', `/api/tickets?search=${canary.buyer}&password=${canary.wrongPassword.replaceAll(' ', '+')}`),
  ).toBe(401)
  expect((await boss.patch(`/api/customers/${ticket.customer.id}`, { notes: 4711, [canary.buyer]: 1 })).status).toBe(
    400,
  )
  await world.sql(`alter table customers add constraint failing check (notes = '')`)
  expect((await boss.patch(`/api/customers/${ticket.customer.id}`, { notes: canary.notes })).status).toBe(500)
  await world.sql('alter table members rename column name to called')
  expect((await boss.get(`/api/members?search=${canary.member}`)).status).toBe(500)
  await world.sql('alter table members rename column called to name')
}

test('names, addresses, words, passwords and links go through the desk, and none of them into its log', async () => {
  await play()
  const defects = lines.filter((line) => line.includes('a defect'))
  expect(defects).toHaveLength(2)
  expect(lines.length).toBeGreaterThan(20)
  expect(found()).toEqual([])
}, 60_000)

test('nor into the figures at /metrics, which name routes and not addresses', async () => {
  const { body } = await world.app.inject({ url: '/metrics' })
  expect(body).toContain('route="/api/tickets"')
  expect([...Object.values(canary), ...secrets].filter((word) => body.includes(word))).toEqual([])
})

test('a canary that does get into the log is seen', () => {
  world.services.log.debug({ said: canary.saidByPeer }, 'planted')
  expect(found()).toEqual([canary.saidByPeer])
})

test('a request’s line tells who asked, and why what was refused was refused', () => {
  const told = lines.flatMap((line) => (line.includes('"msg":"request"') ? [JSON.parse(line)] : []))
  const members = told.filter(({ actor }) => /^[0-9a-f-]{36}$/.test(actor ?? ''))
  expect(members.length).toBeGreaterThan(10)
  const reasons = new Set(told.flatMap(({ status, refused }) => (status >= 400 ? [refused] : [])))
  for (const reason of ['access.sign-in-failed', 'request.unauthenticated', 'request.invalid', 'internal'])
    expect([...reasons]).toContain(reason)
  expect(told.filter(({ status, refused }) => status < 400 && refused)).toEqual([])
})
