import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baseLanguages, confirmationSubject, numbersAmong, readyFirst } from './rules.ts'

describe('the subject of a confirmation', () => {
  const words = { en: 'Received', de: 'Erhalten' }
  test.each([
    ['de', 'Erhalten · T-1042'],
    ['de-AT', 'Erhalten · T-1042'],
    ['pl', 'Received · T-1042'],
  ])('%s', (language, subject) => {
    expect(confirmationSubject(words, language, 1_042)).toBe(subject)
  })
})

describe('letters that fit', () => {
  test('those that lack nothing come first', () => {
    const letter = (key: string, ...missing: string[]) => ({ key, missing })
    const sorted = readyFirst([letter('a', 'return.number'), letter('b'), letter('c', 'order.item'), letter('d')])
    expect(sorted.map(({ key }) => key)).toEqual(['b', 'd', 'a', 'c'])
  })

  test('none is lost, and how well they fit still decides among equals', () => {
    const letters = fc.array(fc.record({ fit: fc.nat(), missing: fc.array(fc.string(), { maxLength: 2 }) }))
    fc.assert(
      fc.property(letters, (found) => {
        const sorted = readyFirst(found)
        const gaps = sorted.map(({ missing }) => missing.length > 0)
        expect(gaps.lastIndexOf(false)).toBeLessThan(gaps.includes(true) ? gaps.indexOf(true) : gaps.length)
        for (const lacking of [true, false]) {
          const alike = (one: { missing: string[] }) => one.missing.length > 0 === lacking
          expect(sorted.filter(alike)).toEqual(found.filter(alike))
        }
      }),
    )
  })
})

test('numbers of an order, a parcel or a return are known, money and names are not among them', () => {
  const values = {
    'return.number': 'RMA-20417',
    'order.tracking_number': ' ',
    'buyer.name': 'Anna',
    'refund.amount': 5,
  }
  expect(numbersAmong({ ...values, 'order.number': '302-4459871-2291564' })).toEqual([
    '302-4459871-2291564',
    'RMA-20417',
  ])
})

test('a marketplace’s tags name each language once', () => {
  expect(baseLanguages(['nl-BE', 'fr-BE', 'nl', 'DE'])).toEqual(['nl', 'fr', 'de'])
})
