import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressOf,
  type CustomerFacts,
  counted,
  decide,
  dueAt,
  isInSegment,
  noCounts,
  type Permitted,
  type PlanTerms,
  planFor,
} from './rules.ts'
import type { Segment } from './schema.plans.ts'

const now = new Date('2026-03-02T09:00:00Z')
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000)

const everybody: Segment = {
  important: false,
  languages: [],
  storeIds: [],
  boughtWithinDays: null,
  leastOrders: null,
}
const anna: CustomerFacts = {
  customerId: 'anna',
  important: false,
  language: 'de',
  orders: 2,
  lastOrderAt: daysAgo(60),
  firstTicketAt: daysAgo(300),
  storeIds: ['berlin'],
  lastFollowUpAt: null,
  hasOpen: false,
}

describe('a segment', () => {
  test.each<[Partial<Segment>, boolean]>([
    [{}, true],
    [{ important: true }, false],
    [{ languages: ['en', 'de'] }, true],
    [{ languages: ['en'] }, false],
    [{ storeIds: ['berlin'] }, true],
    [{ storeIds: ['lyon'] }, false],
    [{ boughtWithinDays: 60 }, true],
    [{ boughtWithinDays: 59 }, false],
    [{ leastOrders: 2 }, true],
    [{ leastOrders: 3 }, false],
    [{ languages: ['de'], leastOrders: 3 }, false],
  ])('%j has Anna: %s', (change, expected) => {
    expect(isInSegment({ ...everybody, ...change }, anna, now)).toBe(expected)
  })

  test('of nobody’s language or without a purchase has nobody who lacks them', () => {
    expect(isInSegment({ ...everybody, languages: ['de'] }, { ...anna, language: null }, now)).toBe(false)
    expect(isInSegment({ ...everybody, boughtWithinDays: 9 }, { ...anna, lastOrderAt: null }, now)).toBe(false)
  })
})

describe('the plan of a customer', () => {
  const plan = (id: string, weeks: number, change: Partial<Segment> = {}): PlanTerms => ({
    id,
    weeks,
    way: 'email',
    segment: { ...everybody, ...change },
  })
  const vip = { ...anna, important: true }

  test('is the narrowest that fits, however often it asks; of equals the one that asks more often', () => {
    const plans = [plan('all', 2), plan('important', 4, { important: true }), plan('all-older', 8)]
    expect(planFor(plans, vip, now)?.id).toBe('important')
    expect(planFor(plans, anna, now)?.id).toBe('all')
    expect(planFor([], anna, now)).toBeUndefined()
  })
})

test.each<[Partial<CustomerFacts>, number | null]>([
  [{}, 60 - 56],
  [{ lastFollowUpAt: daysAgo(10) }, 10 - 56],
  [{ lastOrderAt: null }, 300 - 56],
  [{ lastOrderAt: null, firstTicketAt: null }, null],
])('after %j a plan of eight weeks is due %s days ago', (change, days) => {
  expect(dueAt({ ...anna, ...change }, 8)).toEqual(days === null ? null : daysAgo(days))
})

describe('the address', () => {
  const own: Permitted = { contactId: 'own', kind: 'email', allowed: true, reason: 'not-refused' }
  const alias: Permitted = { contactId: 'alias', kind: 'amazon-alias', allowed: true, reason: 'not-refused' }

  test.each<[string, Permitted[], object]>([
    ['their own before an alias', [alias, own], { contactId: 'own' }],
    ['an alias where there is no other', [alias], { contactId: 'alias' }],
    ['none where they refused', [{ ...own, allowed: false, reason: 'withdrawn' }], { reason: 'withdrawn' }],
    ['none of a channel that cannot', [{ ...own, allowed: false, reason: 'wrong-channel' }], { reason: 'no-address' }],
    ['none at all', [], { reason: 'no-address' }],
  ])('is %s', (_, permitted, expected) => {
    expect(addressOf(permitted)).toEqual(expected)
  })
})

describe('what is decided', () => {
  const moment = fc.option(
    fc.integer({ min: 0, max: 800 }).map((days) => daysAgo(days)),
    { nil: null },
  )
  const facts: fc.Arbitrary<CustomerFacts> = fc.record({
    customerId: fc.constant('anna'),
    important: fc.boolean(),
    language: fc.constantFrom('de', 'en', null),
    orders: fc.nat(5),
    lastOrderAt: moment,
    firstTicketAt: moment,
    storeIds: fc.subarray(['berlin', 'lyon']),
    lastFollowUpAt: moment,
    hasOpen: fc.boolean(),
  })
  const segment: fc.Arbitrary<Segment> = fc.record({
    important: fc.boolean(),
    languages: fc.subarray(['de', 'en']),
    storeIds: fc.subarray(['berlin', 'lyon']),
    boughtWithinDays: fc.constantFrom(null, 30, 400),
    leastOrders: fc.constantFrom(null, 1, 3),
  })
  const plans = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      weeks: fc.integer({ min: 1, max: 30 }),
      way: fc.constantFrom('email' as const, 'phone' as const),
      segment,
    }),
    { selector: ({ id }) => id },
  )
  const permitted: fc.Arbitrary<Permitted[]> = fc.array(
    fc.record({
      contactId: fc.constantFrom('x', 'y'),
      kind: fc.constantFrom('email', 'amazon-alias', 'phone'),
      allowed: fc.boolean(),
      reason: fc.constantFrom('given', 'withdrawn', 'not-asked', 'marketplace-forbids', 'wrong-channel'),
    }),
    { maxLength: 3 },
  )

  test('is never a second one, never too soon after the last, never without permission, and the order of plans is nothing', () => {
    fc.assert(
      fc.property(plans, facts, permitted, permitted, (plans, facts, email, phone) => {
        const permittedFor = (way: 'email' | 'phone') => ({ email, phone })[way]
        const decision = decide(plans, facts, permittedFor, now)
        expect(decide(plans.toReversed(), facts, permittedFor, now)).toEqual(decision)
        if (decision.kind !== 'due') return
        const plan = plans.find(({ id }) => id === decision.planId)
        expect(facts.hasOpen).toBe(false)
        if (facts.lastFollowUpAt)
          expect(now.getTime() - facts.lastFollowUpAt.getTime()).toBeGreaterThanOrEqual(
            (plan?.weeks ?? 0) * 604_800_000,
          )
        expect(permittedFor(decision.way)).toContainEqual(
          expect.objectContaining({ contactId: decision.contactId, allowed: true }),
        )
      }),
    )
  })

  test('is of one kind for everybody, and each customer of a plan is counted once', () => {
    fc.assert(
      fc.property(plans, fc.array(facts, { maxLength: 12 }), permitted, (plans, customers, email) => {
        const decisions = customers.map((each) => decide(plans, each, () => email, now))
        const ofPlan = decisions.filter((each) => each.kind !== 'no-plan')
        const counts = ofPlan.reduce(counted, noCounts)
        const parts = [counts.open, counts.due, counts.later, counts.nothingYet]
        const unreachable = counts.unreachable.map(({ count }) => count)
        expect([...parts, ...unreachable].reduce((sum, part) => sum + part, 0)).toBe(counts.customers)
        expect(counts.customers).toBe(customers.filter((each) => planFor(plans, each, now)).length)
      }),
    )
  })
})
