/** What a return was for, as far as faults are told apart. */
export const groups = ['quality', 'description', 'damaged', 'wrong-item', 'other'] as const
export type Group = (typeof groups)[number]

/** What is watched: all returns together, and those of each kind of fault by themselves. */
export const streams = ['all', 'quality', 'description', 'damaged', 'wrong-item'] as const
export type Stream = (typeof streams)[number]

const groupOf: Readonly<Record<string, Group>> = {
  DEFECTIVE: 'quality',
  QUALITY_UNACCEPTABLE: 'quality',
  NOT_COMPATIBLE: 'quality',
  'AMZ-PG-BAD-ITEM': 'quality',
  NOT_AS_DESCRIBED: 'description',
  'AMZ-PG-BAD-DESC': 'description',
  APPAREL_STYLE: 'description',
  APPAREL_TOO_LARGE: 'description',
  APPAREL_TOO_SMALL: 'description',
  'AMZ-PG-APP-TOO-LARGE': 'description',
  'AMZ-PG-APP-TOO-SMALL': 'description',
  DAMAGED_BY_CARRIER: 'damaged',
  DAMAGED_BY_FC: 'damaged',
  'AMZ-PG-DAMAGED': 'damaged',
  MISSING_PARTS: 'wrong-item',
  SWITCHEROO: 'wrong-item',
  EXTRA_ITEM: 'wrong-item',
  MISORDERED: 'other',
}

/**
 * The kind of fault that a return tells of. Source: the reason codes of Amazon's FBA and seller-fulfilled returns reports;
 * the latter put `CR-` before the same word. What is none of them, the buyer's own wish among it, is `other`.
 */
export const groupOfReason = (reason: string): Group =>
  groupOf[reason.trim().toUpperCase().replace(/^CR-/, '')] ?? 'other'

/** How many returns of each stream there are among these. */
export function countsOf(reasons: readonly Group[]): number[] {
  return streams.map((stream) => (stream === 'all' ? reasons.length : reasons.filter((one) => one === stream).length))
}
