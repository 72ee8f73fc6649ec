import { lossLinesOf, type WaitingBooking } from './rules.booking.ts'
import { type Claim, type CostOf, claimsOf, tellers } from './rules.claims.ts'
import { isOfQuality, meaningOf } from './rules.reasons.ts'
import { type CostKind, lesseningKinds, type Reported } from './schema.words.ts'

/** What the desk has booked of an order itself, and stands. */
export interface DeskLine {
  readonly sku: string
  readonly kind: CostKind
  readonly currency: string
  readonly amount: number | null
}

/**
 * Of claims about one order those that are believed. Of each SKU and kind only the strongest source counts, whole, whatever
 * the weaker ones say: a settlement tells what was booked, a refund feed what was asked for, a returns report what it has
 * heard. Where a stronger source does not say of which SKU it speaks, it speaks of all of them.
 */
export function strongest(claims: readonly Claim[]): Claim[] {
  const rank = ({ teller }: Claim): number => tellers.indexOf(teller)
  return claims.filter(
    (claim) =>
      !claims.some(
        (other) =>
          other.kind === claim.kind &&
          rank(other) < rank(claim) &&
          (other.sku === claim.sku || other.sku === '' || claim.sku === ''),
      ),
  )
}

/**
 * Claims less what the desk has booked itself of the same SKU and kind: a report that tells of it again only confirms it, and
 * what it tells beyond that is booked, the earliest first counted as confirmed. A kind that the desk has booked in another
 * currency, or whose sign may be either (the fee of a marketplace), is not booked again.
 */
export function beyondTheDesk(claims: readonly Claim[], desk: readonly DeskLine[]): Claim[] {
  const left = new Map<string, number>()
  const others = new Set<string>()
  for (const { sku, kind, currency, amount } of desk) {
    const name = `${sku}\n${kind}\n${currency}`
    left.set(name, (left.get(name) ?? 0) + (amount ?? 0))
    others.add(`${sku}\n${kind}`)
  }
  return [...claims]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .flatMap((claim) => {
      const { sku, kind, currency, amount } = claim
      if (!others.has(`${sku}\n${kind}`)) return [claim]
      const name = `${sku}\n${kind}\n${currency}`
      const booked = left.get(name)
      if (booked === undefined || kind === 'marketplace-fee' || amount === null) return []
      // In the direction of the kind: a compensation counts below zero.
      const way = lesseningKinds.has(kind) ? -1 : 1
      const covered = Math.max(0, Math.min(booked * way, amount * way))
      left.set(name, booked - covered * way)
      return amount === covered * way ? [] : [{ ...claim, amount: amount - covered * way }]
    })
}

/**
 * What the reports of an order come to, as bookings: what a settlement or a feed tells of a SKU on one day, and what a
 * returns report tells of one unit. Pure, so that the same reports give the same bookings in whatever order they were read.
 */
export function importedBookings(order: Reported, desk: readonly DeskLine[], costOf: CostOf): WaitingBooking[] {
  const groups = new Map<string, Claim[]>()
  for (const claim of beyondTheDesk(strongest(claimsOf(order, costOf)), desk)) {
    // One unit may be refunded in one currency and have cost another.
    const key = `${claim.key}${claim.key.startsWith('unit:') ? `:${claim.currency}` : ''}`
    groups.set(key, [...(groups.get(key) ?? []), claim])
  }
  return [...groups].flatMap(([key, claims]): WaitingBooking[] => {
    const [first] = claims
    const lines = lossLinesOf(claims)
    if (!first || lines.length === 0) return []
    const unit = order.units.find(({ id }) => id === first.sourceId)
    const ofSku = unit ? [unit] : order.units.filter(({ sku }) => sku === first.sku)
    const meaning = ofSku.map((each) => meaningOf(each.reason)).find((known) => known !== null) ?? null
    return [
      {
        key,
        returnRequestId: null,
        storeId: order.storeId,
        orderNumber: order.number,
        sku: first.sku,
        reason: meaning?.reason ?? null,
        isQuality: isOfQuality(meaning?.reason ?? null),
        fault: meaning?.fault ?? null,
        policyVersionId: null,
        bookedAt: first.at,
        currency: first.currency,
        lines,
        source: { kind: 'import', id: first.sourceId },
      },
    ]
  })
}
