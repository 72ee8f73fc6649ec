import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baseLanguages, bestLetters, confirmationSubject, numbersAmong, placeOf, shortList } from './rules.ts'

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
  const letter = (key: string, fit: number, ...missing: string[]) => ({ key, fit, missing })
  test.each([
    [
      'the right letter goes before one about something else that lacks nothing',
      [letter('order.address-changed', 60, 'order.new_address'), letter('investigation.photos', 28)],
      ['order.address-changed', 'investigation.photos'],
    ],
    [
      'of letters that fit alike those that lack nothing go first, in their order',
      [letter('a', 28, 'return.number'), letter('b', 28), letter('c', 28, 'order.item'), letter('d', 28)],
      ['b', 'd', 'a', 'c'],
    ],
    [
      'how well it fits counts in each step',
      [letter('low', 10), letter('high-lacking', 60, 'x'), letter('high', 60), letter('middle', 30, 'x')],
      ['high', 'high-lacking', 'middle', 'low'],
    ],
  ])('%s', (_name, found, keys) => {
    expect(bestLetters(found).map(({ key }) => key)).toEqual(keys)
  })

  test('none is lost, and the order of equals stays', () => {
    const letters = fc.array(
      fc.record({ fit: fc.integer({ min: 0, max: 3 }), missing: fc.array(fc.string(), { maxLength: 1 }) }),
    )
    fc.assert(
      fc.property(letters, (found) => {
        const sorted = bestLetters(found)
        for (const { fit, missing } of found) {
          const alike = (one: { fit: number; missing: string[] }) =>
            one.fit === fit && one.missing.length > 0 === missing.length > 0
          expect(sorted.filter(alike)).toEqual(found.filter(alike))
        }
        expect(sorted.map(({ fit }) => fit)).toEqual(found.map(({ fit }) => fit).sort((one, other) => other - one))
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

describe('where a letter stands', () => {
  const decided = new Set(['refund.issued'])
  test.each([
    ['refund.issued', true, undefined, 'suggested'],
    ['apology.general', false, undefined, 'suggested'],
    ['refund.issued', true, decided, 'decided'],
    ['order.invoice', true, decided, 'suggested'],
    ['apology.general', false, decided, 'listed'],
    ['order.invoice', true, new Set<string>(), 'suggested'],
  ] as const)('%s, on topic %s, decided %j: %s', (key, onTopic, decided, place) => {
    expect(placeOf({ key, onTopic }, decided)).toBe(place)
  })

  const letters = (counts: Partial<Record<'suggested' | 'listed' | 'decided', number>>) =>
    Object.entries(counts).flatMap(([place, count]) =>
      Array.from({ length: count }, () => ({ place: place as keyof typeof counts })),
    )
  test.each([
    [{ decided: 9, listed: 9, suggested: 2 }, 12, { suggested: 2, listed: 5, decided: 5 }],
    [{ decided: 3, listed: 20 }, 12, { listed: 9, decided: 3 }],
    [{ decided: 20, listed: 1 }, 12, { listed: 1, decided: 11 }],
    [{ decided: 9, suggested: 5 }, 2, { suggested: 2 }],
    [{ suggested: 30 }, 12, { suggested: 12 }],
    [{}, 12, {}],
  ])('of %j no more than %i are %j, the suggested first', (given, most, kept) => {
    expect(shortList(letters(given), most)).toEqual(letters(kept))
  })
})
