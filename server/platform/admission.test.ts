import fc from 'fast-check'
import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { Callers } from './admission.callers.ts'
import { Quota } from './admission.quota.ts'
import { holdBack } from './admission.ts'
import { makeSecret } from './auth.ts'
import type { Refusal } from './errors.ts'

describe('the quota', () => {
  test('over any stretch of time a key takes no more than its share and what it saved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 400 })), { maxLength: 200 }),
        (perSecond, steps) => {
          let now = 0
          const quota = new Quota(perSecond, () => now)
          const taken = { a: 0, b: 0 }
          for (const [key, wait] of steps) {
            now += wait
            if (quota.waitSeconds(key) > 0) continue
            quota.take(key)
            taken[key as 'a' | 'b'] += 1
            expect(taken[key as 'a' | 'b']).toBeLessThanOrEqual(perSecond * 2 + (perSecond * now) / 1_000 + 1)
          }
        },
      ),
    )
  })

  test('tells when to come again, and one key leaves the others alone', () => {
    let now = 0
    const quota = new Quota(2, () => now)
    for (let sent = 0; sent < 4; sent += 1) quota.take('noisy')
    expect(quota.waitSeconds('noisy')).toBe(1)
    expect(quota.waitSeconds('quiet')).toBe(0)
    now += 1_000
    expect(quota.waitSeconds('noisy')).toBe(0)
  })
})

describe('callers that heed no refusal', () => {
  test('who is refused no more than twice as often as a workspace may ask is never shut out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(400), { maxLength: 200 }), (perSecond, pauses) => {
        let now = 0
        const callers = new Callers(perSecond, () => now)
        for (const pause of pauses) {
          now += 1_000 / perSecond / 2 + pause
          callers.refuse('patient')
          expect(callers.waitSeconds('patient')).toBeLessThanOrEqual(1)
          now += 1_000 / perSecond / 2
          expect(callers.waitSeconds('patient')).toBe(0)
        }
      }),
    )
  })

  test('one that is refused fifty times as often is shut out, alone, until it has been quiet for as long as it is told', () => {
    let now = 0
    const callers = new Callers(10, () => now)
    for (let sent = 0; sent < 2_500; sent += 1) {
      now += 2
      callers.refuse('loop')
    }
    const wait = callers.waitSeconds('loop')
    expect(wait).toBeGreaterThan(2)
    expect(wait).toBeLessThan(6)
    expect(callers.waitSeconds('person')).toBe(0)
    now += (wait - 1) * 1_000
    expect(callers.waitSeconds('loop')).toBe(1)
    now += 1_000
    expect(callers.waitSeconds('loop')).toBe(0)
  })

  test('of a thousand at most it is known, who was refused longest ago is forgotten', () => {
    const callers = new Callers(1, () => 0)
    const refuse = (caller: string) => {
      for (let sent = 0; sent < 9; sent += 1) callers.refuse(caller)
    }
    for (const caller of ['first', 'second']) refuse(caller)
    for (let at = 0; at < 998; at += 1) callers.refuse(`other ${at}`)
    refuse('first')
    callers.refuse('one more')
    expect(callers.waitSeconds('first')).toBeGreaterThan(0)
    expect(callers.waitSeconds('second')).toBe(0)
  })
})

