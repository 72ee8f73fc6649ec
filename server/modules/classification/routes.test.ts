import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { classify, correct, personalData, subTypes } from './index.ts'
import { learn } from './service.learning.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const letter = (text: string, subject = '') => classify(world.context(), { subject, text })

describe('trying a letter', () => {
  test('shows kind, language, tone and priority with the buyer’s words', async () => {
    const agent = await world.as('agent')
    const { status, body } = await agent.post('/api/classification-trials', {
      text: 'GIVE ME MY MONEY BACK! Sonst gehe ich zum Anwalt. Mein Paket 302-1234567-1234567 ist nie angekommen.',
      vip: true,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ language: 'de', priority: 'urgent', mood: 'angry', capitals: true })
    expect(body.orderNumbers).toEqual(['302-1234567-1234567'])
    const codes = body.reasons.map(({ code }: { code: string }) => code)
    expect(codes).toEqual(expect.arrayContaining(['capitals', 'threat.lawyer', 'vip']))
  })

  test('needs the permission', async () => {
    const contact = await world.as('department-contact')
    expect((await contact.post('/api/classification-trials', { text: 'hi' })).status).toBe(403)
  })
})

describe('the workspace’s own rules', () => {
  const rule = { phrase: 'wobbly leg*', language: null, kind: 'return', subType: 'wobbly', active: true }
  const text = 'The chair I received has WOBBLY legs, please cancel my order'

  test('decide from the moment they are saved until they are gone', async () => {
    const admin = await world.as('admin')
    expect(await letter(text)).toMatchObject({ subType: 'cancel' })
    const added = await admin.post('/api/classification-rules', rule)
    expect(added).toMatchObject({ status: 201, body: { phrase: 'wobbly leg*', subType: 'wobbly' } })
    expect(await letter(text)).toMatchObject({ kind: 'return', subType: 'wobbly' })
    expect((await letter(text)).reasons[0]).toMatchObject({ code: 'own-rule', about: added.body.id })

    const url = `/api/classification-rules/${added.body.id}`
    expect((await admin.put(url, { ...rule, active: false })).status).toBe(200)
    expect(await letter(text)).toMatchObject({ subType: 'cancel' })
    expect((await admin.delete(url)).status).toBe(204)
    expect((await admin.delete(url)).body).toMatchObject({ code: 'classification.rule-not-found' })
  })

  test('one phrase has one rule in a language, and a phrase has words', async () => {
    const admin = await world.as('admin')
    const first = await admin.post('/api/classification-rules', { ...rule, phrase: 'Kaffee*' })
    expect(await admin.post('/api/classification-rules', { ...rule, phrase: 'kaffee*' })).toMatchObject({
      status: 409,
      body: { code: 'classification.phrase-taken' },
    })
    expect((await admin.post('/api/classification-rules', { ...rule, phrase: 'kaffee*', language: 'de' })).status).toBe(
      201,
    )
    const other = await admin.post('/api/classification-rules', { ...rule, phrase: 'tea' })
    expect(await admin.put(`/api/classification-rules/${other.body.id}`, { ...rule, phrase: 'KAFFEE*' })).toMatchObject(
      { status: 409 },
    )
    expect(
      (await admin.put(`/api/classification-rules/${first.body.id}`, { ...rule, phrase: 'Kaffee *' })).status,
    ).toBe(200)
    expect(await admin.post('/api/classification-rules', { ...rule, phrase: 'x *' })).toMatchObject({
      status: 422,
      body: { code: 'classification.phrase-empty' },
    })
    const { body } = await admin.get('/api/classification-rules')
    expect(body.items.map(({ phrase }: { phrase: string }) => phrase)).toContain('tea')
  })

  test('an agent reads them and cannot write them', async () => {
    const agent = await world.as('agent')
    expect((await agent.get('/api/classification-rules')).status).toBe(200)
    expect((await agent.post('/api/classification-rules', rule)).status).toBe(403)
  })
})

test('order numbers of the own shop are known once their form is', async () => {
  const admin = await world.as('admin')
  expect((await letter('Where is AM-004711?')).orderNumbers).toEqual([])
  expect((await admin.put('/api/classification-settings', { orderPatterns: ['AM-######'] })).status).toBe(200)
  expect((await letter('Where is am-004711?')).orderNumbers).toEqual(['AM-004711'])
  expect(await admin.put('/api/classification-settings', { orderPatterns: ['A-##'] })).toMatchObject({
    status: 422,
    body: { code: 'classification.pattern-vague' },
  })
})

describe('learning', () => {
  const puzzled = [
    'Could you engrave the initials MJ on the ring?',
    'Is an engraving of a date possible on the bracelet?',
    'Please engrave "Forever" on the inside of my ring.',
  ]

  test('from corrections, without keeping who wrote', async () => {
    const supervisor = await world.as('supervisor')
    for (const text of puzzled) {
      const { status } = await supervisor.post('/api/classification-corrections', {
        subject: 'Question from jane@example.org about 112-1234567-7654321',
        text,
        kind: 'order',
        subType: 'engraving',
      })
      expect(status).toBe(204)
    }
    const waiting = await supervisor.get('/api/classification-learning')
    expect(waiting.body).toMatchObject({ corrections: 3, learntFrom: 0, learntAt: null, waiting: true })
    const kept = await world.sql('select text from classification_corrections')
    for (const { text } of kept) expect(text).not.toMatch(/jane|1234567/)

    world.clock.advance(60_000)
    await world.work()
    const learnt = await supervisor.get('/api/classification-learning')
    expect(learnt.body).toMatchObject({ corrections: 3, learntFrom: 3, waiting: false })
    expect(learnt.body.subTypes.order).toEqual({ shipped: subTypes.order, taught: ['engraving'] })
    expect(await letter('Can you engrave my name on the watch?')).toMatchObject({ kind: 'order', subType: 'engraving' })
    expect(await letter('Where is my parcel?')).toMatchObject({ subType: 'order-status' })

    const models = 'select count(*)::int as count from classification_models'
    await learn(world.context())
    expect(await world.sql(models), 'nothing new, nothing trained').toEqual([{ count: 1 }])
    await world.sql(`update classification_models set shipped_version = 'old'`)
    await learn(world.context())
    expect(await world.sql(models), 'the desk was updated').toEqual([{ count: 2 }])
  })

  test('a ticket corrected twice teaches its last word', async () => {
    const ticketId = world.context().newId()
    const words = { ticketId, subject: '', text: 'The zip is stuck', kind: 'return' as const }
    await correct(world.context(), { ...words, subType: 'damaged' })
    await correct(world.context(), { ...words, subType: 'defective' })
    expect(await world.sql('select sub_type from classification_corrections where ticket_id = $1', [ticketId])).toEqual(
      [{ sub_type: 'defective' }],
    )
  })

  test('stays in its workspace', async () => {
    const stranger = await world.stranger()
    const found = await classify(stranger.context(), { subject: '', text: 'Can you engrave my name on the watch?' })
    expect(found.subType).not.toBe('engraving')
    expect((await stranger.caller.get('/api/classification-learning')).body).toMatchObject({ corrections: 0 })
  })
})

test('every column that holds words of a buyer is listed', async () => {
  const columns = await world.sql(
    `select table_name || '.' || column_name as named from information_schema.columns
     where table_name like 'classification\\_%' and data_type in ('text', 'character varying')
       and column_name not in ('kind', 'sub_type', 'language', 'shipped_version', 'phrase', 'proposed', 'confirmed')`,
  )
  expect(personalData.map(({ table, column }) => `${table}.${column}`)).toEqual(columns.map(({ named }) => named))
})
