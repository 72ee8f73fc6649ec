import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openReturnDesk, type ReturnDesk, type Shop } from '../../../tests/fixtures/asked-returns.ts'
import type { Caller } from '../../../tests/world.ts'
import { lossesOfRequest, lossSums } from '../losses/index.ts'

// Each story is many requests, mails and jobs.
vi.setConfig({ testTimeout: 120_000 })

let desk: ReturnDesk
let shop: Shop
let amazon: Shop
let supervisor: Caller
beforeAll(async () => {
  desk = await openReturnDesk({ now: '2026-03-02T09:00:00Z' })
  shop = await desk.openShop('shop')
  amazon = await desk.openShop('amazon')
  supervisor = await desk.world.as('supervisor')
})
afterAll(() => desk.close())

const booked = async (id: string) =>
  lossSums(await lossesOfRequest(desk.world.context(), id)).byCurrency.filter(({ amount }) => amount !== 0)
/** Loss lines of a return that stand, by kind. */
const linesOf = async (id: string) => {
  const sums: { [kind: string]: number } = {}
  for (const { kind, amount } of await lossesOfRequest(desk.world.context(), id))
    sums[kind] = (sums[kind] ?? 0) + (amount ?? 0)
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
}

/** A return of a damaged lamp, whose resolution is to be chosen. */
async function damaged(at: Shop = shop) {
  const text = 'The lamp of my order came broken, see here.'
  const asked = await desk.ask(at, { subType: 'damaged', text, photos: ['broken.png'] })
  return { asked, at: await desk.begin(asked) }
}

/** A return that is agreed to and whose lamp is on its way back. */
async function onItsWay(at: Shop = shop) {
  const asked = await desk.ask(at)
  const one = await desk.begin(asked)
  await one.goOn()
  await desk.letLeave()
  await desk.write(asked, 'Okay, I agree, I will send it back.')
  await one.decide('answer', { answer: 'accepts' })
  await one.goOn()
  await desk.letLeave()
  expect((await one.look()).stage).toBe('item')
  return { asked, at: one }
}

describe('a resolution above somebody’s limit', () => {
  const limitTo = async (key: string, amount: number | null) => {
    const { limits } = (await desk.world.first.get('/api/return-settings')).body
    const roles = await desk.world.sql('select id, key from roles where shipped')
    const roleId = roles.find((role: { key: string }) => role.key === key).id
    expect(limits.map((one: { roleId: string }) => one.roleId)).toContain(roleId)
    const set = { limits: amount === null ? [] : [{ roleId, currency: 'EUR', amount }] }
    expect((await desk.world.first.put('/api/return-settings/limits', set)).status).toBe(200)
  }

  test('is asked of another person, and is theirs to grant, for this step and cost alone', async () => {
    await limitTo('agent', 1_500)
    const { at } = await damaged()
    const { step, limit } = await at.look()
    expect(limit).toEqual({ amount: 1_500, currency: 'EUR' })
    const keep = step.options.find(({ key }: { key: string }) => key === 'keep-item')
    expect(keep).toMatchObject({ total: 2_000, needsApproval: true, buyerPays: 0 })
    expect((await at.decide('choose', { option: 'keep-item' })).body.code).toBe('returns.needs-approval')

    const asked = await at.decide('ask-approval', { option: 'keep-item', note: 'A good customer' })
    expect(asked.body.approval).toMatchObject({
      state: 'asked',
      option: 'keep-item',
      cost: 2_000,
      note: 'A good customer',
    })
    const waiting = (await supervisor.get('/api/returns?approval=true')).body.items
    expect(waiting.map(({ id }: { id: string }) => id)).toEqual([at.id])
    expect((await at.decide('approve', { granted: true })).status).toBe(403)
    expect((await at.decide('choose', { option: 'keep-item' })).body.code).toBe('returns.needs-approval')
    const above = at.as(supervisor)
    expect((await above.decide('approve', { granted: true, answer: 'Yes' })).body.approval.state).toBe('granted')
    expect((await above.decide('approve', { granted: true })).body.code).toBe('returns.approval-not-asked')
    const chosen = await at.decide('choose', { option: 'keep-item' })
    expect(chosen.body).toMatchObject({ stage: 'letter', approval: null, step: { node: 'offer-keep' } })
    await limitTo('agent', null)
  })

  test('nobody approves their own asking, nor above their own limit; a refusal stands with its reason', async () => {
    await limitTo('supervisor', 100)
    const { at } = await damaged()
    const above = at.as(supervisor)
    await above.decide('ask-approval', { option: 'keep-item', note: '' })
    expect((await above.decide('approve', { granted: true })).body.code).toBe('returns.own-approval')
    const other = at.as(await desk.world.hire('supervisor'))
    expect((await other.decide('approve', { granted: true })).body.code).toBe('returns.needs-approval')
    const manager = at.as(desk.world.first)
    const refused = await manager.decide('approve', { granted: false, answer: 'Ask for photos first' })
    expect(refused.body.approval).toMatchObject({ state: 'refused', answer: 'Ask for photos first' })
    await limitTo('supervisor', null)
  })

  test('what was asked for a step that is past is nobody’s to grant', async () => {
    const { at } = await damaged()
    await at.decide('ask-approval', { option: 'keep-item', note: '' })
    expect((await at.decide('choose', { option: 'keep-item' })).body.approval).toBeNull()
    expect((await at.as(supervisor).decide('approve', { granted: true })).body.code).toBe('returns.approval-not-asked')
  })
})

