import { readFile } from 'node:fs/promises'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openWorld, type World } from '../tests/world.ts'
import { buildApp } from './app.ts'
import { forgetOldKeys } from './platform/idempotency.ts'
import { answerProblem } from './platform/problems.ts'
import { LiveHub } from './platform/realtime.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const cursor = (key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url')

test.each([
  ['no id', '/api/stores/new'],
  ['half an id', '/api/tickets/0198'],
])('an address that can be nobody’s is nobody’s: %s', async (_what, url) => {
  const reply = await world.first.get(url)
  expect(reply).toMatchObject({ status: 404, body: { code: 'request.not-found' } })
  expect(reply.body).not.toHaveProperty('errors')
})

describe('what cannot be read is refused, not a defect', () => {
  test.each([
    ['a NUL in a field', { name: 'a\0b', permissions: ['members.read'] }],
    ['a NUL in a list', { name: 'x', permissions: ['members\0read'] }],
  ])('%s', async (_what, body) => {
    const reply = await world.first.post('/api/tokens', body)
    expect(reply).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ message: 'U+0000' }] } })
  })

  test.each([
    ['tickets', `/api/tickets?view=all&order=recent&after=${cursor(['yesterday', 'x'])}`],
    ['tickets by due', `/api/tickets?view=all&after=${cursor(['infinity', 7])}`],
    ['members', `/api/members?after=${cursor(['a', 'b'])}`],
    ['stores', `/api/stores?after=${cursor(['a', 'b'])}`],
    ['customers', `/api/customers?after=${cursor(['b'])}`],
    ['a NUL in a search', '/api/members?search=%00'],
    ['a limit given twice', '/api/members?limit=1&limit=2'],
  ])('a forged cursor: %s', async (_what, url) => {
    expect(await world.first.get(url)).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })
})

const cutOff = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc'

describe('what fastify itself refuses is a problem too, under the status that it names', () => {
  const send = async (headers: Record<string, string>, payload: string) => {
    const authorization = `Bearer ${await world.token(['tickets.work'])}`
    return world.app.inject({ method: 'POST', url: '/api/uploads', headers: { ...headers, authorization }, payload })
  }
  test.each([
    ['JSON where a file is expected', { 'content-type': 'application/json' }, '{}', 415, 'request.not-multipart'],
    ['a kind of content that nobody reads', { 'content-type': 'text/csv' }, 'a,b', 415, 'request.unsupported'],
    ['JSON that is none', { 'content-type': 'application/json' }, '{', 400, 'request.invalid'],
    ['a multipart without its boundary', { 'content-type': 'multipart/form-data' }, 'x', 415, 'request.not-multipart'],
    [
      'a multipart that is cut off',
      { 'content-type': 'multipart/form-data; boundary=b' },
      cutOff,
      400,
      'request.invalid',
    ],
  ])('%s', async (_what, headers, payload, status, code) => {
    const reply = await send(headers, payload)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({ status, code })
    expect(reply.statusCode).toBe(reply.json().status)
  })

  test.each([405, 406, 408, 411, 431])('a %i stays what it is', (status) => {
    const error = Object.assign(new Error('no'), { statusCode: status, code: 'FST_ANY' }) as FastifyError
    const reply = { code: vi.fn(), type: vi.fn(), send: vi.fn() }
    for (const step of Object.values(reply)) step.mockReturnValue(reply)
    answerProblem(error, { id: '1' } as FastifyRequest, reply as unknown as FastifyReply, 'en')
    expect(reply.code).toHaveBeenCalledWith(status)
    expect(reply.send).toHaveBeenCalledWith(expect.objectContaining({ status, code: 'request.refused' }))
  })
})

test('a defect is told in general words, whatever it knows', () => {
  const reply = { code: vi.fn(), type: vi.fn(), send: vi.fn() }
  for (const step of Object.values(reply)) step.mockReturnValue(reply)
  const request = { id: '1', log: { error: vi.fn() } } as unknown as FastifyRequest
  const defect = Object.assign(new Error('select secret from members'), { code: '42703', detail: 'jo@desk.test' })
  answerProblem(defect as unknown as FastifyError, request, reply as unknown as FastifyReply, 'en')
  expect(reply.code).toHaveBeenCalledWith(500)
  expect(JSON.stringify(reply.send.mock.calls)).not.toMatch(/select|members|42703|jo@|\bat \//)
  expect(request.log.error).toHaveBeenCalledOnce()
})

describe('an Idempotency-Key', () => {
  test.each(['short', 'x'.repeat(201)])('that cannot be kept is refused by name: %s', async (key) => {
    const body = { name: 'x', permissions: ['members.read'] }
    const reply = await world.first.post('/api/tokens', body, { 'idempotency-key': key })
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ field: 'Idempotency-Key' }] } })
  })

  test('keeps no secret that can be read, answers the same again, and is forgotten after two days', async () => {
    const make = () =>
      world.first.post(
        '/api/tokens',
        { name: 'k', permissions: ['members.read'] },
        { 'idempotency-key': 'once-only-1' },
      )
    const [made, again] = [await make(), await make()]
    expect(again.body).toEqual(made.body)
    const [kept] = await world.sql('select body from idempotency_keys')
    expect(kept.body.toString('latin1')).not.toContain('amends_')
    world.clock.advance(49 * 3_600_000)
    await forgetOldKeys(world.context())
    expect(await world.sql('select key from idempotency_keys')).toEqual([])
  })
})

