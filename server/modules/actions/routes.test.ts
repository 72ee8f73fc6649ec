import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { returnRow } from '../../../tests/fixtures/order-rows.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { ask } from './index.ts'

let world: World
let [manager, agent, buyer, checker, stranger]: Caller[] = []
let [purchasing, quality, storeId]: string[] = []

beforeAll(async () => {
  world = await openWorld()
  const store = { name: 'Kitto', marketplace: 'own-shop', signatureName: 'Kitto' } as const
  storeId = (await createStore(world.context(), store)).id
  manager = await world.hire('manager')
  agent = await world.hire('agent', { storeIds: [storeId] })
  ;[buyer, checker, stranger] = [
    await world.hire('department-contact'),
    await world.hire('department-contact'),
    await world.hire('department-contact'),
  ]
  purchasing = (await manager.post('/api/departments', department('Purchasing', 'purchasing', [buyer.memberId]))).body
    .id
  quality = (
    await manager.post('/api/departments', department('Quality', 'quality', [buyer.memberId, checker.memberId]))
  ).body.id
})
afterAll(() => world.close())

const department = (name: string, field: string, memberIds: string[], change: object = {}) => ({
  name,
  field,
  limitSeconds: 2 * 86_400,
  calendarId: null,
  active: true,
  memberIds,
  ...change,
})
const wanted = (change: object = {}) => ({
  departmentId: purchasing,
  title: 'Bolts break',
  ask: 'Ask the maker which steel batch 24B is of.',
  ...change,
})
const asked = async (change: object = {}, by: Caller | undefined = manager) =>
  (await by?.post('/api/actions', wanted(change)))?.body
const move = (id: string, by: Caller | undefined, body: object) => by?.post(`/api/actions/${id}/moves`, body)
const idsIn = async (by: Caller | undefined, view: string) =>
  ((await by?.get(`/api/actions?view=${view}&limit=100`))?.body.items ?? []).map(({ id }: { id: string }) => id)

describe('departments', () => {
  test.each([
    ['a name that is taken, in other capitals', { name: 'PURCHASING' }, 409, 'name'],
    ['a member whom nobody knows', { memberIds: ['018f0000-0000-7000-8000-000000000000'] }, 422, 'memberIds'],
    ['a calendar that is gone', { calendarId: '018f0000-0000-7000-8000-000000000000' }, 422, 'calendarId'],
  ])('%s is refused at its field', async (_, change, status, field) => {
    const answer = await manager?.post('/api/departments', department('Another', 'other', [], change))
    expect(answer).toMatchObject({ status, body: { errors: [{ field }] } })
  })

  test('who may only ask or answer changes none, and who only answers sees their own alone', async () => {
    for (const [caller, status] of [
      [agent, 403],
      [buyer, 403],
    ] as const)
      expect(await caller?.post('/api/departments', department('Mine', 'other', []))).toMatchObject({ status })
    const seen = async (by: Caller | undefined) =>
      (await by?.get('/api/departments'))?.body.items.map(({ id }: { id: string }) => id)
    expect(await seen(agent)).toEqual(expect.arrayContaining([purchasing, quality]))
    expect(await seen(checker)).toEqual([quality])
  })

  test('one that is asked nothing more is asked nothing more', async () => {
    const made = (await manager?.post('/api/departments', department('Old', 'finance', [])))?.body
    await manager?.put(`/api/departments/${made.id}`, department('Old', 'finance', [], { active: false }))
    expect(await manager?.post('/api/actions', wanted({ departmentId: made.id }))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'departmentId' }] },
    })
  })
})

