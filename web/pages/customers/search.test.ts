import { expect, test } from 'vitest'
import { readCustomerSearch } from './search.ts'

test.each([
  [{}, {}],
  [{ q: 4930123456 }, { q: '4930123456' }],
  [{ q: ' ＷＡＮＧ ' }, { q: 'WANG' }],
  [{ q: '', vip: 'yes' }, {}],
  [{ merge: '../x' }, {}],
  [{ merge: '019c0000-0000-7000-8000-000000000001' }, { merge: '019c0000-0000-7000-8000-000000000001' }],
  [{ q: ['x'], vip: true, other: 'y' }, { vip: true }],
])('the address %j searches for %j', (address, search) => expect(readCustomerSearch(address)).toEqual(search))
