/** A refund as the file for Amazon needs it; the amount in minor units of its currency. */
export interface FedRefund {
  readonly orderNumber: string
  readonly amount: number
  readonly currency: string
  readonly reason: string
  /** Decimal places of its currency. */
  readonly digits: number
}

/** The columns of POST_FLAT_FILE_PAYMENT_ADJUSTMENT_DATA, in its order (DOMAIN.md §5). */
const columns = [
  'order-id',
  'order-item-id',
  'adjustment-reason-code',
  'currency',
  'item-price-adj',
  'item-tax-adj',
  'shipping-price-adj',
  'shipping-tax-adj',
  'gift-wrap-price-adj',
  'gift-wrap-tax-adj',
  'item-promotion-adj',
  'item-promotion-id',
  'ship-promotion-adj',
  'ship-promotion-id',
  'quantity-cancelled',
] as const

/** Amazon's reason codes for what a return was asked for. */
const reasonCodes: { readonly [reason: string]: string } = {
  'no-reason': 'CustomerReturn',
  'changed-order': 'CustomerReturn',
  defective: 'CustomerReturn',
  damaged: 'CustomerReturn',
  'not-as-described': 'ProductNotAsDescribed',
  'wrong-item': 'WrongItem',
  'missing-part': 'CustomerReturn',
  'not-received': 'CouldNotShip',
  late: 'GeneralAdjustment',
}

/** The refunds as the tab-delimited file that Amazon reads: one line each, the whole of it as item price. */
export function feedFile(refunds: readonly FedRefund[]): string {
  const lines = refunds.map(({ orderNumber, amount, currency, reason, digits }) => {
    const cells: { readonly [column: string]: string } = {
      'order-id': plain(orderNumber),
      'adjustment-reason-code': reasonCodes[reason] ?? 'GeneralAdjustment',
      currency,
      'item-price-adj': decimal(amount, digits),
    }
    return columns.map((column) => cells[column] ?? '').join('\t')
  })
  return `${[columns.join('\t'), ...lines].join('\r\n')}\r\n`
}

const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ')

/** Minor units as the decimal number that the file wants. */
function decimal(amount: number, digits: number): string {
  if (digits === 0) return String(amount)
  const whole = String(amount).padStart(digits + 1, '0')
  return `${whole.slice(0, -digits)}.${whole.slice(-digits)}`
}