describe('an action', () => {
  test('is asked, answered, opened again, answered anew and accepted; every step stays', async () => {
    const { id, owner, dueAt } = await asked()
    // Of one contact it is clear who does it; the department answers within two days.
    expect(owner.id).toBe(buyer?.memberId)
    expect(new Date(dueAt).getTime()).toBe(world.clock.now().getTime() + 2 * 86_400_000)
    expect(await move(id, buyer, { move: 'answer', text: 'Steel 8.8.' })).toMatchObject({ body: { stage: 'answered' } })
    expect(await move(id, manager, { move: 'reopen', text: 'Which maker?' })).toMatchObject({
      body: { stage: 'open', answer: null },
    })
    await move(id, buyer, { move: 'answer', text: 'Yongkang No. 3.' })
    const closed = (await move(id, manager, { move: 'accept' }))?.body
    expect(closed).toMatchObject({ stage: 'closed', outcome: 'accepted', answer: 'Yongkang No. 3.', mayUndo: true })
    expect(closed.entries.map(({ kind }: { kind: string }) => kind)).toEqual([
      'accepted',
      'answered',
      'reopened',
      'answered',
      'asked',
    ])
    expect(await idsIn(manager, 'open')).not.toContain(id)
    expect(await idsIn(manager, 'closed')).toContain(id)
  })

  test('the department answers and those who ask accept, never the other way round', async () => {
    const { id } = await asked()
    expect(await move(id, buyer, { move: 'withdraw', text: 'No time' })).toMatchObject({
      body: { code: 'actions.not-yours' },
    })
    expect(await move(id, agent, { move: 'answer', text: 'I guess' })).toMatchObject({ status: 404 })
    await move(id, buyer, { move: 'answer', text: 'Done.' })
    expect(await move(id, buyer, { move: 'accept' })).toMatchObject({ body: { code: 'actions.not-yours' } })
    expect(await move(id, manager, { move: 'answer', text: 'Again' })).toMatchObject({
      body: { code: 'actions.not-now' },
    })
  })

  test.each([
    ['an answer without words', { move: 'answer' }, 'text'],
    ['a withdrawal without a reason', { move: 'withdraw', text: ' ' }, 'text'],
  ])('%s is refused', async (_, body, field) => {
    const { id } = await asked()
    expect(await move(id, manager, body)).toMatchObject({ status: 422, body: { errors: [{ field }] } })
  })

  test.each([
    ['a due time that has passed', { dueAt: '2020-01-01T00:00:00Z' }, 'dueAt'],
    ['an owner from elsewhere', { ownerId: '018f0000-0000-7000-8000-000000000000' }, 'ownerId'],
    ['a link that would run', { evidence: [{ kind: 'link', ref: 'javascript:alert(1)' }] }, 'evidence.0.ref'],
  ])('%s is refused', async (_, change, field) => {
    expect(await manager?.post('/api/actions', wanted(change))).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    })
  })

  test('one takes one’s own newest step back, and nobody else’s', async () => {
    const { id } = await asked()
    await move(id, buyer, { move: 'answer', text: 'Wrong window' })
    expect(await manager?.post(`/api/actions/${id}/undo`)).toMatchObject({
      status: 409,
      body: { code: 'actions.nothing-to-undo' },
    })
    const undone = (await buyer?.post(`/api/actions/${id}/undo`))?.body
    expect(undone).toMatchObject({ stage: 'open', answer: null, mayUndo: false })
    expect(
      undone.entries.map(({ kind, undoneAt }: { kind: string; undoneAt: string | null }) => [kind, !!undoneAt]),
    ).toEqual([
      ['undone', false],
      ['answered', true],
      ['asked', false],
    ])
  })

  test('is given to one of the department, and put off with a reason', async () => {
    const { id } = await asked({ departmentId: quality })
    expect(await manager?.put(`/api/actions/${id}/owner`, { memberId: stranger?.memberId })).toMatchObject({
      status: 422,
    })
    expect(await checker?.put(`/api/actions/${id}/owner`, { memberId: checker?.memberId })).toMatchObject({
      body: { owner: { id: checker?.memberId } },
    })
    expect(await idsIn(checker, 'mine')).toContain(id)
    const dueAt = new Date(world.clock.now().getTime() + 9 * 86_400_000).toISOString()
    expect(await checker?.put(`/api/actions/${id}/due`, { dueAt, reason: 'Lab is full' })).toMatchObject({
      status: 403,
    })
    expect(await manager?.put(`/api/actions/${id}/due`, { dueAt, reason: 'Lab is full' })).toMatchObject({
      body: { dueAt, entries: [{ kind: 'postponed', note: 'Lab is full' }, {}, {}] },
    })
  })

  test('changes are recorded for the auditor', async () => {
    const { id } = await asked()
    await move(id, buyer, { move: 'answer', text: 'Noted.' })
    const auditor = await world.as('auditor')
    const { items } = (await auditor.get('/api/audit-entries?limit=10')).body
    expect(items.filter((entry: { subject: { id: string } }) => entry.subject.id === id)).toMatchObject([
      { action: 'actions.moved' },
      { action: 'actions.asked' },
    ])
  })
})

describe('a department contact', () => {
  test('sees what was asked of their departments, and nothing else', async () => {
    const [own, other] = [await asked(), await asked({ departmentId: quality })]
    expect(await idsIn(buyer, 'open')).toEqual(expect.arrayContaining([own.id, other.id]))
    expect(await idsIn(checker, 'open')).toContain(other.id)
    expect(await idsIn(checker, 'open')).not.toContain(own.id)
    expect(await idsIn(stranger, 'open')).toEqual([])
    expect(await stranger?.get(`/api/actions/${own.id}`)).toMatchObject({ status: 404 })
    expect(await checker?.get(`/api/actions/${own.id}`)).toMatchObject({ status: 404 })
    expect(await move(own.id, checker, { move: 'answer', text: 'Mine?' })).toMatchObject({ status: 404 })
    expect((await buyer?.get('/api/tickets?view=open'))?.status).toBe(403)
  })

  test('of another workspace there is nothing at all', async () => {
    const { id } = await asked()
    const other = await world.stranger()
    expect(await other.caller.get(`/api/actions/${id}`)).toMatchObject({ status: 404 })
  })
})

