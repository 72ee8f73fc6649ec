import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryIdentity } from '../orders/index.ts'
import type { Cell } from './rules.cells.ts'
import { columnsOf } from './rules.columns.ts'
import { conventionsOf } from './rules.conventions.ts'
import { headingsOf } from './rules.headings.ts'
import { Occurrences, occurrenceIn } from './rules.occurrences.ts'
import { readerOf } from './rules.rows.ts'
import { type Conventions, type Subject, subjects } from './schema.ts'

const conventions: Conventions = { dayOrder: 'month-first', decimal: '.', currency: 'USD', zone: 'America/Los_Angeles' }

function read(subject: Subject, headings: string, cells: readonly Cell[]) {
  return readerOf(subject, columnsOf(headings.split('|'), subject), conventions)(cells, 7)
}

const fault = (heading: string, code: string, value: string) => ({ faults: [{ row: 7, heading, code, value }] })

describe('orders', () => {
  const headings =
    'amazon-order-id|purchase-date|sku|quantity|currency|item-price|item-promotion-discount|order-status|fulfillment-channel|ship-country|gift'
  const cells = [
    '114-1',
    '2026-09-29T14:03:11+00:00',
    'LAMP-1',
    '2',
    'EUR',
    '35.00',
    '-5.00',
    'Shipped - Delivered to Buyer',
    'AFN',
    'DE',
    'yes',
  ]

  test('a line with its money in minor units, its discount without a sign, and what has no place of its own', () => {
    expect(read('orders', headings, cells)).toMatchObject({
      row: {
        ...{ orderNumber: '114-1', orderedAt: '2026-09-29T14:03:11.000Z', sku: 'LAMP-1', quantity: 2, currency: 'EUR' },
        ...{ price: 3_500, discount: 500, orderStatus: 'delivered', fulfilment: 'marketplace', country: 'DE' },
        ...{ occurrence: 1, lineId: null, others: { gift: 'yes' } },
      },
    })
  })

  const changed = (at: number, cell: string) => cells.map((one, index) => (index === at ? cell : one))
  test.each([
    [0, ' ', fault('amazon-order-id', 'missing', '')],
    [0, 'x'.repeat(61), { faults: [{ code: 'too-long' }] }],
    [1, 'soon', fault('purchase-date', 'no-day', 'soon')],
    [1, '', fault('purchase-date', 'missing', '')],
    [3, 'some', fault('quantity', 'no-count', 'some')],
    [3, '-1', fault('quantity', 'negative', '-1')],
    [4, 'Taler', fault('currency', 'no-currency', 'Taler')],
    [5, '12.345', fault('item-price', 'no-amount', '12.345')],
    [5, '-1.00', fault('item-price', 'negative', '-1.00')],
  ])('column %i with %j', (at, cell, result) => {
    expect(read('orders', headings, changed(at, cell))).toMatchObject(result)
  })

  test('cells beyond the last heading are a fault, unless nothing stands in them', () => {
    expect(read('orders', headings, [...cells, ' ', ''])).toHaveProperty('row')
    expect(read('orders', headings, [...cells, '', 'more'])).toEqual(fault('', 'too-many-cells', ' more'))
  })

  test('a row of eBay: the currency beside the amount, the account for an address, the item for a SKU', () => {
    const ebay =
      'Order Number|Buyer Username|Buyer Email|Ship To Country|Item Number|Item Title|Custom Label|Quantity|Sold For|Sale Date|Paid On Date|Shipped On Date'
    const reader = readerOf('orders', columnsOf(ebay.split('|'), 'orders'), conventions)
    const summary = ['12-1', 'lamp_fan', '', 'United Kingdom', '', '', '', '2', '£9.00', 'Sep-29-26', 'Sep-29-26', '']
    expect(reader(summary, 1)).toEqual({ faults: [] })
    const line = ['12-1', '', '', '', '2255', 'Lamp', '', '1', '£4.50', '', '', '']
    expect(reader(line, 2)).toMatchObject({
      row: {
        ...{
          sku: '2255',
          currency: 'GBP',
          price: 450,
          buyerAddress: 'lamp_fan',
          country: 'GB',
          orderStatus: 'unshipped',
        },
        orderedAt: '2026-09-29T07:00:00.000Z',
      },
    })
  })
})

test('a short row of Amazon’s report of merchant returns, with blanks for nothing', () => {
  const headings =
    'Order ID|Order date|Return request date|Return request status|Amazon RMA ID|Merchant RMA ID|Label type|Label cost|Currency code|A-to-Z Claim|Merchant SKU|Return quantity|Return Reason|In policy|Order Amount|SafeT claim id|Refunded Amount'
  const cells = [
    '113-2',
    '10-Jul-2025',
    '14-Jul-2025',
    'Approved',
    'D1',
    ' ',
    'AmazonPrePaidLabel',
    '4.14',
    'USD',
    'N',
    'SKU-1',
    '2',
    'CR-DEFECTIVE',
    'Y',
    '21.38',
  ]
  expect(read('mfn-returns', headings, cells)).toMatchObject({
    row: {
      ...{ source: 'mfn', orderNumber: '113-2', returnedAt: '2025-07-14T07:00:00.000Z', rma: 'D1', labelCost: 414 },
      ...{ hasClaim: false, inPolicy: true, refunded: null, currency: 'USD', quantity: 2, reason: 'CR-DEFECTIVE' },
      others: { 'Order date': '10-Jul-2025', 'Order Amount': '21.38' },
    },
  })
})

