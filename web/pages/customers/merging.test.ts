import { expect, test } from 'vitest'
import type { Customer } from '../../parts/customers.ts'
import { chosenFields, mergeRows } from './merging.ts'

const blank: Customer = {
  id: '',
  name: '',
  language: null,
  vip: false,
  vipReason: '',
  notes: '',
  specialNeeds: '',
  preferences: '',
  contacts: [],
  masked: true,
  createdAt: '',
  updatedAt: '',
  erasedAt: null,
}

test('two profiles stand side by side only where one of them says something, to be chosen where both do', () => {
  const mine = { ...blank, name: 'Emily', language: 'en', specialNeeds: 'Deaf', vip: true, vipReason: 'Old friend' }
  const theirs = { ...blank, name: 'E. Carter', language: 'en', specialNeeds: 'Blind', preferences: 'Short letters' }
  const rows = mergeRows(mine, theirs)
  expect(rows).toEqual([
    { field: 'name', sides: ['this', 'other'] },
    { field: 'language', sides: ['this'] },
    { field: 'importance', sides: ['this'] },
    { field: 'specialNeeds', sides: ['both', 'this', 'other'] },
    { field: 'preferences', sides: ['other'] },
  ])
  expect(chosenFields(rows, {})).toEqual({ name: 'this', specialNeeds: 'both' })
  expect(chosenFields(rows, { name: 'other', preferences: 'this' })).toEqual({ name: 'other', specialNeeds: 'both' })
  expect(mergeRows(blank, blank)).toEqual([])
})
