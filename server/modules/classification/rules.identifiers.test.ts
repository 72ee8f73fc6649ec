import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findIdentifiers } from './rules.identifiers.ts'

const found = (text: string, own?: string[]) => findIdentifiers(text, own).map(({ kind, value }) => `${kind} ${value}`)

describe('found', () => {
  test.each([
    ['Order 112-1234567-7654321!', ['order 112-1234567-7654321']],
    ['order 112 1234567 7654321', ['order 112-1234567-7654321']],
    ['注文番号２４９－１２３４５６７－７６５４３２１です', ['order 249-1234567-7654321']],
    ['#11212345677654321', ['order 112-1234567-7654321']],
    ['D01-1234567-1234567', ['order D01-1234567-1234567']],
    ['eBay 02-12345-67890', ['order 02-12345-67890']],
    ['ASIN B0ABC12345, ASIN: 3161484100', ['asin B0ABC12345', 'asin 3161484100']],
    ['your SOFA-3-BLK arrived', ['sku SOFA-3-BLK']],
    ['SKU: sofa_red', ['sku SOFA_RED']],
    ['UPS 1Z999AA10123456784', ['tracking 1Z999AA10123456784']],
    ['RR123456789CN', ['tracking RR123456789CN']],
    ['TBA123456789012', ['tracking TBA123456789012']],
    ['9400 1000 0000 0000 0000 00', ['tracking 9400100000000000000000']],
    ['Sendungsnummer: 00340434161094042557', ['tracking 00340434161094042557']],
    ['运单号 YT1234567890123456', ['tracking YT1234567890123456']],
    ['two: 112-1234567-7654321 and 112-7654321-1234567', ['order 112-1234567-7654321', 'order 112-7654321-1234567']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
})

test('not found where none is', () => {
  for (const text of [
    'call 0171-1234567',
    '12.03.2026',
    '14-03-2026',
    'covid-19',
    'size 38-40',
    'GBP 1,299.00',
    'a-b-c',
  ])
    expect(found(text), text).toEqual([])
})

test('the own shop has its own form', () => {
  expect(found('my order am-004711', ['AM-######'])).toEqual(['order AM-004711'])
  expect(found('no pattern of two', ['##'])).toEqual([])
  expect(found('(a+)+ B.12345', ['B.#####'])).toEqual(['order B.12345'])
})

test('places are those of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const text = `${before} 112-1234567-7654321 ${after}`
      const order = findIdentifiers(text).find(({ value }) => value === '112-1234567-7654321')
      if (order) expect(text.slice(order.start, order.end)).toBe('112-1234567-7654321')
    }),
  )
})
