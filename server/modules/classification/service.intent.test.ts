import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { type Confirmation, confirmIntent, forgetCorrections, proposeIntent } from './index.ts'
import { learnIntents } from './service.intent.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const confirm = (one: Omit<Confirmation, 'proposed'>) => confirmIntent(world.context(), { proposed: 'unclear', ...one })

test('a reply is proposed with its sentence, its language found out where nobody says it', async () => {
  expect(await proposeIntent(world.context(), { text: 'Danke. Dann behalte ich den Schrank.' })).toMatchObject({
    intent: 'gives-up',
    sentence: 'Dann behalte ich den Schrank.',
  })
  expect(await proposeIntent(world.context(), { text: '运费我自己承担。', language: 'zh' })).toMatchObject({
    intent: 'accepts',
  })
})

const idioms = ['Send the wobbly thing to Timbuktu then!', 'Timbuktu, please, and quickly.', 'Off to Timbuktu with it.']

test('confirmations are learnt, without keeping who wrote', async () => {
  const text = 'It may go to Timbuktu.'
  expect(await proposeIntent(world.context(), { text, language: 'en' })).toMatchObject({ intent: 'unclear' })
  for (const idiom of idioms)
    await confirm({ text: `${idiom} jane@example.org 112-1234567-7654321`, language: 'en', confirmed: 'insists' })
  for (const { text } of await world.sql('select text from classification_intents'))
    expect(text).not.toMatch(/jane|1234567/)

  world.clock.advance(60_000)
  await world.work()
  expect(await proposeIntent(world.context(), { text, language: 'en' })).toMatchObject({
    intent: 'insists',
    reasons: [{ code: 'intent.learnt' }],
  })
  expect(await proposeIntent(world.context(), { text: 'I will keep it.', language: 'en' })).toMatchObject({
    intent: 'gives-up',
  })

  const trained = 'select id from classification_intent_models'
  const before = await world.sql(trained)
  await learnIntents(world.context())
  expect(await world.sql(trained), 'nothing new, nothing trained').toEqual(before)
  await world.sql(`update classification_intent_models set shipped_version = 'old'`)
  await learnIntents(world.context())
  expect(await world.sql(trained), 'the desk was updated').not.toEqual(before)
})

test('stays in its workspace', async () => {
  const stranger = await world.stranger()
  expect(await proposeIntent(stranger.context(), { text: 'It may go to Timbuktu.', language: 'en' })).toMatchObject({
    intent: 'unclear',
  })
})

test('a message confirmed twice teaches its last word', async () => {
  const messageId = world.context().newId()
  await confirm({ text: 'Hm, fine.', language: 'en', confirmed: 'asks', messageId })
  await confirm({ text: 'Hm, fine.', language: 'en', confirmed: 'accepts', messageId })
  expect(await world.sql('select confirmed from classification_intents where message_id = $1', [messageId])).toEqual([
    { confirmed: 'accepts' },
  ])
})

test('what was learnt of an erased ticket is emptied', async () => {
  const ticketId = world.context().newId()
  await confirm({ text: 'My knee hurts, I keep it.', language: 'en', confirmed: 'gives-up', ticketId })
  await forgetCorrections(world.context(), [ticketId])
  expect(await world.sql('select text from classification_intents where ticket_id = $1', [ticketId])).toEqual([
    { text: '' },
  ])
})
