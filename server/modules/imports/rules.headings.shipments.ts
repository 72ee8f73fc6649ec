import { type Headings, orderNumber, quantity, sku, title } from './rules.headings.items.ts'
import { orders } from './rules.headings.orders.ts'

/** Of Amazon's report of fulfilled shipments (GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL). */
export const shipments: Headings = {
  orderNumber,
  shipmentItemId: ['shipment item id', 'Versandartikelnummer', '出荷商品番号', '货件商品编号', '配送商品编号'],
  shippedAt: orders.shippedAt ?? [],
  sku,
  quantity: ['quantity shipped', ...quantity],
  shipmentId: ['shipment id', 'Versandnummer', '出荷番号', '货件编号', '配送编号'],
  lineId: ['amazon order item id', ...(orders.lineId ?? [])],
  title,
  arrivesAt: [
    'estimated arrival date',
    'Voraussichtliches Lieferdatum',
    'お届け予定日',
    '预计到达日期',
    '预计送达日期',
  ],
  deliveredAt: ['delivery date', 'delivered at', 'Zustelldatum', '配達日', '送达日期', '签收时间'],
  carrier: orders.carrier ?? [],
  trackingNumber: orders.trackingNumber ?? [],
  fulfilmentCentre: [
    ...['fulfillment center id', 'fulfilment centre id', 'fulfillment center', 'Versandzentrum', 'FC'],
    ...['フルフィルメントセンター', '运营中心', '运营中心编号'],
  ],
  reportedAt: ['reporting date', 'report date', 'Berichtsdatum', 'レポート日', '报告日期', '报表日期'],
}
