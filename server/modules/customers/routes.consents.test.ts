import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { findOrCreateCustomer, mayContactEach } from './index.ts'

let world: World
let berlin: string
let emily: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'own-shop' })).id
  const buyer = { email: 'emily@example.com', name: 'Emily Carter' }
  const fields = { subject: 'Chairs', text: 'Do write to me about new chairs', channelKind: 'phone', storeId: berlin }
  await world.first.post('/api/tickets', { ...fields, buyer })
  emily = (await findOrCreateCustomer(world.context(), { kind: 'email', address: buyer.email })).id
})
afterAll(() => world.close())

const consents = async (id = emily, caller = world.first) => (await caller.get(`/api/customers/${id}/consents`)).body
const record = (body: object, id = emily) => world.first.post(`/api/customers/${id}/consents`, body)
const offers = { purpose: 'offers-email', source: 'phone', note: 'Asked by Li' }
const stateOf = (body: { purposes: { purpose: string }[] }, purpose = 'offers-email') =>
  body.purposes.find((each) => each.purpose === purpose)

describe('consent', () => {
  test('of somebody who was never asked is unknown, and opens follow-ups but no offer', async () => {
    const body = await consents()
    expect(body.history).toEqual([])
    expect(stateOf(body)).toMatchObject({
      state: 'unknown',
      since: null,
      contacts: [{ allowed: false, reason: 'not-asked' }],
    })
    expect(stateOf(body, 'follow-up-email')).toMatchObject({ contacts: [{ allowed: true, reason: 'not-refused' }] })
  })

  test('is given with its proof, withdrawn without one, and every word stays in the history', async () => {
    expect((await record({ ...offers, note: '', state: 'given' })).body).toMatchObject({
      code: 'customers.consent-evidence',
      errors: [{ field: 'note' }],
    })
    const [letter] = (await consents()).letters
    expect(letter).toMatchObject({ subject: 'Chairs' })
    const fromLetter = { ...offers, note: '', source: 'letter', messageId: letter.messageId }
    expect(stateOf((await record({ ...fromLetter, state: 'given' })).body)).toMatchObject({
      state: 'given',
      contacts: [{ allowed: true, reason: 'given' }],
    })
    world.clock.advance(60_000)
    await record({ ...offers, note: '', state: 'withdrawn' })
    const body = await consents()
    expect(stateOf(body)).toMatchObject({ state: 'withdrawn', contacts: [{ allowed: false, reason: 'withdrawn' }] })
    expect(body.history).toMatchObject([
      { state: 'withdrawn', source: 'phone', ticketId: null },
      { state: 'given', messageId: letter.messageId, ticketId: letter.ticketId, recordedBy: '陈经理' },
    ])
  })

  test('a word said earlier is kept and changes nothing', async () => {
    const { body } = await record({ ...offers, state: 'given', saidAt: '2026-01-05T00:00:00Z' })
    expect(stateOf(body)).toMatchObject({ state: 'withdrawn' })
    expect(body.history.at(-1)).toMatchObject({ state: 'given', saidAt: '2026-01-05T00:00:00.000Z' })
  })

  test.each([
    [{ state: 'given', saidAt: '2027-01-01T00:00:00Z' }, 422, 'saidAt'],
    [{ state: 'unknown', note: '' }, 422, 'note'],
    [{ state: 'given', messageId: '01ff0000-0000-7000-8000-00000000dead' }, 422, 'source'],
    [{ state: 'given', source: 'letter', messageId: '01ff0000-0000-7000-8000-00000000dead' }, 422, 'messageId'],
    [{ state: 'perhaps' }, 400, 'state'],
  ])('%j is refused', async (change, status, field) => {
    expect(await record({ ...offers, ...change })).toMatchObject({ status, body: { errors: [{ field }] } })
  })

  test('names no letter of somebody else', async () => {
    const other = await findOrCreateCustomer(world.context(), { kind: 'email', address: 'tom@example.com' })
    const [letter] = (await consents()).letters
    const stolen = { ...offers, state: 'given', source: 'letter', messageId: letter.messageId }
    expect((await record(stolen, other.id)).body.code).toBe('customers.consent-foreign-letter')
  })

  test('no word is rewritten, not even by the desk itself', async () => {
    await expect(world.serve(`update customer_consents set state = 'given'`)).rejects.toThrow(/permission denied/)
  })

  test('is shown to an auditor without its note and letters of stores that they do not see, and is not theirs to record', async () => {
    const auditor = await world.as('auditor')
    expect((await consents(emily, auditor)).history[0].note).toBe('')
    expect((await auditor.post(`/api/customers/${emily}/consents`, { ...offers, state: 'given' })).status).toBe(403)
    const agent = await world.hire('agent', { storeIds: [] })
    expect((await consents(emily, agent)).letters).toEqual([])
    const stranger = await world.stranger()
    expect((await stranger.caller.get(`/api/customers/${emily}/consents`)).status).toBe(404)
  })
})

test('many are asked for at once: two statements, however many', async () => {
  const alias = { kind: 'amazon-alias', address: 'k3@marketplace.amazon.de', storeId: berlin } as const
  const buyer = await findOrCreateCustomer(world.context(), alias)
  await record({ ...offers, state: 'given' }, buyer.id)
  const friend = await findOrCreateCustomer(world.context(), { kind: 'email', address: 'friend@example.com' })
  await record({ ...offers, state: 'given' }, friend.id)
  const ids = [buyer.id, friend.id, emily, world.workspaceId]
  const answers = await mayContactEach(world.context(), 'offers-email', ids)
  expect(ids.map((id) => answers.get(id)?.map(({ reason }) => reason))).toEqual([
    ['marketplace-forbids'],
    ['given'],
    ['withdrawn'],
    [],
  ])
})
