import type { PlanCounts, Segment, UnreachableReason, Way } from './schema.plans.ts'

/** What a plan needs to know of a customer. */
export interface CustomerFacts {
  readonly customerId: string
  readonly important: boolean
  readonly language: string | null
  /** Orders that were not cancelled, ever. */
  readonly orders: number
  readonly lastOrderAt: Date | null
  readonly firstTicketAt: Date | null
  /** Stores that they bought from or wrote to. */
  readonly storeIds: readonly string[]
  /** When the last follow-up of any plan ended. */
  readonly lastFollowUpAt: Date | null
  readonly hasOpen: boolean
}

/** What a plan asks: whom, how often, by which way. */
export interface PlanTerms {
  readonly id: string
  readonly weeks: number
  readonly way: Way
  readonly segment: Segment
}

/** An address, and whether it may be used for a way; as the rules of consent and of channels have it. */
export interface Permitted {
  readonly contactId: string
  readonly kind: string
  readonly allowed: boolean
  readonly reason: string
}

/** What is to be done about a customer now. */
export type Decision =
  | { readonly kind: 'no-plan' }
  | { readonly kind: 'unreachable'; readonly planId: string; readonly reason: UnreachableReason }
  | { readonly kind: 'open' | 'nothing-yet'; readonly planId: string }
  | { readonly kind: 'later'; readonly planId: string; readonly dueAt: Date }
  | {
      readonly kind: 'due'
      readonly planId: string
      readonly dueAt: Date
      readonly contactId: string
      readonly way: Way
    }

const dayMs = 86_400_000

/** Whether a customer belongs to a segment. */
export function isInSegment(segment: Segment, facts: CustomerFacts, now: Date): boolean {
  const { important, languages, storeIds, boughtWithinDays, leastOrders } = segment
  if (important && !facts.important) return false
  if (languages.length > 0 && !languages.some((language) => language === facts.language)) return false
  if (storeIds.length > 0 && !storeIds.some((id) => facts.storeIds.includes(id))) return false
  if (leastOrders !== null && facts.orders < leastOrders) return false
  if (boughtWithinDays === null) return true
  return facts.lastOrderAt !== null && now.getTime() - facts.lastOrderAt.getTime() <= boughtWithinDays * dayMs
}

/** How many conditions a segment has: of two plans that fit a customer the one with more of them is the narrower. */
export const narrowness = ({ important, languages, storeIds, boughtWithinDays, leastOrders }: Segment): number =>
  [important, languages.length > 0, storeIds.length > 0, boughtWithinDays !== null, leastOrders !== null].filter(
    Boolean,
  ).length

/** The plan that has a customer: the narrowest that fits; of equals the one that asks more often, then the older. */
export function planFor(plans: readonly PlanTerms[], facts: CustomerFacts, now: Date): PlanTerms | undefined {
  return plans
    .filter(({ segment }) => isInSegment(segment, facts, now))
    .toSorted(
      (one, other) =>
        narrowness(other.segment) - narrowness(one.segment) || one.weeks - other.weeks || (one.id < other.id ? -1 : 1),
    )[0]
}

/**
 * When a customer is due under a plan: so many weeks after the last follow-up of any plan, else after the last order, else
 * after the first ticket; null where there was none of these.
 */
export function dueAt(facts: CustomerFacts, weeks: number): Date | null {
  const from = facts.lastFollowUpAt ?? facts.lastOrderAt ?? facts.firstTicketAt
  return from && new Date(from.getTime() + weeks * 7 * dayMs)
}

/** The worst that was said of an address comes first: who has refused is never called without an address. */
const reasonsInOrder = ['withdrawn', 'marketplace-forbids', 'not-asked'] as const

/** By which address a customer is followed up, one of their own before a marketplace's alias; or why by none. */
export function addressOf(permitted: readonly Permitted[]): { contactId: string } | { reason: UnreachableReason } {
  const open = permitted.filter(({ allowed }) => allowed)
  const chosen = open.find(({ kind }) => !kind.endsWith('-alias')) ?? open[0]
  if (chosen) return { contactId: chosen.contactId }
  return { reason: reasonsInOrder.find((each) => permitted.some(({ reason }) => reason === each)) ?? 'no-address' }
}

/** What is to be done about a customer now, by the plans that run and the addresses that may be used. */
export function decide(
  plans: readonly PlanTerms[],
  facts: CustomerFacts,
  permittedFor: (way: Way) => readonly Permitted[],
  now: Date,
): Decision {
  const plan = planFor(plans, facts, now)
  if (!plan) return { kind: 'no-plan' }
  if (facts.hasOpen) return { kind: 'open', planId: plan.id }
  const address = addressOf(permittedFor(plan.way))
  if ('reason' in address) return { kind: 'unreachable', planId: plan.id, reason: address.reason }
  const due = dueAt(facts, plan.weeks)
  if (!due) return { kind: 'nothing-yet', planId: plan.id }
  if (due > now) return { kind: 'later', planId: plan.id, dueAt: due }
  return { kind: 'due', planId: plan.id, dueAt: due, contactId: address.contactId, way: plan.way }
}

export const noCounts: PlanCounts = { customers: 0, open: 0, due: 0, later: 0, nothingYet: 0, unreachable: [] }

const counter = { open: 'open', due: 'due', later: 'later', 'nothing-yet': 'nothingYet' } as const

/** The counts of a plan with one more decision about a customer of its own. */
export function counted(counts: PlanCounts, decision: Exclude<Decision, { kind: 'no-plan' }>): PlanCounts {
  const customers = counts.customers + 1
  if (decision.kind !== 'unreachable') {
    const field = counter[decision.kind]
    return { ...counts, customers, [field]: counts[field] + 1 }
  }
  const { reason } = decision
  const before = counts.unreachable.find((each) => each.reason === reason)?.count ?? 0
  const others = counts.unreachable.filter((each) => each.reason !== reason)
  return { ...counts, customers, unreachable: [...others, { reason, count: before + 1 }] }
}
