import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
const password = 'one that nobody guesses'
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function fromOutside(url: string, payload: object): Promise<number> {
  return (await world.app.inject({ method: 'POST', url, payload })).statusCode
}

test('who is not let in is recorded: by which account, from where, and the lock; an unknown address by no name', async () => {
  const email = 'ida@audit.test'
  const fields = { email, name: 'Ida', language: 'en', zone: 'UTC', speaks: [], allStores: true, storeIds: [] }
  const roles: { key: string; id: string }[] = (await world.first.get('/api/roles')).body
  const roleIds = roles.filter(({ key }) => key === 'agent').map(({ id }) => id)
  const { body } = await world.first.post('/api/members', { ...fields, roleIds })
  const person = body.member
  expect(await fromOutside(`/api/invitations/${body.invitationUrl.split('/').at(-1)}`, { password })).toBe(201)
  for (let attempt = 0; attempt < 10; attempt++)
    expect(await fromOutside('/api/session', { email, password: 'wrong' })).toBe(401)
  expect(await fromOutside('/api/session', { email, password })).toBe(429)
  expect(await fromOutside('/api/session', { email: 'who@nowhere.test', password })).toBe(401)
  const failures = () =>
    world.sql(`select action, subject_id, details::jsonb->'notes'->>'reason' as reason from audit_entries
      where action in ('access.sign-in-failed', 'access.locked-out') and actor_kind = 'nobody' order by sequence`)
  await vi.waitFor(async () => expect(await failures()).toHaveLength(13), 5_000)
  expect((await failures()).map(({ action, subject_id, reason }) => `${action} ${subject_id} ${reason}`)).toEqual([
    ...Array.from({ length: 10 }, () => `access.sign-in-failed ${person.id} password`),
    `access.locked-out ${person.id} null`,
    `access.sign-in-failed ${person.id} locked`,
    'access.sign-in-failed unknown unknown',
  ])
  expect(JSON.stringify(await world.sql('select details from audit_entries'))).not.toContain('nowhere.test')
})

test('what somebody may not is recorded, once in a while, with the permission that they lack', async () => {
  const agent = await world.as('agent')
  for (let attempt = 0; attempt < 5; attempt++) expect((await agent.get('/api/audit-entries')).status).toBe(403)
  const rows = await world.sql(
    `select actor_id, subject_id, details::jsonb->'notes' as notes from audit_entries where action = 'access.refused'`,
  )
  expect(rows).toEqual([
    { actor_id: agent.memberId, subject_id: 'GET /api/audit-entries', notes: { permission: 'audit.read' } },
  ])
})
