import { describe, expect, test } from 'vitest'
import { shippedReader } from '../../../tests/measures/kinds.ts'
import { read } from '../../lib/text.reading.ts'
import { findOffence } from './rules.offence.ts'
import { repeatedIn, repeatedSentence } from './rules.repetition.ts'
import { readLetter } from './rules.ts'

const reader = await shippedReader()
const now = new Date('2026-03-02T09:00:00Z')
const offence = (language: string, text: string) => findOffence(reader.offence, read(text), language)

describe('insults without a swear word', () => {
  test.each([
    ['zh', '这种人真是社会的垃圾，黑心又恶心的臭女人'],
    ['zh', '你们这群没素质的乡巴佬，东北人就是又穷又懒'],
    ['de', 'Ihr seid doch alle nur verlogenes Gesindel und dummes Pack, schämt euch!'],
    ['de', 'Diese widerlichen Volksverräter gehören alle eingesperrt, dumm und dreckig'],
  ])('%s: %s', (language, text) => {
    const found = offence(language, text)
    expect(text).toContain(found?.sentence)
    expect(found?.sentence).toContain(found?.quote)
    expect(found?.quote).toMatch(/\p{L}/u)
  })
})

describe('letters of customers are none', () => {
  test.each([
    ['zh', '你好，我的包裹还没有收到，请问什么时候可以送到？'],
    ['zh', '杯子收到的时候已经碎了，麻烦给我换一个，谢谢。'],
    ['de', 'Guten Tag, mein Paket ist noch nicht angekommen. Wann kann ich damit rechnen?'],
    ['de', 'Die Lampe ist leider defekt, bitte schicken Sie mir Ersatz. Vielen Dank!'],
    ['en', 'You people are the scum of the earth'],
  ])('%s: %s', (language, text) => {
    expect(offence(language, text)).toBeUndefined()
  })
})

test('a long letter is heard in stretches: one insult among calm sentences is not lost', () => {
  const calm = '您好，请问我的订单什么时候发货？我需要在周五之前收到这个商品，因为是送给朋友的礼物。'
  const insult = '你们这群没素质的乡巴佬，东北人就是又穷又懒。'
  expect(offence('zh', `${calm.repeat(7)}${insult}`)?.sentence).toBe(insult)
})

test('a model alone neither swears, nor angers, nor hurries anybody; its reason says what it went by', () => {
  const text = '你们这群没素质的乡巴佬，东北人就是又穷又懒'
  const found = readLetter(reader, { subject: '', text }, now)
  expect(found).toMatchObject({ profanity: false, offensive: true, mood: 'upset', priority: 'normal' })
  expect(found.reasons).toContainEqual(expect.objectContaining({ code: 'offence', sentence: text }))
})

describe('saying the same again and again', () => {
  test.each([
    ['差评差评差评', '差评差评差评'],
    ['退钱！退钱！退钱！', '退钱'],
    ['早く返金早く返金早く返金して', '早く返金早く返金早く返金'],
    ['I want my refund refund refund', 'refund refund refund'],
    ['Geld zurück, Geld zurück, Geld zurück!', 'Geld zurück, Geld zurück, Geld zurück'],
  ])('%s', (text, quote) => {
    const sentences = read(text)
    expect(sentences.map(repeatedIn).find(Boolean) ?? repeatedSentence(sentences)).toContain(quote)
  })
  test.each([
    '哈哈哈哈哈哈',
    '谢谢谢谢谢谢',
    'thank you thank you thank you',
    'very very very good',
    '100 100 100',
    'A A A',
    '看看看看看看',
    'Hello.\nHello again.\nHello once more.',
  ])('not %s', (text) => {
    const sentences = read(text)
    expect(sentences.map(repeatedIn).find(Boolean) ?? repeatedSentence(sentences)).toBeUndefined()
  })
})
