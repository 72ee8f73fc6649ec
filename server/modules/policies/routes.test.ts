import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { policiesInForce } from './index.ts'
import type { ReturnPolicy } from './schema.policy.ts'

let world: World
let author: Caller
let manager: Caller
beforeAll(async () => {
  // 23:00 in Shanghai, the zone of the workspace.
  world = await openWorld({ now: '2026-03-02T15:00:00Z' })
  author = await world.as('supervisor')
  manager = await world.as('manager')
})
afterAll(() => world.close())

const list = async () => (await world.first.get('/api/return-policies')).body.items
const policyOf = async (key: string) => (await list()).find((line: { key: string }) => line.key === key)
const version = async (id: string, who = author) => (await who.get(`/api/policy-versions/${id}`)).body
const begin = async (key: string) => {
  const { id, inForce } = await policyOf(key)
  const begun = await author.post(`/api/return-policies/${id}/versions`, {
    from: 'version',
    versionId: inForce.versionId,
  })
  expect(begun.status).toBe(201)
  return begun.body
}
const save = (id: string, revision: number, content: ReturnPolicy, who = author) =>
  who.put(`/api/policy-versions/${id}`, { revision, note: '', content })
const withFee = (content: ReturnPolicy, value: number): ReturnPolicy => ({
  ...content,
  fields: { ...content.fields, 'restocking-fee': { ...content.fields['restocking-fee'], value } as never },
})
const submit = async (id: string) =>
  author.post(`/api/policy-versions/${id}/submission`, { revision: (await version(id)).revision, note: 'Please look' })
const approve = async (id: string, who = manager) =>
  who.post(`/api/policy-versions/${id}/approval`, { revision: (await version(id)).revision, note: '' })

/** A draft of a policy with another fee, approved by a second person. */
async function approved(key: string, fee: number) {
  const draft = await begin(key)
  await save(draft.id, draft.revision, withFee(draft.content, fee))
  await submit(draft.id)
  expect((await approve(draft.id)).status).toBe(200)
  return draft
}
const inForce = async (key: string) =>
  (await policiesInForce(world.context())).find(({ policy }) => policy.key === key)?.policy.fields['restocking-fee']
    ?.value

test('a draft is written, looked at by a second person, published, and comes into force', async () => {
  const draft = await begin('no-reason-return')
  expect(draft).toMatchObject({
    number: 2,
    state: 'draft',
    isOwn: true,
    faults: [],
    may: { edit: true, approve: false },
  })
  const saved = await save(draft.id, draft.revision, withFee(draft.content, 10))
  expect(saved.body).toMatchObject({ revision: 2, content: { fields: { 'restocking-fee': { value: 10 } } } })
  const { body: difference } = await author.get(`/api/policy-versions/${draft.id}/difference`)
  expect(difference).toMatchObject({
    against: 1,
    added: [],
    removed: [],
    changed: [],
    policy: [{ path: 'fields.restocking-fee.value', before: 15, after: 10 }],
  })
  expect((await submit(draft.id)).body.state).toBe('review')
  const { body: waiting } = await manager.get(`/api/policy-versions/${draft.id}`)
  expect(waiting).toMatchObject({ isOwn: false, may: { approve: true, sendBack: true, edit: false } })
  expect((await approve(draft.id)).body).toMatchObject({ state: 'approved', may: { publish: true } })
  expect(await inForce('no-reason-return')).toBe(15)
  const published = await manager.post(`/api/return-policies/${draft.policyId}/publications`, {
    versionId: draft.id,
    from: null,
    reason: 'Fewer complaints',
  })
  expect(published.body).toMatchObject({
    inForce: { number: 2, reason: 'Fewer complaints', byName: 'manager' },
    open: null,
  })
  expect(await inForce('no-reason-return')).toBe(10)
  const { body: versions } = await author.get(`/api/return-policies/${draft.policyId}/versions`)
  expect(versions.items[0]).toMatchObject({
    number: 2,
    isInForce: true,
    steps: [
      { step: 'begun', byName: 'supervisor' },
      { step: 'submitted', byName: 'supervisor', note: 'Please look' },
      { step: 'approved', byName: 'manager' },
    ],
  })
  const audited = await world.sql(
    `select action from audit_entries where subject_kind = 'policy-version' and subject_name = 'no-reason-return v2' order by sequence`,
  )
  expect(audited.map(({ action }: { action: string }) => action)).toEqual([
    'policies.draft-begun',
    'policies.draft-saved',
    'policies.version-submitted',
    'policies.version-approved',
    'policies.version-published',
  ])
})

