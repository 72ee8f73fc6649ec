import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { approve, approvedVersion } from '../../../tests/fixtures/approved-version.ts'
import { feedbackRow } from '../../../tests/fixtures/feedback-rows.ts'
import { leaveReturns, type PastPlace, placeOfReturns } from '../../../tests/fixtures/past-returns.ts'
import { pastReturnsOf } from '../../../tests/policies/past.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { emit } from '../../platform/events.ts'
import { findOrCreateCustomer } from '../customers/index.ts'
import { versionChosen } from '../policies/index.ts'
import type { PastReturn } from '../replays/index.ts'

let world: World
let author: Caller
let manager: Caller
let place: PastPlace
let sample: PastReturn
let policy: { id: string; key: string; inForce: { versionId: string } }
let other: string
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-02T09:00:00Z' })
  author = await world.as('supervisor')
  manager = await world.as('manager')
  place = await placeOfReturns(world)
  policy = await policyNow()
  const { content } = (await author.get(`/api/policy-versions/${policy.inForce.versionId}`)).body
  const [first] = pastReturnsOf(content, 1, 3)
  if (!first) throw new Error('no return')
  sample = first
  other = await approvedVersion({ author, manager }, policy, ({ fields, ...content }) => ({
    ...content,
    fields: { ...fields, 'restocking-fee': { ...fields['restocking-fee'], value: 10 } },
  }))
})
afterAll(() => world.close())
beforeEach(async () => {
  for (const { id, state } of (await author.get('/api/experiments?view=open')).body.items) {
    if (state === 'running' || state === 'paused')
      await author.post(`/api/experiments/${id}/stop`, { reason: 'The test is over' })
    await author.post(`/api/experiments/${id}/archive`)
  }
})

const policyNow = async () =>
  (await world.first.get('/api/return-policies')).body.items.find(
    ({ key }: { key: string }) => key === 'no-reason-return',
  )
const wanted = (change: object = {}) => ({
  name: 'Does the fee pay?',
  policyId: policy.id,
  goal: 'given-up',
  effect: 0.2,
  alpha: 0.05,
  power: 0.8,
  sparesImportant: false,
  arms: [
    { versionId: policy.inForce.versionId, weight: 1 },
    { versionId: other, weight: 1 },
  ],
  ...change,
})
const create = async (change: object = {}) => {
  const created = await author.post('/api/experiments', wanted(change))
  expect(created.status).toBe(201)
  return created.body.id as string
}
const read = async (id: string) => (await author.get(`/api/experiments/${id}`)).body
const step = (id: string, name: string, body?: object, who = author) => who.post(`/api/experiments/${id}/${name}`, body)
const started = async (change: object = {}) => {
  const id = await create(change)
  expect((await step(id, 'start')).body.state).toBe('running')
  return id
}

/** Begins a return of a buyer, and tells on which version. */
async function begin(buyerKey: string, requestId: string = randomUUID()) {
  const { versionId } = policy.inForce
  const said = await world.services.hooks.run(world.context(), versionChosen, {
    policyId: policy.id,
    versionId,
    returnRequestId: requestId,
    buyerKey,
  })
  return { requestId, versionId: said.find((each) => each !== undefined) ?? null }
}
/** Ends a return; whether the buyer gave up, and whether they opened a claim. */
async function end(requestId: string, isGivenUp: boolean, hasClaim = false, orderNumber?: string) {
  const outcome = isGivenUp ? ('withdrawn' as const) : ('refunded' as const)
  const went = { policyId: policy.id, versionId: policy.inForce.versionId, begunAt: world.clock.now() }
  const past = {
    ...sample,
    ...went,
    requestId,
    outcome,
    loss: isGivenUp ? 0 : 900,
    hasClaim,
    ...(orderNumber && { orderNumber }),
  }
  await leaveReturns(world.sql, place, [past])
  await emit(world.context(), 'returns.ended', { requestId })
}
/** So many returns of new buyers in each arm, of which so many give up and so many open a claim. */
async function run(count: number, arms: readonly { readonly givenUp: number; readonly claims?: number }[]) {
  const done = arms.map(() => 0)
  while (done.some((each) => each < count)) {
    const { requestId, versionId } = await begin(`buyer-${randomUUID()}`)
    const arm = versionId === policy.inForce.versionId ? 0 : 1
    const at = done[arm] ?? 0
    if (at >= count) continue
    done[arm] = at + 1
    const { givenUp = 0, claims = 0 } = arms[arm] ?? {}
    await end(requestId, at % 10 < givenUp, at % 10 < claims)
  }
  await world.work()
}

