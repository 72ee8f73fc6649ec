import type { EntryKind, MoneyRow, OrderMoney } from './schema.money.ts'

/** Entries of one kind, source and currency, added up. */
export interface EntrySum {
  readonly currency: string
  readonly source: MoneyRow['source']
  readonly kind: EntryKind
  /** Minor units. */
  readonly amount: number
}

const fieldOf = {
  charge: 'charged',
  refund: 'refunded',
  fee: 'fees',
  reimbursement: 'reimbursed',
  other: 'other',
} as const satisfies Record<EntryKind, keyof OrderMoney>

/**
 * What an order has brought so far, currency by currency: currencies are never added up. A refund that was asked for by
 * feed is no booking: the settlement tells of it once it was made, and it would count twice.
 */
export function moneySoFar(sums: readonly EntrySum[]): OrderMoney[] {
  const found = new Map<string, OrderMoney>()
  for (const { currency, source, kind, amount } of sums) {
    const money = found.get(currency) ?? nothing(currency)
    found.set(currency, money)
    if (source === 'refund-feed') money.refundsAsked += amount
    else {
      money[fieldOf[kind]] += amount
      money.net += amount
    }
  }
  return [...found.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1))
}

const nothing = (currency: string): OrderMoney => ({
  currency,
  ...{ charged: 0, refunded: 0, fees: 0, reimbursed: 0, other: 0, net: 0, refundsAsked: 0 },
})
