import { expect, test } from 'vitest'
import { wantingOf, withField } from './columns.ts'

const columns = [
  { index: 0, heading: 'order-id', field: 'orderNumber' },
  { index: 1, heading: 'sku', field: 'sku' },
  { index: 2, heading: 'sku', field: null },
]
const fieldsAfter = (index: number, field: string | null) => withField(columns, index, field).map((one) => one.field)

test.each([
  [2, 'title', ['orderNumber', 'sku', 'title']],
  [2, 'sku', ['orderNumber', null, 'sku']],
  [1, null, ['orderNumber', null, null]],
  [2, null, ['orderNumber', 'sku', null]],
  [0, 'orderNumber', ['orderNumber', 'sku', null]],
])('column %i given to %s leaves %j', (index, field, left) => expect(fieldsAfter(index, field)).toEqual(left))

test.each([
  [null, null, ['sku'], [{ kind: 'subject' }]],
  ['orders', null, ['sku'], [{ kind: 'store' }, { kind: 'field', field: 'sku' }]],
  ['fba-returns', 's1', [], []],
  ['costs', null, [], []],
  ['costs', null, ['unitCost'], [{ kind: 'field', field: 'unitCost' }]],
] as const)('%s of store %s without %j wants %j', (subject, storeId, missing, wanting) => {
  expect(wantingOf({ subject, storeId }, { missing: [...missing] })).toEqual(wanting)
})
