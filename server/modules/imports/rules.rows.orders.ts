import { folded } from './rules.columns.ts'
import { isoMoment, Reading, type RowReader } from './rules.rows.reading.ts'
import { apart, countryOf } from './rules.values.ts'
import type { Column, Conventions, OrderRow } from './schema.ts'

type OrderStatus = OrderRow['orderStatus']

/** What reports call the states of an order, in the languages of Amazon's marketplaces. */
const statusWords: Readonly<Record<Exclude<OrderStatus, 'unknown'>, readonly string[]>> = {
  pending: [
    ...[
      'Pending',
      'Pending Availability',
      'Ausstehend',
      'En attente',
      'Pendiente',
      'In attesa',
      '保留中',
      '待处理',
      '等待中',
    ],
    ...['Awaiting payment', '待付款'],
  ],
  unshipped: [
    ...[
      'Unshipped',
      'Partially Shipped',
      'Shipping',
      'Processing',
      'Nicht versandt',
      'Non expédiée',
      'Non expédié',
      'No enviado',
    ],
    ...['Non spedito', '未発送', '未出荷', '未发货', '部分发货', 'Awaiting shipment', 'Paid', '待发货'],
  ],
  shipped: [
    ...['Shipped', 'Shipped - Picked Up', 'Shipped - Out for Delivery', 'Shipped - Returned to Seller', 'Complete'],
    ...[
      'Shipped - Returning to Seller',
      'Shipped - Rejected by Buyer',
      'Shipped - Lost in Transit',
      'Completed',
      'Versandt',
    ],
    ...[
      'Shipped - Undeliverable',
      'Shipped - Damaged',
      'Versendet',
      'Expédiée',
      'Expédié',
      'Enviado',
      'Spedito',
      '発送済み',
    ],
    ...['出荷済み', '已发货', '已完成'],
  ],
  delivered: [
    'Delivered',
    'Shipped - Delivered to Buyer',
    'Zugestellt',
    'Livrée',
    'Livré',
    'Entregado',
    'Consegnato',
    '配達済み',
    '已送达',
    '已签收',
  ],
  cancelled: [
    'Cancelled',
    'Canceled',
    'Storniert',
    'Annulée',
    'Annulé',
    'Cancelado',
    'Annullato',
    'キャンセル',
    'キャンセル済み',
    '已取消',
  ],
}

const statuses = new Map<string, OrderStatus>()
for (const status of ['pending', 'unshipped', 'shipped', 'delivered', 'cancelled'] as const) {
  for (const word of statusWords[status]) statuses.set(folded(word), status)
}

const marketplaceWords = new Set([
  'amazon',
  'afn',
  'fba',
  'amazonna',
  'amazoneu',
  'amazonfulfilled',
  'fulfilledbyamazon',
  '亚马逊',
  '亚马逊配送',
])
const merchantWords = new Set([
  'merchant',
  'mfn',
  'fbm',
  'seller',
  'fulfilledbyseller',
  '卖家',
  '卖家自配送',
  '出品者',
  '自发货',
])

/** Remembers what a short text means: a file says the same few words a million times. */
function remembered<Meaning>(meaningOf: (text: string) => Meaning): (text: string) => Meaning {
  const known = new Map<string, Meaning>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const meaning = meaningOf(text)
    if (known.size >= 1_000) known.clear()
    known.set(apart(text), meaning)
    return meaning
  }
}

function fulfilmentOf(text: string): OrderRow['fulfilment'] {
  const word = folded(text)
  if (merchantWords.has(word)) return 'merchant'
  return marketplaceWords.has(word) || word.startsWith('amazon') ? 'marketplace' : null
}

/** What an order says of itself on the first of its lines only, in eBay's export of orders of several lines. */
interface OrderHead {
  orderNumber: string
  orderedAt: number | null
  paidAt: number | null
  shippedAt: number | null
  texts: readonly string[]
}

