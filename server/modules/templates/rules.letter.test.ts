import { describe, expect, test } from 'vitest'
import { date, filters, type LetterEnvironment, moment, money, percent } from './rules.filters.ts'
import { fitValues, tidy, tidySubject } from './rules.letter.ts'
import { rank, settledShare } from './rules.suggest.ts'
import type { LetterLanguage, TemplateFigures } from './schema.ts'
import { faultsIn } from './service.engine.ts'

const at = (language: LetterLanguage, more: Partial<LetterEnvironment> = {}): LetterEnvironment => ({
  language,
  zone: 'Europe/Berlin',
  ...more,
})
const spaced = (text: unknown) => String(text).replace(/\u00a0/g, ' ')

describe('filters write as the reader does', () => {
  test.each<[LetterLanguage, string | undefined, number, string, string]>([
    ['en', undefined, 123_450, 'USD', '$1,234.50'],
    ['en', 'en-GB', 123_450, 'GBP', '£1,234.50'],
    ['de', undefined, 123_450, 'EUR', '1.234,50 €'],
    ['fr', undefined, 123_450, 'EUR', '1 234,50 €'],
    ['it', undefined, 123_450, 'EUR', '1234,50 €'],
    ['ja', undefined, 12_345, 'JPY', '￥12,345'],
    ['pl', undefined, 123_450, 'PLN', '1234,50 zł'],
    ['sv', undefined, 123_450, 'SEK', '1 234,50 kr'],
    ['de', 'fr-FR', 100, 'EUR', '1,00 €'],
  ])('money in %s %s', (language, locale, amount, currency, expected) => {
    expect(spaced(money({ amount, currency }, at(language, { locale })))).toBe(expected)
  })

  test.each<[LetterLanguage, string, string]>([
    ['en', 'March 3, 2026', 'March 3, 2026, 4:00 PM (GMT+1)'],
    ['de', '3. März 2026', '3. März 2026, 16:00 Uhr (MEZ)'],
    ['fr', '3 mars 2026', '3 mars 2026 à 16:00 (UTC+1)'],
    ['it', '3 marzo 2026', '3 marzo 2026, ore 16:00 (CET)'],
    ['es', '3 de marzo de 2026', '3 de marzo de 2026, a las 16:00 (CET)'],
    ['ja', '2026年3月3日', '2026年3月3日 16:00 (GMT+1)'],
    ['nl', '3 maart 2026', '3 maart 2026 om 16:00 uur (CET)'],
    ['zh', '2026年3月3日', '2026年3月3日 16:00 (GMT+1)'],
  ])('a day and a moment in %s', (language, day, withTime) => {
    expect(spaced(date('2026-03-03T15:00:00Z', at(language)))).toBe(day)
    expect(spaced(moment('2026-03-03T15:00:00Z', at(language)))).toBe(withTime)
  })

  test('a day is the reader’s day, not ours', () => {
    expect(date('2026-03-03T23:30:00Z', at('en', { zone: 'Asia/Tokyo' }))).toBe('March 4, 2026')
    expect(date('2026-03-03T03:30:00Z', at('en', { zone: 'America/New_York' }))).toBe('March 2, 2026')
  })

  test('shares and shortening', () => {
    expect(spaced(percent(15, at('de')))).toBe('15 %')
    expect(percent(12.5, at('en'))).toBe('12.5%')
    expect(filters.truncate('A very long name of an item', at('en'), 12)).toBe('A very long…')
    expect(filters.capitalize('sofa')).toBe('Sofa')
  })

  test('what is not of the kind is left as it is', () => {
    expect(money('free', at('en'))).toBe('free')
    expect(date('soon', at('en'))).toBe('soon')
    expect(percent('many', at('en'))).toBe('many')
  })
})

describe('values', () => {
  const fitted = (values: object, withLinks = true) => Object.fromEntries(fitValues(values, { withLinks }))

  test.each([
    ['lines and spaces', { 'buyer.name': ' Anna\r\nMaria  Schmidt ' }, { 'buyer.name': 'Anna Maria Schmidt' }],
    ['an address keeps its lines', { 'order.address': 'Anna\r\n\r\n Weg 1 ' }, { 'order.address': 'Anna\nWeg 1' }],
    ['hidden characters', { 'order.item': 'So\u202efa\u200b \u0000x' }, { 'order.item': 'So fa x' }],
    ['braces open nothing', { 'order.item': '{{x}} {%y%} [[z]]' }, { 'order.item': '{ {x}} { %y%} [ [z]]' }],
    ['empty is missing', { 'buyer.name': '', 'order.item': '  ', 'order.number': null }, {}],
    ['unknown names', { 'buyer.password': 'x', constructor: 'y' }, {}],
    [
      'wrong kinds',
      { 'refund.amount': 5, 'refund.percent': '5', 'order.date': 'soon', 'buyer.name': { amount: 1 } },
      {},
    ],
    ['no script for an address', { 'photos.link': 'javascript:alert(1)', 'survey.url': 'https://a b' }, {}],
    ['links', { 'photos.link': 'https://desk.example/x' }, { 'photos.link': 'https://desk.example/x' }],
  ])('%s', (_what, values, expected) => {
    expect(fitted(values)).toEqual(expected)
  })

  test('links are left out where they are forbidden', () => {
    expect(fitted({ 'photos.link': 'https://desk.example/x', 'order.number': '1' }, false)).toEqual({
      'order.number': '1',
    })
  })
})

