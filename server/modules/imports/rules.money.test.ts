import { expect, test } from 'vitest'
import { kindOfAmount } from './rules.money.ts'

test.each([
  ['charge', 'Order', 'ItemPrice', 'Principal'],
  ['charge', 'Order', 'ItemPrice', 'ShippingTax'],
  ['charge', 'Order', 'Promotion', 'Principal'],
  ['refund', 'Refund', 'ItemPrice', 'Principal'],
  ['refund', 'Chargeback Refund', 'ItemPrice', 'Tax'],
  ['refund', 'A-to-z Guarantee Refund', 'ItemPrice', 'Principal'],
  ['refund', 'Refund', 'Promotion', 'Shipping'],
  ['fee', 'Order', 'ItemFees', 'FBAPerUnitFulfillmentFee'],
  ['fee', 'Order', 'ItemFees', 'ShippingChargeback'],
  ['fee', 'Refund', 'ItemFees', 'RefundCommission'],
  ['fee', 'ServiceFee', 'Cost of Advertising', 'TransactionTotalAmount'],
  ['fee', 'other-transaction', 'other-transaction', 'Subscription Fee'],
  ['other', 'Order', 'ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal'],
  ['other', 'Refund', 'ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal'],
  ['reimbursement', 'other-transaction', 'FBA Inventory Reimbursement', 'WAREHOUSE_DAMAGE'],
  ['reimbursement', 'SAFE-T Reimbursement', 'SAFE-T Reimbursement', 'SAFE-T Reimbursement'],
  ['other', 'other-transaction', 'other-transaction', 'Current Reserve Amount'],
  ['other', 'Brand new', 'Never seen', ''],
])('%s: %s, %s, %s', (kind, transactionType, amountType, description) => {
  expect(kindOfAmount({ transactionType, amountType, description })).toBe(kind)
})
