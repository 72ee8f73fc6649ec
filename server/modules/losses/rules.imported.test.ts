import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reported, ReportedEntry, ReportedUnit } from '../orders/index.ts'
import type { CostKind } from '../policies/index.ts'
import type { Claim, CostOf } from './rules.claims.ts'
import { writeDownOf } from './rules.dispositions.ts'
import { beyondTheDesk, type DeskLine, importedBookings, strongest } from './rules.imported.ts'
import { isOfQuality, meaningOf } from './rules.reasons.ts'

const unit = (change: Partial<ReportedUnit> = {}): ReportedUnit => ({
  at: 0,
  id: 'u1',
  source: 'mfn',
  sku: 'CHAIR',
  quantity: 1,
  returnedAt: new Date('2026-02-20T00:00:00Z'),
  reason: 'CR-DEFECTIVE',
  disposition: '',
  labelPayer: 'Seller',
  currency: 'EUR',
  labelCost: null,
  refunded: null,
  reimbursed: null,
  ...change,
})
const entry = (change: Partial<ReportedEntry> = {}): ReportedEntry => ({
  at: 0,
  id: 'e1',
  source: 'settlement',
  kind: 'refund',
  lineId: null,
  sku: 'CHAIR',
  amount: -10_000,
  currency: 'EUR',
  bookedAt: new Date('2026-02-22T08:00:00Z'),
  transactionType: 'Refund',
  amountType: 'ItemPrice',
  description: 'Principal',
  ...change,
})
const order = (change: Partial<Reported> = {}): Reported => ({
  storeId: 'S',
  number: 'A-1',
  orderedAt: new Date('2026-02-01T00:00:00Z'),
  lines: [{ at: 0, orderedAt: new Date('2026-02-01T00:00:00Z'), lineId: 'L1', sku: 'CHAIR', quantity: 2 }],
  units: [],
  entries: [],
  shipments: [],
  ...change,
})
const cost: CostOf = () => ({ unitCost: 4_000, currency: 'CNY' })
const noCost: CostOf = () => null
const booked = (told: Partial<Reported>, desk: readonly DeskLine[] = [], costOf: CostOf = cost) =>
  importedBookings(order(told), desk, costOf).map(({ lines, currency, sku, reason, fault }) => ({
    ...{ sku, currency, reason, fault },
    lines: Object.fromEntries(lines.map(({ kind, amount }) => [kind, amount])),
  }))
const lines = (told: Partial<Reported>, desk: readonly DeskLine[] = [], costOf: CostOf = cost) =>
  booked(told, desk, costOf).map(({ lines }) => lines)