describe('a second person', () => {
  test('nobody who saved a version approves it, however many saved after them', async () => {
    const draft = await begin('quality-return')
    const first = await save(
      draft.id,
      draft.revision,
      { ...draft.content, title: { en: 'Mine', 'zh-CN': '我的' } },
      manager,
    )
    expect(first.status).toBe(200)
    const then = await save(draft.id, 2, { ...draft.content, title: { en: 'Ours', 'zh-CN': '我们的' } })
    expect(then.status).toBe(200)
    await submit(draft.id)
    expect((await approve(draft.id, manager)).body).toMatchObject({ status: 403, code: 'policies.own-approval' })
    expect((await approve(draft.id, author)).body.code).toBe('request.forbidden')
    await expect(
      world.sql(`update policy_versions set state = 'approved', approved_at = now(), approved_by = $2 where id = $1`, [
        draft.id,
        manager.memberId,
      ]),
    ).rejects.toThrow(/second_person/)
    const another = await world.hire('manager', { name: 'Another' })
    expect((await approve(draft.id, another)).body.state).toBe('approved')
  })

  test('sends back with a comment, which stays with the version', async () => {
    const draft = await begin('wrong-item')
    await submit(draft.id)
    const { revision } = await version(draft.id)
    const wordless = await manager.post(`/api/policy-versions/${draft.id}/return`, { revision, note: ' ' })
    expect(wordless.status).toBe(400)
    const back = await manager.post(`/api/policy-versions/${draft.id}/return`, {
      revision,
      note: 'Ask for a photo first',
    })
    expect(back.body).toMatchObject({ state: 'draft' })
    expect(back.body.steps.at(-1)).toMatchObject({ step: 'returned', byName: 'manager', note: 'Ask for a photo first' })
    expect((await author.delete(`/api/policy-versions/${draft.id}`)).status).toBe(200)
    expect((await version(draft.id)).state).toBe('discarded')
    expect((await begin('wrong-item')).number).toBe(3)
  })
})

test('one draft of a policy is open at a time, and it is named', async () => {
  const draft = await begin('late-delivery')
  const second = await manager.post(`/api/return-policies/${draft.policyId}/versions`, { from: 'shipped' })
  expect(second.body).toMatchObject({ status: 409, code: 'policies.draft-open', details: { versionId: draft.id } })
})

test('of two who save the same draft the second hears who was first, and nothing is lost', async () => {
  const draft = await begin('changed-order')
  const mine = { ...draft.content, title: { en: 'First', 'zh-CN': '先' } }
  expect((await save(draft.id, 1, mine)).body.revision).toBe(2)
  const late = await save(draft.id, 1, { ...draft.content, title: { en: 'Second', 'zh-CN': '后' } }, manager)
  expect(late.body).toMatchObject({ status: 409, code: 'policies.changed-meanwhile' })
  expect(late.body.details).toMatchObject({ name: 'supervisor', revision: 2 })
  expect((await version(draft.id)).content.title.en).toBe('First')
  expect((await save(draft.id, 2, mine)).body.revision).toBe(2)
})

