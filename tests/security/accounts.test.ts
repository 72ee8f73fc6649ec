import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { openSession } from '../../server/modules/access/index.ts'
import { createStore } from '../../server/modules/stores/index.ts'
import { LiveHub } from '../../server/platform/realtime.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const password = 'a long enough password'
const last = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

async function invited(headers: Record<string, string> = {}): Promise<{ url: string; secret: string }> {
  const { memberId } = await world.hire('agent')
  const { body } = await world.first.post(`/api/members/${memberId}/invitation`, undefined, headers)
  return { url: body.invitationUrl, secret: last(body.invitationUrl) }
}

const accept = (secret: string) =>
  world.app.inject({ method: 'POST', url: `/api/invitations/${secret}`, payload: { password } })

test('an invite link is used once and ends (class: FreeScout CVE-2026-41902)', async () => {
  const once = await invited()
  expect((await accept(once.secret)).statusCode).toBe(201)
  expect((await accept(once.secret)).json().code).toBe('access.invitation-ended')
  const late = await invited()
  world.clock.advance(24 * 3_600_000 + 1_000)
  expect((await accept(late.secret)).json().code).toBe('access.invitation-ended')
  world.clock.set('2026-03-02T09:00:00Z')
})

test('a session’s secret is random, not derived, and only its hash is kept (class: FreeScout CVE-2026-27637)', async () => {
  const [one, other] = [await invited(), await invited()]
  const random = [one, other].map(({ secret }) => secret.split('.')[1] ?? '')
  expect(random.map((text) => Buffer.from(text, 'base64url').length)).toEqual([32, 32])
  expect(random[0]).not.toBe(random[1])
  const kept = JSON.stringify(await world.sql('select * from invitations'))
  const bytes = random.map((text) => Buffer.from(text, 'base64url').toString('hex'))
  expect([...random, ...bytes].filter((text) => kept.includes(text))).toEqual([])
})

test('nobody is signed in by a header that a proxy might set (class: Zammad CVE-2026-34720)', async () => {
  const names = [
    'x-remote-user',
    'remote-user',
    'x-forwarded-user',
    'x-forwarded-email',
    'x-auth-request-email',
    'remote_user',
  ]
  for (const name of names) {
    const reply = await world.app.inject({ url: '/api/session', headers: { [name]: 'first@desk.test' } })
    expect([name, reply.statusCode]).toEqual([name, 401])
  }
})

test('a link’s host is the one configured, whatever the request says (class: host-header poisoning of resets)', async () => {
  for (const headers of [{ host: 'evil.test' }, { 'x-forwarded-host': 'evil.test' }, { forwarded: 'host=evil.test' }]) {
    const { url } = await invited(headers as Record<string, string>)
    expect(new URL(url).origin).toBe(new URL(world.services.config.publicUrl).origin)
  }
})

test('no stranger can make the desk send mail to a member: a reset is an administrator’s act (class: Zammad CVE-2022-35488)', async () => {
  const { memberId } = await world.hire('agent')
  const reset = await world.app.inject({ method: 'POST', url: `/api/members/${memberId}/invitation` })
  expect(reset.statusCode).toBe(401)
  expect((await (await world.as('agent')).post(`/api/members/${memberId}/invitation`)).status).toBe(403)
  expect(await world.sql('select id from outgoing_mails')).toEqual([])
})

test('another site’s page changes nothing (class: RT CVE-2012-4732)', async () => {
  for (const headers of [{ origin: 'https://evil.test' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }]) {
    const reply = await world.first.post(
      '/api/teams',
      { name: 'Theirs', memberIds: [] },
      headers as Record<string, string>,
    )
    expect(reply.body.code).toBe('request.cross-site')
  }
  expect((await world.first.get('/api/teams')).body).toEqual([])
})

test('no address of the desk sends a browser elsewhere (class: RT CVE-2022-25803)', async () => {
  const elsewhere = [
    '//evil.test',
    '/\\evil.test',
    '/api//evil.test',
    '/api/session?next=//evil.test',
    '/%2f%2fevil.test',
  ]
  for (const url of elsewhere) {
    const reply = await world.app.inject({ url })
    expect([url, reply.headers.location, Math.floor(reply.statusCode / 100)]).toEqual([url, undefined, 4])
  }
})

test('how long a refused sign-in takes says nothing: both kinds are weighed alike (class: RT CVE-2021-38562)', async () => {
  const refused = async (email: string) => {
    const payload = { email, password: 'not the right one' }
    const { requestId, ...body } = (await world.app.inject({ method: 'POST', url: '/api/session', payload })).json()
    expect(requestId).toBeDefined()
    return body
  }
  expect(await refused('nobody@desk.test')).toEqual(await refused('first@desk.test'))
  // Each leaves exactly one row written: the wait for a commit is the same.
  const written = async (email: string) => {
    const rows = () =>
      world.sql('select xmin::text from members union all select xmin::text from workspaces order by 1')
    const before = (await rows()).map(({ xmin }) => xmin)
    await refused(email)
    const after = (await rows()).map(({ xmin }) => xmin)
    return after.filter((xmin) => !before.includes(xmin)).length
  }
  expect([await written('nobody@desk.test'), await written('first@desk.test')]).toEqual([1, 1])
})

test('a stream of what changes tells an agent of their stores only, and no other site’s page (S13)', async () => {
  const hub = new LiveHub(world.services.databases, world.services.log)
  const app = await buildApp(world.services, { live: hub, wipeDemo: () => Promise.resolve(0) })
  await hub.open()
  await app.listen({ port: 0, host: '127.0.0.1' })
  const [near, far] = [await storeOf('near'), await storeOf('far')]
  const agent = await world.hire('agent', { storeIds: [near] })
  const hearing = [await hear(app, agent.memberId), await hear(app, world.first.memberId)] as const
  const ticketOf = async (storeId: string) => {
    const ticket = { subject: 'Lamp', text: 'Is it blue?', channelKind: 'phone', storeId, buyer: { name: 'Anna' } }
    return (await world.first.post('/api/tickets', ticket)).body.id as string
  }
  const [theirs, ours] = [await ticketOf(far), await ticketOf(near)]
  await expect
    .poll(() => hearing.map(({ said }) => said.join('').includes(ours)), { timeout: 10_000 })
    .toEqual([true, true])
  expect(hearing.map(({ said }) => said.join('').includes(theirs))).toEqual([false, true])

  const foreign = await app.inject({
    url: '/api/live',
    headers: { origin: 'https://evil.test', cookie: hearing[1].cookie },
  })
  expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'request.cross-site'])
  for (const { end } of hearing) end()
  await app.close()
})

const storeOf = async (name: string) => (await createStore(world.context(), { name, marketplace: 'own-shop' })).id

/** Opens a member's stream and collects what it says. */
async function hear(app: Awaited<ReturnType<typeof buildApp>>, memberId: string) {
  const { secret } = await openSession(world.context(), memberId, { userAgent: '', address: '' })
  const cookie = `amends_session=${secret}`
  const { port } = app.server.address() as AddressInfo
  const said: string[] = []
  const stream = await new Promise<IncomingMessage>((done, fail) =>
    get({ port, host: '127.0.0.1', path: '/api/live', headers: { cookie } }, done).on('error', fail),
  )
  stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  return { said, cookie, end: () => stream.destroy() }
}
