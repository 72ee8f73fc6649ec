import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { openWorld, type World } from '../../tests/world.ts'
import { listWorkspaces } from '../modules/access/index.ts'
import { receive } from '../modules/channels/index.ts'
import { systemContext } from '../platform/context.ts'
import { wipeWorkspaces } from '../platform/wipe.ts'
import { demoSignIn, loadDemo } from './load.ts'
import { planTickets } from './plan.ts'
import { demoDesk } from './progress.ts'
import { wipeDemo } from './wipe.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('the demo is loaded beside the desk with its orders, gives new mail to somebody, and goes without a trace', async () => {
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

  const truth = new Map(planTickets(world.services.now(), tickets).map((one) => [one.at.toISOString(), one.order]))
  const played = (await get('/api/tickets?view=all&order=recent&limit=100')).items
  const links = []
  const breaches: { at: string; details: { dueAt: string } }[] = []
  for (const { id, createdAt } of played) {
    links.push({ truth: truth.get(createdAt), ...(await get(`/api/tickets/${id}/order`)) })
    const { items } = await get(`/api/tickets/${id}/events?limit=100`)
    breaches.push(...items.filter(({ kind }: { kind: string }) => kind === 'breached'))
  }
  // Each is told as of when it was, not as of when the demo was loaded.
  expect(breaches.length).toBeGreaterThan(0)
  expect(breaches.map(({ at }) => at)).toEqual(breaches.map(({ details }) => details.dueAt))
  expect(links.filter(({ order }) => order).length).toBeGreaterThan(tickets * 0.85)
  const wrong = links.filter(({ order, truth }) => order && order.number !== truth)
  expect(wrong.filter(({ confidence }) => confidence !== 'low')).toEqual([])

  expect(await wipeDemo(await ownerUrl())).toBeGreaterThan(500)
  expect((await listWorkspaces(world.services)).map(({ isDemo }) => isDemo)).toEqual([false])
  expect(await world.sql('select count(*)::int as count from templates')).toEqual(before)
}, 120_000)

test('the demo is wiped by one click of an administrator of any workspace, and nobody else; the desk beside it stays', async () => {
  await loadDemo(world.services, { tickets: 20 })
  const before = await world.sql('select count(*)::int as count from templates')
  const agent = await world.hire('agent')
  expect((await agent.delete('/api/demo')).status).toBe(403)
  expect((await world.app.inject({ method: 'DELETE', url: '/api/demo' })).statusCode).toBe(401)
  expect((await world.first.get('/api/demo')).body.state).toBe('ready')

  const answer = await world.first.delete('/api/demo')
  expect(answer).toMatchObject({ status: 202, body: { state: 'wiping' } })
  await vi.waitFor(async () => expect((await world.first.get('/api/demo')).body.state).toBe('none'), 20_000)
  expect((await listWorkspaces(world.services)).map(({ isDemo }) => isDemo)).toEqual([false])
  expect(await world.sql('select count(*)::int as count from templates')).toEqual(before)
  expect((await world.first.get('/api/session')).status).toBe(200)
}, 60_000)

test('a wipe tells its progress, bears being asked for twice, and says when it failed', async () => {
  const asked: ((progress: number) => void)[] = []
  const outcomes: { end: () => void; fail: () => void }[] = []
  const desk = demoDesk(world.services, (tell) => {
    asked.push((done) => tell(done, 40))
    return new Promise((resolve, reject) =>
      outcomes.push({ end: () => resolve(1), fail: () => reject(new Error('no')) }),
    )
  })
  expect(await desk.wipe()).toMatchObject({ state: 'wiping' })
  asked[0]?.(12)
  expect(await desk.wipe()).toMatchObject({ state: 'wiping', done: 12, all: 40 })
  expect(asked).toHaveLength(1)
  outcomes[0]?.fail()
  await vi.waitFor(async () => expect(await desk.read()).toMatchObject({ state: 'wipe-failed' }))
  await desk.wipe()
  outcomes[1]?.end()
  await vi.waitFor(async () => expect(await desk.read()).toMatchObject({ state: 'none' }))
})

test('what is still being loaded is not wiped; a loading that fails leaves nothing half made and says so', async () => {
  await wipeWorkspaces(await ownerUrl(), [world.workspaceId])
  const wipe = vi.fn(() => Promise.resolve(0))
  const failing: ((error: Error) => void)[] = []
  const load = () => new Promise<never>((_resolve, reject) => failing.push(reject))
  const desk = demoDesk(world.services, wipe, load)
  expect(await desk.load()).toMatchObject({ state: 'loading', done: 0 })
  expect(() => desk.wipe()).toThrow('demo.loading')
  failing[0]?.(new Error('no'))
  await vi.waitFor(async () => expect(await desk.read()).toMatchObject({ state: 'failed' }))
  expect(wipe).toHaveBeenCalledTimes(1)
  expect(await desk.load()).toMatchObject({ state: 'loading' })
})

async function ownerUrl(): Promise<string> {
  const [{ name }] = await world.sql('select current_database() as name')
  return inject('postgres').url.replace(/\/[^/]*$/, `/${name}`)
}

async function signedIn(): Promise<(url: string) => Promise<ReturnType<typeof JSON.parse>>> {
  const payload = { email: demoSignIn.manager, password: demoSignIn.password }
  const reply = await world.app.inject({ method: 'POST', url: '/api/session', payload })
  const cookies = { amends_session: reply.cookies[0]?.value ?? '' }
  return async (url) => (await world.app.inject({ url, cookies })).json()
}
