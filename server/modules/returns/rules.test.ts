import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../lib/time.ts'
import { nextStep, openGuard, readyPolicy, shippedGuardRows, shippedPolicies } from '../policies/index.ts'
import { factsKnown, isQualityReason, type Known, quotesOf, valuesOfFacts, withStated } from './rules.facts.ts'
import { feedFile } from './rules.feed.ts'
import { buyerPays, dueOf, endOfWindow, nodeOf, refundOf, stageOf } from './rules.stage.ts'
import { letterValues, shownStep, totalCost } from './rules.step.ts'
import { type Facts, type Step, stages } from './schema.ts'

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

describe('where a return stands', () => {
  const at = (given: Facts, node: string, outcome?: string): Step => {
    const policy = readyPolicy(noReason)
    return nextStep(policy, openGuard(shippedGuardRows, '2026-03-02'), {
      facts: given,
      history: [{ node, ...(outcome && { outcome }) }],
    })
  }
  const noReason = shippedPolicies.find(({ key }) => key === 'no-reason-return') as (typeof shippedPolicies)[number]

  test.each<[string, string | undefined, string]>([
    ['letter-1', undefined, 'waiting'],
    ['letter-1', 'gives-up', 'ended'],
    ['await-item', undefined, 'item'],
    ['letter-2', 'insists', 'act'],
    ['letter-9', undefined, 'supervisor'],
  ])('after %s and %s: %s', (node, outcome, stage) => {
    expect(stageOf(at({ itemPrice: 10_000, country: 'US' }, node, outcome))).toBe(stage)
  })

  test('every step of every shipped policy has its stage, and is shown with words and whole sums', () => {
    const guard = openGuard(shippedGuardRows, '2026-03-02')
    const facts = fc.record(
      {
        itemPrice: fc.integer({ min: 0, max: 1_000_000 }),
        returnShipping: fc.integer({ min: 0, max: 10_000 }),
        profanity: fc.boolean(),
        photos: fc.integer({ min: 0, max: 3 }),
        claimRisk: fc.constantFrom('low' as const, 'open' as const),
        condition: fc.constantFrom('original' as const, 'used' as const),
        country: fc.constantFrom('DE', 'US', 'GB'),
        marketplaceKind: fc.constantFrom('amazon' as const, 'ebay' as const, 'own-shop' as const),
      },
      { requiredKeys: [] },
    )
    const outcomes = [undefined, 'insists', 'accepts', 'silent', 'done', 'arrived', 'keep-item', 'refund-in-full']
    fc.assert(
      fc.property(
        fc.constantFrom(...shippedPolicies),
        facts,
        fc.nat(),
        fc.constantFrom(...outcomes),
        (shape, given, pick, outcome) => {
          const nodes = Object.keys(shape.nodes)
          const node = nodes[pick % nodes.length] ?? ''
          const step = nextStep(readyPolicy(shape), guard, {
            facts: given,
            history: pick % 5 === 0 ? [] : [{ node, ...(outcome && { outcome }) }],
          })
          expect(stages).toContain(stageOf(step))
          expect(typeof nodeOf(step)).toBe('string')
          const shown = shownStep(step, shape, given, (cost) => cost === null || cost > 500)
          expect(shown.kind).toBe(step.kind)
          for (const { costs, total, state, verdict } of shown.options) {
            if (costs.length > 0) expect(total).toBe(totalCost(costs))
            expect(state === 'forbidden').toBe(verdict !== null)
          }
          for (const sum of [shown.buyerPays, ...shown.options.map(({ buyerPays: pays }) => pays)])
            if (sum !== null) expect(Number.isInteger(sum) && sum >= 0).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('clocks', () => {
  const from = new Date('2026-03-05T22:30:00Z') // A Thursday evening in London.
  test.each([
    ['hours', 48, new Date(from.getTime() + 48 * HOUR).toISOString()],
    ['calendar-days', 4, new Date(from.getTime() + 4 * DAY).toISOString()],
    ['business-days', 1, '2026-03-06T23:59:59.999Z'],
    ['business-days', 2, '2026-03-09T23:59:59.999Z'],
    ['business-days', 3, '2026-03-10T23:59:59.999Z'],
  ] as const)('%s × %i end at %s', (unit, value, end) => {
    expect(endOfWindow({ value, unit }, from, 'Europe/London')?.toISOString()).toBe(end)
  })

  test('a business day is one of the marketplace’s zone', () => {
    // Friday 06:30 in Shanghai: the next working day is Monday.
    expect(endOfWindow({ value: 1, unit: 'business-days' }, from, 'Asia/Shanghai')?.toISOString()).toBe(
      '2026-03-09T15:59:59.999Z',
    )
    expect(endOfWindow({ value: 15, unit: 'percent' }, from, 'UTC')).toBeUndefined()
  })

  test('the first that counts is due; the first answer stops its own alone', () => {
    const [one, two, three] = [1, 2, 3].map((day) => new Date(day * DAY)) as [Date, Date, Date]
    const none = { respondBy: null, respondedAt: null, refundBy: null, waitUntil: null }
    expect(dueOf(none)).toBeNull()
    expect(dueOf({ ...none, respondBy: one, waitUntil: two, refundBy: three })).toEqual(one)
    expect(dueOf({ ...none, respondBy: one, respondedAt: one, waitUntil: two, refundBy: three })).toEqual(two)
  })
})

describe('money of a step', () => {
  test.each([
    ['the fee', [{ do: 'fee', percent: 15 }], { itemPrice: 10_000 }, 1_500],
    [
      'the fee and the way back',
      [
        { do: 'fee', percent: 15 },
        { do: 'shipping', paidBy: 'buyer' },
      ],
      { itemPrice: 999, returnShipping: 700 },
      849,
    ],
    ['what is held back', [{ do: 'refund', percent: 80 }], { itemPrice: 10_000 }, 2_000],
    [
      'nothing where we pay',
      [
        { do: 'shipping', paidBy: 'seller' },
        { do: 'refund', percent: 100 },
      ],
      { itemPrice: 10_000 },
      0,
    ],
    ['not known without the price', [{ do: 'fee', percent: 15 }], {}, null],
    ['not known without the way back', [{ do: 'shipping', paidBy: 'buyer' }], {}, null],
  ] as const)('the buyer bears %s', (_name, moves, facts, sum) => expect(buyerPays(moves, facts)).toBe(sum))

  test.each([
    ['in full', [{ do: 'refund', percent: 100 }], 9_999],
    [
      'less the fee, which is rounded down',
      [
        { do: 'refund', percent: 100 },
        { do: 'fee', percent: 15 },
      ],
      8_500,
    ],
    ['a share to whom keeps it', [{ do: 'keep-item-refund', percent: 20 }], 2_000],
    ['nothing without a refund', [{ do: 'approve' }], null],
  ] as const)('given back is %s', (_name, moves, sum) => expect(refundOf(moves, { itemPrice: 9_999 })).toBe(sum))

  test('what is given back and what the buyer bears of the price are the price', () =>
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 0, max: 100 }), (itemPrice, percent) => {
        const moves = [
          { do: 'refund', percent: 100 },
          { do: 'fee', percent },
        ] as const
        expect((refundOf(moves, { itemPrice }) ?? 0) + (buyerPays(moves, { itemPrice }) ?? 0)).toBe(itemPrice)
      }),
    ))

  test('one unknown cost makes the sum unknown', () => {
    expect(totalCost([{ amount: 5 }, { amount: -2 }])).toBe(3)
    expect(totalCost([{ amount: 5 }, { amount: null }])).toBeNull()
    expect(totalCost([])).toBe(0)
  })
})

test('a letter of a thing that is kept names no number to send it back under', () => {
  const step = (moves: Extract<Step, { kind: 'act' }>['moves']): Step => ({
    kind: 'act',
    node: 'n',
    template: 't',
    moves,
    costs: [],
    because: [],
  })
  const about = {
    facts: { itemPrice: 10_000 },
    currency: 'EUR',
    rma: 'RMA-1',
    item: 'Lamp',
    orderNumber: 'K-1',
    address: '',
    labelUrl: null,
    now: new Date(0),
    itemWithin: 30,
    refunded: null,
  }
  expect(letterValues(step([{ do: 'keep-item-refund', percent: 20 }]), about)).toEqual({
    'order.item': 'Lamp',
    'order.number': 'K-1',
    'return.deadline': '1970-01-31T00:00:00.000Z',
    'refund.percent': 20,
    'refund.amount': { amount: 2_000, currency: 'EUR' },
  })
  expect(
    letterValues(
      step([
        { do: 'refund', percent: 100 },
        { do: 'fee', percent: 15 },
      ]),
      { ...about, refunded: 8_000 },
    ),
  ).toMatchObject({
    'return.number': 'RMA-1',
    'return.fee_amount': { amount: 1_500, currency: 'EUR' },
    'refund.amount': { amount: 8_000, currency: 'EUR' },
  })
})

test('the file for Amazon has a line per refund, in decimals of its currency, and nothing that breaks a line', () => {
  const refund = { orderNumber: '113-1\t2', amount: 1_005, currency: 'USD', reason: 'wrong-item', digits: 2 }
  const text = feedFile([
    refund,
    { ...refund, amount: 5, reason: 'unheard-of' },
    { ...refund, currency: 'JPY', digits: 0 },
  ])
  const lines = text.split('\r\n')
  expect(lines).toHaveLength(5)
  expect(lines.slice(1, 4).map((line) => line.split('\t').slice(0, 5))).toEqual([
    ['113-1 2', '', 'WrongItem', 'USD', '10.05'],
    ['113-1 2', '', 'GeneralAdjustment', 'USD', '0.05'],
    ['113-1 2', '', 'WrongItem', 'JPY', '1005'],
  ])
  expect(new Set(lines.slice(0, 4).map((line) => line.split('\t').length))).toEqual(new Set([15]))
})
