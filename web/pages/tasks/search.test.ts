import { expect, test } from 'vitest'
import { isNarrow, readTaskSearch } from './search.ts'

test.each([
  [{}, {}],
  [{ state: 'open' }, {}],
  [
    { state: 'ended', timely: 'late', kind: 'cancel' },
    { state: 'ended', timely: 'late', kind: 'cancel' },
  ],
  [{ state: 'gone', timely: 3, kind: 'party', tab: 'x' }, {}],
  [
    { tab: 'timeliness', from: '2026-03-01', until: 'yesterday', store: 's', agent: 7 },
    { tab: 'timeliness', from: '2026-03-01', store: 's' },
  ],
])('the address %j says %j', (address, search) => {
  expect(readTaskSearch(address)).toEqual(search)
  expect(readTaskSearch({ ...search })).toEqual(search)
})

test('a state alone narrows nothing', () => {
  expect([{ state: 'ended' as const }, { agent: 'a' }].map(isNarrow)).toEqual([false, true])
})
