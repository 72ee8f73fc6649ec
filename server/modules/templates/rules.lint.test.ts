import { describe, expect, test } from 'vitest'
import { bookOf, found, letter } from '../../../tests/outgoing.ts'
import { lint } from './rules.lint.ts'
import type { Outgoing } from './schema.findings.ts'

describe('gaps', () => {
  test.each([
    ['Hello {{ buyer.name }}', ['placeholder.unfilled: {{ buyer.name }}']],
    ['Hello {% if x %}', ['placeholder.unfilled: {% if x %}']],
    ['Hello {name}, your order', ['placeholder.unfilled: {name}']],
    ['Hello <name>', ['placeholder.unfilled: <name>']],
    ['Hello XXX, your order', ['placeholder.unfilled: XXX']],
    ['Hello [insert name here]', ['placeholder.unfilled: [insert name here]']],
    ['Because [[原因 / the cause]]', ['edit-mark.open: [[原因 / the cause]]']],
    ['{#FS:123#}', ['placeholder.unfilled: {#FS:123#}']],
    ['   ', ['text.empty']],
    ['3 < 5 and {a: 1}. Size XL, XXL or [M].', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test('a missing variable is named once, with its place', () => {
    const [finding, ...more] = lint(
      letter('Order {{ order.number }}.', { missing: ['order.number'] }),
      bookOf('en', 'amazon'),
    )
    expect(finding).toMatchObject({ code: 'variable.missing', start: 6, end: 24 })
    expect(more).toEqual([])
  })
})

describe('the place', () => {
  const first = { proactive: { daysSinceOrder: 3 }, orderNumber: '302-4459871-2291564' }

  test.each<[string, Partial<Outgoing>, string[]]>([
    ['in the buyer’s language', { language: 'de', buyerLanguages: ['de', 'en'] }, []],
    ['in another language', { language: 'en', buyerLanguages: ['de'] }, ['language.wrong']],
    ['in a language nobody could tell', { language: null, buyerLanguages: ['de'] }, []],
    ['2,000 characters', { body: 'x'.repeat(2000) }, []],
    ['2,001 characters', { body: 'x'.repeat(2001) }, ['length.over']],
    ['2,000 emoji', { body: '🙂'.repeat(2000) }, []],
    ['a first message with the order number', { ...first, body: 'Order 302-4459871-2291564 is late.' }, []],
    ['a first message without it', { ...first, body: 'Your order is late.' }, ['order-number.missing']],
    ['a first message about an unknown order', { ...first, orderNumber: null }, ['order-number.missing']],
    ['an answer without it', { orderNumber: first.orderNumber }, []],
    [
      'a first message after 31 days',
      { ...first, proactive: { daysSinceOrder: 31 }, body: first.orderNumber },
      ['proactive.too-late'],
    ],
    [
      'a first message from a letter that only answers',
      { ...first, body: first.orderNumber, template: { marketplaces: ['amazon'], proactive: false, attachment: null } },
      ['proactive.not-permitted'],
    ],
    [
      'a letter meant for elsewhere',
      { template: { marketplaces: ['ebay'], proactive: true, attachment: null } },
      ['template.not-here'],
    ],
    [
      'six files',
      { attachments: Array.from({ length: 6 }, () => ({ name: 'a.jpg', size: 1 })) },
      ['attachment.too-many'],
    ],
    ['a file of 10 MB', { attachments: [{ name: 'a.jpg', size: 10_000_000 }] }, []],
    ['a file above 10 MB', { attachments: [{ name: 'a.jpg', size: 10_000_001 }] }, ['attachment.too-large: a.jpg']],
  ])('%s', (_what, more, expected) => {
    expect(found('Hello.', 'en', 'amazon', more)).toEqual(expected)
  })

  test('a letter that speaks of a label or an invoice is not sent without it', () => {
    const text = 'Your label is attached to this message.'
    const needing = { template: { marketplaces: ['amazon'], proactive: true, attachment: 'label' } }
    expect(lint(letter(text, needing), bookOf('en', 'amazon'))).toMatchObject([
      { code: 'attachment.forgotten', severity: 'block' },
    ])
    expect(lint(letter(text), bookOf('en', 'amazon'))).toMatchObject([
      { code: 'attachment.forgotten', severity: 'warn' },
    ])
  })
})

describe('the restocking fee', () => {
  test.each([
    ['A restocking fee of 15% applies.', 'amazon', ['fee.in-policy: restocking fee']],
    ['A restocking fee of 60% applies.', 'amazon', ['fee.above-max: restocking fee']],
    ['A restocking fee of 15% applies.', 'ebay', ['fee.forbidden: restocking fee']],
    ['A restocking fee of €12.50 applies.', 'ebay', ['fee.forbidden: restocking fee']],
    ['We waive the restocking fee. The refund is 100 % of the price.', 'ebay', []],
    ['A restocking fee of 15% applies.', 'own-shop', []],
    ['A restocking fee of 20 % applies.', 'own-shop', ['fee.above-max: restocking fee']],
  ] as const)('%s on %s', (text, place, expected) => {
    expect(found(text, 'en', place)).toEqual(expected)
  })
  test.each([
    ['de', 'Eine Wiedereinlagerungsgebühr von 15 % wird abgezogen.'],
    ['fr', 'Des frais de remise en stock de 15 % sont déduits.'],
    ['it', 'Un costo di reinserimento in magazzino del 15%.'],
    ['es', 'Se descuenta un cargo por reposición del 15 %.'],
    ['ja', '再入庫手数料として15%を差し引きます。'],
  ])('is known in %s', (language, text) => {
    expect(found(text, language, 'ebay').map((one) => one.split(':')[0])).toEqual(['fee.forbidden'])
  })
})

test('what blocks comes first, and the same words are found once', () => {
  expect(found('As soon as possible you get a discount code, a coupon code.')).toEqual([
    'content.coupon: discount code',
    'content.coupon: coupon',
    'tone.vague: As soon as possible',
  ])
})