test('buyers are split by a hash that stays, and every return that began in an arm is noted once', async () => {
  const id = await started()
  const first = await begin('anna')
  expect([policy.inForce.versionId, other]).toContain(first.versionId)
  expect((await begin('anna')).versionId).toBe(first.versionId)
  expect((await begin('anna', first.requestId)).versionId).toBe(first.versionId)
  const versions = new Set<string | null>()
  for (let buyer = 0; buyer < 40; buyer += 1) versions.add((await begin(`buyer-${buyer}`)).versionId)
  expect(versions.size).toBe(2)
  const { arms } = await read(id)
  expect(arms[0].assigned + arms[1].assigned).toBe(42)
  await expect(world.sql('update experiment_assignments set position = 1 - position')).rejects.toThrow(/never changes/)
})

test('it ends by itself when the ranges part, names the better arm, and its version is put in force', async () => {
  const id = await started()
  await run(90, [{ givenUp: 2 }, { givenUp: 7 }])
  const done = await read(id)
  expect(done).toMatchObject({ state: 'ended', verdict: { code: 'better', arm: 1 } })
  expect(done.verdict.returns).toBeGreaterThanOrEqual(100)
  expect(done.looks.length).toBeGreaterThan(0)
  expect((await begin('after the end')).versionId).toBeNull()
  expect((await step(id, 'promotion', { arm: 1 }, author)).status).toBe(403)
  expect((await step(id, 'promotion', { arm: 3 }, manager)).body.code).toBe('experiments.no-such-arm')
  expect((await step(id, 'promotion', { arm: 1 }, manager)).status).toBe(200)
  expect((await policyNow()).inForce).toMatchObject({ versionId: other, reason: 'Does the fee pay?' })
  expect((await step(id, 'archive')).body.archivedAt).not.toBeNull()
  const audited = await world.sql(
    `select action from audit_entries where subject_kind = 'experiment' and subject_id = $1 order by sequence`,
    [id],
  )
  expect(audited.map(({ action }: { action: string }) => action)).toEqual(
    ['created', 'started', 'decided', 'promoted', 'archived'].map((step) => `experiments.${step}`),
  )
  // Back to what it was, for the tests that follow.
  const back = { versionId: policy.inForce.versionId, from: null, reason: 'Back' }
  expect((await manager.post(`/api/return-policies/${policy.id}/publications`, back)).status).toBe(200)
})

test('more claims end it, however well the goal goes', async () => {
  const id = await started()
  await run(70, [{ givenUp: 4 }, { givenUp: 4, claims: 6 }])
  expect(await read(id)).toMatchObject({ state: 'ended', verdict: { code: 'harm', arm: 1, metric: 'claims' } })
})

test('a return is counted once, however often it is told, and one that ended after the stop changes no verdict', async () => {
  const id = await started()
  const { requestId } = await begin('kim')
  await end(requestId, true)
  await emit(world.context(), 'returns.ended', { requestId })
  await world.work()
  expect(await read(id)).toMatchObject({ returns: 1, state: 'running' })
  const late = await begin('late')
  expect((await step(id, 'stop', { reason: 'The supplier has changed' })).body).toMatchObject({
    state: 'ended',
    stopReason: 'The supplier has changed',
    verdict: { code: 'stopped', returns: 1 },
  })
  await end(late.requestId, false)
  await world.work()
  expect(await read(id)).toMatchObject({ returns: 2, verdict: { code: 'stopped', returns: 1 } })
})

test('what a buyer says of the seller in public counts for the arm, even after their return has ended', async () => {
  const id = await started()
  const begunAt = world.clock.now().getTime()
  const say = async (orderNumber: string, rating: number, hours: number) => {
    const row = { ...feedbackRow(orderNumber), rating, givenAt: new Date(begunAt + hours * 3_600_000).toISOString() }
    const sent = await world.first.post('/api/seller-feedback/rows', { storeId: place.storeId, rows: [row] })
    expect(sent.status).toBe(200)
    await world.work()
    const { arms } = await read(id)
    return [arms[0].asked + arms[1].asked, arms[0].dissatisfied + arms[1].dissatisfied]
  }
  for (const number of ['A-1', 'A-2', 'A-3']) {
    const { requestId } = await begin(`buyer of ${number}`)
    await end(requestId, false, false, number)
  }
  await world.work()
  expect(await say('A-1', 1, 2)).toEqual([1, 1])
  expect(await say('A-2', 5, 3)).toEqual([2, 1])
  // Neither good nor bad; and what was said before the return was said of something else.
  expect(await say('A-3', 3, 4)).toEqual([2, 1])
  expect(await say('A-1', 4, 5)).toEqual([2, 0])
  const { requestId } = await begin('buyer of A-4')
  await say('A-4', 1, -24)
  await end(requestId, false, false, 'A-4')
  await world.work()
  expect((await read(id)).arms.map(({ dissatisfied }: { dissatisfied: number }) => dissatisfied)).toEqual([0, 0])
  expect((await read(id)).returns).toBe(4)
})