test('a letter is tidied: no trailing blanks, one empty line at most', () => {
  expect(tidy('\n\nHello, \r\n\n\n\n  - one\t\n\n\n')).toBe('Hello,\n\n  - one')
  expect(tidySubject('Order\r\nBcc: x')).toBe('Order Bcc: x')
})

describe('faults of a text', () => {
  const faults = (body: string) =>
    faultsIn({ subject: null, body, meaning: '' }).map(({ code, details }) => [
      code,
      details?.written ?? details?.suggestion ?? '',
    ])

  test.each<[string, unknown[]]>([
    ['{{ order.number }} {{ refund.amount | money }} {{ promise.due | date }}', []],
    ['{{ refund.amount }}', [['template.filter-needed', '{{ refund.amount | money }}']]],
    ['{{ refund.amount | date }}', [['template.filter-misplaced', '{{ refund.amount | money }}']]],
    ['{{ order.number | money }}', [['template.filter-misplaced', '{{ order.number }}']]],
    ['{{ oder.number }}', [['template.unknown-variable', ' {{ order.number }}']]],
    ['{{ refund.ammount }}', [['template.unknown-variable', ' {{ refund.amount | money }}']]],
    ['{{ nothing.like_it_at_all }}', [['template.unknown-variable', '']]],
    ['{% if refund.amount %}{% endif %}', []],
    ['{% if customer.vip %}{% endif %}', [['template.unknown-variable', '']]],
    ['{{ order[buyer.name] }}', [['template.unknown-variable', '']]],
    ['{{ x.y }} {{ x.y }}', [['template.unknown-variable', '']]],
  ])('%s', (body, expected) => {
    expect(faults(body)).toEqual(expected)
  })
})

describe('ranking', () => {
  const none: TemplateFigures = { uses: 0, edited: 0, solved: 0, returned: 0, rated: 0, rating: null }
  const letter = (key: string, topics: string[], more: object = {}) => ({
    key,
    kinds: ['return' as const],
    topics,
    stage: 'answer' as const,
    languages: [{ language: 'en' as const, published: 1, open: null }],
    figures: none,
    ...more,
  })
  const keys = (letters: ReturnType<typeof letter>[], occasion: Parameters<typeof rank>[1]) =>
    rank(letters, occasion).map(({ template }) => template.key)

  test('the topic counts before the kind, the kind before the stage', () => {
    const letters = [
      letter('kind', ['other']),
      letter('topic', ['damaged'], { kinds: ['complaint'] }),
      letter('both', ['damaged']),
      letter('near', ['item-damaged'], { kinds: ['complaint'] }),
    ]
    const occasion = { kind: 'return', subType: 'damaged', language: 'en' }
    expect(keys(letters, occasion)).toEqual(['both', 'topic', 'kind', 'near'])
  })

  test('a letter that did well goes before its equals, never before one that fits better', () => {
    const proven = { figures: { ...none, uses: 90_000, solved: 90_000 } }
    const letters = [
      letter('near', ['item-damaged'], proven),
      letter('exact', ['damaged']),
      letter('exact-proven', ['damaged'], proven),
    ]
    expect(keys(letters, { kind: 'return', subType: 'damaged', language: 'en' })).toEqual([
      ...['exact-proven', 'exact', 'near'],
    ])
  })

  test('an unpublished letter is not offered; the buyer’s language goes first', () => {
    const letters = [
      letter('draft', ['damaged'], {
        languages: [{ language: 'en', published: null, open: { number: 1, status: 'draft' } }],
      }),
      letter('english', ['damaged']),
      letter('german', ['damaged'], { languages: [{ language: 'de', published: 1, open: null }] }),
    ]
    expect(
      rank(letters, { kind: 'return', language: 'de' }).map(({ template, language }) => [template.key, language]),
    ).toEqual([
      ['german', 'de'],
      ['english', 'en'],
    ])
  })

  test('few outcomes prove little', () => {
    expect(settledShare(none)).toBe(0.5)
    expect(settledShare({ ...none, solved: 1 })).toBeCloseTo(0.545, 2)
    expect(settledShare({ ...none, solved: 90, returned: 10 })).toBeCloseTo(0.864, 2)
    const letters = [letter('a', ['x']), letter('b', ['x'], { figures: { ...none, solved: 40, uses: 50 } })]
    expect(keys(letters, { kind: 'return', language: 'en' })).toEqual(['b', 'a'])
  })
})
