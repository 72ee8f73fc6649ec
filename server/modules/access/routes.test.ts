import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const signIn = (email: string, password: string) =>
  world.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email, password },
    headers: { 'accept-language': 'en' },
  })

describe('coming in', () => {
  test('the first member signs in with the password of the set-up, and learns who they are', async () => {
    const reply = await signIn('First@desk.test', 'a long enough password')
    const [cookie] = reply.cookies

    expect(reply.statusCode).toBe(201)
    expect(cookie).toMatchObject({ name: 'amends_session', httpOnly: true, sameSite: 'Lax' })
    const session = await world.app.inject({ url: '/api/session', cookies: { amends_session: cookie?.value ?? '' } })
    expect(session.json()).toMatchObject({ member: { email: 'first@desk.test' }, workspace: { name: 'Nordhaus' } })
    expect(session.json().permissions).toMatchObject({ 'members.write': 'all', 'tickets.read': 'all' })
  })

  test('a wrong password and an unknown address get the same refusal', async () => {
    const [wrong, unknown] = [
      await signIn('first@desk.test', 'not this one'),
      await signIn('nobody@desk.test', 'not this one'),
    ]
    const words = (reply: typeof wrong) => ({ ...reply.json(), requestId: '' })
    expect(wrong.statusCode).toBe(401)
    expect(words(wrong)).toEqual(words(unknown))
  })

  test('nothing is shown to those who are not signed in', async () => {
    const reply = await world.app.inject({ url: '/api/members' })
    expect(reply.statusCode).toBe(401)
    expect(reply.json()).toMatchObject({ code: 'request.unauthenticated', status: 401 })
  })

  test('another site cannot act in a member’s name', async () => {
    const reply = await world.first.post('/api/members', {}, { 'sec-fetch-site': 'cross-site' })
    expect(reply).toMatchObject({ status: 403, body: { code: 'request.cross-site' } })
  })
})