test('a row of Amazon’s report of returns to its warehouses', () => {
  const headings =
    'return-date|order-id|sku|asin|fnsku|product-name|quantity|detailed-disposition|reason|status|license-plate-number|customer-comments'
  const cells = [
    '2025-06-05T15:31:40+00:00',
    '114-1',
    'SKU1',
    'B0',
    'B0',
    'Pad',
    '1',
    'CUSTOMER_DAMAGED',
    'NOT_COMPATIBLE',
    'IMMEDIATE_DONATION',
    'LPN1',
    '',
  ]
  expect(read('fba-returns', headings, cells)).toMatchObject({
    row: {
      source: 'fba',
      returnedAt: '2025-06-05T15:31:40.000Z',
      disposition: 'CUSTOMER_DAMAGED',
      licencePlate: 'LPN1',
      comments: '',
    },
  })
})

test('a table of costs, in Chinese and from a workbook', () => {
  expect(read('costs', 'SKU|采购成本|币种|生效日期|品类', ['L-1', '35.50元', '', '2026年1月5日', '灯'])).toMatchObject({
    row: { sku: 'L-1', unitCost: 3_550, currency: 'CNY', validFrom: '2026-01-05', category: '灯' },
  })
  expect(read('costs', 'SKU|Unit cost|Valid from', ['L-1', 35.5, new Date('2026-01-05T00:00:00Z')])).toMatchObject({
    row: { sku: 'L-1', unitCost: 3_550, currency: 'USD', validFrom: '2026-01-05' },
  })
})

test('conventions are what the first rows settle, else what the store says', () => {
  const columns = columnsOf(['sku', 'unit cost', 'valid from'], 'costs')
  const settled = (cost: string, day: string) => conventionsOf(columns, [['A', cost, day]], conventions)
  expect(settled('1.234,5', '29/09/2026')).toMatchObject({ decimal: ',', dayOrder: 'day-first' })
  expect(settled('1,50', '03.04.2026')).toMatchObject({ decimal: ',', dayOrder: 'day-first' })
  expect(settled('1.50', '09/29/2026')).toMatchObject({ decimal: '.', dayOrder: 'month-first' })
  expect(settled('1.234', '03/04/2026')).toEqual(conventions)
})

test('no cells make a reader throw, and what it reads it reads whole', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'019.,-/:()$€￥ aZ\u0000\ud800灯\u0301\u00a0日月年元'.split('')) }),
    fc.constantFrom('114-1', 'SKU', '2026-09-29', '12.50', '$', '29/09/2026 14:03', '(', '__proto__', '9'.repeat(20)),
    fc.double(),
    fc.date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: false }),
    fc.constantFrom(new Date(8.64e15), new Date(-8.64e15)),
    fc.constantFrom(-1e-9, -0),
  )
  const file = fc.record({
    subject: fc.constantFrom(...subjects),
    cells: fc.array(cell, { maxLength: 30 }),
    zone: fc.constantFrom('Europe/Berlin', 'nowhere'),
    doubled: fc.boolean(),
  })
  fc.assert(
    fc.property(file, ({ subject, cells, zone, doubled }) => {
      const names = Object.values(headingsOf[subject]).map(([heading = '']) => heading)
      const columns = columnsOf(doubled ? [...names, ...names] : [...names, '__proto__'], subject)
      const result = readerOf(subject, columns, { ...conventions, zone })(cells, 1)
      if ('row' in result) expect(JSON.parse(JSON.stringify(result.row))).toEqual(result.row)
      else expect(result.faults.every(({ row }) => row === 1)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

describe('occurrences', () => {
  test('lines without an id are counted by order and SKU; lines with one are not', () => {
    const count = occurrenceIn('orders', entryIdentity)
    const line = (sku: string, lineId: string | null) => {
      const headings = 'order-id|purchase-date|sku|quantity|order-item-id'
      const result = read('orders', headings, ['1', '2026-09-29', sku, '1', lineId ?? ''])
      return 'row' in result ? count(result.row) : null
    }
    const seen = [line('A', null), line('B', null), line('A', null), line('A', '9'), line('A', '9')]
    expect(seen.map((row) => row && 'occurrence' in row && row.occurrence)).toEqual([1, 1, 2, 1, 1])
  })

  test('returns are counted by what names the unit, not by what becomes of it', () => {
    const count = occurrenceIn('mfn-returns', entryIdentity)
    const unit = (status: string, refunded: string) => {
      const headings = 'Order ID|Return request date|Merchant SKU|Return request status|Refunded Amount'
      const result = read('mfn-returns', headings, ['1', '14-Jul-2025', 'A', status, refunded])
      return 'row' in result ? count(result.row) : null
    }
    const seen = [unit('Approved', ''), unit('Closed', '9.00')]
    expect(seen.map((row) => row && 'occurrence' in row && row.occurrence)).toEqual([1, 2])
  })

  test('words are told apart, however often and however many; a hundred thousand take 2.4 MB', () => {
    const occurrences = new Occurrences()
    expect([occurrences.meet(['ab', 'c']), occurrences.meet(['a', 'bc']), occurrences.meet(['ab', 'c'])]).toEqual([
      1, 1, 2,
    ])
    for (let time = 1; time < 600; time++) expect(occurrences.meet(['often'])).toBe(time)
    for (let one = 0; one < 100_000; one++) if (occurrences.meet([`114-${one}`, 'A']) !== 1) throw new Error(`${one}`)
    expect(occurrences.meet(['114-77', 'A'])).toBe(2)
    expect(occurrences.size).toBeLessThanOrEqual(2_400_000)
  })
})
