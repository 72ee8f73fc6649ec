import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crossingsOf, differing, joined, mergedFields, overlong, undoneFields } from './rules.merging.ts'
import type { Contact, ContactKind } from './schema.ts'

const blank = { name: '', language: null, vip: false, vipReason: '', notes: '', specialNeeds: '', preferences: '' }
const emily = { ...blank, name: 'Emily Carter', language: 'en', notes: 'Calls often', specialNeeds: 'Deaf' }
const key = {
  ...blank,
  name: 'E. Carter',
  vip: true,
  vipReason: 'Buys a lot',
  notes: 'Lives upstairs',
  specialNeeds: 'Blind',
}

describe('the fields of two profiles', () => {
  test('a person chooses only where both say something else', () => {
    expect(differing(emily, key)).toEqual(['name', 'specialNeeds'])
    expect(differing(emily, emily)).toEqual([])
    expect(differing({ ...key, vipReason: 'Old friend' }, key)).toEqual(['importance'])
  })

  test.each([
    [
      { name: 'other', specialNeeds: 'both' },
      { name: 'E. Carter', specialNeeds: 'Deaf\n\nBlind' },
    ],
    [
      { name: 'this', specialNeeds: 'other' },
      { name: 'Emily Carter', specialNeeds: 'Blind' },
    ],
    [{}, { name: 'Emily Carter', specialNeeds: 'Deaf' }],
  ] as const)('%j', (choice, fields) => {
    expect(mergedFields(emily, key, choice)).toMatchObject({
      ...fields,
      language: 'en',
      vip: true,
      vipReason: 'Buys a lot',
      notes: 'Calls often\n\nLives upstairs',
    })
  })

  test.each([
    ['a', 'b', 'a\n\nb'],
    ['a', '', 'a'],
    [' ', 'b', 'b'],
    ['Calls often, mornings', 'Calls often', 'Calls often, mornings'],
    ['Calls often', 'Calls often, mornings', 'Calls often, mornings'],
  ])('%j and %j are %j', (one, other, both) => expect(joined(one, other)).toBe(both))

  test('says which field would hold too much', () => {
    expect(overlong({ ...blank, notes: 'x'.repeat(10_000), preferences: 'x'.repeat(2_000) })).toBeNull()
    expect(overlong({ ...blank, notes: 'x'.repeat(10_001) })).toBe('notes')
    expect(overlong({ ...blank, preferences: 'x'.repeat(2_001) })).toBe('preferences')
  })
})

const anyFields = fc
  .record({
    name: fc.constantFrom('', 'Emily', 'Tom'),
    language: fc.constantFrom(null, 'en', 'de'),
    vip: fc.boolean(),
    vipReason: fc.constantFrom('', 'Buys a lot', 'Old friend'),
    notes: fc.constantFrom('', 'Calls', 'Calls often', 'Upstairs'),
    specialNeeds: fc.constantFrom('', 'Deaf', 'Blind'),
    preferences: fc.constantFrom('', 'Short letters'),
  })
  .map((fields) => ({ ...fields, vipReason: fields.vip && fields.vipReason === '' ? 'Some' : fields.vipReason }))
const side = fc.constantFrom('this' as const, 'other' as const)
const anyChoice = fc.record({
  name: side,
  language: side,
  importance: side,
  specialNeeds: fc.constantFrom('this' as const, 'other' as const, 'both' as const),
  preferences: side,
})

describe('merge and undo', () => {
  test('a merge invents nothing, loses no note, and never makes somebody important without a reason', () => {
    fc.assert(
      fc.property(anyFields, anyFields, anyChoice, (one, other, choice) => {
        const merged = mergedFields(one, other, choice)
        expect([one.name, other.name]).toContain(merged.name)
        expect([one.language, other.language]).toContain(merged.language)
        for (const notes of [one.notes, other.notes]) expect(merged.notes).toContain(notes)
        if (merged.vip) expect(merged.vipReason).not.toBe('')
      }),
    )
  })

  test('an undo brings back what was before, and keeps what somebody has changed since', () => {
    fc.assert(
      fc.property(anyFields, anyFields, anyChoice, anyFields, (one, other, choice, since) => {
        const merged = mergedFields(one, other, choice)
        expect(undoneFields(one, merged, merged)).toEqual(one)
        const undone = undoneFields(one, merged, { ...merged, notes: since.notes })
        expect(undone).toEqual({ ...one, notes: since.notes === merged.notes ? one.notes : since.notes })
        const important = undoneFields(one, merged, since)
        if (important.vip) expect(important.vipReason).not.toBe('')
      }),
    )
  })
})

const contact = (kind: ContactKind, storeId: string | null): Contact => ({ id: '', kind, address: '', storeId })
test.each([
  ['two addresses', [contact('email', null)], [contact('phone', null)], []],
  ['an alias and an address', [contact('amazon-alias', 'berlin')], [contact('email', null)], ['amazon-alias berlin']],
  ['two aliases of a store', [contact('amazon-alias', 'berlin')], [contact('amazon-alias', 'berlin')], []],
  [
    'aliases of two stores',
    [contact('amazon-alias', 'berlin')],
    [contact('ebay-alias', 'paris')],
    ['amazon-alias berlin', 'ebay-alias paris'],
  ],
  [
    'an alias that stood beside an address before',
    [contact('amazon-alias', 'berlin'), contact('email', null)],
    [contact('email', null)],
    ['amazon-alias berlin'],
  ],
] as const)('%s cross: %j', (_, one, other, crossings) => {
  expect(crossingsOf(one, other).map(({ kind, storeId }) => `${kind} ${storeId}`)).toEqual(crossings)
  expect(crossingsOf(other, one)).toHaveLength(crossings.length)
})
