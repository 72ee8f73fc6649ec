import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { checkOutgoing, renderTemplate } from './index.ts'

let world: World
let writer: Caller
let agent: Caller
const shops: Record<string, string> = {}

beforeAll(async () => {
  world = await openWorld()
  for (const marketplace of ['amazon-de', 'ebay-de', 'own-shop']) {
    const shop = await createStore(world.context(), { name: `Shop ${marketplace}`, marketplace })
    shops[marketplace] = shop.id
  }
  writer = await world.as('supervisor')
  agent = await world.as('agent')
})
afterAll(() => world.close())

describe('the check before sending', () => {
  const codes = async (letter: Partial<Parameters<typeof checkOutgoing>[1]>) =>
    (await checkOutgoing(world.context(), { text: '', isAnswer: true, ...letter })).map(({ code }) => code)

  test('knows each marketplace by its rules', async () => {
    const text =
      'Thank you for the order. Call us at +49 30 1234567 or visit https://hallomoebel.example/shop for more.'
    expect(await codes({ text, storeId: shops['amazon-de'] })).toEqual([
      'content.phone-number',
      'content.external-link',
    ])
    expect(await codes({ text, storeId: shops['own-shop'] })).toEqual([])
    expect(await codes({ text: 'x'.repeat(2001), storeId: shops['ebay-de'] })).toEqual(['length.over'])
    expect(await codes({ text: 'x'.repeat(2001), marketplaceKind: 'own-shop' })).toEqual([])
  })

  test('a rule row that is changed counts at once', async () => {
    await world.first.post('/api/marketplace-rules', {
      scope: 'ebay-de',
      code: 'message.length-max',
      value: 10,
      unit: 'characters',
      validFrom: '2026-01-01',
      source: { kind: 'own', text: 'for this test', reference: '' },
    })
    expect(await codes({ text: 'Hello there.', storeId: shops['ebay-de'] })).toEqual(['length.over'])
  })

  test('knows the buyer’s language', async () => {
    const text = 'Thank you for your message. We have received your order and will send the parcel on Monday.'
    const [finding] = await checkOutgoing(world.context(), { text, isAnswer: true, buyerLanguage: 'de' })
    expect(finding).toMatchObject({
      code: 'language.wrong',
      severity: 'block',
      message: 'The letter is in English, but this buyer reads German.',
    })
    expect(await codes({ text, buyerLanguage: 'en' })).toEqual([])
  })

  test('holds a template to where and how it may be sent', async () => {
    const amazon = { storeId: shops['amazon-de'], isAnswer: false, orderNumber: '302-4459871-2291564' }
    const closing = await renderTemplate(world.context(), { key: 'closing.satisfaction', language: 'de', values: {} })
    expect(await codes({ ...amazon, text: 'Alles gut?', templateVersionId: closing.versionId })).toEqual([
      'template.not-here',
      'order-number.missing',
      'proactive.not-permitted',
    ])
    const orderedAt = new Date('2026-01-01T00:00:00Z')
    expect(await codes({ ...amazon, text: 'Zu 302-4459871-2291564', orderedAt })).toEqual(['proactive.too-late'])
  })

  test('answers in the words of the reader, by the interface as well', async () => {
    const reply = await agent.post('/api/outgoing-checks', {
      text: 'Your refund is on its way as soon as possible.',
      storeId: shops['amazon-de'],
      isAnswer: true,
    })
    expect(reply.body).toEqual([
      {
        code: 'tone.vague',
        severity: 'warn',
        field: 'body',
        quote: 'as soon as possible',
        start: 26,
        end: 45,
        message: '“as soon as possible”没有明确时间。',
        mend: '请写明日期时间：{{ promise.due | datetime }}。',
      },
    ])
  })
})

describe('phrases', () => {
  test('of the workspace’s own count at once, can be narrowed, and be deleted', async () => {
    const warehouse = { class: 'blame', language: 'en', pattern: 'our warehouse never errs' }
    const check = () => checkOutgoing(world.context(), { text: 'Our warehouse never errs.', isAnswer: true })
    expect(await check()).toEqual([])
    expect((await agent.post('/api/phrases', warehouse)).status).toBe(403)
    const { id } = (await writer.post('/api/phrases', warehouse)).body
    expect((await check()).map(({ code }) => code)).toEqual(['tone.blame'])
    expect((await writer.post('/api/phrases', warehouse)).body.code).toBe('templates.phrase-taken')
    await writer.patch(`/api/phrases/${id}`, { enabled: false })
    expect(await check()).toEqual([])
    expect((await writer.delete(`/api/phrases/${id}`)).body).toEqual({ done: true })
  })

  test('that came with Amends are switched off, not deleted', async () => {
    const { items } = (await agent.get('/api/phrases?class=coupon&language=de')).body
    expect(items.length).toBeGreaterThan(3)
    const at = `/api/phrases/${items[0].id}`
    expect((await writer.delete(at)).body.code).toBe('templates.phrase-shipped')
    expect((await writer.patch(at, { pattern: 'anders' })).body.code).toBe('templates.phrase-shipped')
    expect((await writer.patch(at, { enabled: false })).body.enabled).toBe(false)
  })

  test.each(['((a)', 'a', '… … … wide', 'open (bracket'])(
    '“%s” cannot be searched for and is refused',
    async (pattern) => {
      const reply = await writer.post('/api/phrases', { class: 'blame', language: 'en', pattern })
      expect([400, 422]).toContain(reply.status)
    },
  )
})
