import type { Fault, ReturnReason } from './schema.words.ts'

/** What a report's code says of why something came back. */
export interface ReasonMeaning {
  readonly reason: ReturnReason
  /** Null where the code does not tell. */
  readonly fault: Fault | null
}

const meaning = (reason: ReturnReason, fault: Fault | null): ReasonMeaning => ({ reason, fault })
const wish = meaning('no-reason', 'buyer')
const defect = meaning('defective', 'seller')
const described = meaning('not-as-described', 'seller')
const wrong = meaning('wrong-item', 'seller')

/**
 * The codes of Amazon's returns reports (DOMAIN.md section 5; the seller-fulfilled ones put `CR-` before the same word, or
 * are `AMZ-PG-`) and of eBay's ReturnReasonEnum, in the words of the desk.
 */
const meanings: Readonly<Record<string, ReasonMeaning>> = {
  APPAREL_STYLE: wish,
  APPAREL_TOO_LARGE: wish,
  APPAREL_TOO_SMALL: wish,
  EXCESSIVE_INSTALLATION: wish,
  FOUND_BETTER_PRICE: wish,
  MISORDERED: wish,
  NO_REASON_GIVEN: wish,
  NOT_COMPATIBLE: wish,
  ORDERED_WRONG_ITEM: wish,
  PART_NOT_COMPATIBLE: wish,
  UNWANTED_ITEM: wish,
  'AMZ-PG-MISORDERED': wish,
  BUYER_CANCEL_ORDER: wish,
  CHANGED_MIND: wish,
  FOUND_BETTER_ITEM: wish,
  NO_LONGER_NEED_ITEM: wish,
  NO_REASON: wish,
  ORDERED_ACCIDENTALLY: wish,
  WRONG_SIZE: wish,
  DOESNT_FIT: wish,
  DEFECTIVE: defect,
  DEFECTIVE_ITEM: defect,
  'AMZ-PG-BAD-ITEM': defect,
  DAMAGED_BY_CARRIER: meaning('damaged', 'carrier'),
  DAMAGED_BY_FC: meaning('damaged', 'marketplace'),
  'AMZ-PG-DAMAGED': meaning('damaged', 'carrier'),
  ARRIVED_DAMAGED: meaning('damaged', 'carrier'),
  NOT_AS_DESCRIBED: described,
  QUALITY_UNACCEPTABLE: described,
  'AMZ-PG-BAD-DESC': described,
  EXTRA_ITEM: wrong,
  SWITCHEROO: wrong,
  ORDERED_DIFFERENT_ITEM: wrong,
  MISSING_PARTS: meaning('missing-part', 'seller'),
  MISSED_ESTIMATED_DELIVERY: meaning('late', 'carrier'),
  'AMZ-PG-APP-TOO-LATE': meaning('late', 'carrier'),
  ARRIVED_LATE: meaning('late', 'carrier'),
  NEVER_ARRIVED: meaning('not-received', 'carrier'),
  UNDELIVERABLE_CARRIER_MISS_SORTED: meaning('not-received', 'carrier'),
  UNDELIVERABLE_FAILED_DELIVERY_ATTEMPTS: meaning('not-received', 'buyer'),
  UNDELIVERABLE_INSUFFICIENT_ADDRESS: meaning('not-received', 'buyer'),
  UNDELIVERABLE_MISSING_LABEL: meaning('not-received', 'carrier'),
  UNDELIVERABLE_REFUSED: meaning('not-received', 'buyer'),
  UNDELIVERABLE_UNCLAIMED: meaning('not-received', 'buyer'),
  UNDELIVERABLE_UNKNOWN: meaning('not-received', null),
  UNAUTHORIZED_PURCHASE: meaning('other', 'buyer'),
  UNKNOWN_OTHER_REASON: meaning('other', null),
  OTHER: meaning('other', null),
}

/** What a code means; null for one that is not known, and where there is none. */
export const meaningOf = (code: string): ReasonMeaning | null =>
  meanings[code.trim().toUpperCase().replace(/^CR-/, '')] ?? null

/** Reasons that lie in the goods as they arrived: broken, of poor quality, not what was shown, or incomplete (R3). */
const ofQuality: ReadonlySet<ReturnReason> = new Set(['defective', 'damaged', 'not-as-described', 'missing-part'])

/** Whether a reason is one of quality; null where there is no reason. */
export const isOfQuality = (reason: ReturnReason | null): boolean | null =>
  reason === null ? null : ofQuality.has(reason)