test('lists page by key, the most pressing first', async () => {
  const seen: { id: string; dueAt: string }[] = []
  let after = ''
  do {
    const page = (await manager?.get(`/api/actions?view=open&limit=2${after}`))?.body
    seen.push(...page.items)
    after = page.next ? `&after=${page.next}` : ''
  } while (after)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  expect(seen.length).toBe((await idsIn(manager, 'open')).length)
  expect(seen.map(({ dueAt }) => dueAt)).toEqual(seen.map(({ dueAt }) => dueAt).sort())
})

describe('on a ticket', () => {
  const ticket = async (by: Caller) => {
    const letter = {
      subject: 'Bolt',
      text: 'It broke.',
      channelKind: 'api',
      storeId,
      buyer: { name: 'Anna', email: 'anna@buyer.test' },
    }
    return (await by.post('/api/tickets', letter)).body.id as string
  }

  test('it stands in the ticket’s timeline, and is late once', async () => {
    const ticketId = await ticket(world.first)
    const { id } = await asked({ ticketId, departmentId: quality }, world.first)
    world.clock.advance(2 * 86_400_000)
    await world.work()
    await world.work()
    ;[manager, agent] = [await world.hire('manager'), await world.hire('agent')]
    const shown = (await manager.get(`/api/actions/${id}`)).body
    expect(shown).toMatchObject({ overdue: true, entries: [{ kind: 'overdue' }, { kind: 'asked' }] })
    expect(await idsIn(manager, 'overdue')).toContain(id)
    const events = (await manager.get(`/api/tickets/${ticketId}/events?limit=50`)).body.items
    expect(
      events.map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind.startsWith('action-')),
    ).toEqual(['action-overdue', 'action-asked'])
    const listed = await manager.get(`/api/tickets/${ticketId}/actions`)
    expect(listed.body.items).toMatchObject([{ id, ticket: { id: ticketId } }])
    const dueAt = new Date(world.clock.now().getTime() + 3_600_000).toISOString()
    await manager.put(`/api/actions/${id}/due`, { dueAt, reason: 'One more hour' })
    world.clock.advance(3_600_000)
    await world.work()
    const again = (await manager.get(`/api/actions/${id}`)).body.entries
    expect(again.filter(({ kind }: { kind: string }) => kind === 'overdue')).toHaveLength(2)
  })

  test('an erasure empties what it says in words', async () => {
    manager = await world.hire('manager')
    const ticketId = await ticket(manager)
    const { id } = await asked({ ticketId, ask: 'Anna Bauer, Hauptstr. 5, wants a new bolt' }, manager)
    const { customer } = (await manager.get(`/api/tickets/${ticketId}`)).body
    expect(await manager.post(`/api/customers/${customer.id}/erasure`, { irreversible: true })).toMatchObject({
      status: 200,
    })
    await world.work()
    const [{ ask: words }] = await world.sql(`select ask from actions where id = '${id}'`)
    expect([words, (await manager.get(`/api/actions/${id}`)).body.stage]).toEqual(['', 'open'])
  })
})

test('a buyer’s comment goes with it without what points to a person, as long as it is there', async () => {
  manager = await world.hire('manager')
  const first = await world.contextOf(manager)
  const row = returnRow('K-9', { comments: 'Call me: +49 30 1234567, the bolt broke' })
  expect(await manager.post('/api/returned-units/rows', { storeId, rows: [row] })).toMatchObject({ status: 200 })
  const [{ id: unitId }] = await world.sql(`select id from returned_units where order_number = 'K-9'`)
  const piece = { text: '', count: null, of: null, expected: null, amount: null, currency: null }
  const action = await ask(first, wanted() as never, [{ ...piece, kind: 'comment', ref: unitId }])
  const evidence = async () => (await manager?.get(`/api/actions/${action.id}`))?.body.evidence
  expect(await evidence()).toMatchObject([{ kind: 'comment', text: expect.stringContaining('the bolt broke') }])
  expect(JSON.stringify(await evidence())).not.toContain('1234567')
  await world.sql(`update returned_units set comments = '' where id = '${unitId}'`)
  expect(await evidence()).toEqual([])
})
