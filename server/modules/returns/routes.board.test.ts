import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginUnwanted, goOnWith } from '../../../tests/fixtures/returns.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createChannel } from '../channels/index.ts'
import { createStore } from '../stores/index.ts'
import { recordLetterSent } from './service.listening.ts'

let world: World
let [kitto, seattle] = ['', '']
let manager: Caller
beforeAll(async () => {
  // 22:00 in Shanghai, where the workspace is: what is due in 3 hours is due tomorrow.
  world = await openWorld({ now: '2026-03-02T14:00:00Z' })
  manager = await world.as('manager')
  const open = async (name: string, marketplace: string) => {
    const { id } = await createStore(world.context(), { name, marketplace, signatureName: name })
    const address = `desk@${name}.test`
    await createChannel(world.context(), { kind: 'receiver', name, address, storeId: id, settings: {} })
    return id
  }
  kitto = await open('kitto', 'own-shop')
  seattle = await open('seattle', 'amazon-us')
})
afterAll(() => world.close())

const counts = async (query = '', caller = manager) =>
  (await caller.get(`/api/returns/counts${query}`)).body.columns
    .map(
      ({ stage, letters, count }: { stage: string; letters: number; count: number }) => `${stage}/${letters} ${count}`,
    )
    .sort()
const waits = async (from: string, to: string, more = '', caller = manager) =>
  (await caller.get(`/api/returns/waits?from=${from}&to=${to}${more}`)).body
const listed = async (query: string, caller = manager): Promise<string[]> =>
  (await caller.get(`/api/returns?limit=50${query}`)).body.items.map(({ id }: { id: string }) => id)

/** Sends the letter of the step, and lets it leave. */
async function sendLetter(id: string): Promise<void> {
  const { body } = await goOnWith(manager, id, { event: 'go-on' })
  await recordLetterSent(world.context(), body.stops.at(-1).messageId)
}

let [unsent, waiting, other] = ['', '', '']
test('columns and calendar count what stands there, by the day of the workspace', async () => {
  unsent = (await beginUnwanted(world, manager, kitto)).id
  waiting = (await beginUnwanted(world, manager, kitto)).id
  await sendLetter(waiting)
  other = (await beginUnwanted(world, manager, kitto)).id
  await sendLetter(other)
  const withdrawn = (await beginUnwanted(world, manager, kitto)).id
  await goOnWith(manager, withdrawn, { event: 'end', outcome: 'withdrawn', reason: 'Changed their mind' })

  expect(await counts()).toEqual(['letter/0 1', 'waiting/1 2'])
  expect(await waits('2026-03-02', '2026-03-31')).toEqual({
    zone: 'Asia/Shanghai',
    today: '2026-03-02',
    overdue: 0,
    days: [{ day: '2026-03-09', count: 2, silent: 2 }],
  })
  // At two in the night of the next day, by the clock of the workspace.
  await world.sql(`update return_requests set due_at = '2026-03-09T18:00:00Z' where id = $1`, [other])
  expect((await waits('2026-03-09', '2026-03-10')).days).toEqual([
    { day: '2026-03-09', count: 1, silent: 1 },
    { day: '2026-03-10', count: 1, silent: 0 },
  ])
  expect((await waits('2026-03-10', '2026-03-10')).days).toEqual([{ day: '2026-03-10', count: 1, silent: 0 }])
  expect(await listed('&dueOn=2026-03-09')).toEqual([waiting])
  expect(await listed('&dueOn=2026-03-10')).toEqual([other])
  expect(await counts('?dueOn=2026-03-10')).toEqual(['waiting/1 1'])
  expect(await listed('&dueOn=2026-03-10&dueBefore=2026-03-09T17:00:00Z')).toEqual([])
})

test('what is over by now is counted as such, on whatever day', async () => {
  await world.sql(`update return_requests set due_at = '2026-03-02T13:59:59Z' where id = $1`, [other])
  expect(await waits('2026-03-20', '2026-03-21')).toMatchObject({ overdue: 1, days: [] })
})

test('a filter narrows columns, calendar and list alike', async () => {
  await world.sql(`update return_requests set approval = '{"state": "asked", "note": ""}' where id = $1`, [unsent])
  expect(await counts('?approval=true')).toEqual(['letter/0 1'])
  expect(await counts(`?storeId=${seattle}`)).toEqual([])
  expect(await waits('2026-03-01', '2026-03-31', `&storeId=${seattle}`)).toMatchObject({ overdue: 0, days: [] })
  const ofSeattle = await world.hire('agent', { storeIds: [seattle] })
  expect(await counts('', ofSeattle)).toEqual([])
  expect(await waits('2026-03-01', '2026-03-31', '', ofSeattle)).toMatchObject({ overdue: 0, days: [] })
  expect(await listed('', ofSeattle)).toEqual([])
})

test.each([
  ['2026-03-02', '2026-03-01'],
  ['2026-03-01', '2026-06-01'],
])('a calendar from %s to %s is refused', async (from, to) => {
  expect(await waits(from, to)).toMatchObject({ code: 'returns.calendar-too-long' })
})

test('a day that is none is refused before anything is asked', async () => {
  expect((await manager.get('/api/returns/waits?from=2026-02-30&to=2026-03-01')).status).toBe(400)
})

test('nothing of another workspace is counted', async () => {
  const { caller } = await world.stranger()
  expect(await counts('', caller)).toEqual([])
  expect(await waits('2026-03-01', '2026-03-31', '', caller)).toMatchObject({ overdue: 0, days: [] })
  expect((await caller.get('/api/return-refund-files')).body).toEqual({ stores: [] })
})

test('refunds that wait for the file of Amazon are counted until it is taken', async () => {
  const { id } = await beginUnwanted(world, manager, seattle, { order: { country: 'US', currency: 'USD' } })
  const waiting = async () =>
    (await manager.get('/api/return-refund-files')).body.stores.map(
      ({ storeName, waiting }: { storeName: string; waiting: number }) => `${storeName} ${waiting}`,
    )
  expect(await waiting()).toEqual([])
  await manager.post(`/api/returns/${id}/refunds`, { amount: 500, method: 'feed' })
  await manager.post(`/api/returns/${id}/refunds`, { amount: 700, method: 'by-hand' })
  expect(await waiting()).toEqual(['seattle 1'])
  expect((await manager.post('/api/return-refund-files', { storeId: seattle })).status).toBe(200)
  expect(await waiting()).toEqual([])
  expect((await manager.post('/api/return-refund-files', { storeId: seattle })).body).toMatchObject({
    code: 'returns.nothing-to-feed',
  })
})
