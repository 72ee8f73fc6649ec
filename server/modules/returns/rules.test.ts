import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feedFile } from './rules.feed.ts'
import { buyerPays, refundOf } from './rules.stage.ts'
import { letterValues, totalCost } from './rules.step.ts'
import type { Step } from './schema.ts'

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
