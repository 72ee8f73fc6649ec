import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutBuyer } from './rules.comings-back.ts'

test.each([
  ['Emily says the leg is broken', 'Emily Carter', '… says the leg is broken'],
  ['The leg is broken. EMILY CARTER', 'Emily Carter', 'The leg is broken. … …'],
  ['Anna: die Annahme ist kaputt', 'Anna Bauer', '…: die Annahme ist kaputt'],
  ['Mein Name ist Jean-Luc', 'Jean-Luc Picard', 'Mein Name ist …-…'],
  ['王小明：椅子坏了', '王小明', '…：椅子坏了'],
  ['The leg is broken', '', 'The leg is broken'],
  ['a * b (c)', 'A. (B)*', 'a * b (c)'],
])('“%s” of %s is “%s”', (text, name, without) => {
  expect(withoutBuyer(text, name)).toBe(without)
})

test('whatever the name, no part of it is left as a word', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'B', 'é', "'", '-', ' ', '(', '.'), maxLength: 12 })
  fc.assert(
    fc.property(name, (name) => {
      expect(withoutBuyer(`it broke, ${name}`, name)).not.toMatch(/, [a-zé]{2,}/iu)
    }),
  )
})