test('an option that law or a missing fact closes is not chosen', async () => {
  const { at } = await damaged()
  expect((await at.decide('choose', { option: 'replace' })).body.code).toBe('returns.option-not-open')
  expect((await at.decide('choose', { option: 'nothing' })).body.code).toBe('returns.not-now')
  const { step } = (await at.decide('state', { facts: { isInStock: true, unitCost: 4_000 } })).body
  expect(step.options.find(({ key }: { key: string }) => key === 'replace')).toMatchObject({
    state: 'open',
    total: 4_600,
  })
  expect((await at.decide('state', { facts: { isInStock: null } })).body.facts).not.toContainEqual(
    expect.objectContaining({ fact: 'isInStock' }),
  )
})

describe('an item that comes back', () => {
  test('is received, graded with a picture and refunded; the truth of label and resale is booked when it is known', async () => {
    const { at } = await onItsWay(amazon)
    const label = { carrier: 'UPS', tracking: '1Z999', cost: 820, payer: 'seller' }
    expect((await desk.agent.put(`/api/returns/${at.id}/label`, label)).body.parcel).toMatchObject({ labelCost: 820 })
    const back = (await at.decide('arrived', { condition: 'original' })).body
    const due = new Date(desk.world.clock.now().getTime() + 4 * 86_400_000).toISOString()
    expect(back).toMatchObject({ stage: 'act', refundBy: due, dueAt: due, step: { node: 'refund-in-full' } })
    const done = (await at.goOn()).body
    expect(done).toMatchObject({
      stage: 'ended',
      outcome: 'refunded',
      loss: null,
      refunds: [{ amount: 10_000, method: 'feed' }],
    })
    expect(await linesOf(at.id)).toEqual({ refund: 10_000, 'outbound-shipping': 600, 'restocking-cost': 150 })

    const grading = {
      condition: 'original',
      disposition: 'resellable',
      resaleValue: 7_000,
      uploadIds: [await desk.upload('back.png')],
    }
    const graded = (await desk.agent.put(`/api/returns/${at.id}/grading`, grading)).body
    expect(graded).toMatchObject({ loss: 3_750, parcel: { resaleValue: 7_000, photos: [{ filename: 'back.png' }] } })
    expect(await booked(at.id)).toEqual([{ currency: 'USD', amount: 3_750 }])
    const photo = await desk.agent.get(graded.parcel.photos[0].url)
    expect([photo.status, photo.headers['content-type']]).toEqual([200, 'image/png'])
    await desk.agent.put(`/api/returns/${at.id}/grading`, { condition: 'used', resaleValue: 4_000 })
    expect(await booked(at.id)).toEqual([{ currency: 'USD', amount: 6_750 }])
    expect((await at.look()).loss).toBe(6_750)
    await desk.letLeave()
  })

  test('worth less, a part may be held back; what does not come ends it', async () => {
    const ebay = await desk.openShop('ebay')
    const { asked, at } = await onItsWay(ebay)
    const worn = (await at.decide('arrived', { condition: 'damaged' })).body
    expect(worn.step).toMatchObject({ kind: 'choose', node: 'worn-item' })
    expect((await at.decide('choose', { option: 'hold-back' })).status).toBe(200)
    expect((await at.goOn()).body).toMatchObject({
      outcome: 'partly-refunded',
      refunds: [{ amount: 5_000, method: 'by-hand' }],
    })
    expect((await linesOf(at.id)).refund).toBe(5_000)
    await desk.letLeave()
    const told = desk.lettersTo(asked).at(-1)?.mail.text
    expect(told).toContain('This is 50% of the price that you paid.')
    expect(told).toContain('We have received and checked the item')
    const { at: lost } = await onItsWay()
    expect((await lost.decide('not-arrived')).body).toMatchObject({ stage: 'ended', outcome: 'withdrawn', loss: 0 })
    expect(await booked(lost.id)).toEqual([])
  })
})

