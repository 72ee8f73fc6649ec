import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createChannel } from '../channels/index.ts'
import { findOrCreateCustomer, recordConsent } from '../customers/index.ts'
import { createStore } from '../stores/index.ts'

const weekMs = 7 * 86_400_000
const lastWeeks = (weeks: number): string => new Date(Date.parse('2026-03-02T09:00:00Z') - weeks * weekMs).toISOString()

let world: World
let kitto: string
let me: Caller
const ids: { [name: string]: string } = {}
beforeAll(async () => {
  world = await openWorld()
  me = await world.hire('manager')
  kitto = (await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop', signatureName: 'Kitto' })).id
  const settings = {
    kind: 'receiver',
    name: 'Kitto',
    address: 'desk@kitto.test',
    storeId: kitto,
    settings: {},
  } as const
  await createChannel(world.context(), settings)
  const bought = async (name: string, weeks: number, language: string) => {
    const sender = { kind: 'email', address: `${name}@buyer.test`, name, language } as const
    const customer = await findOrCreateCustomer(world.context(), sender)
    ids[name] = customer.id
    const row = orderRow(`K-${name}`, { orderedAt: lastWeeks(weeks), buyerAddress: sender.address, lineId: name })
    await world.first.post('/api/orders/rows', { storeId: kitto, rows: [row] })
  }
  await bought('anna', 9, 'de')
  await bought('bert', 9, 'en')
  await bought('cleo', 20, 'en')
  await bought('dora', 2, 'en')
  await findOrCreateCustomer(world.context(), { kind: 'email', address: 'eve@buyer.test', name: 'eve' })
  await world.first.patch(`/api/customers/${ids.cleo}`, { vip: true, vipReason: 'Buys for a hotel' })
  await recordConsent(world.context(), ids.bert ?? '', {
    purpose: 'follow-up-email',
    state: 'withdrawn',
    source: 'phone',
  })
})
afterAll(() => world.close())

/** Time goes by; a session does not last so long, so one signs in anew. */
async function pass(milliseconds: number): Promise<void> {
  world.clock.advance(milliseconds)
  me = await world.hire('manager')
}

const everybody = { important: false, languages: [], storeIds: [], boughtWithinDays: null, leastOrders: null }
const plan = {
  name: 'Every eight weeks',
  active: true,
  weeks: 8,
  againDays: 3,
  way: 'email',
  segment: everybody,
  texts: [
    { language: 'en', subject: 'How is your lamp?', text: 'Hello, how do you like it?' },
    { language: 'de', subject: 'Wie gefällt Ihre Lampe?', text: 'Guten Tag, gefällt sie Ihnen?' },
  ],
}
const list = async (view: string, caller = me) => (await caller.get(`/api/follow-ups?view=${view}`)).body.items
const openOf = async (name: string) =>
  (await list('due')).find((each: { customerId: string }) => each.customerId === ids[name])
const act = (id: string, what: string, body?: object, caller = me) => caller.post(`/api/follow-ups/${id}/${what}`, body)

describe('a plan', () => {
  test.each([
    [{ weeks: 0 }, 400, 'weeks'],
    [{ texts: [] }, 400, 'texts'],
    [{ texts: [plan.texts[0], plan.texts[0]] }, 422, 'texts.1.language'],
    [{ texts: [{ ...plan.texts[0], subject: ' ' }] }, 422, 'texts.0.subject'],
  ])('with %j is refused', async (change, status, field) => {
    expect(await me.post('/api/follow-up-plans', { ...plan, ...change })).toMatchObject({
      status,
      body: { errors: [{ field }] },
    })
  })

  test('of a store that is none is refused', async () => {
    const segment = { ...everybody, storeIds: [world.workspaceId] }
    expect((await me.post('/api/follow-up-plans', { ...plan, segment })).status).toBe(404)
  })

  test('shows beforehand whom it would have and whom it may not reach, and keeps nothing', async () => {
    const { body } = await me.post('/api/follow-up-plan-previews', { weeks: 8, way: 'email', segment: everybody })
    expect(body).toEqual({
      customers: 5,
      open: 0,
      due: 2,
      later: 1,
      nothingYet: 1,
      unreachable: [{ reason: 'withdrawn', count: 1 }],
      looked: 5,
      all: true,
    })
    expect((await me.get('/api/follow-up-plans')).body.items).toEqual([])
  })

  test('makes what is due, once however often it is looked, important customers first', async () => {
    const { status, body } = await me.post('/api/follow-up-plans', plan)
    expect(status).toBe(201)
    await world.work()
    await world.work()
    expect(await list('due')).toMatchObject([
      { customerId: ids.cleo, important: true, way: 'email', overdue: false, planName: plan.name },
      { customerId: ids.anna, important: false },
    ])
    const [shown] = (await me.get('/api/follow-up-plans')).body.items
    expect(shown).toMatchObject({
      counts: { open: 2, due: 0, unreachable: [{ reason: 'withdrawn', count: 1 }] },
      results: { open: 2, done: 0, satisfaction: null },
    })
    const renamed = await me.patch(`/api/follow-up-plans/${body.id}`, { name: 'Eight weeks', active: false })
    expect(renamed.body).toMatchObject({ name: 'Eight weeks', active: false, results: { open: 2 } })
    await me.patch(`/api/follow-up-plans/${body.id}`, { active: true })
    await world.work()
    expect(await list('due')).toHaveLength(2)
  })
})

describe('a follow-up', () => {
  test('stands on the customer’s page with the plan that has them, and when or why not', async () => {
    const of = async (name: string) => (await me.get(`/api/customers/${ids[name]}/follow-ups`)).body
    expect(await of('anna')).toMatchObject({ items: [{ state: 'open' }], next: { kind: 'open', weeks: 8 } })
    expect(await of('bert')).toMatchObject({ items: [], next: { kind: 'unreachable', reason: 'withdrawn' } })
    expect(await of('dora')).toMatchObject({ items: [], next: { kind: 'later', dueAt: lastWeeks(-6) } })
  })

  test('says what to say in the customer’s language and by which address', async () => {
    const { id } = await openOf('anna')
    const { body } = await me.get(`/api/follow-ups/${id}`)
    expect(body).toMatchObject({ script: { language: 'de' }, entries: [], mayUndo: false })
    expect(body.contactId).not.toBeNull()
  })

  test('of who was not reached comes again, and ends the third time', async () => {
    const { id } = await openOf('anna')
    await act(id, 'outcomes', { outcome: 'not-reached' })
    expect(await openOf('anna')).toBeUndefined()
    await pass(3 * 86_400_000)
    expect(await openOf('anna')).toMatchObject({ attempts: 1 })
    await act(id, 'outcomes', { outcome: 'not-reached' })
    const { body } = await act(id, 'outcomes', { outcome: 'not-reached' })
    expect(body).toMatchObject({ state: 'done', outcome: 'not-reached', attempts: 3 })
    expect((await act(id, 'undo')).body).toMatchObject({ state: 'open', attempts: 2, outcome: null })
    expect(await openOf('anna')).toBeUndefined()
    await pass(3 * 86_400_000)
    expect(await openOf('anna')).toMatchObject({ id, attempts: 2 })
  })

  test('is refused a rating and suggestions where nobody was reached', async () => {
    const { id } = (await list('due'))[0]
    for (const [field, body] of [
      ['satisfaction', { outcome: 'refused', satisfaction: 2 }],
      ['suggestions', { outcome: 'not-reached', suggestions: ['A lid'] }],
    ] as const)
      expect(await act(id, 'outcomes', body)).toMatchObject({ status: 422, body: { errors: [{ field }] } })
  })

  test('collects suggestions, which go with the step that brought them', async () => {
    const { id } = await openOf('cleo')
    const said = { outcome: 'satisfied', satisfaction: 4, note: 'Glad', suggestions: ['A longer cable', '=SUM(A1)'] }
    expect((await act(id, 'outcomes', said)).body).toMatchObject({
      state: 'done',
      entries: [{ kind: 'outcome', by: 'manager', suggestions: said.suggestions }],
    })
    const found = async (search: string) => (await me.get(`/api/suggestions?search=${search}`)).body.items
    expect(await found('longer%20CABLE')).toMatchObject([{ text: 'A longer cable', customerId: ids.cleo }])
    expect(await found('shorter')).toEqual([])
    expect((await me.get('/api/suggestions/export')).body).toContain(`"'=SUM(A1)"`)
    await act(id, 'undo')
    expect(await found('cable')).toEqual([])
    await act(id, 'outcomes', said)
    const [shown] = (await me.get('/api/follow-up-plans')).body.items
    expect(shown.results).toMatchObject({ done: 1, reached: 1, rated: 1, satisfaction: 4 })
  })

  test('that was refused withdraws the consent, and a correction gives it back', async () => {
    const { id } = await openOf('anna')
    const consent = async () =>
      (await me.get(`/api/customers/${ids.anna}/consents`)).body.purposes.find(
        ({ purpose }: { purpose: string }) => purpose === 'follow-up-email',
      ).state
    await act(id, 'outcomes', { outcome: 'refused' })
    expect(await consent()).toBe('withdrawn')
    expect((await act(id, 'undo')).body).toMatchObject({ state: 'open', outcome: null })
    expect(await consent()).toBe('unknown')
  })

  test('is given to those who do them, and to nobody else', async () => {
    const { id } = await openOf('anna')
    const give = (memberId: string | null) => me.put(`/api/follow-ups/${id}/assignee`, { memberId })
    const [agent, auditor] = [await world.as('agent'), await world.as('auditor')]
    expect(await give(auditor.memberId)).toMatchObject({ status: 422, body: { errors: [{ field: 'memberId' }] } })
    await give(agent.memberId)
    expect(await list('mine', agent)).toMatchObject([{ id, assigneeId: agent.memberId }])
    expect(await list('mine')).toEqual([])
    await give(null)
  })

  test('opens the letter as a draft on a ticket, the same one when asked again, and it goes out by the composer', async () => {
    const { id } = await openOf('anna')
    const { ticketId } = (await act(id, 'letters')).body
    expect((await act(id, 'letters')).body.ticketId).toBe(ticketId)
    const [draft] = (await me.get(`/api/tickets/${ticketId}/drafts`)).body
    expect(draft).toMatchObject({ direction: 'outbound', text: plan.texts[1]?.text })
    const message = { direction: 'outbound', text: plan.texts[1]?.text }
    const { status, body } = await me.post(`/api/tickets/${ticketId}/messages`, message)
    expect([status, body.code]).toEqual([201, undefined])
    const [sent] = await world.sql(
      `select subject, address from messages where direction = 'outbound' and ticket_id = $1`,
      [ticketId],
    )
    expect(sent).toEqual({ subject: plan.texts[1]?.subject, address: 'anna@buyer.test' })
    await world.work()
    const mails = await world.sql('select id from outgoing_mails where ticket_id = $1', [ticketId])
    expect(mails).toHaveLength(1)
    const { body: shown } = await me.get(`/api/follow-ups/${id}`)
    expect(shown).toMatchObject({ ticketId, assigneeId: me.memberId })
  })

  test('may be written no more once the customer has refused elsewhere', async () => {
    await pass(9 * weekMs)
    await world.work()
    const { id } = await openOf('dora')
    await recordConsent(world.context(), ids.dora ?? '', {
      purpose: 'follow-up-email',
      state: 'withdrawn',
      source: 'other',
    })
    expect((await act(id, 'letters')).body.code).toBe('followups.no-permission')
    expect((await me.get(`/api/follow-ups/${id}`)).body.contactId).toBeNull()
    expect((await act(id, 'skips', { reason: ' ' })).status).toBe(400)
    expect((await act(id, 'skips', { reason: 'Refused by letter' })).body).toMatchObject({ state: 'skipped' })
    expect((await act(id, 'outcomes', { outcome: 'neutral' })).body.code).toBe('followups.closed')
    expect((await list('done')).map(({ state }: { state: string }) => state)).toContain('skipped')
  })

  test('is not taken back while a newer one is open, and overdue after a week', async () => {
    const anna = await openOf('anna')
    await act(anna.id, 'outcomes', { outcome: 'neutral' })
    await pass(9 * weekMs)
    await world.work()
    expect((await act(anna.id, 'undo')).body.code).toBe('followups.newer-open')
    await pass(8 * 86_400_000)
    expect((await list('overdue')).map(({ overdue }: { overdue: boolean }) => overdue)).toContain(true)
  })

  test('pages by key without a gap', async () => {
    const all = (await list('due')).map(({ id }: { id: string }) => id)
    const first = (await me.get('/api/follow-ups?view=due&limit=1')).body
    const rest = (await me.get(`/api/follow-ups?view=due&after=${first.next}`)).body
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all)
    expect(all.length).toBeGreaterThan(1)
  })

  test('is read by an auditor, worked on by an agent, and nobody’s of another workspace', async () => {
    const { id } = (await list('due'))[0]
    const auditor = await world.hire('auditor')
    expect((await auditor.get(`/api/follow-ups/${id}`)).status).toBe(200)
    expect((await act(id, 'skips', { reason: 'no' }, auditor)).status).toBe(403)
    const agent = await world.hire('agent')
    expect((await agent.post('/api/follow-up-plans', plan)).status).toBe(403)
    expect((await (await world.stranger()).caller.get(`/api/follow-ups/${id}`)).status).toBe(404)
  })
})

