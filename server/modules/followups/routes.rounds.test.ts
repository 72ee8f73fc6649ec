import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { findOrCreateCustomer } from '../customers/index.ts'
import { createStore } from '../stores/index.ts'
import { moveFollowUps } from './index.ts'

const weekMs = 7 * 86_400_000
const everybody = { important: false, languages: [], storeIds: [], boughtWithinDays: null, leastOrders: null }
const texts = [{ language: 'fr', subject: 'Votre lampe', text: 'Elle vous plaît ?' }]
const plan = { name: 'All', active: true, weeks: 8, againDays: 3, way: 'email', segment: everybody, texts }

let world: World
let me: Caller
let letters: string
const ids: string[] = []
/** Three who wrote once, the oldest first; of the last only a phone number is known. */
beforeAll(async () => {
  world = await openWorld()
  const store = await createStore(world.context(), { name: 'Silent', marketplace: 'own-shop' })
  const letter = { subject: 'Lampe', text: 'Elle marche.', channelKind: 'phone', storeId: store.id }
  for (const [kind, address] of [
    ['email', 'anna@buyer.test'],
    ['email', 'bert@buyer.test'],
    ['phone', '+33 6 12 34 56 78'],
  ] as const) {
    ids.push((await findOrCreateCustomer(world.context(), { kind, address, name: 'X' })).id)
    const contact = kind === 'phone' ? { phone: address } : { email: address }
    await world.first.post('/api/tickets', { ...letter, buyer: { name: 'X', ...contact } })
  }
  // A session does not last nine weeks.
  world.clock.advance(9 * weekMs)
  me = await world.hire('manager')
  letters = (await me.post('/api/follow-up-plans', plan)).body.id
})
afterAll(() => world.close())

const due = async (): Promise<{ id: string; customerId: string }[]> =>
  (await me.get('/api/follow-ups?view=due')).body.items
const whose = async () => (await due()).map(({ customerId }) => customerId).sort()

test('a round that was stopped goes on where it was, and a finished one rests', async () => {
  const [anna, bert] = ids
  await world.sql(`insert into follow_up_rounds (workspace_id, after_id, begun_at) values ($1, $2, '2026-01-01')`, [
    world.workspaceId,
    bert,
  ])
  await world.work()
  expect(await whose()).toEqual([anna])
  await world.work()
  expect(await whose()).toEqual([anna, bert])
  await world.sql(`delete from follow_ups where customer_id = $1`, [anna])
  await world.work()
  expect(await whose()).toEqual([bert])
  world.clock.advance(6 * 3_600_000)
  await world.work()
  expect(await whose()).toEqual([anna, bert])
})

test('who cannot be reached by the way of the plan is counted with the reason', async () => {
  const [{ counts }] = (await me.get('/api/follow-up-plans')).body.items
  expect(counts).toMatchObject({ customers: 3, open: 2, due: 0, unreachable: [{ reason: 'no-address', count: 1 }] })
})

test('a letter from a store without a mailbox is refused, and one where a call is planned', async () => {
  const [first] = await due()
  const { body } = await me.post(`/api/follow-ups/${first?.id}/letters`)
  expect(body.code).toBe('followups.no-mailbox')
  await me.post('/api/follow-up-plans', { ...plan, way: 'phone', weeks: 1 })
  await world.work()
  const call = (await due()).find(({ customerId }) => customerId === ids[2])
  expect((await me.post(`/api/follow-ups/${call?.id}/letters`)).body.code).toBe('followups.by-phone')
})

test('a paused plan makes none', async () => {
  await world.sql(`delete from follow_ups`)
  for (const { id } of (await me.get('/api/follow-up-plans')).body.items)
    await me.patch(`/api/follow-up-plans/${id}`, { active: false })
  await world.work()
  expect(await due()).toEqual([])
  await me.patch(`/api/follow-up-plans/${letters}`, { active: true })
  await world.work()
  expect(await due()).toHaveLength(2)
})

test('two profiles that become one have one open follow-up, and everything that was asked', async () => {
  const [anna = '', bert = ''] = ids
  const before = await world.sql('select id from follow_ups')
  await moveFollowUps(world.context(), { from: anna, to: bert, only: null })
  const after = await world.sql('select id, state from follow_ups where customer_id = $1', [bert])
  expect(after).toHaveLength(before.length)
  expect(after.filter(({ state }: { state: string }) => state === 'open')).toHaveLength(1)
})

test('a second open one for a customer is impossible, whoever makes it', async () => {
  await expect(
    world.serve(
      `insert into follow_ups (id, plan_id, customer_id, rank, way, contact_id, state, due_at, made_at)
       values (gen_random_uuid(), $1, $2, 1, 'email', gen_random_uuid(), 'open', now(), now())`,
      [letters, ids[1]],
    ),
  ).rejects.toThrow(/follow_ups_open/)
})