describe('a version with faults', () => {
  test('is kept as a draft and goes no further; each fault names its node', async () => {
    const draft = await begin('not-received')
    const [start] = [draft.content.start]
    const nodes = { ...draft.content.nodes }
    delete nodes[start]
    const broken = await save(draft.id, 1, { ...draft.content, nodes })
    expect(broken.status).toBe(200)
    expect(broken.body.faults).toContainEqual({ code: 'start-missing', node: null, parameters: { to: start } })
    const refused = await submit(draft.id)
    expect(refused.body).toMatchObject({ status: 422, code: 'policies.faulty' })
    expect(refused.body.details.faults).toEqual(broken.body.faults)
    const { body } = await author.post('/api/return-policies/checks', { content: draft.content })
    expect(body.faults).toEqual([])
  })

  test('that came by a new store blocks what was approved before it', async () => {
    const own = await begin('no-reason-return')
    await save(own.id, 1, withFee(own.content, 9))
    await submit(own.id)
    await approve(own.id)
    const store = await createStore(world.context(), { name: 'Kobo', marketplace: 'amazon-pl', signatureName: 'Kobo' })
    const refused = await manager.post(`/api/return-policies/${own.policyId}/publications`, {
      versionId: own.id,
      from: null,
      reason: '',
    })
    expect(refused.body.details.faults[0]).toMatchObject({
      code: 'template-language',
      parameters: { language: 'pl' },
    })
    await world.sql('update stores set active = false where id = $1', [store.id])
  })
})

describe('a version', () => {
  test('begins with a day of the workspace’s zone, can be cancelled before, and is gone back from with a reason', async () => {
    const { id: policyId, inForce: before } = await policyOf('no-reason-return')
    const draft = await approved('no-reason-return', 8)
    const publish = (body: object) => manager.post(`/api/return-policies/${policyId}/publications`, body)
    const later = (from: string) => publish({ versionId: draft.id, from, reason: '' })
    expect((await later('2026-03-02')).body.code).toBe('policies.day-past')
    const { body: scheduled } = await later('2026-03-03')
    // Midnight there is 16:00 in UTC.
    expect(scheduled.scheduled).toMatchObject({ effectiveAt: '2026-03-02T16:00:00.000Z', number: draft.number })
    expect((await later('2026-03-04')).body.code).toBe('policies.scheduled-already')
    const cancelled = await manager.delete(`/api/policy-publications/${scheduled.scheduled.id}`)
    expect(cancelled.body).toMatchObject({ scheduled: null, inForce: { number: before.number } })
    expect((await manager.delete(`/api/policy-publications/${scheduled.scheduled.id}`)).status).toBe(404)
    await later('2026-03-03')
    world.clock.set('2026-03-02T15:59:59Z')
    expect(await inForce('no-reason-return')).toBe(10)
    world.clock.set('2026-03-02T16:00:00Z')
    expect(await inForce('no-reason-return')).toBe(8)
    expect((await publish({ versionId: draft.id, from: null, reason: '' })).body.code).toBe('policies.in-force-already')
    const back = { versionId: before.versionId, from: null, reason: '' }
    expect((await publish(back)).body.code).toBe('policies.reason-needed')
    expect((await publish({ ...back, reason: 'More claims' })).body.inForce).toMatchObject({ number: before.number })
    expect(await inForce('no-reason-return')).toBe(10)
    expect(
      await world.sql(`select subject_name from audit_entries where action = 'policies.rolled-back'`),
    ).toHaveLength(1)
  })

  test('that nobody approved is not published, and an archived policy serves nothing', async () => {
    const draft = await begin('marketplace-decided')
    const body = { versionId: draft.id, from: null, reason: '' }
    const url = `/api/return-policies/${draft.policyId}`
    expect((await manager.post(`${url}/publications`, body)).body.code).toBe('policies.not-now')
    expect((await author.post(`${url}/archive`)).status).toBe(403)
    expect((await manager.post(`${url}/archive`)).body.archivedAt).not.toBeNull()
    expect((await policiesInForce(world.context())).map(({ policy }) => policy.key)).not.toContain(
      'marketplace-decided',
    )
    await manager.post(`${url}/restore`)
    expect((await policiesInForce(world.context())).map(({ policy }) => policy.key)).toContain('marketplace-decided')
  })
})

test('policies are asked in the order in which they are put', async () => {
  const ids = (await list()).map(({ id }: { id: string }) => id)
  const turned = [...ids].reverse()
  const { body } = await manager.put('/api/return-policies/order', { ids: turned })
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual(turned)
  expect((await policiesInForce(world.context())).map(({ policyId }) => policyId)).toEqual(turned)
  expect((await manager.put('/api/return-policies/order', { ids: ids.slice(1) })).body.code).toBe(
    'policies.order-changed',
  )
  await manager.put('/api/return-policies/order', { ids })
})
