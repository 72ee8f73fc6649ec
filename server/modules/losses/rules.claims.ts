import { writeDownOf } from './rules.dispositions.ts'
import type { CostKind, Reported, ReportedEntry, ReportedUnit } from './schema.words.ts'

/** Who tells of an amount, strongest first; see `strongest`. */
export const tellers = ['settlement', 'refund-feed', 'report'] as const
export type Teller = (typeof tellers)[number]

/** One amount of loss that one source tells of, before it is held against what the others tell. */
export interface Claim {
  readonly teller: Teller
  readonly kind: CostKind
  /** Empty where the source does not tell it and the order has several. */
  readonly sku: string
  readonly currency: string
  /** Minor units; null where nobody has said what a piece costs. */
  readonly amount: number | null
  readonly at: Date
  /** The row that tells it. */
  readonly sourceId: string
  /** Claims of one key are booked together. */
  readonly key: string
}

/** What one piece cost the seller on a day. */
export type CostOf = (sku: string, at: Date) => { readonly unitCost: number; readonly currency: string } | null

const givesBack = /refund/i
const postageBack = /return.{0,20}(postage|shipping|label)|(postage|label).{0,20}return/i
const handling = /return.{0,15}(processing|per ?unit|fee)/i
/** Fees for the way to the buyer, as settlements name them. */
const wayOut = /fulfil?lment|shipping ?label|shippinghb|postage/i

/** Which loss an entry of a settlement is, if any: fees and refunds that come with something going back. */
function kindOfEntry({ kind, transactionType, amountType, description }: ReportedEntry): CostKind | null {
  const words = `${transactionType} ${amountType} ${description}`
  if (kind === 'refund') return 'refund'
  if (kind === 'reimbursement') return 'compensation-received'
  if (kind === 'fee') {
    if (postageBack.test(words)) return 'return-shipping'
    if (handling.test(words)) return 'restocking-cost'
    // What it takes for the refund, less the commission that it gives back.
    return givesBack.test(transactionType) ? 'marketplace-fee' : null
  }
  // Tax that the marketplace had withheld and gives back itself with the refund.
  return kind === 'other' && givesBack.test(transactionType) && /withheld/i.test(amountType) ? 'refund' : null
}

/** All that the reports of an order tell of its losses, each source for itself. */
export function claimsOf(order: Reported, costOf: CostOf): Claim[] {
  return [
    ...order.entries.flatMap((entry) => claimOfEntry(order, entry)),
    ...order.units.flatMap((unit) => [...claimsOfUnit(unit), ...claimsOfGoods(unit, costOf)]),
    ...claimsOfWayOut(order),
  ]
}

function claimOfEntry(order: Reported, entry: ReportedEntry): Claim[] {
  const kind = kindOfEntry(entry)
  if (kind === null || entry.amount === 0) return []
  const sku = skuOf(order, entry)
  const { currency, source: teller, bookedAt: at, id: sourceId } = entry
  const key = `${teller}:${order.storeId}:${order.number}:${sku}:${currency}:${at.toISOString().slice(0, 10)}`
  return [{ teller, kind, sku, currency, amount: -entry.amount, at, sourceId, key }]
}

/** The SKU of an entry: its own, that of its line, or the only one of the order. */
function skuOf(order: Reported, { sku, lineId }: ReportedEntry): string {
  if (sku !== '') return sku
  const ofLine = lineId === null ? undefined : order.lines.find((line) => line.lineId === lineId)?.sku
  if (ofLine) return ofLine
  const all = new Set([...order.lines, ...order.units, ...order.shipments].flatMap(({ sku }) => sku || []))
  const [only] = all
  return all.size === 1 && only ? only : ''
}

/** What a report of returns tells of a unit in money: what was refunded, made good and paid for the label. */
function claimsOfUnit(unit: ReportedUnit): Claim[] {
  const { currency, id, sku, returnedAt: at } = unit
  if (currency === null) return []
  const claim = (kind: CostKind, amount: number | null): Claim[] =>
    amount ? [{ teller: 'report', kind, sku, currency, amount, at, sourceId: id, key: `unit:${id}` }] : []
  return [
    ...claim('refund', unit.refunded),
    ...claim('return-shipping', /seller|merchant/i.test(unit.labelPayer) ? unit.labelCost : null),
    ...claim('compensation-received', unit.reimbursed === null ? null : -unit.reimbursed),
  ]
}

/** What of the goods is lost by how the warehouse found them. */
function claimsOfGoods(unit: ReportedUnit, costOf: CostOf): Claim[] {
  const percent = writeDownOf(unit.disposition)
  if (percent === null || percent === 0 || unit.quantity === 0) return []
  const cost = costOf(unit.sku, unit.returnedAt)
  const known = cost !== null && percent !== undefined
  return [
    {
      ...{ teller: 'report', kind: 'write-down', sku: unit.sku, at: unit.returnedAt, sourceId: unit.id },
      amount: known ? Math.round((cost.unitCost * unit.quantity * percent) / 100) : null,
      // Until a cost is known nobody knows its currency either; nothing stands in it yet.
      currency: cost?.currency ?? unit.currency ?? noCurrency,
      key: `unit:${unit.id}:goods`,
    },
  ]
}

/** ISO 4217: no currency. */
export const noCurrency = 'XXX'

/**
 * What was paid for the way to the buyer is lost for the part of the pieces that came back, where a settlement tells what
 * was paid.
 */
function claimsOfWayOut(order: Reported): Claim[] {
  const sums = new Map<string, { sku: string; currency: string; amount: number; sourceId: string }>()
  for (const entry of order.entries) {
    if (entry.kind !== 'fee' || kindOfEntry(entry) !== null || !wayOut.test(`${entry.amountType} ${entry.description}`))
      continue
    const sku = skuOf(order, entry)
    const name = `${sku}\n${entry.currency}`
    const before = sums.get(name)
    sums.set(name, {
      ...{ sku, currency: entry.currency, amount: (before?.amount ?? 0) - entry.amount },
      sourceId: before?.sourceId ?? entry.id,
    })
  }
  return [...sums.values()].flatMap(({ sku, currency, amount, sourceId }): Claim[] => {
    const back = order.units.filter((unit) => unit.sku === sku)
    const pieces = (all: readonly { readonly sku: string | null; readonly quantity: number }[]) =>
      all.filter((each) => each.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0)
    const sold = pieces(order.lines) || pieces(order.shipments)
    const [first] = back
    if (!first || sold === 0 || amount <= 0) return []
    const lost = Math.round((amount * Math.min(pieces(back), sold)) / sold)
    const key = `way-out:${order.storeId}:${order.number}:${sku}:${currency}`
    return lost === 0
      ? []
      : [
          {
            teller: 'settlement',
            kind: 'outbound-shipping',
            sku,
            currency,
            amount: lost,
            at: first.returnedAt,
            sourceId,
            key,
          },
        ]
  })
}
