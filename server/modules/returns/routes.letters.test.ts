import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Asked, openReturnDesk, type ReturnDesk, type Shop } from '../../../tests/fixtures/asked-returns.ts'
import { bounceReport } from '../../../tests/fixtures/bounce.ts'
import { receive } from '../channels/index.ts'
import { hearBuyer } from './service.listening.ts'

// Each story is many requests, mails and jobs.
vi.setConfig({ testTimeout: 120_000 })

let desk: ReturnDesk
let shop: Shop
beforeAll(async () => {
  desk = await openReturnDesk({ now: '2026-03-02T09:00:00Z' })
  shop = await desk.openShop('shop')
})
afterAll(() => desk.close())

/** The mail server of the buyer sends their last letter back. */
async function comeBack({ world, lettersTo }: ReturnDesk, asked: Asked): Promise<void> {
  const messageId = lettersTo(asked).at(-1)?.mail.messageId ?? ''
  const { channelId, address } = asked.shop
  const raw = bounceReport({ to: address, recipient: asked.email, messageId })
  await receive(world.context(), { channelId, raw, envelopeFrom: '', envelopeTo: address })
  await world.work()
}

test('a return is the one voice on its ticket: what its policy decides is not suggested besides, what else the buyer asks is', async () => {
  const asked = await desk.ask(shop)
  const letters = async (limit = 12): Promise<{ key: string; place: string }[]> =>
    (await desk.agent.get(`/api/tickets/${asked.ticketId}/letters?limit=${limit}`)).body
  const keysAt = async (place: string, limit?: number) =>
    (await letters(limit)).filter((letter) => letter.place === place).map(({ key }) => key)

  expect(await keysAt('suggested')).toEqual([])
  expect(await keysAt('decided', 50)).toEqual(expect.arrayContaining(['return.letter-1', 'refund.issued']))
  await desk.world.first.patch(`/api/tickets/${asked.ticketId}`, { kind: 'return', subType: 'damaged' })
  expect(await keysAt('suggested')).toEqual(['investigation.photos'])
  await desk.world.first.patch(`/api/tickets/${asked.ticketId}`, { kind: 'return', subType: 'no-reason' })

  const at = await desk.begin(asked)
  expect(await keysAt('suggested')).toEqual([])
  const decided = await keysAt('decided', 50)
  expect(decided).toEqual(expect.arrayContaining(['return.letter-1', 'refund.issued', 'investigation.photos']))
  expect(decided).not.toContain('order.cancelled')
  const places = (await letters()).map(({ place }) => place)
  expect(places).toEqual([...places].sort().reverse())
  expect(new Set(places)).toEqual(new Set(['listed', 'decided']))

  await desk.world.first.patch(`/api/tickets/${asked.ticketId}`, { kind: 'order', subType: 'invoice' })
  expect(await keysAt('suggested')).toEqual(['order.invoice'])
  await desk.world.first.patch(`/api/tickets/${asked.ticketId}`, { kind: 'return', subType: 'no-reason' })

  await at.as(desk.world.first).decide('end', { outcome: 'refused', reason: 'Sold as a gift' })
  expect((await at.look()).stage).toBe('ended')
  expect(await keysAt('suggested')).toContain('return.letter-1')
})

test('that a return has heard the buyer is told to who looks at its ticket, however late it hears', async () => {
  const asked = await desk.ask(shop)
  const at = await desk.begin(asked)
  await at.goOn()
  await desk.letLeave()
  const { services, context } = desk.world
  const listener = await services.databases.listener()
  const told: string[] = []
  listener.on('notification', ({ payload = '' }) => told.push(payload))
  await listener.query('listen amends_live')
  await hearBuyer(context(), asked.ticketId)
  await vi.waitFor(() => expect(told).toContainEqual(expect.stringContaining(`"ticket","id":"${asked.ticketId}"`)))
  await listener.end()
})

describe('a letter that does not arrive', () => {
  const rowOf = async (rma: string) =>
    (await desk.agent.get('/api/returns?limit=100')).body.items.find((row: { rma: string }) => row.rma === rma)
  const sendAgain = (ticketId: string, messageId: string) =>
    desk.agent.post(`/api/tickets/${ticketId}/messages/${messageId}/retry`)

  test('is due at once with its reason, nobody falls silent meanwhile, and its wait begins when it has gone', async () => {
    const asked = await desk.ask(shop)
    const at = await desk.begin(asked)
    desk.post.unknown.add(asked.email)
    await at.goOn()
    await desk.letLeave()
    const failedAt = desk.world.clock.now().toISOString()
    const { rma, unsent, ...stood } = await at.look()
    expect(stood).toMatchObject({ stage: 'waiting', waitUntil: null, unsentAt: failedAt, dueAt: failedAt })
    expect(unsent).toEqual({
      messageId: stood.stops[0].messageId,
      reason: expect.stringContaining('no such mailbox'),
      bounced: false,
    })
    expect(await rowOf(rma)).toMatchObject({ unsentAt: failedAt, dueAt: failedAt })

    desk.world.clock.advance(8 * 86_400_000)
    await desk.world.work()
    const agent = await desk.world.hire('agent')
    const later = at.as(agent)
    expect((await later.look()).stage).toBe('waiting')

    desk.post.unknown.delete(asked.email)
    expect((await agent.post(`/api/tickets/${asked.ticketId}/messages/${unsent.messageId}/retry`)).status).toBe(200)
    expect(await later.look()).toMatchObject({ unsentAt: null, unsent: null, waitUntil: null, dueAt: null })
    await desk.world.work()
    expect(desk.lettersTo(asked)).toHaveLength(1)
    const until = new Date(desk.world.clock.now().getTime() + 7 * 86_400_000).toISOString()
    expect(await later.look()).toMatchObject({ waitUntil: until, dueAt: until, unsent: null })
    desk.world.clock.set(failedAt)
  })

  test('that came back after it had left stops the wait that it began', async () => {
    const asked = await desk.ask(shop)
    const at = await desk.begin(asked)
    await at.goOn()
    await desk.letLeave()
    expect((await at.look()).waitUntil).not.toBeNull()
    await comeBack(desk, asked)
    const { unsent, ...stood } = await at.look()
    expect(stood).toMatchObject({ stage: 'waiting', waitUntil: null, unsentAt: desk.world.clock.now().toISOString() })
    expect(unsent).toMatchObject({ bounced: true })
    expect((await sendAgain(asked.ticketId, unsent.messageId)).status).toBe(200)
    await desk.letLeave()
    expect(desk.lettersTo(asked)).toHaveLength(2)
    expect(await at.look()).toMatchObject({ unsent: null, waitUntil: expect.any(String) })
  })

  test('is of no more interest once its answer was given another way', async () => {
    const asked = await desk.ask(shop)
    const at = await desk.begin(asked)
    desk.post.unknown.add(asked.email)
    await at.goOn()
    await desk.letLeave()
    expect((await at.decide('answer', { answer: 'gives-up' })).body).toMatchObject({
      stage: 'ended',
      unsentAt: null,
      unsent: null,
    })
    desk.post.unknown.delete(asked.email)
    const { messageId } = (await at.look()).stops[0]
    expect((await sendAgain(asked.ticketId, messageId)).status).toBe(200)
    await desk.letLeave()
    expect(await at.look()).toMatchObject({ stage: 'ended', unsentAt: null, waitUntil: null })
  })
})
