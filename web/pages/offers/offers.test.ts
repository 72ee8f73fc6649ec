import { expect, test } from 'vitest'
import { emptyOffer, listIn, numberIn } from './offers.ts'
import { readOfferSearch } from './search.ts'

test('a new offer is valid for thirty days, over the end of a month too', () => {
  expect(emptyOffer('2026-02-10', 's').validUntil).toBe('2026-03-12')
})

test.each([
  ['LAMP-1, LAMP-2，LAMP-1', ['LAMP-1', 'LAMP-2']],
  ['Chairs\n Tables 、', ['Chairs', 'Tables']],
  [' , ', []],
])('“%s” is the list %j', (written, expected) => {
  expect(listIn(written)).toEqual(expected)
})

test.each([
  ['', null],
  ['2', 2],
])('a limit of “%s” is %s', (written, expected) => {
  expect(numberIn(written)).toBe(expected)
})

test('an address that names no view shows all', () => {
  expect([
    readOfferSearch({ view: 'nothing' }),
    readOfferSearch({ view: 'all' }),
    readOfferSearch({ view: 'draft' }),
  ]).toEqual([{}, {}, { view: 'draft' }])
})
