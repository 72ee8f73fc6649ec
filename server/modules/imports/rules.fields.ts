/** Fields that are days or moments. */
export const dayFields: ReadonlySet<string> = new Set([
  ...['orderedAt', 'changedAt', 'paidAt', 'shippedAt', 'returnedAt', 'validFrom'],
  ...['arrivesAt', 'deliveredAt', 'reportedAt', 'bookedAt', 'givenAt'],
])

/** Fields that are amounts of money. */
export const amountFields: ReadonlySet<string> = new Set([
  ...['price', 'tax', 'shipping', 'shippingTax', 'giftWrap', 'giftWrapTax', 'discount', 'shippingDiscount'],
  ...['labelCost', 'refunded', 'reimbursed', 'unitCost', 'amount', 'totalAmount'],
])
