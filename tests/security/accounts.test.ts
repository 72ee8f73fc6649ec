import { afterAll, beforeAll, expect, test } from 'vitest'
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
})
