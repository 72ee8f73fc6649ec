import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameKey, numberKey } from './text.keys.ts'

test.each([
  ['302-1234567-7654321', '30212345677654321'],
  ['302 1234567 7654321', '30212345677654321'],
  ['３０２－１２３４５６７－７６５４３２１', '30212345677654321'],
  ['3O2-I2345G7-765432l', '30212345G77654321'],
  ['#1001', '1001'],
  ['k-00123', 'K00123'],
])('the number %s folds to %s', (number, folded) => expect(numberKey(number)).toBe(folded))

test.each([
  ['Emily Carter', 'Carter, Emily'],
  ['Jörg Müller', 'Jorg  MULLER'],
  ['Léa Moreau', 'moreau lea'],
  ['田中 健二', '健二 田中'],
])('%s is %s', (one, other) => expect(nameKey(one)).toBe(nameKey(other)))

test('to fold a number twice is to fold it once, and no sign between its parts matters', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(numberKey(numberKey(text))).toBe(numberKey(text))
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[0-9A-Z]{1,6}$/), { minLength: 1, maxLength: 5 }), (parts) => {
      expect(numberKey(parts.join(' - '))).toBe(numberKey(parts.join('')))
    }),
  )
})
