import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customerWords, foldAddress, maskAddress, maskName, searchedWords } from './rules.ts'
import { contactKinds } from './schema.ts'

describe('foldAddress', () => {
  test.each([
    ['email', ' Emily.Carter@Gmail.COM ', 'emily.carter@gmail.com'],
    ['email', 'emily+shop@gmail.com', 'emily+shop@gmail.com'],
    ['email', 'ｅｍｉｌｙ＠gmail.com', 'emily@gmail.com'],
    ['email', 'a@b@example.com', 'a@b@example.com'],
    ['email', 'nobody', undefined],
    ['email', '@example.com', undefined],
    ['email', 'two words@example.com', undefined],
    ['amazon-alias', 'k3xj0+51F0-9c@Marketplace.Amazon.de', 'k3xj0@marketplace.amazon.de'],
    ['amazon-alias', '+x@marketplace.amazon.de', '+x@marketplace.amazon.de'],
    ['ebay-alias', 'bob_x1@members.ebay.co.uk', 'bob_x1@members.ebay.co.uk'],
    ['phone', '+49 (30) 123-456', '+4930123456'],
    ['phone', '0049 30 123456', '+4930123456'],
    ['phone', '0000 49 30 123456', '+4930123456'],
    ['phone', '(+49) 30 123456', '+4930123456'],
    ['phone', '00 00000', undefined],
    ['phone', '12', undefined],
    ['email', 'a@example.com..', 'a@example.com'],
    ['email', 'a@.', undefined],
  ] as const)('%s %s', (kind, address, folded) => {
    expect(foldAddress(kind, address)).toBe(folded)
  })

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...contactKinds),
        fc.oneof(fc.emailAddress(), fc.string(), fc.stringMatching(/^[+0@.a1 ]{1,12}$/)),
        (kind, address) => {
          const once = foldAddress(kind, address)
          if (once !== undefined) expect(foldAddress(kind, once)).toBe(once)
        },
      ),
    )
  })
})

describe('masking', () => {
  test.each([
    ['email', 'emily.carter@gmail.com', 'e…r@gmail.com'],
    ['email', 'bo@gmail.com', '…@gmail.com'],
    ['phone', '+4930123456', '…456'],
  ] as const)('%s %s', (kind, address, masked) => {
    expect(maskAddress(kind, address)).toBe(masked)
  })

  test.each([
    ['Emily Carter', 'E. C.'],
    ['王晓敏', '王…'],
    ['', ''],
  ])('%s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  test('a masked address never holds the part before the @', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const local = address.slice(0, address.lastIndexOf('@'))
        const masked = maskAddress('email', address)
        return local.length < 3 || !masked.startsWith(`${local}@`)
      }),
    )
  })
})

test('of a name no more than the first letter of each word is shown, of a number no more than three figures', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      for (const word of maskName(name).split(' ')) expect(Array.from(word).length).toBeLessThanOrEqual(2)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^\+?[0-9 ]{5,20}$/), (number) => {
      expect(maskAddress('phone', number).replace(/\D/g, '').length).toBeLessThanOrEqual(3)
    }),
  )
})

const finds = (typed: string, name: string, addresses: string[]) =>
  searchedWords(typed).every((word) => customerWords(name, addresses).some((each) => each.startsWith(word)))

test.each([
  ['emi', 'Emily Carter', true],
  ['carter emily', 'Emily Carter', true],
  ['CARTER', 'Emily Carter', true],
  ['mily', 'Emily Carter', false],
  ['muller', 'Jörg Müller', true],
  ['晓敏', '王晓敏', true],
  ['曉敏', '王晓敏', true],
  ['敏晓', '王晓敏', false],
  ['yuki', '田中 Yuki', true],
  ['田中', '田中 Yuki', true],
])('%s finds %s: %s', (typed, name, found) => {
  expect(finds(typed, name, [])).toBe(found)
})

test.each([
  ['emily.c', true],
  ['emily.carter@gm', true],
  ['carter', true],
  ['gmail.com', false],
])('%s by address: %s', (typed, found) => {
  expect(finds(typed, '', ['emily.carter@gmail.com'])).toBe(found)
})
