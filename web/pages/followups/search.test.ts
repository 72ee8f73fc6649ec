import { expect, test } from 'vitest'
import { readFollowUpSearch } from './search.ts'

test.each([
  [{}, {}],
  [{ view: 'due' }, {}],
  [{ view: 'mine' }, { view: 'mine' }],
  [{ view: 'nonsense', q: ' lid ' }, { q: 'lid' }],
  [
    { view: 'suggestions', q: 2026 },
    { view: 'suggestions', q: '2026' },
  ],
])('%j is read as %j', (search, expected) => {
  expect(readFollowUpSearch(search)).toEqual(expected)
})