describe('members', () => {
  test('an invitation works once, sets the password and signs in', async () => {
    const roles = (await world.first.get('/api/roles')).body
    const agentRole = roles.find((role: { key: string }) => role.key === 'agent')
    const invited = await world.first.post('/api/members', {
      email: 'Neu@desk.test',
      name: '刘洋',
      language: 'zh-CN',
      zone: 'Asia/Shanghai',
      speaks: ['en', 'de'],
      allStores: true,
      storeIds: [],
      roleIds: [agentRole.id],
    })
    expect(invited.status).toBe(201)
    const secret = invited.body.invitationUrl.split('/').at(-1)
    const accept = () =>
      world.app.inject({
        method: 'POST',
        url: `/api/invitations/${secret}`,
        payload: { password: 'my own long password' },
      })

    expect((await world.app.inject({ url: `/api/invitations/${secret}` })).json()).toMatchObject({
      email: 'neu@desk.test',
      workspaceName: 'Nordhaus',
    })
    expect((await accept()).statusCode).toBe(201)
    expect((await accept()).json().code).toBe('access.invitation-ended')
    expect((await signIn('neu@desk.test', 'my own long password')).statusCode).toBe(201)
  })

  test('an invitation ends after a day', async () => {
    const member = await world.hire('agent')
    const { body } = await world.first.post(`/api/members/${member.memberId}/invitation`)
    world.clock.advance(25 * 3_600_000)
    const reply = await world.app.inject({ url: `/api/invitations/${body.invitationUrl.split('/').at(-1)}` })
    expect(reply.statusCode).toBe(410)
  })

  test('only their own password makes an invited member active; the mend is a new link, also after a deactivation', async () => {
    const admin = await fresh()
    const roles = (await admin.get('/api/roles')).body
    const { body } = await admin.post('/api/members', {
      email: 'late@desk.test',
      name: 'Late',
      language: 'en',
      zone: 'Asia/Shanghai',
      speaks: [],
      allStores: true,
      storeIds: [],
      roleIds: [roles.find((role: { key: string }) => role.key === 'agent').id],
    })
    const url = `/api/members/${body.member.id}`
    const refused = { status: 409, body: { code: 'access.not-joined', errors: [{ field: 'state' }] } }
    expect(await admin.patch(url, { state: 'active' })).toMatchObject(refused)
    expect((await admin.patch(url, { state: 'deactivated' })).body.state).toBe('deactivated')
    expect(await admin.patch(url, { state: 'active' })).toMatchObject(refused)

    const again = await admin.post(`${url}/invitation`)
    expect(again.body.member.state).toBe('invited')
    const accepted = await world.app.inject({
      method: 'POST',
      url: `/api/invitations/${again.body.invitationUrl.split('/').at(-1)}`,
      payload: { password: 'my own long password' },
    })
    expect(accepted.statusCode).toBe(201)
    expect((await admin.get(url)).body.state).toBe('active')
    await admin.patch(url, { state: 'deactivated' })
    expect((await admin.patch(url, { state: 'active' })).body.state).toBe('active')
  })

  test('a deactivated member is out at once', async () => {
    const member = await world.hire('agent')
    expect((await member.get('/api/session')).status).toBe(200)
    const first = await fresh()
    expect((await first.patch(`/api/members/${member.memberId}`, { state: 'deactivated' })).status).toBe(200)
    expect((await member.get('/api/session')).status).toBe(401)
  })

  test('the last administrator stays', async () => {
    const alone = await world.stranger()
    const reply = await alone.caller.patch(`/api/members/${alone.memberId}`, { state: 'deactivated' })
    expect(reply).toMatchObject({ status: 409, body: { code: 'access.last-admin' } })
  })

  test('an agent may read members and not change them', async () => {
    const agent = await world.hire('agent')
    expect((await agent.get('/api/members?limit=2')).body.items).toHaveLength(2)
    expect(await agent.patch(`/api/members/${agent.memberId}`, { name: 'x' })).toMatchObject({ status: 403 })
  })

  test('members of another workspace do not exist', async () => {
    const stranger = await world.stranger()
    const first = await fresh()
    expect((await stranger.caller.get(`/api/members/${world.first.memberId}`)).status).toBe(404)
    expect((await first.get(`/api/members/${stranger.memberId}`)).status).toBe(404)
    const other = await stranger.caller.get('/api/members')
    expect(other.body.items.map((member: { id: string }) => member.id)).toEqual([stranger.memberId])
  })

  test('pages go on where the last one ended', async () => {
    const first = await fresh()
    const all = (await first.get('/api/members?limit=100')).body.items
    const page = (await first.get('/api/members?limit=2')).body
    const next = (await first.get(`/api/members?limit=100&after=${page.next}`)).body
    expect([...page.items, ...next.items]).toEqual(all)
  })
})

describe('tokens and repeated requests', () => {
  test('a token acts as its member, narrowed to its permissions', async () => {
    const secret = await world.token(['members.read'])
    const call = (method: 'GET' | 'POST', url: string) =>
      world.app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${secret}` },
        ...(method === 'POST' && { payload: { name: 'x', permissions: ['members.read'] } }),
      })
    expect((await call('GET', '/api/members')).statusCode).toBe(200)
    expect((await call('POST', '/api/tokens')).statusCode).toBe(403)
  })

  test('a mutation sent five times at once with one key has one effect and one answer', async () => {
    const first = await fresh()
    const key = { 'idempotency-key': 'the-same-key-5' }
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => first.post('/api/tokens', { name: 'once', permissions: ['members.read'] }, key)),
    )

    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1)
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(await world.sql(`select count(*)::int as count from api_tokens where name = 'once'`)).toEqual([{ count: 1 }])
    expect(await first.post('/api/tokens', { name: 'other', permissions: ['members.read'] }, key)).toMatchObject({
      status: 422,
      body: { code: 'request.key-reused' },
    })
  })

  test('a bad field is named, in the reader’s language', async () => {
    const first = await fresh()
    const reply = await first.post('/api/tokens', { name: 'x', permissions: [] })
    expect(reply).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ field: 'permissions' }] } })
    expect(reply.body.detail).toContain('修改')
  })
})

/** Sessions end after twelve idle hours, and some stories above move the clock further. */
const fresh = () => world.hire('admin')
