import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveReturns, type PastPlace, placeOfReturns } from '../../../tests/fixtures/past-returns.ts'
import { nature, pastReturnsOf } from '../../../tests/policies/past.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import type { ReturnPolicy } from '../policies/index.ts'
import { giveUpReplay, workReplay } from './service.run.ts'

let world: World
let author: Caller
let place: PastPlace
let policy: { id: string; inForce: { versionId: string } }
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-02T09:00:00Z' })
  author = await world.as('supervisor')
  const lines = (await world.first.get('/api/return-policies')).body.items
  policy = lines.find(({ key }: { key: string }) => key === 'no-reason-return')
  const { content } = (await author.get(`/api/policy-versions/${policy.inForce.versionId}`)).body
  const went = { versionId: policy.inForce.versionId, policyId: policy.id }
  place = await placeOfReturns(world)
  await leaveReturns(world.sql, place, pastReturnsOf(content, 1_200, 5, nature, went))
})
afterAll(() => world.close())

const period = { from: '2026-01-01', to: '2026-01-31' }
const start = (versionId: string, days: object = period, who = author) =>
  who.post('/api/replays', { versionId, ...days })
const read = async (id: string) => (await author.get(`/api/replays/${id}`)).body
/** A draft of the policy with another tree. */
async function draftOf(change: (content: ReturnPolicy) => ReturnPolicy): Promise<string> {
  const from = { from: 'version', versionId: policy.inForce.versionId }
  const begun = (await author.post(`/api/return-policies/${policy.id}/versions`, from)).body
  const content = change(begun.content)
  const saved = await author.put(`/api/policy-versions/${begun.id}`, { revision: begun.revision, note: '', content })
  expect(saved.status).toBe(200)
  return begun.id
}

test('the version in force changes nothing over its own returns', async () => {
  const started = await start(policy.inForce.versionId)
  expect(started).toMatchObject({ status: 201, body: { state: 'waiting', progress: 0, result: null } })
  await world.work()
  const done = await read(started.body.id)
  expect(done).toMatchObject({ state: 'done', seen: 1_200, progress: 1, askedBy: { name: 'supervisor' } })
  expect(done.result).toMatchObject({ returns: 1_200, unchanged: 1_200, changed: 0, turns: [], assumptions: [] })
  for (const { booked, mean } of done.result.money) expect(mean).toBe(booked)
})

test('a draft is tried before anybody approves it: where it turns, what it would cost, by which assumptions', async () => {
  const draft = await draftOf((content) => ({ ...content, start: 'letter-1-no-fee' }))
  const { id } = (await start(draft)).body
  await world.work()
  const { result, versionNumber, examples } = await read(id)
  expect(versionNumber).toBe(2)
  expect(result.turns).toMatchObject([{ was: { node: 'letter-1' }, becomes: { node: 'letter-1-no-fee' } }])
  expect(result.turns[0].becomes.title['zh-CN']).toContain('不收费')
  const [named] = result.turns[0].requestIds
  expect(examples).toContainEqual({ requestId: named, rma: `RMA-${named}`, ticketId: place.ticketId })
  const answers = result.assumptions.find(
    ({ kind, before }: { kind: string; before: number }) => kind === 'answer' && before === 0,
  )
  expect(answers).toMatchObject({ about: 'buyer-pays-shipping' })
  const [money] = result.money
  expect(money.low).toBeLessThan(money.mean)
  expect(money.least).toBeLessThan(money.low)
  const listed = (await author.get(`/api/replays?versionId=${draft}`)).body.items
  expect(listed.map((line: { id: string }) => line.id)).toEqual([id])
  const audited = await world.sql(
    `select action from audit_entries where subject_kind = 'replay' and subject_id = $1 order by sequence`,
    [id],
  )
  expect(audited.map(({ action }: { action: string }) => action)).toEqual(['replays.started', 'replays.done'])
})

test('done twice it is the same, and the second time changes nothing', async () => {
  const [{ id }] = (await author.get('/api/replays')).body.items
  const before = await read(id)
  await workReplay(world.context(), id)
  await giveUpReplay(world.context(), id)
  expect(await read(id)).toEqual(before)
  const again = (await start(before.versionId)).body
  await world.work()
  const strip = ({ result }: { result: { money: object[]; outcomes: object[]; returns: number; changed: number } }) => [
    result.returns,
    result.changed,
    result.money.map((one) => ({ ...one, low: 0, high: 0 })),
  ]
  expect(strip(await read(again.id))).toEqual(strip(before))
})

test('only the returns of the period count', async () => {
  const { id } = (await start(policy.inForce.versionId, { from: '2026-02-01', to: '2026-02-28' })).body
  await world.work()
  expect(await read(id)).toMatchObject({ state: 'done', seen: 0, result: { returns: 0, money: [] } })
})

test('one that runs is cancelled: it ends without a result, and is not asked for twice meanwhile', async () => {
  const days = { from: '2025-12-01', to: '2026-01-31' }
  const { id } = (await start(policy.inForce.versionId, days)).body
  expect((await start(policy.inForce.versionId, days)).body.code).toBe('replays.busy')
  // Somebody cancels it while its second page is read.
  await world.sql(`create function cancel_at_first_page() returns trigger language plpgsql as $$
    begin
      update replays set state = 'cancelled', ended_at = '2026-03-02T09:00:00Z' where id = new.id;
      return null;
    end $$`)
  await world.sql(`create trigger cancels after update on replays for each row when (new.state = 'running')
    execute function cancel_at_first_page()`)
  await world.work()
  await world.sql('drop trigger cancels on replays')
  expect(await read(id)).toMatchObject({ state: 'cancelled', seen: 500, result: null })
  expect((await author.post(`/api/replays/${id}/cancel`)).body.code).toBe('replays.over')
  const again = await start(policy.inForce.versionId, days)
  expect(again.status).toBe(201)
  expect((await author.post(`/api/replays/${again.body.id}/cancel`)).body.state).toBe('cancelled')
  await world.work()
  expect(await read(again.body.id)).toMatchObject({ state: 'cancelled', seen: 0, result: null })
})

test('days that are no period, and what is not there, are refused', async () => {
  const { versionId } = policy.inForce
  expect((await start(versionId, { from: '2026-02-01', to: '2026-01-01' })).body.code).toBe('replays.no-period')
  expect((await start(versionId, { from: '2020-01-01', to: '2026-01-01' })).body.code).toBe('replays.no-period')
  expect((await start('00000000-0000-7000-8000-000000000000')).status).toBe(404)
  expect((await author.get('/api/replays/00000000-0000-7000-8000-000000000000')).body.code).toBe('replays.not-found')
})

test('it is for those who may: an agent does not, an auditor only looks, a stranger sees nothing', async () => {
  const [{ id }] = (await author.get('/api/replays')).body.items
  const agent = await world.as('agent')
  expect((await agent.get('/api/replays')).status).toBe(403)
  const auditor = await world.as('auditor')
  expect((await auditor.get(`/api/replays/${id}`)).status).toBe(200)
  expect((await start(policy.inForce.versionId, period, auditor)).status).toBe(403)
  const stranger = await world.stranger()
  expect((await stranger.caller.get(`/api/replays/${id}`)).status).toBe(404)
  expect((await stranger.caller.get('/api/replays')).body.items).toEqual([])
})
