import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { rulesOf, ruleValue, seedMarketplaces, storesOf } from './index.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const open = async (name: string, marketplace: string, more: object = {}) =>
  (await world.first.post('/api/stores', { name, marketplace, ...more })).body

describe('stores', () => {
  test('a new store takes what it is not told from its marketplace', async () => {
    const reply = await world.first.post('/api/stores', { name: ' Nordhaus DE ', marketplace: 'amazon-de' })
    expect(reply).toMatchObject({
      status: 201,
      body: {
        name: 'Nordhaus DE',
        signatureName: 'Nordhaus DE',
        defaultLanguage: 'de',
        currency: 'EUR',
        zone: 'Europe/Berlin',
        externalSellerId: null,
        active: true,
      },
    })
    expect((await world.first.get(`/api/stores/${reply.body.id}`)).body).toEqual(reply.body)
  })

  test('what cannot be is refused at its field, in the words of the reader', async () => {
    await open('Kitto', 'ebay-uk', { externalSellerId: 'kitto_uk' })
    const twice = await world.first.post('/api/stores', { name: 'KITTO', marketplace: 'ebay-uk' })
    expect(twice).toMatchObject({ status: 409, body: { code: 'stores.name-taken', errors: [{ field: 'name' }] } })
    const seller = { name: 'Other', marketplace: 'ebay-uk', externalSellerId: 'kitto_uk' }
    expect((await world.first.post('/api/stores', seller)).body).toMatchObject({
      code: 'stores.seller-taken',
      errors: [{ field: 'externalSellerId' }],
    })
    const zone = await world.first.post('/api/stores', { name: 'X', marketplace: 'ebay-uk', zone: 'Mars/Base' })
    expect(zone).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'zone', message: expect.stringContaining('“Mars/Base”') }] },
    })
    const money = await world.first.post('/api/stores', { name: 'X', marketplace: 'ebay-uk', currency: 'XQZ' })
    expect(money.body).toMatchObject({ code: 'stores.unknown-currency' })
    const nowhere = await world.first.post('/api/stores', { name: 'X', marketplace: 'temu-us' })
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'stores.marketplace-not-found' } })
    expect((await world.first.post('/api/stores', { marketplace: 'ebay-uk' })).body.errors).toMatchObject([
      { field: 'name' },
    ])
  })

  test('a store is renamed, deactivated, found again and, while nothing hangs on it, deleted', async () => {
    const { id } = await open('Sommer 夏日', 'amazon-jp', { externalSellerId: 'A3SOMMER' })
    world.clock.advance(60_000)
    const changed = await world.first.patch(`/api/stores/${id}`, { name: 'Sommer JP', active: false })
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Sommer JP', active: false, signatureName: 'Sommer 夏日' },
    })
    expect(changed.body.updatedAt).not.toBe(changed.body.createdAt)
    const listed = async (query: string) => {
      const { body } = await world.first.get(`/api/stores?${query}`)
      return body.items.map((store: { name: string }) => store.name)
    }
    expect(await listed('search=a3sommer')).toEqual(['Sommer JP'])
    expect(await listed('search=somm&active=true')).toEqual([])
    expect(await listed('marketplace=amazon-jp')).toEqual(['Sommer JP'])
    expect(await listed('search=%25')).toEqual([])
    expect((await world.first.delete(`/api/stores/${id}`)).status).toBe(200)
    expect((await world.first.get(`/api/stores/${id}`)).status).toBe(404)
  })

  test('a store that something hangs on stays; the refusal says what to do instead', async () => {
    const { id } = await open('Busy', 'own-shop')
    await world.sql(
      `create table hanging (workspace_id uuid, store_id uuid, foreign key (workspace_id, store_id) references stores (workspace_id, id))`,
    )
    await world.sql('insert into hanging values ($1, $2)', [world.workspaceId, id])
    expect(await world.first.delete(`/api/stores/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'stores.in-use' },
    })
    expect((await world.first.patch(`/api/stores/${id}`, { active: false })).status).toBe(200)
  })

  test('a list is cut into pages that miss and repeat nothing', async () => {
    for (const name of ['P1', 'P2', 'P3', 'P4', 'P5']) await open(name, 'ebay-it')
    const seen: string[] = []
    let after = ''
    do {
      const { body } = await world.first.get(`/api/stores?marketplace=ebay-it&limit=2${after}`)
      seen.push(...body.items.map((store: { name: string }) => store.name))
      after = body.next ? `&after=${body.next}` : ''
    } while (after)
    expect(seen).toEqual(['P1', 'P2', 'P3', 'P4', 'P5'])
    expect((await world.first.get('/api/stores?after=broken')).status).toBe(400)
  })
})

describe('who may', () => {
  test('an agent of two stores sees these two, and the rest does not exist for them', async () => {
    const [mine, other] = [await open('Mine', 'amazon-fr'), await open('Theirs', 'amazon-fr')]
    const agent = await world.hire('agent', { storeIds: [mine.id] })
    expect((await agent.get('/api/stores')).body.items).toMatchObject([{ name: 'Mine' }])
    expect((await agent.get(`/api/stores/${other.id}`)).status).toBe(404)
    expect((await storesOf(await world.contextOf(agent))).map(({ id }) => id)).toEqual([mine.id])
    expect((await agent.post('/api/stores', { name: 'New', marketplace: 'amazon-fr' })).status).toBe(403)
  })

  test('whoever may change some stores only can neither open one nor touch the rules', async () => {
    const { id } = await open('Narrow', 'amazon-nl')
    const agent = await world.hire('agent', { storeIds: [id] })
    await world.sql(`update roles set permissions = permissions || '{"stores.write": "stores"}' where key = 'agent'`)
    expect((await agent.patch(`/api/stores/${id}`, { signatureName: 'Team Narrow' })).status).toBe(200)
    expect((await agent.post('/api/stores', { name: 'New', marketplace: 'amazon-nl' })).status).toBe(403)
    expect((await agent.patch('/api/marketplaces/amazon-nl', { zone: 'UTC' })).status).toBe(403)
    await world.sql(`update roles set permissions = permissions - 'stores.write' where key = 'agent'`)
  })

  test('another workspace has its own stores, marketplaces and rules', async () => {
    const { id } = await open('Secret', 'amazon-us')
    const stranger = await world.stranger()
    expect((await stranger.caller.get('/api/stores')).body.items).toEqual([])
    expect((await stranger.caller.get(`/api/stores/${id}`)).status).toBe(404)
    await stranger.caller.patch('/api/marketplaces/amazon-us', { zone: 'America/New_York' })
    expect((await world.first.get('/api/marketplaces/amazon-us')).body.zone).toBe('America/Los_Angeles')
  })
})

describe('marketplaces', () => {
  test('a workspace begins with all 26, and seeding again changes nothing', async () => {
    const before = (await world.first.get('/api/marketplaces')).body
    expect(before).toHaveLength(26)
    await world.first.patch('/api/marketplaces/amazon-se', { name: { en: 'Sweden', 'zh-CN': '瑞典' } })
    const rules = await world.sql('select count(*)::int as count from marketplace_rules')
    await seedMarketplaces(world.context())
    expect((await world.first.get('/api/marketplaces/amazon-se')).body.name).toEqual({ en: 'Sweden', 'zh-CN': '瑞典' })
    expect(await world.sql('select count(*)::int as count from marketplace_rules')).toEqual(rules)
  })

  test('an order number shape that cannot be read is refused', async () => {
    const reply = await world.first.patch('/api/marketplaces/own-shop', { orderNumberPatterns: ['#9{3,10}', '9{2'] })
    expect(reply).toMatchObject({
      status: 422,
      body: { code: 'stores.order-pattern', errors: [{ field: 'orderNumberPatterns' }] },
    })
  })
})

describe('rules', () => {
  const change = {
    scope: 'amazon-de',
    code: 'message.answer-within',
    value: 12,
    unit: 'hours',
    source: { kind: 'own', text: 'Our own promise', reference: '' },
    validFrom: '2026-05-01',
  }
  const valueAt = async (place: string, at: string) =>
    (await ruleValue(world.context(), place, 'message.answer-within', new Date(at)))?.value

  test('a marketplace’s own row rules from its first day there, in its own zone, and nowhere else', async () => {
    const reply = await world.first.post('/api/marketplace-rules', change)
    expect(reply).toMatchObject({
      status: 201,
      body: { shipped: false, validTo: null, recordedBy: world.first.memberId },
    })
    expect(await valueAt('amazon-de', '2026-04-30T21:59:59Z')).toBe(24)
    expect(await valueAt('amazon-de', '2026-04-30T22:00:00Z')).toBe(12)
    expect(await valueAt('amazon-fr', '2026-06-01T00:00:00Z')).toBe(24)
    expect(await ruleValue(world.context(), 'own-shop', 'message.answer-within', new Date())).toBeUndefined()
  })

  test('a later value ends the earlier one, which stays in the history with its source', async () => {
    await world.first.post('/api/marketplace-rules', { ...change, value: 8, validFrom: '2026-06-01' })
    const { body } = await world.first.get('/api/marketplaces/amazon-de/rules/message.answer-within')
    expect(body.map((row: { value: number; validTo: string | null }) => [row.value, row.validTo])).toEqual([
      [8, null],
      [12, '2026-06-01'],
      [24, null],
    ])
    expect(body[2]).toMatchObject({ scope: 'amazon', shipped: true, source: { kind: 'official' } })
  })

  test('of two people who record the same rule at once, both are kept and one rules', async () => {
    const both = [5, 6].map((value) =>
      world.first.post('/api/marketplace-rules', { ...change, scope: 'amazon-it', value }),
    )
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([201, 201])
    const rows = await world.sql(
      `select valid_to is null as open from marketplace_rules where scope = 'amazon-it' and code = $1`,
      [change.code],
    )
    expect(rows.map(({ open }) => open).sort()).toEqual([false, true])
  })

  test('ended without a successor, the kind’s row rules again', async () => {
    const { body } = await world.first.post('/api/marketplace-rules', { ...change, scope: 'amazon-es' })
    expect(await valueAt('amazon-es', '2026-08-01T00:00:00Z')).toBe(12)
    const ended = await world.first.post(`/api/marketplace-rules/${body.id}/end`, { on: '2026-07-01' })
    expect(ended).toMatchObject({ status: 200, body: { validTo: '2026-07-01' } })
    expect(await valueAt('amazon-es', '2026-08-01T00:00:00Z')).toBe(24)
    expect((await world.first.post(`/api/marketplace-rules/${body.id}/end`, { on: '2026-09-01' })).body).toMatchObject({
      code: 'stores.rule-end',
    })
  })

  test.each([
    ['a unit of another measure', { unit: 'percent' }, 'stores.rule-unit', 'unit'],
    ['a value of another shape', { value: true }, 'stores.rule-value', 'value'],
    ['an unknown place', { scope: 'temu' }, 'stores.rule-scope', 'scope'],
    ['an end before the beginning', { validTo: '2026-04-01' }, 'stores.rule-end', 'validTo'],
    ['no such day', { validFrom: '2026-02-30' }, 'request.invalid', 'validFrom'],
    ['no source', { source: undefined }, 'request.invalid', 'source'],
  ])('refused: %s', async (_what, wrong, code, field) => {
    const { body } = await world.first.post('/api/marketplace-rules', { ...change, ...wrong })
    expect(body).toMatchObject({ code })
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field)
  })

  test('one list shows what holds today: own, kind and general rows, each code once', async () => {
    const { body } = await world.first.get('/api/marketplaces/amazon-us/rules?at=2026-03-01T00:00:00Z')
    const codes = body.map((rule: { code: string }) => rule.code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(body.find((rule: { code: string }) => rule.code === 'return.refund-within')).toMatchObject({
      value: 4,
      unit: 'calendar-days',
    })
    expect(await rulesOf(world.context(), 'amazon-us', new Date('2026-03-01T00:00:00Z'))).toHaveLength(codes.length)
  })
})
