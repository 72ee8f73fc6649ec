import { currency, type Headings, orderNumber, quantity, sku } from './rules.headings.items.ts'

/** Of Amazon's settlement report, flat file V2: its headings are English in every country. */
export const settlement: Headings = {
  settlementId: ['settlement id'],
  amountType: ['amount type'],
  amountDescription: ['amount description'],
  amount: ['amount'],
  transactionType: ['transaction type'],
  orderNumber: ['order id', ...orderNumber],
  bookedAt: ['posted date time', 'posted date'],
  currency,
  totalAmount: ['total amount'],
  lineId: ['order item code', 'order item id'],
  sku,
  quantity,
  shipmentId: ['shipment id'],
  adjustmentId: ['adjustment id'],
  adjustmentLineId: ['merchant adjustment item id'],
  promotionId: ['promotion id'],
  marketplaceName: ['marketplace name'],
}

/** Of the feed by which a seller has Amazon refund (POST_FLAT_FILE_PAYMENT_ADJUSTMENT_DATA, DOMAIN.md section 5). */
export const refundFeed: Headings = {
  orderNumber,
  refundReason: ['adjustment reason code'],
  price: ['item price adj'],
  lineId: ['order item id'],
  currency,
  tax: ['item tax adj'],
  shipping: ['shipping price adj'],
  shippingTax: ['shipping tax adj'],
  giftWrap: ['gift wrap price adj'],
  giftWrapTax: ['gift wrap tax adj'],
  discount: ['item promotion adj'],
  promotionId: ['item promotion id'],
  shippingDiscount: ['ship promotion adj'],
  shippingPromotionId: ['ship promotion id'],
  quantity: ['quantity cancelled', 'quantity canceled'],
}
