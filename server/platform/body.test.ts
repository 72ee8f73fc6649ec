import fc from 'fast-check'
import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { bodyLimits, isTooMuch, readBodies } from './body.ts'
import { answerProblem } from './problems.ts'

const { depth, values } = bodyLimits
const nested = (levels: number) => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`

describe('a body', () => {
  test.each([
    ['as deep as may be', nested(depth), false],
    ['one level deeper', nested(depth + 2), true],
    ['a hundred thousand lists deep, never closed', '['.repeat(100_000), true],
    ['as many values as may be', JSON.stringify(Array(values).fill(1)), false],
    ['one value more', JSON.stringify(Array(values + 1).fill(1)), true],
    ['signs within a string', JSON.stringify('[{,"\\'.repeat(values)), false],
    ['a string that never ends', `"${'['.repeat(200)}`, false],
  ])('%s', (_what, text, refused) => {
    expect(isTooMuch(text)).toBe(refused)
  })

  test('that people send is never too much', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(isTooMuch(text)).toBe(false)
      }),
    )
  })

  test('that is too much is refused by name; others are read as ever, and what is not JSON is not', async () => {
    const app = Fastify({ bodyLimit: 1_000_000 })
    readBodies(app)
    app.setErrorHandler((error, request, reply) => answerProblem(error as never, request, reply, 'en'))
    app.post('/', async ({ body }) => ({ body }))
    const send = async (payload: string) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/',
        headers: { 'content-type': 'application/json' },
        payload,
      })
      return [answer.statusCode, answer.json().code ?? answer.json().body]
    }
    expect(await send(nested(100_000))).toEqual([400, 'request.too-much'])
    expect(await send('{"a":[1]}')).toEqual([200, { a: [1] }])
    expect(await send('{"a":')).toEqual([400, 'request.invalid'])
    expect(await send('{"__proto__":{"a":1}}')).toEqual([400, 'request.invalid'])
    const large = await app.inject({ method: 'POST', url: '/', payload: { text: 'x'.repeat(1_000_000) } })
    expect([large.statusCode, large.headers.connection]).not.toContain('close')
    expect(large.json().code).toBe('request.too-large')
    await app.close()
  })
})
