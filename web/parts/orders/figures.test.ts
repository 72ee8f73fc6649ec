import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orders as en } from '../../i18n/en/orders.ts'
import { costOf, extras, moneyOf, parcelsOf, reasonKey, sentParcels, summed, totalOf } from './figures.ts'

const nothing = {
  price: 0,
  tax: 0,
  shipping: 0,
  shippingTax: 0,
  giftWrap: 0,
  giftWrapTax: 0,
  discount: 0,
  shippingDiscount: 0,
}
const eur = (amount: number) => ({ currency: 'EUR', amount })

describe('what a line comes to', () => {
  test('discounts are taken off, everything else is added', () => {
    expect(totalOf({ ...nothing, price: 5_999, tax: 480, shipping: 500, discount: 500, shippingDiscount: 250 })).toBe(
      6_229,
    )
  })

  test('each amount beside the price counts once, and is shown', () => {
    for (const name of extras) expect([name, Math.abs(totalOf({ ...nothing, [name]: 7 }))]).toEqual([name, 7])
    expect(extras.length).toBe(Object.keys(nothing).length - 1)
  })
})

describe('sums', () => {
  test.each([
    [[], []],
    [
      [
        { currency: null, amount: 5 },
        { currency: 'USD', amount: null },
      ],
      [],
    ],
    [[{ currency: 'USD', amount: 0 }], [{ currency: 'USD', amount: 0 }]],
    [
      [
        { currency: 'USD', amount: 5 },
        { currency: 'EUR', amount: 2 },
        { currency: 'USD', amount: 1 },
      ],
      [
        { currency: 'USD', amount: 6 },
        { currency: 'EUR', amount: 2 },
      ],
    ],
  ])('%j is %j', (amounts, sums) => expect(summed(amounts)).toEqual(sums))

  test('no currency is lost and none is mixed with another', () => {
    const amount = fc.record({
      currency: fc.constantFrom('USD', 'EUR', 'JPY'),
      amount: fc.integer({ min: -1e9, max: 1e9 }),
    })
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        for (const sum of summed(amounts))
          expect(sum.amount).toBe(
            amounts.reduce((all, one) => all + (one.currency === sum.currency ? one.amount : 0), 0),
          )
        expect(new Set(summed(amounts).map(({ currency }) => currency))).toEqual(
          new Set(amounts.map(({ currency }) => currency)),
        )
      }),
    )
  })
})

test('a cost that nobody has recorded is missing, not nought', () => {
  expect(costOf([{ cost: eur(1_510) }, { cost: null }, { cost: eur(0) }])).toEqual({ known: [eur(1_510)], missing: 1 })
  expect(costOf([{ cost: null }])).toEqual({ known: [], missing: 1 })
})

test('what was refunded in another currency stands beside what was paid', () => {
  const unit = { refunded: 5_499, labelCost: null, currency: 'USD' }
  const money = moneyOf({ currency: 'EUR', total: 8_857, lines: [], returns: [unit as never], money: [] })
  expect(money).toMatchObject({ paid: [eur(8_857)], refunded: [{ currency: 'USD', amount: 5_499 }], labelCost: [] })
})

test('lines sent together are one parcel; what was not sent is none', () => {
  const sent = { carrier: 'UPS', trackingNumber: '1Z', shippedAt: '2026-11-11T10:00:00Z' }
  const untracked = { carrier: 'DHL', trackingNumber: null, shippedAt: '2026-11-12T10:00:00Z' }
  const waiting = { carrier: '', trackingNumber: null, shippedAt: null }
  expect(parcelsOf([sent, waiting, sent, untracked, untracked])).toEqual([sent, untracked])
})

test('parts with one number to follow are one parcel, else those of one parcel’s id', () => {
  const part = (id: string, trackingNumber: string | null, shipmentId: string | null) =>
    ({ id, trackingNumber, shipmentId }) as Parameters<typeof sentParcels>[0][number]
  const shipments = [
    part('1', 'T', 'x'),
    part('2', null, 'y'),
    part('3', 'T', 'z'),
    part('4', null, 'y'),
    part('5', null, null),
  ]
  expect(sentParcels(shipments).map(({ parts }) => parts.map(({ id }) => id))).toEqual([['1', '3'], ['2', '4'], ['5']])
})

test('what a settlement has booked is by currency, without what is nought', () => {
  const nought = { charged: 0, refunded: 0, fees: 0, reimbursed: 0, other: 0, net: 0, refundsAsked: 0 }
  const money = [
    { ...nought, currency: 'EUR', fees: -120 },
    { ...nought, currency: 'USD', charged: 5 },
  ]
  const of = { currency: 'EUR', total: 1, lines: [], returns: [] }
  const { booked } = moneyOf({ ...of, money })
  expect([booked?.('fees'), booked?.('net')]).toEqual([[eur(-120)], []])
  expect(moneyOf({ ...of, money: [] }).booked).toBeNull()
})

test.each([
  'DEFECTIVE',
  'CR-DEFECTIVE',
  'AMZ-PG-BAD-ITEM',
  'AMZ-PG-APP-TOO-LARGE',
  'UNDELIVERABLE_REFUSED',
  'DEFECTIVE_ITEM',
  ' other ',
])('the reason %s has words', (reason) => {
  expect(en).toHaveProperty([reasonKey(reason)])
})