test('while it is paused no return begins in it, and those that have begun count', async () => {
  const id = await started()
  const { requestId } = await begin('before')
  expect((await step(id, 'pause')).body.state).toBe('paused')
  expect((await begin('meanwhile')).versionId).toBeNull()
  await end(requestId, true)
  await world.work()
  expect((await read(id)).returns).toBe(1)
  expect((await step(id, 'pause')).body.code).toBe('experiments.not-now')
  expect((await step(id, 'resume')).body.state).toBe('running')
  expect((await begin('again')).versionId).not.toBeNull()
})

test('important customers are spared where that is set', async () => {
  const context = world.context()
  const customer = await findOrCreateCustomer(context, { kind: 'email', address: 'vip@buyer.test', name: 'Vera' })
  await started({ sparesImportant: true })
  expect((await begin(customer.id)).versionId).not.toBeNull()
  await world.sql(`update customers set vip = true, vip_reason = 'Buys for a hotel' where id = $1`, [customer.id])
  expect((await begin(customer.id)).versionId).toBeNull()
  expect((await begin('nobody the desk knows')).versionId).not.toBeNull()
})

test('one experiment of a policy at a time, by approved versions, against what is in force', async () => {
  const id = await started()
  const second = await create({ name: 'Another' })
  expect((await step(second, 'start')).body).toMatchObject({ code: 'experiments.policy-busy' })
  expect((await step(id, 'start')).body.code).toBe('experiments.not-now')
  expect((await author.put(`/api/experiments/${id}`, wanted())).body.code).toBe('experiments.not-now')
  await step(id, 'stop', { reason: 'Done with it' })
  const turned = [...wanted().arms].reverse()
  expect((await author.put(`/api/experiments/${second}`, wanted({ arms: turned }))).status).toBe(200)
  expect((await step(second, 'start')).body.code).toBe('experiments.control-not-in-force')
  const twice = [turned[0], turned[0]]
  expect((await author.post('/api/experiments', wanted({ arms: twice }))).body.code).toBe('experiments.version-twice')
  const foreign = (await world.first.get('/api/return-policies')).body.items.find(
    ({ key }: { key: string }) => key === 'quality-return',
  ).inForce.versionId
  const mixed = [turned[0], { versionId: foreign, weight: 1 }]
  expect((await author.post('/api/experiments', wanted({ arms: mixed }))).body.code).toBe(
    'experiments.version-elsewhere',
  )
})

test('other letters are a draft that differs in them alone; it runs once it was approved', async () => {
  const swaps = [{ from: 'return.letter-1', to: 'return.letter-1-no-fee' }]
  const { versionId } = policy.inForce
  const variant = await author.post('/api/experiment-letters', { versionId, swaps })
  expect(variant).toMatchObject({ status: 201, body: { policyKey: 'no-reason-return' } })
  const difference = (await author.get(`/api/policy-versions/${variant.body.versionId}/difference`)).body
  expect(difference.changed).toMatchObject([
    { node: 'letter-1', changes: [{ path: 'template', before: 'return.letter-1', after: 'return.letter-1-no-fee' }] },
  ])
  const arms = [
    { versionId, weight: 1 },
    { versionId: variant.body.versionId, weight: 1 },
  ]
  const id = await create({ arms })
  expect((await step(id, 'start')).body.code).toBe('experiments.not-approved')
  await approve({ author, manager }, variant.body.versionId)
  expect((await step(id, 'start')).body.state).toBe('running')
  const none = [{ from: 'return.nowhere', to: 'return.letter-1' }]
  expect((await author.post('/api/experiment-letters', { versionId, swaps: none })).body.code).toBe(
    'experiments.no-such-letter',
  )
})

test('how many returns it takes follows from the past ones', async () => {
  const { policyId, goal, effect, alpha, power } = wanted()
  const ask = async (change: object) =>
    (await author.post('/api/experiment-sizes', { policyId, goal, effect, alpha, power, weights: [1, 1], ...change }))
      .body
  world.clock.advance(60_000)
  const small = await ask({})
  expect(small.past).toBeGreaterThan(100)
  expect(small.mean).toBeGreaterThan(0)
  expect(small.sizeOfOneLook).toBeLessThan(small.size)
  expect((await ask({ effect: 0.1 })).size).toBeGreaterThan(3.5 * small.size)
  expect((await ask({ weights: [9, 1] })).size).toBeGreaterThan(small.size)
})

test('it is for those who may: an agent does not, an auditor only looks, a stranger sees nothing', async () => {
  const id = await create()
  expect((await (await world.as('agent')).get('/api/experiments?view=open')).status).toBe(403)
  const auditor = await world.as('auditor')
  expect((await auditor.get(`/api/experiments/${id}`)).status).toBe(200)
  expect((await step(id, 'start', undefined, auditor)).status).toBe(403)
  const stranger = await world.stranger()
  expect((await stranger.caller.get(`/api/experiments/${id}`)).body.code).toBe('experiments.not-found')
  expect((await stranger.caller.get('/api/experiments?view=open')).body.items).toEqual([])
})
