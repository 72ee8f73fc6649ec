import { expect, test } from 'vitest'
import { readCustomerSearch } from './search.ts'

test.each([
  [{}, {}],
  [{ q: 4930123456 }, { q: '4930123456' }],
  [{ q: ' ＷＡＮＧ ' }, { q: 'WANG' }],
  [{ q: '', vip: 'yes' }, {}],
  [{ q: ['x'], vip: true, other: 'y' }, { vip: true }],
])('the address %j searches for %j', (address, search) => expect(readCustomerSearch(address)).toEqual(search))
