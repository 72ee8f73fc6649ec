import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const right = 'my own long password'
/** Each member signs in from a place of their own: a place has a limit a minute, which is not the lock. */
let place = 0
const signIn = (email: string, password: string) =>
  world.app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: `10.0.0.${place}`,
    payload: { email, password },
  })

/** A member of these roles who has chosen a password. */
async function joined(role: string): Promise<string> {
  place += 1
  const first = await world.hire('admin')
  const { memberId } = await world.hire(role)
  const { body } = await first.post(`/api/members/${memberId}/invitation`)
  const secret = body.invitationUrl.split('/').at(-1)
  await world.app.inject({ method: 'POST', url: `/api/invitations/${secret}`, payload: { password: right } })
  return body.member.email
}

describe('the lock', () => {
  test('after ten failures only who knows the password learns of it, until a quarter of an hour has passed', async () => {
    const email = await joined('agent')
    for (let failure = 0; failure < 10; failure++) await signIn(email, 'wrong')

    expect((await signIn(email, 'wrong')).json().code).toBe('access.sign-in-failed')
    expect((await signIn(email, right)).json()).toMatchObject({ code: 'access.locked', status: 429 })
    world.clock.advance(16 * 60_000)
    expect((await signIn(email, right)).statusCode).toBe(201)
    expect(await world.sql('select failed_sign_ins, locked_until from members where email = $1', [email])).toEqual([
      { failed_sign_ins: 0, locked_until: null },
    ])
  })

  test('guesses at the same moment count one by one: the right one after ten wrong does not come in', async () => {
    const email = await joined('agent')
    await Promise.all(Array.from({ length: 14 }, () => signIn(email, 'wrong')))
    expect(await world.sql('select failed_sign_ins from members where email = $1', [email])).toEqual([
      { failed_sign_ins: 10 },
    ])
    expect((await signIn(email, right)).json().code).toBe('access.locked')
  })

  test('nine failures and the right password: nothing stays of them', async () => {
    const email = await joined('agent')
    for (let failure = 0; failure < 9; failure++) await signIn(email, 'wrong')
    expect((await signIn(email, right)).statusCode).toBe(201)
    expect((await signIn(email, 'wrong')).json().code).toBe('access.sign-in-failed')
    expect((await signIn(email, right)).statusCode).toBe(201)
  })
})

