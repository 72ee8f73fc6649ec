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
