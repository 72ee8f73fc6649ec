import { DAY, isoDate } from '../../lib/time.ts'
import { wallTimeAt } from '../../lib/time.zone.ts'
import type { Preview, SkipReason } from './schema.audience.ts'
import { skipReasons } from './schema.audience.ts'
import type { Segment, State } from './schema.ts'

/** What an offer needs to know of a customer. */
export interface CustomerFacts {
  readonly customerId: string
  readonly important: boolean
  readonly language: string | null
  /** Orders that were not cancelled, ever. */
  readonly orders: number
  readonly lastOrderAt: Date | null
  readonly tier: Segment['tiers'][number]
  /** Whether they bought one of the products, or of the categories, that the segment names. */
  readonly boughtOne: boolean
  /** Stores that they bought from or wrote to. */
  readonly storeIds: readonly string[]
  readonly erasureAsked: boolean
  /** Whether they had this very offer. */
  readonly hadThis: boolean
  /** When they had the last letter of any offer. */
  readonly lastOfferAt: Date | null
}

/** An address, and whether an offer may go there; as the rules of consent and of channels have it. */
export interface Permitted {
  readonly contactId: string
  readonly kind: string
  readonly allowed: boolean
  readonly reason: string
}

/** What of an offer decides whom it reaches. */
export interface Terms {
  readonly segment: Segment
  readonly languages: readonly string[]
  readonly capDays: number
}

export type Decision =
  | { readonly kind: 'outside' }
  | { readonly kind: 'reached'; readonly contactId: string; readonly language: string }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }

/** The language of a letter: `de-AT` is answered in `de`. */
export const baseLanguage = (language: string | null): string | null => language?.slice(0, 2).toLowerCase() ?? null

/** Whether a customer belongs to a segment. */
export function isInSegment(segment: Segment, facts: CustomerFacts): boolean {
  const { important, languages, storeIds, tiers, skus, categories, leastOrders, boughtSince } = segment
  if (important && !facts.important) return false
  if (languages.length > 0 && !languages.some((language) => language === baseLanguage(facts.language))) return false
  if (storeIds.length > 0 && !storeIds.some((id) => facts.storeIds.includes(id))) return false
  if (tiers.length > 0 && !tiers.includes(facts.tier)) return false
  if (skus.length + categories.length > 0 && !facts.boughtOne) return false
  if (leastOrders !== null && facts.orders < leastOrders) return false
  if (boughtSince === null) return true
  return facts.lastOrderAt !== null && facts.lastOrderAt >= new Date(`${boughtSince}T00:00:00Z`)
}

/**
 * Whether an offer reaches a customer, or the weightiest reason why not (REQUIREMENTS P4). Who is known from marketplaces
 * only is no customer of an own shop, whatever address is known of them: Amazon and eBay forbid to use what they tell of
 * buyers for advertising.
 */
export function decide(
  { segment, languages, capDays }: Terms,
  facts: CustomerFacts,
  permitted: readonly Permitted[],
  ownShops: ReadonlySet<string>,
  now: Date,
): Decision {
  if (!isInSegment(segment, facts)) return { kind: 'outside' }
  const skipped = (reason: SkipReason): Decision => ({ kind: 'skipped', reason })
  if (facts.erasureAsked) return skipped('erasure-asked')
  if (facts.hadThis) return skipped('had-this')
  if (facts.storeIds.length > 0 && !facts.storeIds.some((id) => ownShops.has(id))) return skipped('marketplace-forbids')
  const chosen = permitted.find(({ allowed }) => allowed)
  if (!chosen) return skipped(whyNone(permitted))
  const language = baseLanguage(facts.language)
  // A letter in a language that was not written is never sent: the reader would not understand how to leave the list.
  if (language === null || !languages.includes(language)) return skipped('language-missing')
  if (facts.lastOfferAt && now.getTime() - facts.lastOfferAt.getTime() < capDays * DAY) return skipped('had-lately')
  return { kind: 'reached', contactId: chosen.contactId, language }
}

/** Their own word counts before what a marketplace forbids; without an own address there is nothing to ask about. */
function whyNone(permitted: readonly Permitted[]): SkipReason {
  const has = (reason: string): boolean => permitted.some((each) => each.reason === reason)
  if (has('withdrawn')) return 'withdrawn'
  if (has('not-asked')) return 'not-asked'
  return has('marketplace-forbids') ? 'marketplace-forbids' : 'no-address'
}

/** The counts of a preview with these decisions. */
export function counted(decisions: readonly Decision[]): Omit<Preview, 'looked' | 'all'> {
  const inside = decisions.filter(({ kind }) => kind !== 'outside')
  const count = (reason: SkipReason): number =>
    inside.filter((decision) => decision.kind === 'skipped' && decision.reason === reason).length
  return {
    customers: inside.length,
    reached: inside.filter(({ kind }) => kind === 'reached').length,
    skipped: skipReasons.map((reason) => ({ reason, count: count(reason) })).filter((each) => each.count > 0),
  }
}

/** What may be done to an offer in a state; nothing else. */
const steps = {
  change: ['draft', 'approved'],
  approve: ['draft'],
  start: ['approved'],
  stop: ['approved', 'sending'],
} as const satisfies { readonly [step: string]: readonly State[] }
export type Step = keyof typeof steps

export const mayStep = (step: Step, state: State): boolean => steps[step].some((each) => each === state)

/** The day that it is in a zone, `2026-01-26`. */
export const todayIn = (zone: string, now: Date): string => isoDate(Math.floor(wallTimeAt(zone, now.getTime()) / DAY))

/** Whether an offer may be sent on a day, else why not: it has not begun, or it is over. */
export function validity(offer: { readonly validFrom: string; readonly validUntil: string }, today: string) {
  if (today < offer.validFrom) return 'not-yet' as const
  return today > offer.validUntil ? ('over' as const) : 'valid'
}

/**
 * How many more letters may leave at this beat of a minute: an even share of the hour's, so that a mail server sees a trickle
 * and no burst, and never more than the hour has left.
 */
export const allowance = (
  perHour: number,
  made: { readonly withinMinute: number; readonly withinHour: number },
): number => Math.max(0, Math.min(Math.ceil(perHour / 60) - made.withinMinute, perHour - made.withinHour))
