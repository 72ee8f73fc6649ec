import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everybody } from '../../../tests/fixtures/offer-segment.ts'
import { allowance, type CustomerFacts, counted, type Decision, decide, mayStep, todayIn, validity } from './rules.ts'
import { skipReasons } from './schema.audience.ts'
import { type Segment, states } from './schema.ts'

const now = new Date('2026-03-02T09:00:00Z')
const anna: CustomerFacts = {
  customerId: 'anna',
  important: false,
  language: 'de-AT',
  orders: 3,
  lastOrderAt: new Date('2026-02-01T00:00:00Z'),
  tier: 'returning',
  boughtOne: true,
  storeIds: ['kitto'],
  erasureAsked: false,
  hadThis: false,
  lastOfferAt: null,
}
const own = { contactId: 'mail', kind: 'email', allowed: true, reason: 'given' }
const no = (reason: string, kind = 'email') => ({ contactId: reason, kind, allowed: false, reason })
const terms = { segment: everybody, languages: ['de', 'en'], capDays: 30 }
const shops = new Set(['kitto'])
const decided = (facts: Partial<CustomerFacts>, permitted = [own], segment: Partial<Segment> = {}) =>
  decide({ ...terms, segment: { ...everybody, ...segment } }, { ...anna, ...facts }, permitted, shops, now)

test.each<[string, Partial<Segment>, Partial<CustomerFacts>]>([
  ['importance', { important: true }, {}],
  ['language', { languages: ['en'] }, {}],
  ['store', { storeIds: ['other'] }, {}],
  ['value', { tiers: ['key'] }, {}],
  ['a product', { skus: ['LAMP'] }, { boughtOne: false }],
  ['a category', { categories: ['Lamps'] }, { boughtOne: false }],
  ['orders', { leastOrders: 4 }, {}],
  ['the last order', { boughtSince: '2026-02-02' }, {}],
  ['any order', { boughtSince: '2020-01-01' }, { lastOrderAt: null }],
])('a segment leaves out whom it does not have by %s', (_, segment, facts) => {
  expect(decided(facts, [own], segment)).toEqual({ kind: 'outside' })
})

test('a segment has whom each of its conditions fits', () => {
  const narrow = {
    languages: ['de'],
    storeIds: ['kitto'],
    tiers: ['returning' as const],
    skus: ['LAMP'],
    leastOrders: 3,
  }
  expect(decided({}, [own], { ...narrow, boughtSince: '2026-02-01' })).toEqual({
    kind: 'reached',
    contactId: 'mail',
    language: 'de',
  })
})

test.each<[string, Partial<CustomerFacts>, Parameters<typeof decide>[2]]>([
  ['erasure-asked', { erasureAsked: true, hadThis: true }, [own]],
  ['had-this', { hadThis: true, lastOfferAt: now }, [own]],
  ['marketplace-forbids', { storeIds: ['amazon'] }, [own]],
  ['marketplace-forbids', {}, [no('marketplace-forbids', 'amazon-alias')]],
  ['no-address', {}, []],
  ['no-address', {}, [no('wrong-channel', 'phone')]],
  ['withdrawn', {}, [no('marketplace-forbids', 'amazon-alias'), no('withdrawn')]],
  ['not-asked', { lastOfferAt: now }, [no('not-asked')]],
  ['language-missing', { language: 'fr' }, [own]],
  ['language-missing', { language: null }, [own]],
  ['had-lately', { lastOfferAt: new Date('2026-02-01T00:00:00Z') }, [own]],
])('is not sent: %s', (reason, facts, permitted) => {
  expect(decide(terms, { ...anna, ...facts }, permitted, shops, now)).toEqual({ kind: 'skipped', reason })
})

test('the cap ends after its days, and who is known by nothing but an address is reached', () => {
  expect(decided({ lastOfferAt: new Date('2026-01-31T09:00:00Z'), storeIds: [] }).kind).toBe('reached')
})

describe('laws', () => {
  const facts: fc.Arbitrary<CustomerFacts> = fc
    .record({
      language: fc.constantFrom('de', 'en-GB', 'fr', null),
      storeIds: fc.subarray(['kitto', 'amazon', 'ebay']),
      erasureAsked: fc.boolean(),
      hadThis: fc.boolean(),
      lastOfferAt: fc.constantFrom(null, now, new Date('2020-01-01')),
    })
    .map((part) => ({ ...anna, ...part }))
  const permitted = fc.array(
    fc.constantFrom(own, no('withdrawn'), no('not-asked'), no('marketplace-forbids', 'ebay-alias')),
    { maxLength: 3 },
  )

  test('nobody is reached without an address that may be used, a letter in their language, and an own shop', () => {
    fc.assert(
      fc.property(facts, permitted, (customer, addresses) => {
        const decision = decide(terms, customer, addresses, shops, now)
        if (decision.kind !== 'reached') return
        expect(addresses).toContainEqual(expect.objectContaining({ contactId: decision.contactId, allowed: true }))
        expect(terms.languages).toContain(decision.language)
        expect(customer.storeIds.length === 0 || customer.storeIds.includes('kitto')).toBe(true)
        expect([customer.erasureAsked, customer.hadThis]).toEqual([false, false])
      }),
    )
  })

  test('a preview counts everybody of the segment once', () => {
    const decision: fc.Arbitrary<Decision> = fc.oneof(
      fc.constant({ kind: 'outside' as const }),
      fc.constant({ kind: 'reached' as const, contactId: 'x', language: 'en' }),
      fc.constantFrom(...skipReasons).map((reason) => ({ kind: 'skipped' as const, reason })),
    )
    fc.assert(
      fc.property(fc.array(decision), (decisions) => {
        const { customers, reached, skipped } = counted(decisions)
        expect(reached + skipped.reduce((sum, { count }) => sum + count, 0)).toBe(customers)
        expect(customers).toBe(decisions.filter(({ kind }) => kind !== 'outside').length)
      }),
    )
  })

  test('an hour of beats never sends more than the hour may', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), (perHour) => {
        let sent = 0
        for (let minute = 0; minute < 60; minute++) sent += allowance(perHour, { withinMinute: 0, withinHour: sent })
        expect(sent).toBe(perHour)
        expect(allowance(perHour, { withinMinute: Math.ceil(perHour / 60), withinHour: 0 })).toBe(0)
      }),
    )
  })
})

test('nothing can be changed, approved or stopped once it has ended', () => {
  for (const step of ['change', 'approve', 'start', 'stop'] as const)
    expect(states.filter((state) => mayStep(step, state))).toEqual(
      { change: ['draft', 'approved'], approve: ['draft'], start: ['approved'], stop: ['approved', 'sending'] }[step],
    )
})

test('a day begins in the zone of the workspace', () => {
  expect(todayIn('Asia/Shanghai', new Date('2026-03-01T16:30:00Z'))).toBe('2026-03-02')
  const march = { validFrom: '2026-03-01', validUntil: '2026-03-31' }
  expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((today) => validity(march, today))).toEqual([
    'not-yet',
    'valid',
    'valid',
    'over',
  ])
})
