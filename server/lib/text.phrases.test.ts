import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPhrases, makePhraseBook } from './text.phrases.ts'
import { read } from './text.reading.ts'

const found = (phrases: readonly string[], text: string): string[] => {
  const book = makePhraseBook(phrases.map((phrase) => ({ text: phrase, meaning: phrase })))
  return read(text).flatMap((sentence) => findPhrases(book, sentence).map(({ quote }) => quote))
}

describe('a phrase is found', () => {
  test.each([
    ['refund*', 'I was never REFUNDED.', ['REFUNDED']],
    ['not received', 'I have not  received it', ['not  received']],
    ['nicht ange*', 'Es ist nicht angekommen', ['nicht angekommen']],
    ['*adresse', 'Die Lieferadresse ist falsch', ['Lieferadresse']],
    ["doesn't work", 'It doesnt work', ['doesnt work']],
    ["doesn't work", 'It doesn’t work', ['doesn’t work']],
    ['ruckgabe', 'Rückgabe bitte', ['Rückgabe']],
    ['退货', '我想退貨，谢谢', ['退貨']],
    ['a-to-z', 'an A to Z claim', ['A to Z']],
  ])('%j in %j', (phrase, text, quotes) => {
    expect(found([phrase], text)).toEqual(quotes)
  })
})

describe('a phrase is not found', () => {
  test.each([
    ['refund', 'refunds'],
    ['not received', 'not yet received'],
    ['not received', 'I do not. Received it today'],
    ['*adresse', 'Adressen'],
    ['退货', '退了货'],
  ])('%j in %j', (phrase, text) => {
    expect(found([phrase], text)).toEqual([])
  })
})

test('whatever is quoted stands in the text', () => {
  const words = ['refund*', 'not received', '退货', '*adresse', 'l’ordre']
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme' }))), (parts) => {
      const text = parts.join(' ')
      for (const quote of found(words, text)) expect(text).toContain(quote)
    }),
  )
})
