import type { Mood, ToneFinding } from './rules.tone.ts'
import type { Priority, Reason } from './schema.ts'

/** What is known of a ticket besides its words. */
export interface PriorityFacts {
  /** The buyer is marked as important. */
  readonly vip?: boolean
  /** The next deadline that a marketplace has set: a claim, a chargeback, an appeal. */
  readonly deadlineAt?: Date
}

/** What each reason weighs. 5 makes a ticket urgent, 2 makes it high. Settings of the desk, not of a marketplace. */
const weights: Readonly<Record<string, number>> = {
  'threat.safety': 6,
  'threat.injury': 6,
  'kind.claim': 5,
  'kind.account-suspended': 6,
  'kind.appeal': 3,
  'deadline.hours': 5,
  'deadline.day': 3,
  'threat.a-to-z': 3,
  'threat.chargeback': 3,
  'threat.case': 3,
  'threat.lawyer': 3,
  'threat.authority': 3,
  'threat.press': 2,
  'threat.bad-review': 2,
  profanity: 3,
  'mild-profanity': 2,
  capitals: 2,
  'angry-words': 2,
  repetition: 1,
  // A model's opinion, not a word that stands there: it adds to other reasons, and alone raises nothing.
  offence: 1.5,
  'no-reply': 2,
  vip: 2,
  deadline: 1,
  exclamation: 0.5,
  'before-shipping': 1,
}

const URGENT = 5
const HIGH = 2
const HOUR = 3_600_000

interface Asked {
  readonly kind: string
  readonly subType: string | null
  /** The words that spoke for the kind. */
  readonly kindReason: Reason | undefined
  readonly tone: readonly ToneFinding[]
  readonly mood: Mood
  readonly facts: PriorityFacts
  readonly now: Date
}

/** How pressing a ticket is, with every reason for it, the weightiest first. */
export function priorityOf(asked: Asked): { priority: Priority; reasons: Reason[] } {
  const reasons = [...kindReasons(asked), ...factReasons(asked), ...toneReasons(asked)].sort(
    (a, b) => (weights[b.code] ?? 0) - (weights[a.code] ?? 0),
  )
  const sum = reasons.reduce((total, { code }) => total + (weights[code] ?? 0), 0)
  if (sum >= URGENT) return { priority: 'urgent', reasons }
  if (sum >= HIGH) return { priority: 'high', reasons }
  const restful = asked.subType === 'thanks' || asked.subType === 'suggestion' || asked.subType === 'feedback'
  return { priority: restful && sum === 0 ? 'low' : 'normal', reasons }
}

function kindReasons({ kind, subType, kindReason }: Asked): Reason[] {
  const words = {
    ...(kindReason?.quote && { quote: kindReason.quote }),
    ...(kindReason?.sentence && { sentence: kindReason.sentence }),
  }
  if (kind === 'claim') return [{ code: 'kind.claim', ...words }]
  if (subType === 'account-suspended') return [{ code: 'kind.account-suspended', ...words }]
  if (kind === 'appeal') return [{ code: 'kind.appeal', ...words }]
  if (subType === 'no-reply') return [{ code: 'no-reply', ...words }]
  // A parcel that has left can no longer be stopped or sent elsewhere.
  if (subType === 'cancel' || subType === 'change-address') return [{ code: 'before-shipping', ...words }]
  return []
}

function factReasons({ facts, now }: Asked): Reason[] {
  const reasons: Reason[] = facts.vip ? [{ code: 'vip' }] : []
  const left = facts.deadlineAt ? facts.deadlineAt.getTime() - now.getTime() : Number.POSITIVE_INFINITY
  const about = facts.deadlineAt?.toISOString()
  if (about && left <= 6 * HOUR) reasons.push({ code: 'deadline.hours', about })
  else if (about && left <= 24 * HOUR) reasons.push({ code: 'deadline.day', about })
  return reasons
}

/** A letter about a claim names the claim: that is its subject, not a threat. */
function toneReasons({ kind, tone }: Asked): Reason[] {
  const ownSubject = new Set(
    kind === 'claim' || kind === 'appeal'
      ? ['threat.a-to-z', 'threat.chargeback', 'threat.case', 'deadline', 'threat.authority', 'threat.lawyer']
      : kind === 'review'
        ? ['threat.bad-review']
        : [],
  )
  return tone
    .filter(({ code }) => !ownSubject.has(code))
    .map(({ code, quote, sentence }) => ({ code, quote, sentence }))
}
