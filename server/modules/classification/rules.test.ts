import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureKinds, shippedReader } from '../../../tests/measures/kinds.ts'
import { hostileParts } from '../../../tests/measures/tone-speed.ts'
import { makePhraseBook } from '../../lib/text.phrases.ts'
import { kinds } from '../sla/index.ts'
import { maskPersonal } from './rules.masking.ts'
import { type LetterToRead, readLetter } from './rules.ts'
import { subTypes } from './schema.ts'

const reader = await shippedReader()
const now = new Date('2026-03-02T09:00:00Z')
const read = (letter: Partial<LetterToRead>) => readLetter(reader, { subject: '', text: '', ...letter }, now)

test('our own letters in ten languages are told apart', async () => {
  for (const { what, value, target = 0 } of await measureKinds()) expect(value, what).toBeGreaterThanOrEqual(target)
})

test('a letter is read whole: kind, language, ids, reasons with the buyer’s words', () => {
  const found = read({
    subject: 'Bestellung 302-1234567-1234567',
    text: 'Guten Tag, bitte stornieren Sie meine Bestellung. SKU SOFA-3-BLK. Danke',
  })
  expect(found).toMatchObject({
    kind: 'order',
    subType: 'cancel',
    language: 'de',
    priority: 'normal',
    mood: 'calm',
    profanity: false,
    capitals: false,
    orderNumbers: ['302-1234567-1234567'],
  })
  expect(found.confidence).toBeGreaterThan(0.9)
  expect(found.identifiers).toContainEqual({ kind: 'sku', value: 'SOFA-3-BLK' })
  expect(found.reasons[0]).toEqual({
    code: 'rule',
    about: 'cancel+order',
    quote: 'stornieren Sie meine Bestellung',
    sentence: 'Guten Tag, bitte stornieren Sie meine Bestellung.',
  })
})

test('order numbers of the letter’s own marketplace come first', () => {
  const text = 'eBay 02-12345-67890, Amazon 112-1234567-7654321'
  expect(read({ text, marketplaceKind: 'amazon' }).orderNumbers).toEqual(['112-1234567-7654321', '02-12345-67890'])
  expect(read({ text, marketplaceKind: 'ebay' }).orderNumbers).toEqual(['02-12345-67890', '112-1234567-7654321'])
})

test('the subject counts, its Re: does not', () => {
  expect(read({ subject: 'Re: AW: Cancel my order', text: 'Please.' })).toMatchObject({
    kind: 'order',
    subType: 'cancel',
  })
})

test('what was quoted does not count', () => {
  expect(read({ text: 'Thanks a lot!\n\nOn Monday Jim wrote:\n> please cancel my order' }).subType).toBe('thanks')
})

test('where nothing stands out it is an inquiry without sub-type', () => {
  for (const text of ['', 'hi', '12345', '???']) {
    expect(read({ text })).toMatchObject({ kind: 'inquiry', subType: null })
  }
})

test('without letters the expected language holds, else English', () => {
  expect(read({ text: '?', expectedLanguages: ['ja'] }).language).toBe('ja')
  expect(read({ text: '?' }).language).toBe('en')
})

describe('the workspace’s own rules', () => {
  const own = (language: string | null) => ({
    ...reader,
    ownRules: makePhraseBook([{ text: 'wobbly leg*', meaning: { id: 'r1', label: 'return/wobbly', language } }]),
  })
  const letter = { subject: '', text: 'Please cancel my order: the sofa has WOBBLY legs' }

  test('outweigh all else and say which', () => {
    const found = readLetter(own(null), letter, now)
    expect(found).toMatchObject({ kind: 'return', subType: 'wobbly' })
    expect(found.reasons[0]).toMatchObject({ code: 'own-rule', about: 'r1', quote: 'WOBBLY legs' })
  })
  test('hold in their language only', () => {
    expect(readLetter(own('de'), letter, now).subType).toBe('cancel')
    expect(readLetter(own('en'), letter, now).subType).toBe('wobbly')
  })
})

test('the shipped model knows every shipped sub-type, and no other', () => {
  const shipped = kinds.flatMap((kind) => subTypes[kind].map((subType) => `${kind}/${subType}`))
  expect([...reader.model.labels].sort()).toEqual(shipped.sort())
  for (const { label } of reader.kindRules) expect(shipped).toContain(label)
})

test('the same letter gives the same answer, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const found = read({ text })
      expect(found).toEqual(read({ text }))
      expect(found.confidence).toBeGreaterThanOrEqual(0)
      expect(found.confidence).toBeLessThanOrEqual(1)
      for (const { quote, sentence } of found.reasons) if (quote && sentence) expect(sentence.length).toBeGreaterThan(0)
    }),
    { numRuns: 60 },
  )
})

test('hostile letters take milliseconds', () => {
  for (const part of hostileParts) {
    const text = part.repeat(100_000 / part.length)
    const start = process.cpuUsage()
    read({ subject: text.slice(0, 900), text })
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1000, part).toBeLessThan(400)
  }
})

test('a usual letter takes no more than five milliseconds', () => {
  const letter = { subject: 'Order', text: 'Hello, my parcel has not arrived. I ordered it two weeks ago. '.repeat(4) }
  for (let warm = 0; warm < 50; warm++) read(letter)
  const start = process.cpuUsage()
  for (let run = 0; run < 100; run++) read(letter)
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1000 / 100).toBeLessThan(5)
})

describe('what is kept to learn from', () => {
  test.each([
    ['Hi Jane Miller, order 112-1234567-7654321', ['Jane', '1234567']],
    ['mail me at jane.doe@example.org or +49 171 1234567', ['jane.doe', '1234567']],
    ['see https://example.com/u/jane?x=1', ['example.com']],
    ['Sehr geehrte Frau Müller, die Lampe ist kaputt', ['Müller']],
  ])('%s', (text, gone) => {
    for (const part of gone) expect(maskPersonal(text)).not.toContain(part)
  })
  test('what was asked stays', () => {
    expect(maskPersonal('Hello Bob,\nthe lamp is broken')).toBe('Hello , the lamp is broken')
  })
})
