import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ProblemError } from './problem.ts'

const seen: Request[] = []
const answers: (Response | 'break')[] = []

beforeEach(() => {
  seen.length = 0
  answers.length = 0
  vi.stubGlobal('fetch', async (request: Request) => {
    seen.push(request)
    const answer = answers.shift()
    if (answer === 'break' || !answer) throw new TypeError('network')
    return answer
  })
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const json = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

test('a mutation carries a key, and carries the same one when its answer was lost', async () => {
  const { answered, api } = await import('./client.ts')
  answers.push('break', 'break', json({ done: true }))
  await answered(api.DELETE('/api/sessions'))
  const keys = seen.map((request) => request.headers.get('idempotency-key'))
  expect(keys).toHaveLength(3)
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
})

test('reading carries none, and what changes nothing can go without', async () => {
  const { answered, api, changesNothing } = await import('./client.ts')
  answers.push(json({ workspaces: 'one', demo: false }), json({ done: true }))
  await answered(api.GET('/api/setup'))
  await answered(api.DELETE('/api/sessions', { headers: changesNothing }))
  expect(seen.map((request) => request.headers.has('idempotency-key'))).toEqual([false, false])
})

test('a refusal is thrown with the server’s words, code, number and fields', async () => {
  const { answered, api } = await import('./client.ts')
  const problem = {
    code: 'request.invalid',
    detail: '提交的内容有误。',
    requestId: 'r-1',
    errors: [{ field: 'email', message: '必须是邮箱' }],
  }
  answers.push(json(problem, 400))
  const error = await answered(api.POST('/api/session', { body: { email: 'x', password: 'y' } })).catch(
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(ProblemError)
  expect(error).toMatchObject({ status: 400, code: 'request.invalid', message: '提交的内容有误。', requestId: 'r-1' })
  expect((error as ProblemError).about('email')).toBe('必须是邮箱')
})

test('an ended session is told to whoever watches', async () => {
  const { answered, api, watchSignedOut } = await import('./client.ts')
  const told = vi.fn()
  const stop = watchSignedOut(told)
  answers.push(json({ code: 'request.unauthenticated', detail: '' }, 401))
  await answered(api.GET('/api/session')).catch(() => undefined)
  answers.push(json({ code: 'access.sign-in-failed', detail: '' }, 401))
  await answered(api.POST('/api/session', { body: { email: 'x', password: 'y' } })).catch(() => undefined)
  stop()
  expect(told).toHaveBeenCalledTimes(1)
})

test('without a connection the error says so', async () => {
  const { answered, api } = await import('./client.ts')
  const error = await answered(api.GET('/api/session')).catch((e: unknown) => e)
  expect(error).toMatchObject({ status: 0, code: 'network' })
})