describe('money given back', () => {
  const refund = (id: string, amount: number, method = 'by-hand') =>
    desk.agent.post(`/api/returns/${id}/refunds`, { amount, method })

  test('by hand is booked, never more than was paid, and not twice with what the policy grants', async () => {
    const { asked, at } = await damaged()
    expect((await refund(at.id, 1_200)).body).toMatchObject({ loss: 1_200, refunds: [{ amount: 1_200 }] })
    expect(await linesOf(at.id)).toEqual({ refund: 1_200 })
    expect((await refund(at.id, 8_801)).body).toMatchObject({ code: 'returns.refund-over' })
    expect((await refund(at.id, 1_000, 'feed')).body.code).toBe('returns.feed-elsewhere')
    await at.decide('choose', { option: 'keep-item' })
    await at.goOn()
    await desk.letLeave()
    await at.decide('answer', { answer: 'accepts' })
    expect((await at.goOn()).body).toMatchObject({ outcome: 'kept', loss: 2_000, refunds: [{ amount: 1_200 }] })
    expect(await linesOf(at.id)).toEqual({ refund: 2_000 })
    await desk.letLeave()
    expect(desk.lettersTo(asked).at(-1)?.mail.text).toContain('You keep the item')
  })

  test('after a return was ended another way is booked too', async () => {
    const at = await desk.begin(await desk.ask(shop))
    expect((await at.decide('end', { outcome: 'refunded', reason: 'The owner says so' })).status).toBe(403)
    const ended = await at.as(supervisor).decide('end', { outcome: 'refunded', reason: 'The owner says so' })
    expect(ended.body).toMatchObject({ stage: 'ended', outcome: 'refunded', loss: 0 })
    expect((await refund(at.id, 10_000)).body.loss).toBe(10_000)
    expect(await booked(at.id)).toEqual([{ currency: 'EUR', amount: 10_000 }])
    const entries = await desk.world.sql(`select 1 from audit_entries where action = 'returns.ended-otherwise'`)
    expect(entries).toHaveLength(1)
  })

  test('on Amazon goes into a file of its store, once, for who may approve there', async () => {
    const second = await desk.openShop('amazon', 'second')
    const numbers: { [store: string]: string } = {}
    for (const store of [second, amazon]) {
      const asked = await desk.ask(store)
      const at = await desk.begin(asked)
      expect((await refund(at.id, 1_234, 'feed')).status).toBe(201)
      numbers[store.storeId] = asked.number
    }
    const take = (body: object, caller = supervisor) => caller.post('/api/return-refund-files', body)
    expect((await take({}, desk.agent)).status).toBe(403)
    const elsewhere = await desk.world.hire('supervisor', { storeIds: [shop.storeId] })
    expect((await take({}, elsewhere)).body.code).toBe('returns.nothing-to-feed')
    const { body } = await take({ storeId: second.storeId })
    const [head, ...lines] = body.text
      .trimEnd()
      .split('\r\n')
      .map((line: string) => line.split('\t'))
    expect(head.slice(0, 5)).toEqual([
      'order-id',
      'order-item-id',
      'adjustment-reason-code',
      'currency',
      'item-price-adj',
    ])
    expect(lines.map((line: string[]) => line.slice(0, 5))).toEqual([
      [numbers[second.storeId], '', 'CustomerReturn', 'USD', '12.34'],
    ])
    expect(body.filename).toBe('refunds-second-2026-03-02.txt')
    expect((await take({ storeId: second.storeId })).body.code).toBe('returns.nothing-to-feed')
    const rest = (await take({})).body.text
    expect(rest).toContain(numbers[amazon.storeId])
    expect(rest).not.toContain(numbers[second.storeId])
    expect((await take({})).body.code).toBe('returns.nothing-to-feed')
  })
})