describe('what reports tell becomes lines', () => {
  const fee = (amount: number, change: Partial<ReportedEntry> = {}) =>
    entry({ kind: 'fee', amount, amountType: 'ItemFees', description: 'Commission', id: `f${amount}`, ...change })
  test.each<[string, Partial<Reported>, Record<string, number | null>[]]>([
    [
      'a refund, and what the marketplace gives back of its commission and keeps',
      { entries: [entry(), fee(1_200), fee(-240)] },
      [{ refund: 10_000, 'marketplace-fee': -960 }],
    ],
    [
      'tax that the marketplace withheld is given back by itself',
      {
        entries: [
          entry({ amount: -1_900, description: 'Tax' }),
          entry({ kind: 'other', amount: 1_900, amountType: 'ItemWithheldTax' }),
        ],
      },
      [],
    ],
    [
      'what a buyer paid is no loss',
      { entries: [entry({ kind: 'charge', amount: 10_000, transactionType: 'Order' })] },
      [],
    ],
    [
      'two days are two bookings',
      { entries: [entry(), entry({ id: 'e2', bookedAt: new Date('2026-03-01T00:00:00Z') })] },
      [{ refund: 10_000 }, { refund: 10_000 }],
    ],
    [
      'what is made good lessens the loss',
      { entries: [entry({ kind: 'reimbursement', amount: 4_500, transactionType: 'other-transaction' })] },
      [{ 'compensation-received': -4_500 }],
    ],
    [
      'postage of the way back and handling by the warehouse',
      {
        entries: [
          fee(-700, { transactionType: 'Return Postage Billing' }),
          fee(-300, { description: 'FBACustomerReturnPerUnitFee' }),
        ],
      },
      [{ 'return-shipping': 700, 'restocking-cost': 300 }],
    ],
    ['the label, when the seller pays it', { units: [unit({ labelCost: 620 })] }, [{ 'return-shipping': 620 }]],
    ['not when the buyer does', { units: [unit({ labelCost: 620, labelPayer: 'Customer' })] }, []],
    [
      'a piece that cannot be sold again is written down at its cost',
      { units: [unit({ source: 'fba', disposition: 'CUSTOMER_DAMAGED', quantity: 2 })] },
      [{ 'write-down': 8_000 }],
    ],
    ['a sellable one is not', { units: [unit({ source: 'fba', disposition: 'SELLABLE' })] }, []],
    [
      'a finding that nobody knows waits for somebody to say',
      { units: [unit({ source: 'fba', disposition: 'EATEN' })] },
      [{ 'write-down': null }],
    ],
    [
      'the way out is lost for the pieces that came back',
      { units: [unit()], entries: [fee(-900, { transactionType: 'Order', description: 'FBAPerUnitFulfillmentFee' })] },
      [{ 'outbound-shipping': 450 }],
    ],
    [
      'and not where none did',
      { entries: [fee(-900, { transactionType: 'Order', description: 'FBAPerUnitFulfillmentFee' })] },
      [],
    ],
  ])('%s', (_, told, expected) => expect(lines(told)).toEqual(expected))

  test('without a cost the line waits, and is never guessed', () => {
    expect(lines({ units: [unit({ disposition: 'DEFECTIVE' })] }, [], noCost)).toEqual([{ 'write-down': null }])
  })

  test('money of an order is of the SKU and the reason that its units tell', () => {
    const told = { units: [unit()], entries: [entry({ sku: '', lineId: 'L1', source: 'refund-feed' })] } as const
    expect(booked(told)).toMatchObject([{ sku: 'CHAIR', reason: 'defective', fault: 'seller', currency: 'EUR' }])
  })
})

describe('of several sources only the strongest counts', () => {
  const told = [unit({ refunded: 9_000, labelCost: 500 })]
  const asked = entry({ source: 'refund-feed', amount: -9_500, id: 'asked' })
  const label = entry({ kind: 'fee', amount: -480, transactionType: 'Return Postage Billing', id: 'postage' })
  test.each<[string, Partial<Reported>, Record<string, number>]>([
    ['the report alone', { units: told }, { refund: 9_000, 'return-shipping': 500 }],
    ['the feed before the report', { units: told, entries: [asked] }, { refund: 9_500, 'return-shipping': 500 }],
    [
      'the settlement before both',
      { units: told, entries: [asked, entry()] },
      { refund: 10_000, 'return-shipping': 500 },
    ],
    ['each kind for itself', { units: told, entries: [label] }, { refund: 9_000, 'return-shipping': 480 }],
    [
      'one that does not say of which SKU speaks of all',
      { units: told, entries: [entry({ sku: '', lineId: 'unknown' })], lines: [] },
      { refund: 10_000, 'return-shipping': 500 },
    ],
  ])('%s', (_, told, expected) => {
    expect(Object.assign({}, ...lines(told))).toEqual(expected)
    const all = lines(told).reduce(
      (sum, each) => sum + Object.values(each).reduce<number>((all, one) => all + (one ?? 0), 0),
      0,
    )
    expect(all).toBe(Object.values(expected).reduce((sum, one) => sum + one, 0))
  })
})