test('the page may not bring a style sheet of its own; mails keep their style attributes', async () => {
  const reply = await world.app.inject({ url: '/api/setup' })
  expect(reply.headers['content-security-policy']).toContain("style-src 'self';style-src-attr 'unsafe-inline'")
  expect(reply.headers['content-security-policy']).toContain("require-trusted-types-for 'script'")
})

test('what the API says is kept in no cache, and no answer may be framed, sniffed or referred from', async () => {
  for (const url of ['/api/setup', '/api/session', '/api/no-such-place', '/api/openapi.json', '/api/docs/']) {
    const { headers } = await world.app.inject({ url })
    expect(headers, url).toMatchObject({
      'cache-control': expect.stringMatching(/no-store|max-age=0/),
      'content-security-policy': expect.stringMatching(/object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  }
})

test('behind TLS the browser is told to stay with it, and the cookie is bound to this host and to TLS', async () => {
  const config = { ...world.services.config, publicUrl: 'https://desk.test' }
  const app = await buildApp({ ...world.services, config }, { wipeDemo: () => Promise.resolve(0) })
  const payload = { email: 'first@desk.test', password: 'a long enough password' }
  const reply = await app.inject({ method: 'POST', url: '/api/session', payload })
  expect(reply.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  const [cookie] = reply.cookies
  expect(cookie).toMatchObject({
    name: '__Host-amends_session',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
  })
  expect(cookie).not.toHaveProperty('domain')
  const value = cookie?.value ?? ''
  const asked = ['__Host-amends_session', 'amends_session'].map((name) =>
    app.inject({ url: '/api/session', cookies: { [name]: value } }),
  )
  expect((await Promise.all(asked)).map(({ statusCode }) => statusCode)).toEqual([200, 401])
  await app.close()
})

test('a method that no route has is not there, TRACE neither', async () => {
  const answers = await Promise.all(
    ['TRACE', 'OPTIONS', 'PUT'].map((method) => world.app.inject({ method: method as 'PUT', url: '/api/session' })),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404])
})

test('a live stream ends within five seconds of its session', async () => {
  const hub = new LiveHub(world.services.databases, world.services.log)
  const app = await buildApp(world.services, { live: hub, wipeDemo: () => Promise.resolve(0) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const member = await world.hire('agent')
  const { openSession } = await import('./modules/access/index.ts')
  const { secret } = await openSession(world.context(), member.memberId, { userAgent: '', address: '' })
  const { port } = app.server.address() as AddressInfo
  const stream = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: '/api/live', headers: { cookie: `amends_session=${secret}` } }, resolve).on(
      'error',
      reject,
    )
  })
  stream.resume()
  expect(stream.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringContaining('no-store'),
  })
  expect(stream.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  const ended = new Promise<number>((resolve) => stream.once('end', () => resolve(Date.now())))
  await new Promise((resolve) => setTimeout(resolve, 4_500))
  expect(stream.readableEnded).toBe(false)
  const revoked = Date.now()
  await world.sql('delete from sessions where member_id = $1', [member.memberId])
  expect((await ended) - revoked).toBeLessThan(5_000)
  await app.close()
})

test('the shipped dashboard asks for no figure that the process does not give', async () => {
  const { services } = world
  const live = new LiveHub(services.databases, services.log)
  const app = await buildApp(services, { live, wipeDemo: async () => undefined as never })
  services.metrics.worked('a.queue', 'done', 0.1)
  const given = (await app.inject({ url: '/metrics' })).body
  const board = await readFile(new URL('../deploy/grafana-dashboard.json', import.meta.url), 'utf8')
  const asked = new Set([...board.matchAll(/\bamends_\w+/g)].map(([name]) => name))
  expect(asked.size).toBeGreaterThan(8)
  expect([...asked].filter((name) => !new RegExp(`^${name}[{ ]`, 'm').test(given))).toEqual([])
  await app.close()
})
