import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { renderTemplate } from './index.ts'

let world: World
let writer: Caller
let agent: Caller

beforeAll(async () => {
  world = await openWorld()
  writer = await world.as('supervisor')
  agent = await world.as('agent')
})
afterAll(() => world.close())

const idOf = async (key: string): Promise<string> => {
  const { body } = await agent.get(`/api/templates?search=${key}&limit=200`)
  return body.items.find((item: { key: string }) => item.key === key).id
}

describe('writing', () => {
  const wanted = {
    key: 'order.gift-wrap',
    title: { en: 'Gift wrap', 'zh-CN': '礼品包装' },
    purpose: { en: 'The buyer asks for gift wrapping.', 'zh-CN': '买家要求礼品包装。' },
    kinds: ['order'],
    stage: 'answer',
    category: 'order',
    marketplaces: ['own-shop'],
  }
  const body = 'Hello, your order {{ order.number }} will be wrapped by {{ promise.due | datetime }}.'
  const draft = { subject: null, body, meaning: '订单 {{ order.number }} 将于 {{ promise.due | datetime }} 前包装。' }

  test('goes from draft to review to use, and a used text is never changed', async () => {
    const { id } = (await writer.post('/api/templates', wanted)).body
    expect((await writer.post('/api/templates', wanted)).body.code).toBe('templates.key-taken')
    const at = `/api/templates/${id}/texts/en`
    expect((await writer.put(at, { ...draft, basedOn: null })).body.text).toMatchObject({ number: 1, status: 'draft' })
    expect((await agent.put(at, draft)).status).toBe(403)
    expect((await writer.post(`${at}/publish`)).status).toBe(403)
    expect((await writer.post(`${at}/review`)).body.text.status).toBe('review')
    expect((await writer.put(at, draft)).body.code).toBe('templates.in-review')
    expect((await world.first.post(`${at}/return`, { note: 'name the day' })).body.text).toMatchObject({
      status: 'draft',
      note: 'name the day',
    })
    const published = (await world.first.post(`${at}/publish`)).body.text
    expect(published).toMatchObject({ status: 'published', variables: ['order.number', 'promise.due'] })

    await writer.put(at, { ...draft, body: `${body} Thank you.`, basedOn: 1 })
    const used = await renderTemplate(world.context(), { key: wanted.key, language: 'en', values: {} })
    expect(used.text).not.toContain('Thank you')
    await world.first.post(`${at}/publish`)
    const versions = (await agent.get(`${at}/versions`)).body
    expect(versions.map(({ number, status }: never) => [number, status])).toEqual([
      [2, 'published'],
      [1, 'retired'],
    ])
  })

  test('two people who write at once: the second is told, nothing is lost', async () => {
    const id = await idOf('order.status')
    const at = `/api/templates/${id}/texts/en`
    expect((await writer.put(at, { ...draft, basedOn: 1 })).status).toBe(200)
    const late = await world.first.put(at, { ...draft, basedOn: 1 })
    expect(late).toMatchObject({ status: 409, body: { code: 'templates.changed-meanwhile' } })
    expect((await writer.delete(at)).body).toEqual({ done: true })
    expect((await writer.delete(at)).body.code).toBe('templates.nothing-open')
  })

  test('a text with unknown variables, bare money or no Chinese sense is saved but not published', async () => {
    const id = await idOf('refund.status')
    const at = `/api/templates/${id}/texts/nl`
    const { body } = await writer.put(at, {
      subject: null,
      body: 'Bedrag {{ refund.amount }} voor {{ order.numbre }}. {{ order.date | money }}',
      meaning: '',
    })
    expect(body.findings.map(({ code }: { code: string }) => code)).toEqual([
      'template.filter-needed',
      'template.unknown-variable',
      'template.filter-misplaced',
      'template.meaning-missing',
    ])
    expect(body.findings[1].mend).toContain('{{ order.number }}')
    const refused = await world.first.post(`${at}/publish`)
    expect(refused).toMatchObject({ status: 422, body: { code: 'templates.faulty' } })
    expect(refused.body.details.findings).toHaveLength(4)
    await writer.delete(at)
  })

  test('is shown filled in while it is written', async () => {
    const { body } = await writer.post('/api/template-previews', {
      ...draft,
      subject: 'Order {{ order.number }}',
      language: 'en',
      zone: 'Europe/Berlin',
      values: { 'order.number': '1-2' },
    })
    expect(body).toMatchObject({
      text: 'Hello, your order 1-2 will be wrapped by March 3, 2026, 4:00 PM (GMT+1).',
      subject: 'Order 1-2',
      findings: [],
    })
    const unknown = await writer.post('/api/template-previews', { ...draft, body: '{{ order.numer }}', language: 'en' })
    expect(unknown.body).toMatchObject({ missing: [], findings: [{ code: 'template.unknown-variable' }] })
    const bad = await writer.post('/api/template-previews', { ...draft, body: '{% if order.number %}', language: 'en' })
    expect(bad.body.findings[0]).toMatchObject({ code: 'template.syntax', severity: 'block' })
    const zone = await writer.post('/api/template-previews', { ...draft, language: 'en', zone: 'Mars/Base' })
    expect(zone.body.code).toBe('templates.unknown-zone')
  })

  test('a retired template is not offered and not changed until it is restored', async () => {
    const id = await idOf('closing.thanks')
    expect((await writer.post(`/api/templates/${id}/retire`)).status).toBe(403)
    expect((await world.first.post(`/api/templates/${id}/retire`)).body.retiredAt).not.toBeNull()
    expect((await writer.patch(`/api/templates/${id}`, { proactive: true })).body.code).toBe('templates.retired')
    expect((await agent.get('/api/templates?status=retired')).body.items).toHaveLength(1)
    await world.first.post(`/api/templates/${id}/restore`)
    const changed = await writer.patch(`/api/templates/${id}`, { title: { en: 'Goodbye', 'zh-CN': '再会' } })
    expect(changed.body.title.en).toBe('Goodbye')
    expect((await agent.get(`/api/templates?search=goodbye`)).body.items[0].id).toBe(id)
  })

  test('the editor knows every variable and filter', async () => {
    const { variables, filters } = (await agent.get('/api/template-vocabulary')).body
    expect(variables.find(({ name }: { name: string }) => name === 'refund.amount')).toMatchObject({
      write: '{{ refund.amount | money }}',
      sample: '€399.00',
      meaning: { en: 'Amount refunded', 'zh-CN': '退款金额' },
    })
    expect(filters.map(({ name }: { name: string }) => name)).not.toContain('upcase')
  })
})