describe('a session', () => {
  const withCookie = (secret: string | undefined) => ({ cookies: { amends_session: secret ?? '' } })
  const isOpen = async (secret: string | undefined) =>
    (await world.app.inject({ url: '/api/session', ...withCookie(secret) })).statusCode === 200

  test('is a new one after each sign-in, and after a new password; the one before is worth nothing', async () => {
    const email = await joined('agent')
    const first = (await signIn(email, right)).cookies[0]?.value
    const payload = { email, password: right }
    const again = await world.app.inject({ method: 'POST', url: '/api/session', payload, ...withCookie(first) })
    const second = again.cookies[0]?.value
    expect([await isOpen(first), await isOpen(second)]).toEqual([false, true])
    const changed = await world.app.inject({
      method: 'PUT',
      url: '/api/profile/password',
      payload: { current: right, next: 'four quiet grey geese' },
      ...withCookie(second),
    })
    const third = changed.cookies[0]?.value
    expect([changed.statusCode, await isOpen(second), await isOpen(third)]).toEqual([200, false, true])
  })

  test('is ended in one other place by whoever it is of, and by nobody else', async () => {
    const email = await joined('agent')
    const [here, there, further] = [
      await signIn(email, right),
      await signIn(email, right),
      await signIn(email, right),
    ].map(({ cookies }) => cookies[0]?.value)
    const sessions = async (secret: string | undefined): Promise<{ id: string; current: boolean }[]> =>
      (await world.app.inject({ url: '/api/sessions', ...withCookie(secret) })).json()
    const end = (id: string | undefined, by: string | undefined) =>
      world.app.inject({ method: 'DELETE', url: `/api/sessions/${id}`, ...withCookie(by) })
    const idOf = async (secret: string | undefined) => (await sessions(secret)).find(({ current }) => current)?.id
    const id = await idOf(there)
    const stranger = (await signIn(await joined('agent'), right)).cookies[0]?.value
    expect((await end(id, stranger)).json().code).toBe('access.session-not-found')
    expect((await end(id, here)).statusCode).toBe(200)
    expect([await isOpen(here), await isOpen(there), await isOpen(further)]).toEqual([true, false, true])
    expect((await end(id, here)).statusCode).toBe(404)
    expect((await end(await idOf(here), here)).json().code).toBe('access.session-in-use')
  })

  test('asks for the password again before it ends others, unless it was given within five minutes', async () => {
    const email = await joined('agent')
    const [here, there] = [await signIn(email, right), await signIn(email, right)].map((one) => one.cookies[0]?.value)
    const ask = (method: 'POST' | 'DELETE', url: string, payload?: object) =>
      world.app.inject({ method, url, ...withCookie(here), ...(payload && { payload }) })
    const open = (await world.app.inject({ url: '/api/sessions', ...withCookie(there) })).json()
    const { id } = open.find(({ current }: { current: boolean }) => current)
    world.clock.advance(5 * 60_000)
    for (const url of ['/api/sessions', `/api/sessions/${id}`])
      expect((await ask('DELETE', url)).json()).toMatchObject({ status: 403, code: 'access.password-needed' })
    const wrong = await ask('POST', '/api/session/confirmation', { password: 'wrong' })
    expect(wrong.json()).toMatchObject({ code: 'access.wrong-password', errors: [{ field: 'password' }] })
    expect((await ask('DELETE', '/api/sessions')).statusCode).toBe(403)
    expect(await isOpen(there)).toBe(true)
    expect((await ask('POST', '/api/session/confirmation', { password: right })).statusCode).toBe(200)
    world.clock.advance(4 * 60_000)
    expect((await ask('DELETE', `/api/sessions/${id}`)).statusCode).toBe(200)
    expect([await isOpen(here), await isOpen(there)]).toEqual([true, false])
    world.clock.advance(60_000)
    expect((await ask('DELETE', '/api/sessions')).statusCode).toBe(403)
  })

  test('tells each member a key of their own for drafts in the browser, the same one at each sign-in; a token none', async () => {
    const keyOf = async (cookies: { value: string }[]) =>
      (await world.app.inject({ url: '/api/session', ...withCookie(cookies[0]?.value) })).json().draftKey
    const email = await joined('agent')
    const own = await keyOf((await signIn(email, right)).cookies)
    expect(Buffer.from(own, 'base64')).toHaveLength(32)
    expect(await keyOf((await signIn(email, right)).cookies)).toBe(own)
    expect(await keyOf((await signIn(await joined('agent'), right)).cookies)).not.toBe(own)
    const authorization = `Bearer ${await world.token(['members.read'])}`
    expect((await world.app.inject({ url: '/api/session', headers: { authorization } })).json().draftKey).toBeNull()
  })

  test('ends with the sign-out, after twelve hours without use, and a fortnight after the sign-in however much it was used', async () => {
    const email = await joined('agent')
    const open = async () => (await signIn(email, right)).cookies[0]?.value
    const hour = 3_600_000
    const left = await open()
    await world.app.inject({ method: 'DELETE', url: '/api/session', ...withCookie(left) })
    expect(await isOpen(left)).toBe(false)
    const [idle, busy] = [await open(), await open()]
    world.clock.advance(11 * hour)
    expect([await isOpen(idle), await isOpen(busy)]).toEqual([true, true])
    let hours = 11
    for (; hours < 14 * 24 - 11; hours += 11) {
      world.clock.advance(11 * hour)
      expect(await isOpen(busy)).toBe(true)
    }
    expect(await isOpen(idle)).toBe(false)
    world.clock.advance((14 * 24 - hours) * hour + 1)
    expect(await isOpen(busy)).toBe(false)
  })

  test('keeps the address that it came from; what the request says of itself is believed of no stranger', async () => {
    const email = await joined('agent')
    const headers = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9', 'x-real-ip': '203.0.113.9' }
    const payload = { email, password: right }
    const { cookies } = await world.app.inject({ method: 'POST', url: '/api/session', payload, headers })
    const open = await world.app.inject({ url: '/api/sessions', ...withCookie(cookies[0]?.value) })
    expect(open.json().map(({ address }: { address: string }) => address)).toContain('127.0.0.1')
    expect(open.body).not.toContain('203.0.113.9')
  })
})

