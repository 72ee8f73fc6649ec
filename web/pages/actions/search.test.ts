import { expect, test } from 'vitest'
import { readActionSearch } from './search.ts'

test.each([
  [{}, {}],
  [{ view: 'open' }, {}],
  [{ view: 'mine', other: 1 }, { view: 'mine' }],
  [{ view: 'nonsense' }, {}],
])('%j is read as %j', (search, expected) => {
  expect(readActionSearch(search)).toEqual(expected)
})
