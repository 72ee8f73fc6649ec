import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openWorld, type World } from '../../tests/world.ts'
import { listWorkspaces } from '../modules/access/index.ts'
import { receive } from '../modules/channels/index.ts'
import { systemContext } from '../platform/context.ts'
import { demoSignIn, loadDemo } from './load.ts'
import { wipeDemo } from './wipe.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('the demo is loaded beside the desk, gives new mail to somebody, and goes without a trace', async () => {
  const before = await world.sql('select count(*)::int as count from templates')
  const { workspaceId, tickets } = await loadDemo(world.services, { tickets: 60 })
  expect(tickets).toBe(60)
  const get = await signedIn()
  const [channel] = (await get('/api/channels')).items
  const raw = ['From: Zoe <zoe@new.test>', `To: ${channel.address}`, 'Subject: New', '', 'Where is my order?', '']
  await receive(systemContext(world.services, workspaceId), {
    channelId: channel.id,
    raw: Buffer.from(raw.join('\r\n')),
    envelopeFrom: 'zoe@new.test',
    envelopeTo: channel.address,
  })
  await world.work()
  const [ticket] = (await get('/api/tickets?view=all&order=recent&limit=1')).items
  expect(ticket).toMatchObject({ subject: 'New' })
  expect(ticket.assignee).not.toBeNull()

  const [{ name }] = await world.sql('select current_database() as name')
  expect(await wipeDemo(inject('postgres').url.replace(/\/[^/]*$/, `/${name}`))).toBeGreaterThan(500)
  expect((await listWorkspaces(world.services)).map(({ isDemo }) => isDemo)).toEqual([false])
  expect(await world.sql('select count(*)::int as count from templates')).toEqual(before)
}, 120_000)

async function signedIn(): Promise<(url: string) => Promise<ReturnType<typeof JSON.parse>>> {
  const payload = { email: demoSignIn.manager, password: demoSignIn.password }
  const reply = await world.app.inject({ method: 'POST', url: '/api/session', payload })
  const cookies = { amends_session: reply.cookies[0]?.value ?? '' }
  return async (url) => (await world.app.inject({ url, cookies })).json()
}
