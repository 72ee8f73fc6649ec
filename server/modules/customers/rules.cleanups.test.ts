import { expect, test } from 'vitest'
import { type Doubt, doubtBetween, doubtIn, type Sharing } from './rules.cleanups.ts'
import type { Customer } from './schema.ts'

const at = new Date('2026-03-01T00:00:00Z')
const profile = (id: string, change: Partial<Customer> = {}): Customer => ({
  ...{ id, name: '', language: null, vip: false, vipReason: '', notes: '', specialNeeds: '', preferences: '' },
  ...{ contacts: [], masked: false, createdAt: at, updatedAt: at, erasedAt: null },
  ...change,
})
const all = ['a', 'b', 'c']
const sharing = (id: string, change: Partial<Customer> = {}, more: Partial<Sharing> = {}): Sharing => ({
  customer: profile(id, change),
  neighbours: new Set(all.filter((other) => other !== id)),
  apart: new Set(),
  isErasing: false,
  ...more,
})
const alias = (storeId: string) => ({
  id: 'x',
  kind: 'amazon-alias' as const,
  address: 'q@marketplace.amazon.de',
  storeId,
})

test.each<[string, Partial<Customer>, Partial<Customer>, Doubt | null]>([
  ['who say nothing', {}, {}, null],
  ['of one name', { name: 'Anna Ek' }, { name: 'A. Ek' }, null],
  ['who write in two languages', { language: 'en' }, { language: 'de' }, null],
  ['of names without a common word', { name: 'Anna Ek' }, { name: 'Kim Dahl' }, 'other-name'],
  ['with the alias of one store', { contacts: [alias('s')] }, { contacts: [alias('s')] }, null],
  ['with aliases of two stores', { contacts: [alias('s')] }, { contacts: [alias('t')] }, 'crosses-stores'],
  ['who need different things', { specialNeeds: 'Large print' }, { specialNeeds: 'Phone only' }, 'differs'],
  ['of which one is important', { vip: true, vipReason: 'Buys often' }, {}, null],
  ['with more notes than one may have', { notes: 'x'.repeat(6_000) }, { notes: 'y'.repeat(6_000) }, 'too-long'],
])('two profiles that share an address, %s', (_which, one, other, doubt) => {
  expect(doubtBetween(sharing('a', one), sharing('b', other))).toBe(doubt)
})

test.each([
  ['who are in doubt with none', {}, {}, null],
  ['of whom somebody has said that they are two', { apart: new Set(['c']) }, {}, 'apart'],
  ['of whom one is to be erased', { isErasing: true }, {}, 'erasure-asked'],
  ['of whom one shares with somebody else too', {}, { neighbours: new Set(['a', 'b', 'd']) }, 'several'],
  ['of whom two share nothing', { neighbours: new Set(['b']) }, { neighbours: new Set(['b']) }, 'several'],
] as const)('three profiles, %s', (_which, first, last, doubt) => {
  expect(doubtIn([sharing('a', {}, first), sharing('b'), sharing('c', {}, last)])).toBe(doubt)
})

test('three whose notes are too long only together are for a person', () => {
  const notes = ['x', 'y', 'z'].map((letter) => letter.repeat(4_000))
  expect(doubtIn(all.map((id, place) => sharing(id, { notes: notes[place] ?? '' })))).toBe('too-long')
})

test('one alone, and a mailbox that eleven share, are nobody’s duplicate', () => {
  expect(doubtIn([sharing('a', {}, { neighbours: new Set() })])).toBe('several')
  const ids = Array.from({ length: 11 }, (_, place) => `p${place}`)
  const group = ids.map((id) => sharing(id, {}, { neighbours: new Set(ids.filter((other) => other !== id)) }))
  expect(doubtIn(group)).toBe('several')
  const ten = new Set(ids.slice(0, 10))
  const fewer = [...ten].map((id) => sharing(id, {}, { neighbours: new Set([...ten].filter((other) => other !== id)) }))
  expect(doubtIn(fewer)).toBeNull()
})
