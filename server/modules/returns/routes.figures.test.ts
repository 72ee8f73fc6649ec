import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginUnwanted, goOnWith, labelValues } from '../../../tests/fixtures/returns.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createChannel } from '../channels/index.ts'
import { createStore } from '../stores/index.ts'

let world: World
let [kitto, london] = ['', '']
let manager: Caller
let versionId: string
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-02T09:00:00Z' })
  manager = await world.as('manager')
  const open = async (name: string, address: string) => {
    const { id } = await createStore(world.context(), { name, marketplace: 'own-shop', signatureName: name })
    await createChannel(world.context(), { kind: 'receiver', name, address, storeId: id, settings: {} })
    return id
  }
  kitto = await open('Kitto', 'desk@kitto.test')
  london = await open('London', 'desk@london.test')
  const terms = { returnAddress: 'Kai 1, Hamburg', currency: 'EUR', outboundShipping: 500, returnShipping: 700 }
  expect((await manager.put(`/api/return-settings/terms/${kitto}`, { ...terms, restockingCost: 200 })).status).toBe(200)
  const row = { day: '2026-02-27', from: 'EUR', to: 'CNY', rate: '8', source: 'test' }
  await world.first.post('/api/currency-rates/rows', { rows: [row] })
})
afterAll(() => world.close())

/** A return that begins and gets its first letter. */
async function written(storeId = kitto): Promise<string> {
  const { id } = await beginUnwanted(world, manager, storeId, { facts: { resaleValue: 0 } })
  const sent = await goOnWith(manager, id, { event: 'go-on' })
  versionId = sent.body.policy.versionId
  return id
}
async function insistToTheEnd(id: string): Promise<void> {
  await goOnWith(manager, id, { event: 'answer', answer: 'insists' })
  await goOnWith(manager, id, { event: 'state', facts: { profanity: false, capitalsSentence: false } })
  await goOnWith(manager, id, { event: 'go-on' })
  await goOnWith(manager, id, { event: 'answer', answer: 'insists' })
  const last = await goOnWith(manager, id, { event: 'go-on', values: labelValues })
  expect(last.body).toMatchObject({ stage: 'ended', outcome: 'refunded' })
}
const figures = async (caller = manager) => {
  const { items } = (await caller.get(`/api/policy-versions/${versionId}/figures`)).body
  return Object.fromEntries(items.map(({ node, ...figure }: { node: string }) => [node, figure]))
}
const yuan = (amount: number) => ({ amount, currency: 'CNY' })

test('a node tells who stands there, who has passed it, how that ended, and what it cost in all', async () => {
  const [, withdrawn, refunded] = [await written(), await written(), await written()]
  await goOnWith(manager, withdrawn, { event: 'answer', answer: 'gives-up' })
  await insistToTheEnd(refunded)
  // Half of two chairs at 191.70, and 14 € of shipping and restocking, at 8 yuan.
  const lost = yuan((11_085 + 1_400) * 8)
  const all = { running: 1, passed: 3, outcomes: { withdrawn: 1, refunded: 1 }, loss: lost }
  const once = { running: 0, passed: 1, outcomes: { refunded: 1 }, loss: lost }
  expect(await figures()).toEqual({
    'fee-permitted': { ...all, running: 0 },
    'letter-1-no-fee': all,
    'tone-no-fee': once,
    'letter-2-no-fee': once,
    'label-and-refund': once,
    refunded: once,
    withdrawn: { running: 0, passed: 1, outcomes: { withdrawn: 1 }, loss: yuan(0) },
  })
})

test('what is not known of one is not known of all that passed the node: nothing is guessed', async () => {
  // London has never said what its shipping costs.
  await insistToTheEnd(await written(london))
  const told = await figures()
  expect(told['letter-2-no-fee']).toMatchObject({ passed: 2, loss: null })
  expect(told.withdrawn).toMatchObject({ passed: 1, loss: yuan(0) })
})

test('somebody of one store is told of that store, and of no loss without the permission to read losses', async () => {
  const ofKitto = await world.hire('supervisor', { storeIds: [kitto] })
  expect((await figures(ofKitto)).refunded).toMatchObject({ passed: 1, loss: { currency: 'CNY' } })
  const agent = await world.hire('agent', { storeIds: [kitto] })
  expect((await figures(agent)).refunded).toMatchObject({ passed: 1, loss: null })
  const ofLondon = await world.hire('supervisor', { storeIds: [london] })
  expect((await figures(ofLondon)).refunded).toMatchObject({ passed: 1, loss: null })
  expect((await figures(ofLondon)).withdrawn).toBeUndefined()
})