describe('a password that is tried first is refused where it is chosen', () => {
  test.each([
    ['qwertyuiop123', 'access.password-common'],
    ['Nordhaus-Agent-1', 'access.password-names-you'],
  ])('%s', async (password, code) => {
    const [admin, { memberId }] = [await world.hire('admin'), await world.hire('agent')]
    const { body } = await admin.post(`/api/members/${memberId}/invitation`)
    const url = `/api/invitations/${body.invitationUrl.split('/').at(-1)}`
    const take = (password: string) => world.app.inject({ method: 'POST', url, payload: { password } })
    expect((await take(password)).json()).toMatchObject({ status: 422, code, errors: [{ field: 'password' }] })
    const { cookies } = await take(right)
    const changed = await world.app.inject({
      method: 'PUT',
      url: '/api/profile/password',
      payload: { current: right, next: password },
      cookies: { amends_session: cookies[0]?.value ?? '' },
    })
    expect(changed.json()).toMatchObject({ status: 422, code, errors: [{ field: 'next' }] })
  })
})

test('a password is any text of 10 to 200 characters, exactly as it was typed; the old one is asked for a new one', async () => {
  const email = await joined('agent')
  const cookie = (await signIn(email, right)).cookies[0]?.value ?? ''
  const change = async (current: string, next: string) => {
    const cookies = { amends_session: cookie }
    return world.app.inject({ method: 'PUT', url: '/api/profile/password', payload: { current, next }, cookies })
  }
  const odd = ` Ça 密码 🐟 ${'x'.repeat(180)} `
  expect((await change(right, 'nine char')).json()).toMatchObject({
    code: 'request.invalid',
    errors: [{ field: 'next' }],
  })
  expect((await change('not it', odd)).json().code).toBe('access.wrong-password')
  expect((await change(right, odd)).statusCode).toBe(200)
  for (const near of [odd.trim(), odd.toUpperCase(), odd.slice(0, 72)])
    expect((await signIn(email, near)).json().code).toBe('access.sign-in-failed')
  expect((await signIn(email, odd)).statusCode).toBe(201)
})

describe('a token', () => {
  const bearing = (
    secret: string,
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
  ) => world.app.inject({ method, url, headers: { authorization: `Bearer ${secret}` }, ...(payload && { payload }) })

  test('passes on what it was narrowed to and no more', async () => {
    const secret = await world.token(['tokens.write', 'members.read'])
    const mint = (permissions: string[]) => bearing(secret, 'POST', '/api/tokens', { name: 'child', permissions })
    expect((await mint(['members.read'])).statusCode).toBe(201)
    expect((await mint(['members.read', 'members.write'])).json()).toMatchObject({
      status: 403,
      details: { permission: 'members.write' },
    })
  })

  test('is not its member: profile, password and sessions are theirs in person', async () => {
    const secret = await world.token(['tokens.write'])
    const answers = await Promise.all([
      bearing(secret, 'PATCH', '/api/profile', { name: 'Eve' }),
      bearing(secret, 'PUT', '/api/profile/password', { current: 'a long enough password', next: 'another long one' }),
      bearing(secret, 'GET', '/api/sessions'),
      bearing(secret, 'DELETE', '/api/sessions'),
      bearing(secret, 'GET', '/api/drafts'),
    ])
    expect(answers.map((answer) => answer.json().code)).toEqual(Array(5).fill('request.session-needed'))
    expect((await bearing(secret, 'GET', '/api/session')).statusCode).toBe(200)
  })
})
