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
      'return.letter-2',
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
