import { expect, test } from 'vitest'
import { columnsOf, folded, missingFields, subjectOf } from './rules.columns.ts'

const fieldsOf = (headings: readonly string[], subject = subjectOf(headings)) =>
  columnsOf(headings, subject).map(({ field }) => field)

const unshipped =
  'order-id order-item-id purchase-date payments-date buyer-email buyer-name sku product-name quantity-purchased ship-city ship-country'
const shipments = 'amazon-order-id shipment-date purchase-date buyer-email sku quantity-shipped carrier tracking-number'
const ebay =
  'Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Ship To City,Ship To State,Ship To Zip,Ship To Country,Item Number,Item Title,Custom Label,Quantity,Sold For,Shipping And Handling,Sale Date,Paid On Date,Shipped On Date,Tracking Number,Transaction ID'

test.each([
  ['orders', unshipped.split(' ')],
  ['orders', shipments.split(' ')],
  ['orders', ebay.split(',')],
  ['orders', ['Bestellnummer', 'Kaufdatum', 'SKU', 'Menge', 'Artikelpreis']],
  ['orders', ['注文番号', '購入日', 'SKU', '数量', '商品価格']],
  ['orders', ['订单编号', '购买日期', 'SKU', '数量', '商品价格']],
  ['orders', ['Numéro de commande', "Date d'achat", 'SKU', 'Quantité']],
  ['orders', ['Número de pedido', 'Fecha de compra', 'SKU', 'Cantidad']],
  ['orders', ['Numero ordine', 'Data di acquisto', 'SKU', 'Quantità']],
  ['fba-returns', ['return-date', 'amazon-order-id', 'sku', 'quantity', 'reason']],
  ['mfn-returns', ['Order ID', 'Order date', 'Return request date', 'Merchant SKU', 'Return quantity']],
  ['costs', ['SKU', 'Unit cost', 'Currency', 'Valid from']],
  ['costs', ['商品编码', '采购成本', '币种', '生效日期', '品类']],
  [null, ['name', 'street', 'telephone']],
  [null, ['order-id', 'refund']],
])('%s by the headings %j', (subject, headings) => {
  expect(subjectOf(headings)).toBe(subject)
})

test('headings are compared without case, width, accents, marks and a byte order mark', () => {
  for (const heading of ['\ufeffAmazon-Order-ID', 'amazon_order_id', 'ＡＭＡＺＯＮ order id ', '"amazon order id"']) {
    expect(folded(heading)).toBe('amazonorderid')
  }
})

test('of two columns for one field the one that is called so best fills it, else the first; the others are kept', () => {
  expect(fieldsOf(['recipient-name', 'buyer-name', 'order-id', 'purchase-date', 'sku', 'sku', 'colour'])).toEqual([
    ...[null, 'buyerName', 'orderNumber', 'orderedAt', 'sku', null, null],
  ])
})

test('what is missing is named, each group that one field would fill', () => {
  expect(missingFields('orders', columnsOf(['order-id'], 'orders'))).toEqual([['orderedAt'], ['sku', 'itemNumber']])
})
