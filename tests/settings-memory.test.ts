import { afterAll, beforeAll, expect, test } from 'vitest'
import { recall, withSettings } from '../server/platform/settings-memory.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-02T09:00:00Z' })
})
afterAll(() => world.close())

const stamp = async () => (await withSettings(world.context())).settingsStamp

const openTicket = async (): Promise<string> => {
  const opened = await world.first.post('/api/tickets', {
    subject: 'Where is it?',
    text: 'Where is my order?',
    kind: 'inquiry',
    channelKind: 'phone',
    buyer: { name: 'Ada', phone: '+4930123456' },
  })
  expect(opened.status).toBe(201)
  return opened.body.id
}
const limitOf = async (ticketId: string): Promise<number> => {
  const [row] = await world.sql(
    `select limit_ms / 1000 as limit from clocks where ticket_id = $1 and measure = 'first-response'`,
    [ticketId],
  )
  return row.limit
}

test('a ticket goes by the setting that holds when it is opened, whichever process has changed it', async () => {
  expect(await limitOf(await openTicket())).toBe(6 * 3_600)
  const { body: policy } = await world.first.post('/api/sla-policies', {
    name: 'Hurry',
    kind: 'inquiry',
    priority: null,
    storeId: null,
    marketplaceKind: null,
    channelKind: 'phone',
    ceiling: false,
    active: true,
    targets: [{ measure: 'first-response', limitSeconds: 3_600, calendarId: null, pausesForBuyer: false }],
  })
  expect(await limitOf(await openTicket())).toBe(3_600)
  // Another process knows nothing of this one's memory; the database tells.
  await world.sql(`update sla_targets set limit_seconds = 1800 where policy_id = $1`, [policy.id])
  expect(await limitOf(await openTicket())).toBe(1_800)
  await world.first.delete(`/api/sla-policies/${policy.id}`)
  expect(await limitOf(await openTicket())).toBe(6 * 3_600)
})

test.each([
  'marketplaces',
  'marketplace_rules',
  'stores',
  'templates',
  'template_texts',
  'phrases',
  'channels',
  'calendars',
  'calendar_holidays',
  'sla_policies',
  'sla_targets',
  'classification_state',
  'classification_rules',
  'acknowledgement_switches',
  'assignment_settings',
])('a change of %s changes the stamp of the settings', async (table) => {
  const before = await stamp()
  expect(await stamp()).toBe(before)
  await world.sql(`delete from ${table} where false`)
  expect(await stamp()).not.toBe(before)
})

test('what a mailbox was found to be changes no setting, its address does', async () => {
  const before = await stamp()
  await world.sql(`update channels set state = 'ok', checked_at = now()`)
  expect(await stamp()).toBe(before)
  await world.sql(`update channels set name = name`)
  expect(await stamp()).not.toBe(before)
})

test('a look that failed is tried again; one that succeeded is remembered until a setting changes', async () => {
  let looks = 0
  const look = async () => {
    looks += 1
    if (looks === 1) throw new Error('no connection')
    return looks
  }
  const ask = async () => recall(await withSettings(world.context()), 'a key of this test', look)
  await expect(ask()).rejects.toThrow('no connection')
  expect([await ask(), await ask()]).toEqual([2, 2])
  await world.sql('update stores set name = name')
  expect([await ask(), await ask()]).toEqual([3, 3])
  expect(await recall(world.context(), 'a key of this test', look)).toBe(4)
})

test('a change that was taken back leaves what is remembered as it is', async () => {
  const before = await stamp()
  await world.sql(`do $$ begin update stores set name = name; raise exception 'no'; exception when others then end $$`)
  expect(await stamp()).toBe(before)
})
