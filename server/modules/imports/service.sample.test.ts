import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { sampleOf } from './service.sample.ts'

const file = {
  open: () => Readable.from([Buffer.from('order-id\tsku\n1\t2\n')]),
  subject: null,
  columns: [
    { index: 0, heading: 'order-id', field: null },
    { index: 1, heading: 'sku', field: null },
  ],
  conventions: { dayOrder: 'month-first', decimal: '.', currency: 'USD', zone: 'UTC' },
} as const
const format = { encoding: 'utf-8', delimiter: '\t', quoted: false, sheet: null, skipped: 0 } as const

test('a text shows its first rows', async () => {
  expect((await sampleOf({ ...file, format: { ...format, kind: 'text' } })).rows).toEqual([['1', '2']])
})

test('a text that is said to be a workbook shows nothing, and breaks nothing', async () => {
  const sample = await sampleOf({ ...file, format: { ...format, kind: 'workbook' } })
  expect(sample).toEqual({ sheets: [], rows: [], faults: [] })
})
