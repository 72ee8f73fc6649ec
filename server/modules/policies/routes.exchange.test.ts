import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { nodeFigures } from './index.ts'
import { policyFileOf } from './rules.exchange.ts'

let world: World
let author: Caller
beforeAll(async () => {
  world = await openWorld()
  author = await world.as('supervisor')
})
afterAll(() => world.close())

const policyOf = async (key: string) => {
  const { items } = (await world.first.get('/api/return-policies')).body
  return items.find((line: { key: string }) => line.key === key)
}
const version = async (id: string) => (await author.get(`/api/policy-versions/${id}`)).body

describe('a file', () => {
  test('that was exported is read back as it was, into a new policy where its key is new', async () => {
    const { inForce } = await policyOf('no-reason-return')
    const file = await author.get(`/api/policy-versions/${inForce.versionId}/file`)
    expect(file.headers['content-disposition']).toBe('attachment; filename="no-reason-return-v1.json"')
    const content = (await version(inForce.versionId)).content
    expect(file.body).toEqual(JSON.parse(policyFileOf(content)))
    const renamed = JSON.stringify({ ...file.body, policy: { ...content, key: 'sofas' } })
    const { body } = await author.post('/api/return-policies/imports', { text: `\uFEFF${renamed}` })
    expect(body).toMatchObject({ number: 1, state: 'draft', content: { ...content, key: 'sofas' } })
    expect(await policyOf('sofas')).toMatchObject({ shipped: false, inForce: null, open: { id: body.id } })
    const again = await author.post('/api/return-policies/imports', { text: renamed })
    expect(again.body.code).toBe('policies.draft-open')
  })

  const sound = '{"format":"amends.return-policy","formatVersion":1,"policy":'
  const tree = (title: string) =>
    `{"key":"odd","title":{"en":${title},"zh-CN":"奇"},"applies":{"all":[]},"fields":{},"start":"end","nodes":{"end":{"kind":"end","title":{"en":"End","zh-CN":"结束"},"outcome":"kept"}}}}`
  test.each([
    ['no JSON', 'PK\u0003\u0004'],
    ['a table', 'key;title\nodd;Odd'],
    ['half a file', sound],
    ['another format', '{"format":"amends.backup","formatVersion":1,"policy":{}}'],
    ['a later format', `${sound.replace('1', '2')}${tree('"Odd"')}`],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a key of the language itself', `${sound}${tree('"Odd"').replace('"end":', '"__proto__":')}`],
    ['a field that nobody knows', `${sound}${tree('"Odd"').replace('"fields"', '"script":1,"fields"')}`],
    ['a text with U+0000', `${sound}${tree('"Odd\\u0000"')}`],
    ['half a surrogate pair', `${sound}${tree('"Odd\\ud800"')}`],
    ['very deep', `${sound}${'{"not":'.repeat(5_000)}1${'}'.repeat(5_001)}`],
  ])('that is %s is refused with the place, and nothing is kept', async (_, text) => {
    const refused = await author.post('/api/return-policies/imports', { text })
    expect(refused.body).toMatchObject({ status: 422, code: 'policies.shape' })
    expect(refused.body.errors[0].field).toMatch(/^content/)
    expect(await policyOf('odd')).toBeUndefined()
  })
})

test('an imagined return is decided by the tree on the screen, under the rules of its marketplace', async () => {
  const { inForce } = await policyOf('no-reason-return')
  const { content } = await version(inForce.versionId)
  const facts = {
    reason: 'no-reason',
    marketplace: 'amazon-us',
    isInPolicy: true,
    condition: 'original',
    daysSinceDelivery: 3,
  }
  const asked = (history: object[], over = {}) =>
    author.post('/api/return-policies/trials', { content, facts: { ...facts, ...over }, history })
  const { body } = await asked([])
  expect(body).toMatchObject({ applies: true, step: { kind: 'letter', node: 'letter-1-no-fee' } })
  expect(body.step.because.at(-1)).toMatchObject({ code: 'otherwise', node: 'fee-permitted' })
  const insisted = await asked([{ node: 'letter-1-no-fee', outcome: 'insists' }], { profanity: true })
  expect(insisted.body.step).toMatchObject({ kind: 'act', node: 'approve-directly' })
  const unknown = await asked([{ node: 'gone', outcome: 'done' }])
  expect(unknown.body.step).toMatchObject({ kind: 'supervisor', reason: { code: 'node-missing' } })
})

test('what came of a node is told by whoever has the returns', async () => {
  const { inForce } = await policyOf('no-reason-return')
  const url = `/api/policy-versions/${inForce.versionId}/figures`
  expect((await author.get(url)).body).toEqual({ items: [] })
  const figure = {
    node: 'letter-1',
    running: 2,
    passed: 9,
    outcomes: { withdrawn: 3 },
    loss: { amount: 120, currency: 'CNY' },
  }
  world.services.hooks.hang(nodeFigures, async (_, { versionIds }) =>
    versionIds.map((versionId) => ({ versionId, ...figure })),
  )
  expect((await author.get(url)).body).toEqual({ items: [figure] })
})

test('nothing crosses into another workspace, and an agent only reads', async () => {
  const { inForce } = await policyOf('no-reason-return')
  const { caller } = await world.stranger()
  expect((await caller.get(`/api/policy-versions/${inForce.versionId}`)).status).toBe(404)
  const agent = await world.as('agent')
  expect((await agent.get('/api/return-policies')).status).toBe(200)
  expect((await agent.get('/api/return-policies/ground')).body.letters.length).toBeGreaterThan(5)
  const refused = await agent.post('/api/return-policies', {
    key: 'new-one',
    title: { en: 'N', 'zh-CN': '新' },
    fromVersionId: null,
  })
  expect(refused.status).toBe(403)
  const { body } = await author.post('/api/return-policies', {
    key: 'new-one',
    title: { en: 'N', 'zh-CN': '新' },
    fromVersionId: null,
  })
  expect(body).toMatchObject({ state: 'draft', faults: [], content: { key: 'new-one' } })
})
