import type { Facts, SettledMove } from '../../server/modules/policies/index.ts'

const european = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB'.split(' '),
)
const worn = new Set<unknown>(['used', 'damaged', 'parts-missing', 'different'])
const faultless = new Set<unknown>(['no-reason', 'changed-order'])

/**
 * What no desk may offer, said once more and in other words than the guard's: by hand from DOMAIN.md and the law, of facts
 * that are known or could be. Undefined where nothing is broken.
 */
export function lawBrokenBy(moves: readonly SettledMove[], facts: Facts): string | undefined {
  const isWaived = moves.some((move) => move.do === 'waive-fee')
  const fee = isWaived ? 0 : moves.reduce((sum, move) => sum + (move.do === 'fee' ? move.percent : 0), 0)
  const held = Math.max(0, ...moves.map((move) => (move.do === 'refund' ? 100 - move.percent : 0)))
  const isBuyersFault = facts.fault ? facts.fault === 'buyer' : faultless.has(facts.reason)
  const days = facts.daysSinceDelivery ?? 0
  const { condition, category } = facts
  const isExcepted =
    category === 'custom-made' ||
    (/^(media|software|hygiene)$/.test(category ?? '') && condition && condition !== 'original')
  const couldWithdraw =
    days <= 14 && !isExcepted && (facts.country ? european.has(facts.country) : facts.marketplaceKind === 'own-shop')
  const couldBeInPolicy = facts.isInPolicy ?? days <= 30
  if (fee > 0) {
    if (facts.marketplaceKind === 'ebay') return 'a fee on eBay'
    if (!facts.marketplaceKind || !facts.marketplace) return 'a fee nobody knows where'
    if (!isBuyersFault) return 'a fee for a fault that is not the buyer’s'
    if (couldWithdraw) return 'a fee within the time for withdrawal'
    if (facts.marketplaceKind === 'own-shop' && fee > 15) return 'more than the own terms say'
    if (facts.marketplaceKind === 'amazon') {
      const couldBeOriginal = condition === 'original' || !condition
      if (couldBeInPolicy && couldBeOriginal) return 'a fee on Amazon, in policy and in original condition'
      if (couldBeOriginal && fee > 20) return 'more than 20 % of a late return on Amazon'
      if (fee > 50 && category !== 'software') return 'more than 50 % on Amazon'
      if (fee >= 20 && !facts.photos) return 'a fee of 20 % on Amazon without a photo'
    }
  }
  if (held > 0) {
    if (!isBuyersFault) return 'part of the refund held back for a fault that is not the buyer’s'
    if (couldWithdraw && !worn.has(condition)) return 'part held back of a sound item within the time for withdrawal'
    if (facts.marketplaceKind === 'ebay' && held + fee > 50) return 'more than half held back on eBay'
    if (facts.marketplaceKind === 'ebay' && !worn.has(condition)) return 'part held back of a sound item on eBay'
  }
  if (moves.some((move) => move.do === 'shipping' && move.paidBy === 'buyer') && !isBuyersFault)
    return 'return shipping asked for a fault that is not the buyer’s'
  if (moves.some((move) => move.do === 'refuse')) {
    if (couldWithdraw) return 'refused within the time for withdrawal'
    if (facts.marketplaceKind !== 'own-shop' && (facts.isInPolicy ?? (facts.marketplaceKind === 'ebay' || days <= 30)))
      return 'refused in policy'
  }
  return undefined
}
