import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { recordOutcome, recordUse, renderTemplate, seedTemplates, suggestTemplates } from './index.ts'

let world: World
let agent: Caller

beforeAll(async () => {
  world = await openWorld()
  agent = await world.as('agent')
})
afterAll(() => world.close())

describe('the starter set', () => {
  test('is there for a new workspace, once, in six languages, in use', async () => {
    await seedTemplates(world.context())
    const { body } = await agent.get('/api/templates?limit=200')
    expect(body.items.length).toBeGreaterThanOrEqual(40)
    expect(body.next).toBeNull()
    for (const item of body.items) {
      expect(item.languages.map(({ language, published }: never) => [language, published])).toEqual(
        ['de', 'en', 'es', 'fr', 'it', 'ja'].map((language) => [language, 1]),
      )
    }
  })

  test('is found by Chinese or English words, by kind, category, language and place', async () => {
    const keys = async (query: string) =>
      (await agent.get(`/api/templates?${query}&limit=200`)).body.items.map(({ key }: { key: string }) => key)
    expect(await keys(`search=${encodeURIComponent('退货信')}`)).toEqual([
      'return.letter-1',
      'return.letter-1-no-fee',
      'return.letter-2',
      'return.letter-2-no-fee',
      'return.letter-3',
    ])
    expect(await keys('search=invoice')).toEqual(['order.invoice'])
    expect(await keys('category=claim')).toEqual(['claim.a-to-z', 'claim.chargeback'])
    expect(await keys('category=claim&marketplace=ebay')).toEqual(['claim.chargeback'])
    expect(await keys('language=sv')).toEqual([])
    expect((await keys('kind=return')).length).toBeGreaterThan(10)
  })

  test('comes page by page', async () => {
    const first = (await agent.get('/api/templates?limit=30')).body
    const second = (await agent.get(`/api/templates?limit=30&after=${first.next}`)).body
    const keys = [...first.items, ...second.items].map(({ key }: { key: string }) => key)
    expect(keys).toEqual([...new Set(keys)].sort())
    expect(second.next).toBeNull()
  })
})

describe('a letter', () => {
  test('is filled in the buyer’s language, with the sense in Chinese beside it', async () => {
    const { body } = await agent.post('/api/template-letters', {
      key: 'refund.issued',
      language: 'de',
      zone: 'Europe/Berlin',
      values: {
        'buyer.name': 'Anna Schmidt',
        'order.number': '302-4459871-2291564',
        'refund.amount': { amount: 39900, currency: 'EUR' },
        'agent.name': 'Lily',
        'store.name': 'Hallomöbel',
      },
    })
    expect(body).toMatchObject({ language: 'de', missing: [], findings: [] })
    expect(body.text).toContain('Guten Tag Anna Schmidt,')
    expect(body.text).toContain('den vollen Betrag von 399,00\u00a0€ für Ihre Bestellung 302-4459871-2291564 erstattet')
    expect(body.meaning).toContain('全额退款 €399.00')
  })

  test('names what is missing, and how to mend it, in the reader’s language', async () => {
    const { body } = await agent.post('/api/template-letters', { key: 'refund.issued', language: 'fr', values: {} })
    expect(body.missing).toEqual(['order.number', 'refund.amount', 'agent.name', 'store.name'])
    expect(body.text).toContain('{{ refund.amount }}')
    expect(body.findings[1]).toMatchObject({
      code: 'variable.missing',
      severity: 'block',
      message: '变量“refund.amount”（退款金额）没有值。',
    })
  })

  test('falls back to English where the buyer’s language was not written', async () => {
    const letter = await renderTemplate(world.context(), { key: 'acknowledgement', language: 'sv', values: {} })
    expect(letter.language).toBe('en')
  })

  test('takes what a buyer called themselves as it is: no line, no variable, no code', async () => {
    const letter = await renderTemplate(world.context(), {
      key: 'acknowledgement',
      language: 'en',
      values: {
        'buyer.name': 'Eve\r\nBcc: all@x.invalid {{ agent.name }} {% if 1 %}\u202egnp',
        'ticket.number': 'T-1',
        'store.name': 'S',
      },
    })
    expect(letter.text.split('\n')[0]).toBe('Hello Eve Bcc: all@x.invalid { { agent.name }} { % if 1 %} gnp,')
    expect(letter.missing).toEqual([])
  })

  test('of a template that nobody published is refused by name', async () => {
    const reply = await agent.post('/api/template-letters', { key: 'no.such', language: 'en', values: {} })
    expect(reply).toMatchObject({ status: 409, body: { code: 'templates.no-text' } })
  })
})

