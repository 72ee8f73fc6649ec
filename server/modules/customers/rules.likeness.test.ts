import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KnownAddress, likenessKey, likenessOf, type Profile } from './rules.likeness.ts'
import { foldAddress } from './rules.ts'
import { contactKinds } from './schema.ts'

const email = (address: string): KnownAddress => ({ kind: 'email', address, storeId: null })
const phone = (address: string): KnownAddress => ({ kind: 'phone', address, storeId: null })
const alias = (address: string, storeId: string): KnownAddress => ({ kind: 'amazon-alias', address, storeId })
const profile = (name: string, ...contacts: KnownAddress[]): Profile => ({ name, contacts })

describe('likenessKey', () => {
  test.each([
    ['email', 'emily+shop@mail.test', 'mail:emily@mail.test'],
    ['email', 'e.mily@mail.test', 'mail:e.mily@mail.test'],
    ['email', 'e.mily+a+b@googlemail.com', 'mail:emily@gmail.com'],
    ['email', '+x@mail.test', 'mail:+x@mail.test'],
    ['email', 'a@b@mail.test', 'mail:a@b@mail.test'],
    ['phone', '+4930123456', 'tel:30123456'],
    ['phone', '030123456', 'tel:30123456'],
    ['phone', '12345', 'tel:12345'],
    ['amazon-alias', 'k3@marketplace.amazon.de', 'alias:k3@marketplace.amazon.de'],
  ] as const)('%s %s', (kind, address, key) => {
    expect(likenessKey({ kind, address })).toBe(key)
  })
})

describe('likenessOf', () => {
  test.each([
    [
      'tagged address, same name',
      [profile('Emily Carter', email('emily@m.test')), profile('Carter, Emily', email('emily+a@m.test')), false],
      'likely',
      ['same-email', 'same-name'],
    ],
    [
      'tagged address, name not known',
      [profile('', email('emily@m.test')), profile('Emily', email('emily+a@m.test')), false],
      'possible',
      ['same-email'],
    ],
    [
      'tagged address, other name',
      [profile('Emily Carter', email('emily@m.test')), profile('Tom Stone', email('emily+a@m.test')), false],
      'possible',
      ['same-email', 'other-name'],
    ],
    [
      'number with and without its country',
      [profile('', phone('+4930123456')), profile('', phone('030123456')), false],
      'possible',
      ['same-phone'],
    ],
    [
      'numbers of two countries',
      [profile('', phone('+4930123456')), profile('', phone('+3330123456')), false],
      null,
      [],
    ],
    [
      'alias in two stores',
      [
        profile('Emily Carter', alias('k3@a.test', 'berlin')),
        profile('Emily Carter', alias('k3@a.test', 'paris')),
        false,
      ],
      'likely',
      ['same-alias', 'same-name'],
    ],
    [
      'name and place',
      [profile('Emily Carter', email('a@m.test')), profile('emily carter', email('b@m.test')), true],
      'likely',
      ['same-name-and-place', 'same-name'],
    ],
    [
      'name alone',
      [profile('Emily Carter', email('a@m.test')), profile('Emily Carter', email('b@m.test')), false],
      null,
      ['same-name'],
    ],
    [
      'a word of the name',
      [profile('Emily Carter', email('a@m.test')), profile('Emily Stone', email('a+b@m.test')), false],
      'possible',
      ['same-email'],
    ],
    [
      'nothing',
      [profile('Emily Carter', email('a@m.test')), profile('Tom Stone', email('b@m.test')), false],
      null,
      ['other-name'],
    ],
  ] as const)('%s', (_, [one, other, sharesPlace], level, reasons) => {
    expect(likenessOf(one, other, sharesPlace)).toMatchObject({ level, reasons })
  })

  const anyContact = fc
    .tuple(
      fc.constantFrom(...contactKinds),
      fc.stringMatching(/^[+0]?[a.1]{1,4}(\+x)?@(gmail\.com|m\.test)$/),
      fc.constantFrom('s1', 's2'),
    )
    .map(([kind, written, storeId]) => ({
      kind,
      address: foldAddress(kind, kind === 'phone' ? `+49${written.length}12345` : written) ?? 'x@m.test',
      storeId: kind.endsWith('alias') ? storeId : null,
    }))
  const anyProfile = fc.record({
    name: fc.constantFrom('', 'Emily', 'Emily Carter', 'Tom Stone', '王晓敏'),
    contacts: fc.array(anyContact, { maxLength: 3 }),
  })

  test('is the same seen from either side, and never out of its bounds', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, fc.boolean(), (one, other, sharesPlace) => {
        const seen = likenessOf(one, other, sharesPlace)
        expect(likenessOf(other, one, sharesPlace)).toEqual(seen)
        expect(seen.score).toBeGreaterThanOrEqual(0)
        expect(seen.score).toBeLessThanOrEqual(100)
      }),
    )
  })

  test('a shared place never makes it less likely', () => {
    fc.assert(
      fc.property(
        anyProfile,
        anyProfile,
        (one, other) => likenessOf(one, other, true).score >= likenessOf(one, other, false).score,
      ),
    )
  })
})
