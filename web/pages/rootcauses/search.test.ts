import { expect, test } from 'vitest'
import { readAnomalySearch } from './search.ts'

test.each([
  [{ view: 'closed' }, { view: 'closed' }],
  [{ view: 'open' }, {}],
  [{ view: 7 }, {}],
])('%j is read as %j', (search, expected) => {
  expect(readAnomalySearch(search)).toEqual(expected)
})