/** Reads the rows of order reports and exports. */
export function orderReader(columns: readonly Column[], conventions: Conventions): RowReader<OrderRow> {
  const reading = new Reading(columns, conventions)
  const at = placesOf(reading)
  const statusOf = remembered((text: string): OrderStatus => statuses.get(folded(text)) ?? 'unknown')
  const fulfilled = remembered(fulfilmentOf)
  const countryIn = remembered(countryOf)
  const isEbay = at.itemNumber !== null
  let head: OrderHead | null = null

  return (cells, row) => {
    reading.begin(cells, row)
    const orderNumber = reading.needed(at.orderNumber, 60)
    const itemNumber = reading.text(at.itemNumber, 60)
    const known: OrderHead | null = isEbay && head !== null && head.orderNumber === orderNumber ? head : null
    const orderedAt = reading.moment(at.orderedAt) ?? known?.orderedAt ?? null
    const paidAt = reading.moment(at.paidAt) ?? known?.paidAt ?? null
    const shippedAt = reading.moment(at.shippedAt) ?? known?.shippedAt ?? null
    const texts = [
      reading.text(at.buyerName, 200),
      reading.text(at.buyerAddress, 320),
      reading.text(at.buyerUsername, 320),
      reading.text(at.country, 120),
      reading.text(at.region, 120),
      reading.text(at.city, 120),
      reading.text(at.postalCode, 20),
    ].map((text, place) => text || known?.texts[place] || '')
    if (isEbay) head = { orderNumber, orderedAt, paidAt, shippedAt, texts }
    const sku = reading.text(at.sku, 120) || itemNumber
    const title = reading.text(at.title, 500)
    // The summary of an order of several lines: the lines follow.
    if (isEbay && sku === '' && title === '' && reading.faults === null) return { faults: [] }
    const isSpoiled = hasFault(reading, at.sku?.heading) || hasFault(reading, at.itemNumber?.heading)
    if (sku === '' && !isSpoiled) reading.fault(at.sku ?? at.itemNumber, 'missing', '')
    if (orderedAt === null && !hasFault(reading, at.orderedAt?.heading)) reading.fault(at.orderedAt, 'missing', '')

    const currency = reading.currency(at.currency, at.price)
    const quantity = reading.count(at.quantity)
    if (quantity === null && at.quantity !== null && !hasFault(reading, at.quantity.heading)) {
      reading.fault(at.quantity, 'missing', '')
    }
    const status = reading.text(at.orderStatus, 120)
    const fulfilment = reading.text(at.fulfilment, 120)
    const changedAt = reading.moment(at.changedAt)
    const [buyerName = '', email = '', username = '', countryText = '', region = '', city = '', postalCode = ''] = texts
    const country = countryText === '' ? null : countryIn(countryText)
    const read: OrderRow = {
      orderNumber,
      orderedAt: orderedAt === null ? '' : isoMoment(orderedAt),
      changedAt: changedAt === null ? null : isoMoment(changedAt),
      orderStatus: status === '' ? statusBy(shippedAt, at.paidAt === null ? undefined : paidAt) : statusOf(status),
      fulfilment: fulfilment === '' ? null : fulfilled(fulfilment),
      currency,
      buyerName,
      // eBay hides the addresses of orders that are not paid or old: the name of the account is the alias then.
      buyerAddress: (email.includes('@') ? email : username || email) || null,
      country,
      region,
      city,
      postalCode,
      lineId: reading.optional(at.lineId, 120),
      occurrence: 1,
      sku,
      asin: reading.optional(at.asin, 20),
      title,
      quantity: quantity ?? 1,
      lineStatus: reading.text(at.lineStatus, 60),
      price: reading.price(at.price, currency),
      tax: reading.price(at.tax, currency),
      shipping: reading.price(at.shipping, currency),
      shippingTax: reading.price(at.shippingTax, currency),
      giftWrap: reading.price(at.giftWrap, currency),
      giftWrapTax: reading.price(at.giftWrapTax, currency),
      discount: Math.abs(reading.amount(at.discount, currency) ?? 0),
      shippingDiscount: Math.abs(reading.amount(at.shippingDiscount, currency) ?? 0),
      shippedAt: shippedAt === null ? null : isoMoment(shippedAt),
      carrier: reading.text(at.carrier, 60),
      trackingNumber: reading.optional(at.trackingNumber, 120),
      others: reading.others(),
    }
    if (country === null && countryText !== '' && at.country)
      read.others = { ...read.others, [at.country.heading]: countryText }
    return reading.faults === null ? { row: read } : { faults: reading.faults }
  }
}

const hasFault = (reading: Reading, heading: string | undefined): boolean =>
  reading.faults?.some((fault) => fault.heading === heading) ?? false

/** Of reports without a column for it. Amazon's report of what is to be shipped has the day of payment; so has eBay's. */
function statusBy(shippedAt: number | null, paidAt: number | null | undefined): OrderStatus {
  if (shippedAt !== null) return 'shipped'
  return paidAt === undefined ? 'unknown' : paidAt === null ? 'pending' : 'unshipped'
}

function placesOf(reading: Reading) {
  const place = (field: string) => reading.place(field)
  return {
    ...{ orderNumber: place('orderNumber'), orderedAt: place('orderedAt'), changedAt: place('changedAt') },
    ...{ orderStatus: place('orderStatus'), fulfilment: place('fulfilment'), currency: place('currency') },
    ...{ buyerName: place('buyerName'), buyerAddress: place('buyerAddress'), buyerUsername: place('buyerUsername') },
    ...{ country: place('country'), region: place('region'), city: place('city'), postalCode: place('postalCode') },
    ...{ lineId: place('lineId'), sku: place('sku'), itemNumber: place('itemNumber'), asin: place('asin') },
    ...{ title: place('title'), quantity: place('quantity'), lineStatus: place('lineStatus'), price: place('price') },
    ...{ tax: place('tax'), shipping: place('shipping'), shippingTax: place('shippingTax') },
    ...{ giftWrap: place('giftWrap'), giftWrapTax: place('giftWrapTax'), discount: place('discount') },
    ...{ shippingDiscount: place('shippingDiscount'), paidAt: place('paidAt'), shippedAt: place('shippedAt') },
    ...{ carrier: place('carrier'), trackingNumber: place('trackingNumber') },
  }
}
