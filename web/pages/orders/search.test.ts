import { expect, test } from 'vitest'
import { readOrderSearch } from './search.ts'

test.each([
  [{}, {}],
  [{ q: 302123 }, { q: '302123' }],
  [{ q: ' ３０２－１２３ ' }, { q: '302-123' }],
  [{ q: '', store: 7 }, {}],
  [{ q: ['x'], store: 's1', other: 'y' }, { store: 's1' }],
])('the address %j searches for %j', (address, search) => expect(readOrderSearch(address)).toEqual(search))