describe('what the desk has booked itself is not booked again', () => {
  const desk = (kind: CostKind, amount: number, currency = 'EUR', sku = 'CHAIR'): DeskLine => ({
    sku,
    kind,
    currency,
    amount,
  })
  const reimbursed = entry({ kind: 'reimbursement', amount: 4_000, transactionType: 'x' })
  test.each<[string, Partial<Reported>, DeskLine[], Record<string, number | null>[]]>([
    ['the same amount', { entries: [entry()] }, [desk('refund', 10_000)], []],
    ['what goes beyond it', { entries: [entry()] }, [desk('refund', 8_000)], [{ refund: 2_000 }]],
    ['what stays below takes nothing back', { entries: [entry({ amount: -5_000 })] }, [desk('refund', 8_000)], []],
    [
      'of two refunds the earlier is the confirmed one',
      { entries: [entry(), entry({ id: 'e2', bookedAt: new Date('2026-03-01T00:00:00Z'), amount: -4_000 })] },
      [desk('refund', 10_000)],
      [{ refund: 4_000 }],
    ],
    ['another kind is another loss', { entries: [entry()] }, [desk('return-shipping', 10_000)], [{ refund: 10_000 }]],
    [
      'another SKU is another loss',
      { entries: [entry()] },
      [desk('refund', 10_000, 'EUR', 'TABLE')],
      [{ refund: 10_000 }],
    ],
    ['in another currency it is the same loss all the same', { entries: [entry()] }, [desk('refund', 1, 'USD')], []],
    [
      'a compensation below zero',
      { entries: [reimbursed] },
      [desk('compensation-received', -3_000)],
      [{ 'compensation-received': -1_000 }],
    ],
    [
      'a write-down that waits for its cost',
      { units: [unit({ disposition: 'DEFECTIVE' })] },
      [desk('write-down', 4_000, 'CNY')],
      [],
    ],
  ])('%s', (_, told, own, expected) => expect(lines(told, own)).toEqual(expected))

  test('the sum is never below what the desk booked, and never above what the reports tell beyond it', () => {
    const amounts = fc.integer({ min: 1, max: 50_000 })
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 5 }), fc.array(amounts, { maxLength: 5 }), (told, own) => {
        const claims = told.map(
          (amount, at): Claim => ({
            ...{ teller: 'settlement', kind: 'refund', sku: 'CHAIR', currency: 'EUR', amount, at: new Date(at) },
            ...{ sourceId: String(at), key: String(at) },
          }),
        )
        const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0)
        const beyond = beyondTheDesk(
          claims,
          own.map((amount) => desk('refund', amount)),
        )
        expect(sum(own) + sum(beyond.map(({ amount }) => amount ?? 0))).toBe(Math.max(sum(own), sum(told)))
      }),
    )
  })
})

test('the strongest is the same in whatever order sources are read, and each SKU and kind keeps one teller', () => {
  const claim = fc.record({
    teller: fc.constantFrom('settlement' as const, 'refund-feed' as const, 'report' as const),
    kind: fc.constantFrom('refund' as const, 'return-shipping' as const),
    sku: fc.constantFrom('A', 'B', ''),
    currency: fc.constant('EUR'),
    amount: fc.integer({ min: 1, max: 9 }),
    at: fc.constant(new Date(0)),
    sourceId: fc.string(),
    key: fc.string(),
  })
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 12 }), (claims) => {
      const kept = strongest(claims)
      expect(new Set(strongest(claims.toReversed()))).toEqual(new Set(kept))
      for (const { sku, kind, teller } of kept)
        for (const other of kept) if (other.kind === kind && other.sku === sku) expect(other.teller).toBe(teller)
      if (claims.length > 0) expect(kept.length).toBeGreaterThan(0)
    }),
  )
})

test('codes of reports say what the desk calls them; what is not known is said to be unknown', () => {
  expect(
    ['CR-DEFECTIVE', 'unwanted_item', 'DAMAGED_BY_FC', 'AMZ-PG-BAD-DESC', 'CR-NEW_CODE', ''].map(meaningOf),
  ).toEqual([
    { reason: 'defective', fault: 'seller' },
    { reason: 'no-reason', fault: 'buyer' },
    { reason: 'damaged', fault: 'marketplace' },
    { reason: 'not-as-described', fault: 'seller' },
    null,
    null,
  ])
  expect((['defective', 'damaged', 'missing-part', 'wrong-item', 'no-reason', null] as const).map(isOfQuality)).toEqual(
    [true, true, true, false, false, null],
  )
  expect(['SELLABLE', 'defective ', '', 'EATEN'].map(writeDownOf)).toEqual([0, 100, null, undefined])
})
