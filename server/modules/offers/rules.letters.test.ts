import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filled, holdsOffer, letterFault, variables, writtenOut } from './rules.letters.ts'
import footers from './starter/footers.json' with { type: 'json' }

const values = {
  'customer.name': 'Anna Weber',
  'customer.first_name': 'Anna',
  'store.name': 'Kitto',
  'offer.code': 'SPRING-26',
  'offer.valid_until': 'May 31, 2026',
  'offer.unsubscribe_url': 'https://desk.test/u/secret',
}

test('a letter whose reader has no name leaves no gap', () => {
  expect(filled('Dear {{ customer.first_name }}, hello', { ...values, 'customer.first_name': '' })).toBe('Dear, hello')
})

test.each([
  ['{{ customer.age }}', '{{ customer.age }}'],
  ['{{ offer.code }', '{{'],
  ['{% if x %}', '{%'],
  ['{{offer.code}} is fine', undefined],
])('“%s” is refused for %s', (text, quote) => {
  expect(letterFault({ language: 'en', subject: 'x', text })?.quote).toBe(quote)
})

test('each language says how to leave the list, once, and a letter that says so itself says it once too', () => {
  for (const language of Object.keys(footers)) {
    const { text } = writtenOut({ language, subject: 'x', text: 'Hello' }, values, footers)
    expect(text.split(values['offer.unsubscribe_url'])).toHaveLength(2)
    expect(text).toContain('Kitto')
  }
  const own = { language: 'en', subject: 'x', text: 'Leave: {{ offer.unsubscribe_url }}' }
  expect(writtenOut(own, values, footers).text).toBe('Leave: https://desk.test/u/secret')
  expect(writtenOut({ ...own, language: 'fi', text: 'Hei' }, values, footers).text).toContain('No more offers')
})

test('no text of anybody’s becomes a variable, or a second line of a subject', () => {
  const nasty = { ...values, 'customer.name': '{{ offer.code }}\r\nBcc: x@y.test' }
  const letter = { language: 'en', subject: 'For {{ customer.name }}', text: '{{ customer.name }}' }
  const { subject, text } = writtenOut(letter, nasty, footers)
  expect(subject).toBe('For {{ offer.code }} Bcc: x@y.test')
  expect(text).not.toContain('SPRING-26')
})

const coupon = {
  kind: 'coupon' as const,
  code: 'SPRING-26',
  letters: [{ language: 'en', subject: 'x', text: 'Hi {{ customer.name }},\nten percent off every lamp in our shop.' }],
}
test.each([
  ['use spring-26!', true],
  ['use SPRING-260', false],
  ['XSPRING-26', false],
  ['Ten  percent OFF every lamp in our shop.', true],
  ['Hi Anna', false],
  ['', false],
])('“%s” holds the offer: %s', (text, expected) => {
  expect(holdsOffer(text, coupon)).toBe(expected)
})

test('the name of a product is no offer, the words about it are', () => {
  const lamp = { ...coupon, kind: 'new-product' as const, code: 'LAMP-1' }
  expect(holdsOffer('Your LAMP-1 is on its way', lamp)).toBe(false)
  expect(holdsOffer(coupon.letters[0]?.text ?? '', lamp)).toBe(true)
})

test('a coupon is found wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(holdsOffer(`${before} SPRING-26 ${after}`, coupon)).toBe(true)
    }),
  )
})

test('every variable has a value', () => {
  expect(Object.keys(values).sort()).toEqual([...variables].sort())
})
