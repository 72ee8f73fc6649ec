import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tellsOf } from './rules.erasure.ts'

const sought = {
  orderNumbers: ['302-1234567-7654321'],
  addresses: ['k3xj0+51f0@marketplace.amazon.de', 'emily.carter@example.com'],
  names: ['Emily Carter', '王晓敏'],
  phones: ['+49 30 123456-7'],
}

describe('a row tells of a person by', () => {
  test.each([
    ['the number of an order', ['302-1234567-7654321', 'CHAIR'], true],
    ['another’s number', ['302-1234567-7654322', 'CHAIR'], false],
    ['an address, in whatever case', ['Emily.Carter@Example.com'], true],
    ['the name', ['Berlin', 'emily carter'], true],
    ['the name the other way round', ['Carter, Emily'], true],
    ['a name in Chinese', ['王晓敏'], true],
    ['somebody of the same family', ['Emil Carter'], false],
    ['the telephone number as it is dialled at home', ['030 1234567'], true],
    ['another telephone number', ['030 1234568'], false],
    ['figures, days and nothing', [12, new Date('2026-01-01T00:00:00Z'), ''], false],
    [
      'a row that was cut wrongly',
      ['302-1234567-7654321;2026-02-01;shipped;Emily Carter;Berlin;10115;DE;19.98;EUR'],
      true,
    ],
  ])('%s', (_name, cells, expected) => {
    expect(tellsOf(sought)(cells)).toBe(expected)
  })

  test('who is known by nothing is found nowhere', () => {
    const nobody = tellsOf({ orderNumbers: [], addresses: [], names: [''], phones: [] })
    fc.assert(fc.property(fc.array(fc.string()), (cells) => void expect(nobody(cells)).toBe(false)))
  })

  test('an order’s number is found in whatever cell of whatever row', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 6 }), fc.nat(), (others, at) => {
        const cells = others.toSpliced(at % (others.length + 1), 0, sought.orderNumbers[0] ?? '')
        expect(tellsOf(sought)(cells)).toBe(true)
      }),
    )
  })
})
