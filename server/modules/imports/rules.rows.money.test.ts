import { expect, test } from 'vitest'
import { entryIdentity } from '../orders/index.ts'
import { columnsOf, subjectOf } from './rules.columns.ts'
import { occurrenceIn } from './rules.occurrences.ts'
import { readerOf } from './rules.rows.ts'
import type { Conventions, Subject } from './schema.ts'

const conventions: Conventions = { dayOrder: 'day-first', decimal: ',', currency: 'USD', zone: 'Europe/Berlin' }

const settlement =
  'settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency transaction-type order-id merchant-order-id adjustment-id shipment-id marketplace-name amount-type amount-description amount fulfillment-id posted-date posted-date-time order-item-code merchant-order-item-id merchant-adjustment-item-id sku quantity-purchased promotion-id'
const refunds =
  'order-id order-item-id adjustment-reason-code currency item-price-adj item-tax-adj shipping-price-adj shipping-tax-adj gift-wrap-price-adj gift-wrap-tax-adj item-promotion-adj item-promotion-id ship-promotion-adj ship-promotion-id quantity-cancelled'
const shipments =
  'amazon-order-id merchant-order-id shipment-id shipment-item-id amazon-order-item-id purchase-date payments-date shipment-date reporting-date buyer-email buyer-name sku product-name quantity-shipped currency item-price recipient-name ship-city carrier tracking-number estimated-arrival-date fulfillment-center-id'

function reading(subject: Subject, headings: string) {
  const names = headings.split(' ')
  const read = readerOf(subject, columnsOf(names, subject), conventions)
  return (cells: Record<string, string>) =>
    read(
      names.map((name) => cells[name] ?? ''),
      3,
    )
}

test.each([
  ['settlement', settlement],
  ['refund-feed', refunds],
  ['shipments', shipments],
] as const)('%s is known by its headings', (subject, headings) => {
  expect(subjectOf(headings.split(' '))).toBe(subject)
})

test('a settlement begins with its total, which is no entry and names the currency of the rest', () => {
  const read = reading('settlement', settlement)
  expect(read({ 'settlement-id': '18', 'total-amount': '1.204,10', currency: 'EUR' })).toEqual({ faults: [] })
  const cells = {
    ...{ 'settlement-id': '18', 'transaction-type': 'Refund', 'order-id': '302-1', 'adjustment-id': 'amzn1:crow' },
    ...{ 'amount-type': 'ItemPrice', 'amount-description': 'Principal', amount: '-1.234,56', sku: 'LAMP' },
    ...{ 'posted-date': '09.06.2025', 'posted-date-time': '09.06.2025 05:23:19 UTC', 'order-item-code': '77' },
  }
  expect(read(cells)).toEqual({
    row: {
      ...{ source: 'settlement', kind: 'refund', orderNumber: '302-1', lineId: '77', sku: 'LAMP', quantity: null },
      ...{ amount: -123_456, currency: 'EUR', bookedAt: '2025-06-09T05:23:19.000Z', settlementId: '18' },
      references: ['', 'amzn1:crow', '', '', ''],
      ...{ transactionType: 'Refund', amountType: 'ItemPrice', description: 'Principal', occurrence: 1 },
    },
  })
  // Another settlement in the same file does not inherit it; a subscription is of no order.
  const fee = { 'settlement-id': '19', 'transaction-type': 'ServiceFee', 'amount-type': 'Subscription', amount: '-39' }
  expect(read(fee)).toMatchObject({ row: { currency: 'USD', orderNumber: null, kind: 'fee', amount: -3_900 } })
  expect(read({ ...cells, 'quantity-purchased': '-1' })).toMatchObject({ row: { quantity: null, amount: -123_456 } })
  expect(read({ ...cells, 'quantity-purchased': '2' })).toMatchObject({ row: { quantity: 2 } })
  expect(read({ ...cells, amount: '' })).toMatchObject({ faults: [{ heading: 'amount', code: 'missing' }] })
  expect(read({ ...cells, amount: '1,234' })).toMatchObject({ faults: [{ heading: 'amount', code: 'no-amount' }] })
})

test('rows of a settlement that are alike in all are counted, others are not', () => {
  const read = reading('settlement', settlement)
  const count = occurrenceIn('settlement', entryIdentity)
  const nth = (amount: string, promotion = '') => {
    const said = read({ 'settlement-id': '18', 'amount-type': 'Other', amount, 'promotion-id': promotion })
    return 'row' in said && 'occurrence' in said.row && count(said.row).occurrence
  }
  expect([nth('1'), nth('1'), nth('2'), nth('1', 'P'), nth('1')]).toEqual([1, 2, 1, 1, 3])
})

test('a refund that is asked for is one entry of all that is given back, less what promotions keep', () => {
  const read = reading('refund-feed', refunds)
  const cells = {
    ...{ 'order-id': '302-1', 'order-item-id': '77', 'adjustment-reason-code': 'CustomerReturn', currency: 'EUR' },
    ...{
      'item-price-adj': '10,00',
      'item-tax-adj': '1,90',
      'shipping-price-adj': '2,00',
      'item-promotion-adj': '-1,00',
    },
  }
  expect(read(cells)).toMatchObject({
    row: { source: 'refund-feed', kind: 'refund', amount: -1_290, currency: 'EUR', description: 'CustomerReturn' },
  })
  expect(read({ ...cells, 'item-price-adj': '-10,00' })).toMatchObject({ faults: [{ code: 'negative' }] })
})

test('a row of a report of shipments; what it says of the buyer is not kept', () => {
  const read = reading('shipments', shipments)
  const cells = {
    ...{ 'amazon-order-id': '302-1', 'shipment-id': 'D1', 'shipment-item-id': 'Dp', 'amazon-order-item-id': '77' },
    ...{ 'shipment-date': '2026-02-02T08:00:00+00:00', 'reporting-date': '2026-02-03T10:00:00+00:00', sku: 'LAMP' },
    ...{ 'quantity-shipped': '2', carrier: 'DHL', 'tracking-number': 'T1', 'fulfillment-center-id': 'LEJ1' },
    ...{ 'buyer-name': 'Emily Carter', 'recipient-name': 'Emily Carter', 'ship-city': 'Berlin' },
    'estimated-arrival-date': '2026-02-05T22:00:00+00:00',
  }
  expect(read(cells)).toEqual({
    row: {
      ...{ orderNumber: '302-1', shipmentId: 'D1', shipmentItemId: 'Dp', lineId: '77', sku: 'LAMP', title: '' },
      ...{ quantity: 2, shippedAt: '2026-02-02T08:00:00.000Z', arrivesAt: '2026-02-05T22:00:00.000Z' },
      ...{ deliveredAt: null, carrier: 'DHL', trackingNumber: 'T1', fulfilmentCentre: 'LEJ1' },
      reportedAt: '2026-02-03T10:00:00.000Z',
    },
  })
  expect(read({ ...cells, 'reporting-date': '' })).toMatchObject({ row: { reportedAt: '2026-02-02T08:00:00.000Z' } })
  expect(read({ ...cells, 'quantity-shipped': '', 'shipment-date': '' })).toMatchObject({
    faults: [
      { heading: 'shipment-date', code: 'missing' },
      { heading: 'quantity-shipped', code: 'missing' },
    ],
  })
})
