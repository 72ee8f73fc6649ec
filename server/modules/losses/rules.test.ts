import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CostKind, costKinds, lesseningKinds } from '../policies/index.ts'
import {
  counterOf,
  lossLinesOf,
  lossSums,
  postingsOf,
  saidBy,
  type WaitingBooking,
  wrongSign,
} from './rules.booking.ts'
import { dayIn, monthAfter, monthOf, weekOf } from './rules.days.ts'

const kind = fc.constantFrom(...costKinds)
const amount = fc.integer({ min: -10_000_000, max: 10_000_000 })

test('whatever is booked balances: all accounts add up to nothing, that of the losses to the loss', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ kind, amount }), { maxLength: 12 }), (lines) => {
      const postings = postingsOf(lines)
      const of = (account: (typeof postings)[number]['account']) =>
        postings.filter((posting) => posting.account === account).reduce((sum, posting) => sum + posting.amount, 0)
      expect(postings.reduce((sum, posting) => sum + posting.amount, 0)).toBe(0)
      expect(of('loss')).toBe(lines.reduce((sum, line) => sum + line.amount, 0))
    }),
  )
})

test('each kind comes from the account that bears its opposite', () => {
  expect(Object.fromEntries(costKinds.map((kind) => [kind, counterOf(kind)]))).toEqual({
    refund: 'buyer',
    'outbound-shipping': 'carrier',
    'return-shipping': 'carrier',
    'restocking-cost': 'warehouse',
    'write-down': 'stock',
    replacement: 'stock',
    'marketplace-fee': 'marketplace',
    'restocking-fee-kept': 'buyer',
    'resale-value': 'stock',
    'compensation-received': 'marketplace',
  })
})

describe('the lines of a booking', () => {
  test.each<[string, [CostKind, number | null][], [CostKind, number | null][]]>([
    [
      'two of a kind are one',
      [
        ['refund', 100],
        ['refund', 50],
      ],
      [['refund', 150]],
    ],
    [
      'nothing is no line',
      [
        ['refund', 100],
        ['refund', -100],
        ['replacement', 0],
      ],
      [],
    ],
    [
      'what waits for a cost waits whole',
      [
        ['write-down', 10],
        ['write-down', null],
      ],
      [['write-down', null]],
    ],
    [
      'kinds stay apart',
      [
        ['refund', 5],
        ['resale-value', -2],
      ],
      [
        ['refund', 5],
        ['resale-value', -2],
      ],
    ],
  ])('%s', (_, costs, lines) => {
    expect(lossLinesOf(costs.map(([kind, amount]) => ({ kind, amount })))).toEqual(
      lines.map(([kind, amount]) => ({ kind, amount })),
    )
  })

  test('add up to what was told, however it is cut into lines', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ kind, amount }), { maxLength: 12 }), (costs) => {
        const sum = (lines: readonly { amount: number | null }[]) =>
          lines.reduce((all, line) => all + (line.amount ?? 0), 0)
        expect(sum(lossLinesOf(costs))).toBe(sum(costs))
      }),
    )
  })

  test('have the sign of their kind; only the fee of a marketplace may have either', () => {
    for (const kind of costKinds) {
      const wrong = (amount: number) => wrongSign([{ kind, amount }]) !== undefined
      expect([kind, wrong(1), wrong(-1), wrong(0)]).toEqual([
        kind,
        lesseningKinds.has(kind),
        !lesseningKinds.has(kind) && kind !== 'marketplace-fee',
        false,
      ])
    }
  })
})

const booking: WaitingBooking = {
  key: 'request 1',
  returnRequestId: null,
  storeId: 's',
  orderNumber: 'A-1',
  sku: 'CHAIR',
  reason: 'defective',
  isQuality: true,
  fault: 'seller',
  policyVersionId: null,
  bookedAt: new Date('2026-03-01T00:00:00Z'),
  currency: 'EUR',
  lines: [
    { kind: 'refund', amount: 100 },
    { kind: 'return-shipping', amount: 20 },
  ],
  source: { kind: 'act', id: '1' },
}

test('a booking is told alike in whatever order and by whomever, and otherwise where anything is', () => {
  const told = saidBy(booking)
  expect(
    saidBy({ ...booking, key: 'other', source: { kind: 'person', id: '2' }, lines: booking.lines.toReversed() }),
  ).toBe(told)
  for (const change of [
    { sku: 'X' },
    { isQuality: null },
    { fault: null },
    { currency: 'USD' },
    { bookedAt: new Date(0) },
  ])
    expect(saidBy({ ...booking, ...change })).not.toBe(told)
  expect(saidBy({ ...booking, lines: [{ kind: 'refund', amount: 101 }] })).not.toBe(told)
})

test('what a return cost is told by currency, and in that of the desk only when nothing is missing', () => {
  const line = (
    amount: number | null,
    baseAmount: number | null,
    currency = 'EUR',
    reverses: string | null = null,
  ) => ({
    ...{ amount, baseAmount, currency, reverses },
  })
  expect(lossSums([line(100, 780), line(50, 360, 'USD')])).toEqual({
    byCurrency: [
      { currency: 'EUR', amount: 100 },
      { currency: 'USD', amount: 50 },
    ],
    base: 1_140,
  })
  expect(lossSums([line(100, 780), line(50, null, 'USD')]).base).toBeNull()
  expect(lossSums([line(null, null), line(null, null, 'EUR', 'it'), line(100, 780)]).base).toBe(780)
})

test.each([
  ['Asia/Shanghai', '2026-02-28T16:00:00Z', '2026-03-01'],
  ['Asia/Shanghai', '2026-02-28T15:59:59Z', '2026-02-28'],
  ['America/New_York', '2026-03-01T04:59:59Z', '2026-02-28'],
])('in %s %s is %s', (zone, moment, day) => expect(dayIn(zone, new Date(moment))).toBe(day))

test('weeks begin on Monday, months on the first', () => {
  expect(weekOf('2026-03-01')).toBe('2026-02-23')
  expect(weekOf('2026-02-23')).toBe('2026-02-23')
  expect(monthOf('2026-12-31')).toBe('2026-12-01')
  expect([monthAfter('2026-12-01'), monthAfter('2026-01-01')]).toEqual(['2027-01-01', '2026-02-01'])
})
