import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { marketplaceOfAlias, marketplacesOfNotice, orderNumbersIn, readOrderNumberPattern } from './rules.places.ts'
import { shippedMarketplaces } from './starter/rows.ts'

const amazon = ['999-9999999-9999999', 'A99-9999999-9999999']
const ebay = ['99-99999-99999', '9{12}-9{10,14}']

describe('marketplaceOfAlias', () => {
  test.each([
    ['abc12+de@Marketplace.Amazon.DE', 'amazon-de'],
    ['k3@marketplace.amazon.co.uk', 'amazon-uk'],
    ['k3@marketplace.amazon.com.be', 'amazon-be'],
    ['bob_x1@members.ebay.com.au', 'ebay-au'],
    ['anna@example.com', undefined],
    ['k3@evil-marketplace.amazon.de.example.com', undefined],
  ])('%s', (address, expected) => {
    expect(marketplaceOfAlias(shippedMarketplaces, address)?.code).toBe(expected)
  })

  test('no two shipped marketplaces share an alias domain', () => {
    const domains = shippedMarketplaces.flatMap((place) => place.mailDomains)
    expect(new Set(domains).size).toBe(domains.length)
  })
})

test('a notice comes from its own site, or from the one house that writes for all', () => {
  expect(marketplacesOfNotice(shippedMarketplaces, 'seller-notification@amazon.co.jp').map(({ code }) => code)).toEqual(
    ['amazon-jp'],
  )
  expect(marketplacesOfNotice(shippedMarketplaces, 'cb-seller-notification@amazon.com').length).toBe(17)
  expect(marketplacesOfNotice(shippedMarketplaces, 'x@notamazon.com')).toEqual([])
})

describe('orderNumbersIn', () => {
  test.each([
    ['Order 302-1234567-7654321 is late', amazon, ['302-1234567-7654321']],
    ['订单号：３０２－１２３４５６７－７６５４３２１，请退款', amazon, ['302-1234567-7654321']],
    ['order 302–1234567–7654321', amazon, ['302-1234567-7654321']],
    [
      'D01-1234567-7654321 and 302-1234567-7654321, again D01-1234567-7654321',
      amazon,
      ['D01-1234567-7654321', '302-1234567-7654321'],
    ],
    ['1302-1234567-7654321', amazon, []],
    ['302-1234567-76543210', amazon, []],
    ['302-1234567-7654321-1', amazon, []],
    ['(302-1234567-7654321).', amazon, ['302-1234567-7654321']],
    ['12-34567-89012', ebay, ['12-34567-89012']],
    ['110123456789-28034567001', ebay, ['110123456789-28034567001']],
    ['My order #1042 and #12', ['#9{3,10}'], ['#1042']],
    ['phone 020 7946 0958', amazon, []],
  ])('%s', (text, patterns, expected) => {
    expect(orderNumbersIn(text, patterns)).toEqual(expected)
  })

  test('every number that a shipped shape can write is found again in a sentence', () => {
    const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
    const number = fc.tuple(digits(3), digits(7), digits(7)).map((parts) => parts.join('-'))
    fc.assert(
      fc.property(number, (each) => {
        expect(orderNumbersIn(`Hello, ${each}?`, amazon)).toEqual([each])
      }),
    )
  })

  test('no text and no shape makes it slow', () => {
    const began = performance.now()
    orderNumbersIn('9'.repeat(200_000), ['9{1,30}9{1,30}-9{1,12}', '9{12}-9{10,14}'])
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

test.each([
  ['999-9999999', true],
  ['#9{3,10}', true],
  ['(AA)-9{4}', true],
  ['AAAA', false],
  ['9{0,3}999', false],
  ['9{5,3}', false],
  ['9{3', false],
  ['', false],
  ['9'.repeat(61), false],
])('the shape %s can be read: %s', (pattern, readable) => {
  expect(readOrderNumberPattern(pattern) !== undefined).toBe(readable)
})
