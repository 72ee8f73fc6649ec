import { describe, expect, test } from 'vitest'
import { bookOf, found, letter, phrases } from '../../../tests/outgoing.ts'
import { lint } from './rules.lint.ts'
import { openPhraseBook } from './rules.phrases.ts'

describe('contact data and links', () => {
  test.each([
    ['Write to help@hallo-moebel.de.', ['content.email-address: help@hallo-moebel.de']],
    ['Write to help [at] gmail dot com', ['content.email-address: help [at] gmail dot com']],
    ['The alias is x9k@marketplace.amazon.de.', []],
    ['Call us at 030 123 45 67.', ['content.phone-number: 030 123 45 67']],
    ['Our number: +49 (30) 1234567', ['content.phone-number: +49 (30) 1234567']],
    ['电话：138 0013 8000', ['content.phone-number: 138 0013 8000']],
    ['See https://shop.example/x?y=1.', ['content.external-link: https://shop.example/x?y=1']],
    ['See www.shop.example', ['content.external-link: www.shop.example']],
    ['See hallomoebel.com/return', ['content.external-link: hallomoebel.com/return']],
    ['Track it: https://www.dhl.de/de/track?id=1', []],
    ['Track it: http://www.dhl.de/x', ['link.insecure: http://www.dhl.de/x']],
    ['Your account: https://www.amazon.de/orders', []],
    [
      'Your account: https://amazon.de.evil.example/orders',
      ['content.external-link: https://amazon.de.evil.example/orders'],
    ],
    [
      'Your account: https://amazon.de@evil.example/',
      ['content.external-link: https://amazon.de@evil.example/', 'content.email-address: amazon.de@evil.example'],
    ],
    ['Status: https://desk.example/s/4f7c', ['content.external-link: https://desk.example/s/4f7c']],
  ])('on Amazon: %s', (text, expected) => {
    expect(found(text)).toEqual(expected)
    expect(found(text, 'en', 'own-shop')).toEqual([])
  })

  test('the status page may be linked where the row for it is switched on', () => {
    const rows = [
      ...phrases,
      { class: 'allowed-link' as const, language: '*', marketplaces: [], pattern: '{status-page}' },
    ]
    const text = 'Status: https://desk.example/s/4f7c'
    expect(lint(letter(text), openPhraseBook(rows, 'en', 'amazon'))).toEqual([])
  })

  test('a tracking number after “phone” is still a tracking number', () => {
    const text = 'For the phone case, the number is 123 456 789 012.'
    expect(found(text, 'en', 'amazon', { knownNumbers: ['123456789012'] })).toEqual([])
  })
})

test('a hostile text does not make the check slow', () => {
  const hostile = [
    'a@'.repeat(10_000),
    'you should have '.repeat(1_200),
    '+1 '.repeat(6_000),
    'www.'.repeat(5_000),
    '{'.repeat(20_000),
    'Bewertung '.repeat(2_000),
    'レビュー'.repeat(5_000),
    'a.'.repeat(10_000),
  ]
  for (const text of hostile) {
    const started = performance.now()
    lint(letter(text), bookOf('de', 'amazon'))
    expect(performance.now() - started).toBeLessThan(2_000)
  }
})
