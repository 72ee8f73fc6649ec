import { describe, expect, test } from 'vitest'
import { factsKnown, isQualityReason, type Known, quotesOf, valuesOfFacts, withStated } from './rules.facts.ts'
import type { Facts } from './schema.ts'

const known = (change: Partial<Known> = {}): Known => ({
  askedAt: new Date('2026-03-02T09:00:00Z'),
  ticket: { kind: 'return', subType: 'no-reason', hasClaimThreat: false },
  store: { id: 'store', marketplace: 'amazon-us', marketplaceKind: 'amazon' },
  marketplaceCountry: 'US',
  order: null,
  line: null,
  quantity: 1,
  letter: null,
  photos: 0,
  isImportant: null,
  report: null,
  parcel: null,
  terms: null,
  lossSoFar: 0,
  ...change,
})
const order: NonNullable<Known['order']> = {
  country: 'DE',
  fulfilment: 'merchant',
  status: 'shipped',
  deliveredAt: null,
  arrivesAt: null,
  hasLeft: true,
  hasClaim: false,
}
const report = { isInPolicy: null, labelType: '', labelPayer: '', hasClaim: null }
const valuesOf = (change: Partial<Known>, stated: Facts = {}) =>
  valuesOfFacts(withStated(factsKnown(known(change)), stated))

describe('what is known of a return', () => {
  test.each<[string, Partial<Known>, Facts]>([
    [
      'the reason is the ticket’s topic',
      { ticket: { kind: 'return', subType: 'delivery-delay', hasClaimThreat: false } },
      { reason: 'late' },
    ],
    [
      'a topic that is no reason says none',
      { ticket: { kind: 'return', subType: 'usage', hasClaimThreat: false } },
      { reason: undefined },
    ],
    [
      'a threat is a high risk',
      { ticket: { kind: 'return', subType: null, hasClaimThreat: true } },
      { claimRisk: 'high' },
    ],
    ['a claim of the order is an open one', { order: { ...order, hasClaim: true } }, { claimRisk: 'open' }],
    ['a claim of the report too', { report: { ...report, hasClaim: true } }, { claimRisk: 'open' }],
    [
      'a ticket that is a claim too',
      { ticket: { kind: 'claim', subType: null, hasClaimThreat: false } },
      { claimRisk: 'open' },
    ],
    [
      'days count whole, from the delivery',
      { order: { ...order, deliveredAt: new Date('2026-02-20T10:00:00Z') } },
      { daysSinceDelivery: 9, parcel: 'delivered' },
    ],
    [
      'a delivery after the asking is none yet',
      { order: { ...order, deliveredAt: new Date('2026-03-03T10:00:00Z') } },
      { daysSinceDelivery: 0 },
    ],
    [
      'late is what came after it was promised',
      {
        order: { ...order, arrivesAt: new Date('2026-02-20T00:00:00Z'), deliveredAt: new Date('2026-02-23T01:00:00Z') },
      },
      { daysLate: 3 },
    ],
    [
      'what has not come is late up to now',
      { order: { ...order, arrivesAt: new Date('2026-02-28T00:00:00Z') } },
      { daysLate: 2, parcel: 'under-way' },
    ],
    [
      'what has not left has not left',
      { order: { ...order, status: 'unshipped', hasLeft: false } },
      { parcel: 'not-sent' },
    ],
    [
      'one of three pieces costs a third',
      { line: { quantity: 3, paid: 100_00, unitCost: 40_00, category: 'lamps' } },
      { itemPrice: 33_33, unitCost: 40_00, category: 'lamps' },
    ],
    [
      'two of three cost two thirds',
      { quantity: 2, line: { quantity: 3, paid: 100_00, unitCost: 40_00, category: null } },
      { itemPrice: 66_67, unitCost: 80_00, category: undefined },
    ],
    [
      'Amazon decides what it sends itself',
      { order: { ...order, fulfilment: 'marketplace' } },
      { isMarketplaceDecided: true },
    ],
    [
      'and what it gave a label of its own',
      { report: { ...report, labelType: 'AmazonPrePaidLabel' } },
      { isMarketplaceDecided: true },
    ],
    ['not what the seller sends', { order }, { isMarketplaceDecided: false }],
    ['nothing is known of that without order and report', {}, { isMarketplaceDecided: undefined }],
    ['the report says who pays the label', { report: { ...report, labelPayer: 'Customer' } }, { labelPayer: 'buyer' }],
    [
      'what the label cost stands above the rule',
      {
        parcel: { labelCost: 820, labelPayer: 'seller', condition: null, resaleValue: null },
        terms: { outboundShipping: 600, returnShipping: 700, restockingCost: null },
      },
      { returnShipping: 820, labelPayer: 'seller', outboundShipping: 600, restockingCost: undefined },
    ],
    ['a gain is no fee', { lossSoFar: -5 }, { feesSoFar: 0 }],
  ])('%s', (_name, change, expected) => {
    const values = valuesOf(change)
    for (const [name, value] of Object.entries(expected))
      expect([name, values[name as keyof Facts]]).toEqual([name, value])
  })

  test('what people state stands above it, with its source; taken back it is as found', () => {
    const facts = withStated(factsKnown(known()), { reason: 'damaged', photos: 3, category: null })
    expect(facts.reason).toEqual({ value: 'damaged', source: 'stated' })
    expect(facts.isQuality).toEqual({ value: true, source: 'stated' })
    expect(facts.category).toBeUndefined()
    expect(withStated(factsKnown(known()), { isQuality: true }).isQuality).toEqual({ value: true, source: 'stated' })
    expect(isQualityReason('wrong-item')).toBe(false)
  })

  test('a sentence is shown beside the fact that it shows', () => {
    const letter = { profanity: true, profanityQuote: 'So ein Scheiß.', capitals: false, capitalsQuote: null }
    expect(quotesOf(factsKnown(known({ letter })))).toEqual({ profanity: 'So ein Scheiß.' })
  })
})
