/**
 * The reasons of returns reports that tell of something the seller, the warehouse or the carrier did. Source: the reason
 * codes of Amazon's FBA and seller-fulfilled returns reports; the latter put `CR-` before the same word.
 */
const notTheBuyers = new Set([
  'DAMAGED_BY_CARRIER',
  'DAMAGED_BY_FC',
  'DEFECTIVE',
  'EXTRA_ITEM',
  'MISSED_ESTIMATED_DELIVERY',
  'MISSING_PARTS',
  'NEVER_ARRIVED',
  'NOT_AS_DESCRIBED',
  'QUALITY_UNACCEPTABLE',
  'SWITCHEROO',
  'AMZ-PG-APP-TOO-LATE',
  'AMZ-PG-BAD-DESC',
  'AMZ-PG-BAD-ITEM',
  'AMZ-PG-DAMAGED',
])

/** Whether the buyer sent something back by their own wish, as far as the reason tells; without one nobody is blamed. */
export function isByWish(reason: string): boolean {
  const code = reason.trim().toUpperCase().replace(/^CR-/, '')
  return code !== '' && !notTheBuyers.has(code) && !code.startsWith('UNDELIVERABLE')
}
