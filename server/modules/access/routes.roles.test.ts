import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'

let world: World
let admin: Caller
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  admin = await world.hire('admin')
})
afterAll(() => world.close())

const roleOf = async (key: string) =>
  (await admin.get('/api/roles')).body.find((role: { key: string }) => role.key === key)

describe('roles of one’s own', () => {
  test('a role is made after the pattern of another, renamed, given to somebody, and deleted when nobody holds it', async () => {
    const pattern = await roleOf('agent')
    const made = await admin.post('/api/roles', { nameZh: '夜班专员', nameEn: 'Night agent', patternId: pattern.id })
    expect(made).toMatchObject({ status: 201, body: { key: 'night-agent', shipped: false } })
    expect(made.body.permissions).toEqual(pattern.permissions)
    const url = `/api/roles/${made.body.id}`
    const permissions = { 'tickets.read': 'own' }
    const renamed = await admin.put(url, { nameZh: '夜班', nameEn: 'Night shift', permissions })
    expect(renamed.body).toMatchObject({ key: 'night-agent', nameEn: 'Night shift', permissions })

    const member = await world.hire('agent', { name: 'Nora' })
    await admin.patch(`/api/members/${member.memberId}`, { roleIds: [made.body.id] })
    expect((await member.get('/api/session')).body.permissions).toEqual(permissions)
    expect(await admin.delete(url)).toMatchObject({
      status: 409,
      body: { code: 'access.role-held', details: { count: 1, names: 'Nora' } },
    })
    await admin.patch(`/api/members/${member.memberId}`, { roleIds: [pattern.id] })
    expect((await admin.delete(url)).status).toBe(200)
    expect(await roleOf('night-agent')).toBeUndefined()
    expect((await admin.delete(url)).body.code).toBe('access.role-not-found')
  })

  test('permissions that are given replace those of the pattern; those of no house are refused', async () => {
    const { id: patternId } = await roleOf('agent')
    const role = { nameZh: '只读', nameEn: 'Reader', patternId }
    const unknown = await admin.post('/api/roles', { ...role, permissions: { 'moon.walk': 'all' } })
    expect(unknown.body.code).toBe('access.unknown-permission')
    const made = await admin.post('/api/roles', { ...role, permissions: { 'stores.read': 'all' } })
    expect(made.body.permissions).toEqual({ 'stores.read': 'all' })
  })

  test.each([
    ['nameEn', { nameZh: '另一个', nameEn: 'aGENT' }],
    ['nameZh', { nameZh: '客服专员', nameEn: 'Another' }],
  ])('a name that is taken is refused at its field: %s', async (field, names) => {
    const { id: patternId } = await roleOf('mentor')
    const refused = { status: 409, body: { code: 'access.role-name-taken', errors: [{ field }] } }
    expect(await admin.post('/api/roles', { ...names, patternId })).toMatchObject(refused)
    const { permissions } = await roleOf('mentor')
    expect(await admin.put(`/api/roles/${patternId}`, { ...names, permissions })).toMatchObject(refused)
  })

  test('shipped roles stay, and only who may change roles makes or deletes them', async () => {
    const auditor = await roleOf('auditor')
    expect((await admin.delete(`/api/roles/${auditor.id}`)).body.code).toBe('access.role-shipped')
    const manager = await world.hire('manager')
    const wanted = { nameZh: '新', nameEn: 'New', patternId: auditor.id }
    expect((await manager.post('/api/roles', wanted)).status).toBe(403)
    expect((await manager.delete(`/api/roles/${auditor.id}`)).status).toBe(403)
    const stranger = await world.stranger()
    expect((await stranger.caller.post('/api/roles', wanted)).status).toBe(404)
  })
})

describe('teams', () => {
  test('a team is made, renamed, given members, and deleted without them', async () => {
    const [one, two] = [await world.hire('agent'), await world.hire('agent')]
    const made = await admin.post('/api/teams', { name: ' Returns ', memberIds: [one.memberId] })
    expect(made).toMatchObject({ status: 201, body: { name: 'Returns', memberIds: [one.memberId] } })
    const url = `/api/teams/${made.body.id}`
    const both = [one.memberId, two.memberId].sort()
    expect((await admin.put(url, { name: 'Refunds', memberIds: both })).body).toMatchObject({
      name: 'Refunds',
      memberIds: both,
    })
    expect((await world.contextOf(two)).actor.teamIds).toEqual([made.body.id])
    expect((await one.get('/api/teams')).body).toMatchObject([{ name: 'Refunds' }])
    expect((await admin.delete(url)).status).toBe(200)
    expect((await admin.get('/api/teams')).body).toEqual([])
    expect((await world.contextOf(two)).actor.teamIds).toEqual([])
    expect((await admin.put(url, { name: 'Refunds', memberIds: [] })).body.code).toBe('access.team-not-found')
  })

  test('taken names and strangers are refused at their fields; agents and other workspaces cannot change teams', async () => {
    const stranger = await world.stranger()
    const made = await admin.post('/api/teams', { name: 'Claims', memberIds: [] })
    expect(await admin.post('/api/teams', { name: 'CLAIMS', memberIds: [] })).toMatchObject({
      status: 409,
      body: { code: 'access.team-name-taken', errors: [{ field: 'name' }] },
    })
    expect(await admin.post('/api/teams', { name: 'Mixed', memberIds: [stranger.memberId] })).toMatchObject({
      status: 422,
      body: { code: 'access.team-member-unknown', errors: [{ field: 'memberIds' }] },
    })
    const agent = await world.hire('agent')
    expect((await agent.post('/api/teams', { name: 'Mine', memberIds: [] })).status).toBe(403)
    expect((await stranger.caller.delete(`/api/teams/${made.body.id}`)).status).toBe(404)
    expect((await stranger.caller.get('/api/teams')).body).toEqual([])
  })
})