test('a plan and a follow-up that are none, and an undo of nothing', async () => {
  const none = world.workspaceId
  const changed = await me.patch(`/api/follow-up-plans/${none}`, { weeks: 3 })
  expect([changed.status, changed.body.code]).toEqual([404, 'followups.plan-not-found'])
  expect((await act(none, 'undo')).body.code).toBe('followups.not-found')
  const [fresh] = await world.sql(`select f.id from follow_ups f
    where state = 'open' and not exists (select from follow_up_entries e where e.follow_up_id = f.id)`)
  expect((await act(fresh.id, 'undo')).body.code).toBe('followups.nothing-to-undo')
})

test('of an erased customer neither notes nor suggestions stay, but what came of it does', async () => {
  const results = async () => (await me.get('/api/follow-up-plans')).body.items[0].results
  const { done, reached, rated, satisfaction } = await results()
  await me.post(`/api/customers/${ids.cleo}/erasure`, { irreversible: true })
  await world.work()
  const words = await world.sql('select note as word from follow_up_entries union select text from suggestions')
  expect(JSON.stringify(words)).not.toMatch(/Glad|cable|SUM/)
  expect(await results()).toMatchObject({ done, reached, rated, satisfaction })
  expect(
    (await world.sql(`select 1 from follow_ups where customer_id = $1 and state = 'open'`, [ids.cleo])).length,
  ).toBe(0)
})
