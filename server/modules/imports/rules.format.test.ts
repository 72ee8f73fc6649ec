import { expect, test } from 'vitest'
import { formatOf } from './rules.format.ts'

test.each([
  [
    'order-id\tsku\tproduct-name\n1\tA\t"Gold" ring, 14"\n2\tB\t5" pipe\n',
    { delimiter: '\t', quoted: false, skipped: 0 },
  ],
  ['order-id\tsku\tproduct-name\n1\tA\t"Lamp, ""white"""\n2\tB\tPipe\n', { delimiter: '\t', quoted: true, skipped: 0 }],
  ['order-id\tsku\tproduct-name\n1\tA\t"Lamp\nwhite"\n2\tB\tPipe\n', { delimiter: '\t', quoted: true, skipped: 0 }],
  ['sku;unit cost;currency\nA;1,50;EUR\nB;2,25;EUR\n', { delimiter: ';', quoted: true, skipped: 0 }],
  ['sku|unit cost\nA|1.50\n', { delimiter: '|', quoted: true, skipped: 0 }],
  ['\r\nSales of 2026\r\n\r\nSKU,Unit cost\r\nA,1.50\r\n', { delimiter: ',', quoted: true, skipped: 3 }],
  ['colour,weight\nred,3\n', { delimiter: ',', quoted: true, skipped: 0 }],
])('%j', (text, format) => {
  expect(formatOf(text, true)).toMatchObject(format)
})

test.each([['one column\nA\nB\n'], ['a plain sentence\n'], ['']])('no table: %j', (text) => {
  expect(formatOf(text, true)).toBeNull()
})