describe('a server that holds back', () => {
  const workspaceId = '01980000-0000-7000-8000-000000000001'

  async function serve(limits: { atOnce: number; perWorkspacePerSecond: number }, knows: (secret: string) => boolean) {
    const app = Fastify()
    app.decorateRequest('context', null as never)
    const secretOf = (request: { headers: Record<string, unknown> }) =>
      request.headers.authorization as string | undefined
    const turnedAway: string[] = []
    let nowMs = 0
    const admission = holdBack(
      app,
      limits,
      secretOf as never,
      (reason) => turnedAway.push(reason),
      () => nowMs,
    )
    app.addHook('onRequest', async (request) => {
      await admission.identify(request, async () => (knows(String(secretOf(request))) ? true : undefined))
    })
    app.setErrorHandler((error: Refusal, _request, reply) => reply.code(error.status).send({ code: error.code }))
    const { promise, resolve } = Promise.withResolvers<void>()
    app.get('/api/slow', async () => {
      await promise
      return { done: true }
    })
    app.get('/page', async () => 'a page')
    await app.ready()
    const get = (url: string, authorization?: string) =>
      app.inject({ url, headers: authorization ? { authorization } : {} }).then(({ statusCode }) => statusCode)
    const answer = (url: string, headers: Record<string, string>) => app.inject({ url, headers })
    const later = (ms: number) => {
      nowMs += ms
    }
    return { get, answer, turnedAway, finish: resolve, later, admission, close: () => app.close() }
  }

  test('answers 503 beyond what it can do, and files all the same', async () => {
    const server = await serve({ atOnce: 1, perWorkspacePerSecond: 10 }, () => true)
    const asked = Array.from({ length: 68 }, () => server.get('/api/slow'))
    expect(await server.get('/page')).toBe(200)
    server.finish()
    const answers = await Promise.all(asked)
    expect(answers.filter((status) => status === 200)).toHaveLength(65)
    expect(answers.filter((status) => status === 503)).toHaveLength(3)
    expect(server.admission.gate.running).toBe(0)
    await server.close()
  })

  test('turns away before anything else is done, in the shape of every refusal, and says when to come again', async () => {
    const { text } = makeSecret(workspaceId, 'amends_')
    const server = await serve({ atOnce: 4, perWorkspacePerSecond: 1 }, () => true)
    server.finish()
    for (let sent = 0; sent < 2; sent += 1) await server.get('/api/slow', text)
    const answers = [
      await server.answer('/api/slow', { authorization: text }),
      await server.answer('/api/slow', { cookie: `a=b; amends_session=${text.replace('amends_', '')}` }),
    ]
    for (const answer of answers) {
      expect(answer.statusCode).toBe(429)
      expect(answer.headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/problem+json' })
      expect(answer.json()).toMatchObject({ code: 'request.over-quota', status: 429, details: { retryAfter: 1 } })
      expect(answer.json().requestId).toMatch(/./)
    }
    expect(server.turnedAway).toEqual(['over-quota', 'over-quota'])
    expect(await server.get('/page', text)).toBe(200)
    await server.close()
  })

  test('a workspace gets no more than its quota by asking for all of it at the same moment', async () => {
    const { text } = makeSecret(workspaceId, 'amends_')
    const server = await serve({ atOnce: 100, perWorkspacePerSecond: 1 }, () => true)
    server.finish()
    const answers = await Promise.all(Array.from({ length: 40 }, () => server.get('/api/slow', text)))
    expect(answers.filter((status) => status === 200)).toHaveLength(2)
    await server.close()
  })

  test("a program in a loop leaves its workspace's quota to the people there, until it slackens", async () => {
    const [{ text: loop }, { text: person }] = [makeSecret(workspaceId, 'amends_'), makeSecret(workspaceId)]
    const server = await serve({ atOnce: 4, perWorkspacePerSecond: 2 }, () => true)
    server.finish()
    for (let sent = 0; sent < 4; sent += 1) expect(await server.get('/api/slow', loop)).toBe(200)
    for (let sent = 0; sent < 40; sent += 1) expect(await server.get('/api/slow', loop)).toBe(429)
    server.later(500)
    const { statusCode, headers } = await server.answer('/api/slow', { authorization: loop })
    expect([statusCode, headers['retry-after']]).toEqual([429, '2'])
    expect(await server.get('/api/slow', person)).toBe(200)
    server.later(2_000)
    expect(await server.get('/api/slow', loop)).toBe(200)
    await server.close()
  })

  test.each([
    ['sessions', ''],
    ['tokens', 'amends_'],
  ])('a workspace over its quota is refused, but not for %s that only claim to be of it', async (_what, prefix) => {
    const { text: real } = makeSecret(workspaceId, prefix)
    const { text: forged } = makeSecret(workspaceId, prefix)
    const server = await serve({ atOnce: 4, perWorkspacePerSecond: 1 }, (secret) => secret === real)
    server.finish()
    for (let sent = 0; sent < 20; sent += 1) expect(await server.get('/api/slow', forged)).toBe(200)
    for (let sent = 0; sent < 2; sent += 1) expect(await server.get('/api/slow', real)).toBe(200)
    expect(await server.get('/api/slow', real)).toBe(429)
    expect(await server.get('/api/slow')).toBe(200)
    await server.close()
  })
})
