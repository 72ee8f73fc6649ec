import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EntrySum, moneySoFar } from './rules.money.ts'
import { entryKinds, entrySources } from './schema.money.ts'

const booked = (kind: EntrySum['kind'], amount: number, currency = 'EUR'): EntrySum => ({
  source: 'settlement',
  kind,
  amount,
  currency,
})

test('what was paid, went back, was taken and made good, and what is left', () => {
  const sums = [booked('charge', 2_198), booked('refund', -2_198), booked('fee', -330), booked('fee', 264)]
  expect(moneySoFar([...sums, booked('reimbursement', 500), booked('other', -7)])).toEqual([
    {
      currency: 'EUR',
      ...{ charged: 2_198, refunded: -2_198, fees: -66, reimbursed: 500, other: -7, net: 427, refundsAsked: 0 },
    },
  ])
})

test('a refund that was asked for and made counts once', () => {
  const asked: EntrySum = { source: 'refund-feed', kind: 'refund', amount: -500, currency: 'EUR' }
  expect(moneySoFar([asked, booked('refund', -500)])).toMatchObject([{ refunded: -500, net: -500, refundsAsked: -500 }])
})

test('the net is all that was booked in its currency, in whatever order it comes', () => {
  const sum = fc.record({
    source: fc.constantFrom(...entrySources),
    kind: fc.constantFrom(...entryKinds),
    amount: fc.integer({ min: -1e9, max: 1e9 }),
    currency: fc.constantFrom('EUR', 'JPY', 'USD'),
  })
  fc.assert(
    fc.property(fc.array(sum), (sums) => {
      const found = moneySoFar(sums)
      expect(moneySoFar(sums.toReversed())).toEqual(found)
      for (const { currency, net, charged, refunded, fees, reimbursed, other, refundsAsked } of found) {
        const own = sums.filter((each) => each.currency === currency)
        const of = (source: string) => own.reduce((all, each) => all + (each.source === source ? each.amount : 0), 0)
        expect(net).toBe(of('settlement'))
        expect(charged + refunded + fees + reimbursed + other).toBe(net)
        expect(refundsAsked).toBe(of('refund-feed'))
      }
    }),
  )
})
