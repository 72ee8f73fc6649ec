import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** Headings of Amazon's order report (DOMAIN.md section 5). */
export const orderHeadings = [
  ...['amazon-order-id', 'merchant-order-id', 'purchase-date', 'last-updated-date', 'order-status'],
  ...['fulfillment-channel', 'sales-channel', 'order-channel', 'url', 'ship-service-level', 'product-name', 'sku'],
  ...['asin', 'item-status', 'quantity', 'currency', 'item-price', 'item-tax', 'shipping-price', 'shipping-tax'],
  ...['gift-wrap-price', 'gift-wrap-tax', 'item-promotion-discount', 'ship-promotion-discount', 'ship-city'],
  ...['ship-state', 'ship-postal-code', 'ship-country', 'promotion-ids', 'is-business-order'],
]
export const returnHeadings = [
  ...['return-date', 'order-id', 'sku', 'asin', 'fnsku', 'product-name', 'quantity', 'fulfillment-center-id'],
  ...['detailed-disposition', 'reason', 'status', 'license-plate-number', 'customer-comments'],
]

const currencies = ['EUR', 'GBP', 'USD', 'SEK', 'JPY'] as const
const dispositions = ['SELLABLE', 'CUSTOMER_DAMAGED', 'DEFECTIVE', 'CARRIER_DAMAGED']
const reasons = ['UNWANTED_ITEM', 'DEFECTIVE', 'NOT_AS_DESCRIBED', 'NOT_COMPATIBLE', 'APPAREL_TOO_SMALL']
const titles = ['Eichenstuhl "Nord" 80 cm', 'Stehlampe LED, dimmbar', '折りたたみ机 120cm', 'Bath mat 24" x 36"']
const begin = Date.UTC(2026, 0, 1)

const orderNumberOf = (order: number): string =>
  `${300 + (order % 9)}-${String(1_000_000 + (order % 9_000_000))}-${String(1_000_000 + ((order * 7) % 9_000_000))}`
const moment = (at: number): string => new Date(begin + at * 21_000).toISOString().replace('.000Z', '+00:00')
const money = (minor: number, currency: string): string => (currency === 'JPY' ? `${minor}` : (minor / 100).toFixed(2))

/**
 * Writes an order report of so many lines: three lines on two orders, the same SKU twice on some, five currencies, one
 * order in twenty cancelled, without amounts.
 */
export function writeOrderReport(place: string, lines: number): Promise<void> {
  return writeRows(place, orderHeadings, lines, (at) => {
    const order = Math.floor((at * 2) / 3)
    const currency = currencies[order % currencies.length] ?? 'EUR'
    const isCancelled = order % 20 === 19
    const amount = (minor: number) => (isCancelled ? '' : money(minor, currency))
    return [
      ...[orderNumberOf(order), '', moment(order), moment(order + 900), isCancelled ? 'Cancelled' : 'Shipped'],
      ...[order % 3 ? 'Amazon' : 'Merchant', 'Amazon.de', '', '', 'Standard'],
      ...[
        titles[at % titles.length] ?? '',
        `SKU-${String(order % 5_000).padStart(5, '0')}`,
        `B0${String(order % 5_000).padStart(8, '0')}`,
      ],
      ...[isCancelled ? 'Cancelled' : 'Shipped', isCancelled ? '0' : String(1 + (at % 3)), isCancelled ? '' : currency],
      ...[
        amount(1_999 + ((at * 37) % 50_000)),
        amount((at * 13) % 4_000),
        amount(at % 4 ? 0 : 499),
        amount(at % 4 ? 0 : 80),
      ],
      ...['', '', amount(at % 7 ? 0 : 150), '', 'Berlin', '', '10115', 'DE', '', 'false'],
    ]
  })
}

/** Writes a report of FBA returns: so many units of the orders of `writeOrderReport`. */
export function writeReturnReport(place: string, units: number): Promise<void> {
  return writeRows(place, returnHeadings, units, (at) => {
    const order = at * 3
    const sku = String(order % 5_000).padStart(5, '0')
    return [
      ...[moment(order + 40_000), orderNumberOf(order), `SKU-${sku}`, `B0000${sku}`, `X00${sku}`],
      ...[titles[at % titles.length] ?? '', '1', 'LEJ1', dispositions[at % dispositions.length] ?? ''],
      ...[reasons[at % reasons.length] ?? '', 'Unit returned to inventory', `LPN${String(at).padStart(9, '0')}`],
      at % 9 ? '' : 'Passt nicht, "zu klein".',
    ]
  })
}

async function writeRows(
  place: string,
  headings: readonly string[],
  count: number,
  rowAt: (at: number) => readonly string[],
): Promise<void> {
  const file = createWriteStream(place, { mode: 0o644 })
  file.write(`${headings.join('\t')}\r\n`)
  for (let at = 0; at < count; at += 1) {
    const isRoom = file.write(`${rowAt(at).join('\t')}\r\n`)
    if (!isRoom) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}
