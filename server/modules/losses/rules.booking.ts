import type { CounterAccount, LossBooking } from './schema.ts'
import { type CostKind, lesseningKinds } from './schema.words.ts'

/**
 * The account that each kind of loss comes from. Each line names its own, so that it balances in itself: the loss account
 * bears the amount, the counter account its opposite. A booking is in balance because each of its lines is; there is no
 * way to write one that is not.
 */
const counters: Readonly<Record<CostKind, CounterAccount>> = {
  refund: 'buyer',
  'outbound-shipping': 'carrier',
  'return-shipping': 'carrier',
  'restocking-cost': 'warehouse',
  'write-down': 'stock',
  replacement: 'stock',
  'marketplace-fee': 'marketplace',
  'restocking-fee-kept': 'buyer',
  'resale-value': 'stock',
  'compensation-received': 'marketplace',
}

export const counterOf = (kind: CostKind): CounterAccount => counters[kind]

/** One side of a line: what an account bears. */
export interface Posting {
  readonly account: 'loss' | CounterAccount
  readonly amount: number
}

/** Both sides of lines. They add up to nothing; those of the loss account to the loss. */
export const postingsOf = (lines: readonly { readonly kind: CostKind; readonly amount: number }[]): Posting[] =>
  lines.flatMap(({ kind, amount }) => [
    { account: 'loss', amount },
    { account: counterOf(kind), amount: amount === 0 ? 0 : -amount },
  ])

/** An amount that may wait for what a piece costs. */
export interface WaitingLine {
  readonly kind: CostKind
  readonly amount: number | null
}
export type WaitingBooking = Omit<LossBooking, 'lines'> & { readonly lines: readonly WaitingLine[] }

/**
 * The lines of one booking: one of each kind, without those that come to nothing, in the order of the kinds given first.
 * What waits for a cost waits whole.
 */
export function lossLinesOf(costs: readonly WaitingLine[]): WaitingLine[] {
  const sums = new Map<CostKind, number | null>()
  for (const { kind, amount } of costs) {
    const before = sums.get(kind)
    sums.set(kind, before === null || amount === null ? null : (before ?? 0) + amount)
  }
  return [...sums].flatMap(([kind, amount]) => (amount === 0 ? [] : [{ kind, amount }]))
}

/**
 * The first line whose sign says the opposite of its kind: what lessens a loss is not above zero, what makes it is not below.
 * A marketplace's fee may be either, as it gives back more of its commission than it keeps.
 */
export const wrongSign = (lines: readonly WaitingLine[]): WaitingLine | undefined =>
  lines.find(
    ({ kind, amount }) =>
      amount !== null && kind !== 'marketplace-fee' && (lesseningKinds.has(kind) ? amount > 0 : amount < 0),
  )

/** All that a booking says but of who says it and under which key: told alike it is the same booking. */
export function saidBy({ key: _, source: __, lines, ...said }: WaitingBooking): string {
  const sorted = lines
    .map(({ kind, amount }) => [kind, amount])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1))
  const { returnRequestId, storeId, orderNumber, sku, reason, isQuality, fault, policyVersionId, bookedAt, currency } =
    said
  const all = [
    returnRequestId,
    storeId,
    orderNumber,
    sku,
    reason,
    isQuality,
    fault,
    policyVersionId,
    bookedAt,
    currency,
  ]
  return JSON.stringify([...all, sorted])
}

/** What lines come to in each of their currencies, and in the workspace's; null there while an amount or a rate is missing. */
export function lossSums(
  lines: readonly {
    readonly amount: number | null
    readonly currency: string
    readonly baseAmount: number | null
    readonly reverses?: string | null
  }[],
): { byCurrency: { currency: string; amount: number }[]; base: number | null } {
  const sums = new Map<string, number>()
  let base = 0
  // What misses something is taken back by what misses the same.
  let missing = 0
  for (const { amount, currency, baseAmount, reverses } of lines) {
    sums.set(currency, (sums.get(currency) ?? 0) + (amount ?? 0))
    if (baseAmount === null) missing += reverses ? -1 : 1
    else base += baseAmount
  }
  return {
    byCurrency: [...sums].map(([currency, amount]) => ({ currency, amount })),
    base: missing === 0 ? base : null,
  }
}