describe('suggestions', () => {
  const keysFor = async (occasion: object) =>
    (await suggestTemplates(world.context(), { limit: 3, ...occasion })).map(({ key }) => key)

  test('fit what the buyer writes about, and what the marketplace permits', async () => {
    expect((await keysFor({ kind: 'complaint', subType: 'damaged', language: 'de' })).sort()).toEqual([
      'investigation.photos',
      'item.damaged-keep',
      'item.replacement-offer',
    ])
    expect((await keysFor({ kind: 'order', subType: 'cancel', language: 'ja' })).slice(0, 2).sort()).toEqual([
      'order.cancel-too-late',
      'order.cancelled',
    ])
    expect(await keysFor({ kind: 'claim', subType: 'a-to-z', marketplaceKind: 'ebay' })).not.toContain('claim.a-to-z')
  })

  test('learn from what came of a letter', async () => {
    const occasion = { kind: 'order', subType: 'cancel', language: 'en', limit: 2 }
    const [, second] = await suggestTemplates(world.context(), occasion)
    const { versionId } = await renderTemplate(world.context(), { key: second?.key ?? '', language: 'en', values: {} })
    for (let sent = 0; sent < 20; sent++) {
      await recordUse(world.context(), { versionId, edited: sent === 0 })
      await recordOutcome(world.context(), { versionId, outcome: 'solved', rating: 4 + (sent % 2) })
    }
    const [first] = await suggestTemplates(world.context(), occasion)
    expect(first).toMatchObject({
      key: second?.key,
      settledShare: 1,
      figures: { uses: 20, edited: 1, solved: 20, returned: 0, rated: 20, rating: 4.5 },
    })
  })

  test('are offered by the interface too, to those who may use them', async () => {
    const { body } = await agent.get('/api/template-suggestions?kind=return&language=fr&marketplaceKind=amazon&limit=5')
    expect(body).toHaveLength(5)
    expect(body[0]).toMatchObject({ language: 'fr', speaksBuyersLanguage: true })
  })
})

test('the starter set reaches a workspace that exists already, once, and changes nothing that it has', async () => {
  const letter = async (key: string) =>
    (await agent.get('/api/templates?limit=200')).body.items.find((item: { key: string }) => item.key === key)
  const [edited, retired] = [await letter('order.invoice'), await letter('return.letter-3')]
  const title = { en: 'Our invoice', 'zh-CN': '我们的发票信' }
  await world.first.patch(`/api/templates/${edited.id}`, { title })
  await world.first.post(`/api/templates/${retired.id}/retire`)
  // An older version shipped neither of these; somebody has done away with the third for good.
  const lacks = (key: string) => world.sql('delete from templates where key = $1', [key])
  for (const key of ['refund.issued', 'claim.a-to-z', 'claim.chargeback']) await lacks(key)
  await world.sql(`delete from starter_letters_brought where key in ('refund.issued', 'claim.a-to-z')`)
  const fields = { purpose: title, kinds: ['claim'], stage: 'answer', category: 'claim', marketplaces: ['amazon'] }
  const own = await world.first.post('/api/templates', { key: 'claim.a-to-z', title, ...fields })
  expect(own.status).toBe(201)
  await world.work()
  const brought = await letter('refund.issued')
  expect(brought).toMatchObject({ broughtAt: world.clock.now().toISOString(), shipped: true })
  expect(brought.languages).toHaveLength(6)
  expect(await letter('claim.a-to-z')).toMatchObject({ title, shipped: false, broughtAt: null })
  expect(await letter('claim.chargeback')).toBeUndefined()
  expect(await letter('order.invoice')).toMatchObject({ title, broughtAt: null })
  expect(await letter('return.letter-3')).toBeUndefined()
  await world.work()
  expect((await letter('refund.issued')).id).toBe(brought.id)
  const told = await world.sql(`select subject_name from audit_entries where action = 'templates.letter-brought'`)
  expect(told).toEqual([{ subject_name: 'refund.issued' }])
})
